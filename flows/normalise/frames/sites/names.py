"""What stands at a place of a list: the body written before its town, the facility told with it."""

from __future__ import annotations

import re

from flows.normalise.frames.page import Page, within
from flows.normalise.frames.sites.words import facilities, with_proper_name
from flows.normalise.mentions.model import Place

_LONGEST = 90
_SEPARATOR = re.compile(r" ?: | ?[–—;()|] ?| - |, |\.(?: |$)|\n|$")
_WHEN = re.compile(
    r"(?:(?:le|les|chaque|tous les) )?"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b[^:]{0,20}:? ?"
)


def opens_with(page: Page, start: int, place: Place) -> bool:
    """Whether an item opens with its town, after a weekday or a preposition at most."""
    before = page.folded[start : place.start].strip(" «-–•")
    return before in ("", "a", "au", "aux", "en", "sur") or _WHEN.fullmatch(before) is not None


def name_at(page: Page, start: int, end: int, place: Place) -> str | None:
    """What an item says to stand at its place; null if it tells only the town."""
    if opens_with(page, start, place):
        return behind_town(page, place, end) or _facility(page, place.end, end)
    return before_town(page, start, end, place) or _facility(page, start, end)


def before_town(page: Page, start: int, end: int, place: Place) -> str | None:
    """The body that an item opens with: "Clinique du Parc, Castres (81)", "CCAS de Condom : …"."""
    before = page.words(start, place.start)
    if not 3 < len(before) < _LONGEST or ":" in before or not before[0].isupper():
        return None
    if before.endswith((",", "–", "-", "(")):
        return before.rstrip(" ,–-(") or None
    head = _SEPARATOR.search(page.folded, start, end)
    tail = _SEPARATOR.match(page.folded, place.end, end)
    if head is None or tail is None or head.start() != tail.start():
        return None
    whole = page.words(start, place.end)
    first = next(iter(facilities().find(page.folded[start : place.end])), None)
    return whole if first is None or first[0] == 0 or whole.split()[0].isupper() else None


_SIGNS = re.compile(r" ?(?:\(\w{2,3}\))? ?[,:–—(|-] ?(?!siege\b)|\n")


def behind_town(page: Page, place: Place, end: int) -> str | None:
    """The facility right behind a town: "Limoges, Faculté de médecine, 2 rue …"."""
    sign = _SIGNS.match(page.folded, place.end, end)
    if sign is None:
        return None
    first = next(iter(facilities().find(page.folded[sign.end() : end])), None)
    if (first is None or first[0] > 0) and not within(page.venues, sign.end(), sign.end() + 1):
        return None
    stop = _SEPARATOR.search(page.folded, sign.end(), end)
    return page.words(sign.end(), stop.start() if stop is not None else end)


def _facility(page: Page, start: int, end: int) -> str | None:
    """The facility that an item names somewhere."""
    hit = next(iter(facilities().find(page.folded[start:end])), None)
    if hit is None:
        return None
    first, last = start + hit[0], start + hit[1]
    return page.words(first, with_proper_name(page, last, end))
