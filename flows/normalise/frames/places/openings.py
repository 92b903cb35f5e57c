"""The house that an inauguration, a first stone, an open day is of, and so is held in.

La maison de santé des Rives, 7 rue du Bac, accueille ses premiers patients lundi 2 juillet.
L'inauguration : vendredi 15 juin à 17 heures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.places.location import locate
from flows.normalise.frames.places.model import NOWHERE, Location, completed
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.model import Mention

_HOUSES = frozenset({"hospital", "health_centre", "university"})
"""Types of organisations that are a house too."""
_NAMED = re.compile(r"\w+ \S")
_REACH = 250
"""Characters behind a house within which its street is told, where no other house stands between."""


def house_that_opens(page: Page, event: Event) -> Location:
    """The establishment that an open day, an inauguration, an anniversary is of: named in its sentence, or
    before it with its street."""
    if event.event_type != "open_day" and not entry_pattern("events", "opened").match(fold(event.name)):
        return NOWHERE
    start, end = event.evidence.start, event.evidence.end
    houses = list(_houses(page, end))
    named = [h for h in houses if h.start >= start] or [h for h in houses if _is_meant(page, h, event)]
    if not named and len({page.folded[h.start : h.end] for h in houses}) == 1:
        named = [] if entry_pattern("events", "everywhere").search(page.folded, start, end) else houses
    name = page.words(named[0].start, named[0].end) if named else None
    if named and event.commune_code:
        return Location(name)
    for index, house in enumerate(houses):
        following = houses[index + 1].start if index + 1 < len(houses) else len(page.text)
        words = page.words(house.start, house.end)
        if name is not None and fold(words) != fold(name):
            continue
        street = next(iter(within(page.addresses, house.end, min(following, house.end + _REACH))), None)
        if street is not None:
            stop = page.text.find("\n", street.end)
            told = locate(page, street.start, stop if stop >= 0 else len(page.text), street.start)
            return completed(Location(words, page.words(street.start, street.end)), told)
    return Location(name)


def _is_meant(page: Page, house: Mention, event: Event) -> bool:
    """Whether a sentence calls a house told before it by its noun: "la polyclinique sera inaugurée"."""
    noun = page.folded[house.start : house.end].partition(" ")[0]
    return f"la {noun} " in page.folded[event.evidence.start : event.evidence.end]


def _houses(page: Page, end: int) -> Iterator[Mention]:
    """The houses told up to an offset, in order: those with a name of their own."""
    persons = [(person.start, person.span_end) for person in page.persons]
    bodies = (b for b in within(page.organisations, 0, end) if b.organisation_type in _HOUSES)
    halls = (v for v in within(page.venues, 0, end) if v.is_complete and v.noun in _HALLS)
    last = 0
    for house in sorted((*bodies, *halls), key=lambda mention: mention.start):
        is_free = house.start >= last and not any(a <= house.start < b for a, b in persons)
        if is_free and _NAMED.match(page.text, house.start, house.end):
            last = house.end
            yield house


_HALLS = frozenset({"maison", "pole", "institut", "ifsi", "ifas", "ehpad", "residence", "espace"})
"""Nouns of venues that are inaugurated, where no organisation bears the name."""
