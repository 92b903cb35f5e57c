"""Towns told one after the other, and names believed to be towns only because they stand among such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.frames.objectives.words import NUMBERS
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.homonyms import choose, place_of
from flows.normalise.mentions.model import DateMention, Place
from flows.normalise.reference.name_index import names_in, searchable
from flows.normalise.reference.territory import Territory

_AROUND = 2000
"""Characters on either side in which other places tell the department that a list speaks of."""
_BEFORE = re.compile(
    r"(?:^|[\n,;:(/–—•·|>-] ?|"
    r"\b(?:a|de|et|du|au|aux|en|sur|par|puis|ou|entre|le|la|les|suiv(?:ent|ront|it|ra)|"
    r"(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?) |\b[dl]')$"
)
_AFTER = re.compile(
    r" ?(?:$|\n|[,;:.()/–—|-]|(?:et|puis|ainsi qu[e']|ou|le|les|chaque|tous|ont|sont|seront|"
    r"auront|en|des|depuis)\b|"
    r"(?:accueill|particip|suiv|test|experiment|rejoi|benefici)\w*)"
)


def communes(page: Page, start: int, end: int) -> list[Place]:
    """The communes of a stretch that are told for sure."""
    return [p for p in within(page.places, start, end) if p.kind == "commune" and p.certain]


def towns(page: Page, start: int, end: int) -> list[Place]:
    """The communes of a stretch known to tell places: a name that stands alone there is one, if a commune of
    the territory that the page speaks of bears it."""
    around = within(page.places, max(0, start - _AROUND), end + _AROUND)
    sure = [p for p in around if p.certain] or around
    nearby = {p.department_code for p in sure if p.department_code}
    own = page.publisher
    territory = Territory(own.region_code, own.department_code, own.commune_code)
    found = [p for p in within(page.places, start, end) if p.kind == "commune" and p.commune_code]
    acronyms = (o for o in within(page.organisations, start, end) if page.text[o.start : o.end].isupper())
    taken = [*within(page.places, start, end), *acronyms]  # the agency "ARS" is not at Ars
    for first, last, name in names_in(page.text[start:end], searchable(page.folded[start:end])):
        first, last = first + start, last + start
        candidates = name.communes or name.shortened
        if name.is_other or not candidates or any(m.start < last and first < m.end for m in taken):
            continue
        if not _BEFORE.search(page.folded[max(start, first - 12) : first]):
            continue
        if not _AFTER.match(page.folded[last : min(end, last + 12)]):
            continue
        commune, _ = choose(candidates, name, territory, None, nearby)
        here = territory.region_code is not None and commune.region_code == territory.region_code
        if here or commune.department_code in nearby:
            found.append(place_of(commune, first, last, certain=False))
    return _outermost(found)


def _outermost(found: Sequence[Place]) -> list[Place]:
    """In order, without names inside longer ones."""
    kept: list[Place] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


PART_OF_PLACE = (
    r"(?:(?:les? |la |l')?(?:villes?|communes?|bassins?|pays|secteurs?|cantons?|agglomerations?|territoires?|"
    r"quartiers?|sites?|antennes?|ehpad|ifsi|ifas|instituts?|hopita(?:l|ux)|centres? hospitaliers?|ch|chu|"
    r"campus|bourgs?|communautes? de communes|maisons? de sante|msp)(?: de vie| de sante)? (?:de |d'|du )?)"
)
_ASIDE = (
    r"(?: ?\([^()\n]{0,70}\))?"
    r"(?:,? (?:dans|en|de|pres d[e'])(?: l'| la| le| les|) ?[\w-]+(?:[ -][\w-]+){0,2}(?=,| et |$))?"
)
_BETWEEN = re.compile(
    rf"(?! a ){_ASIDE} ?(?:,|;|/|·|•|\||–|-|&|\+)? ?"
    r"(?:(?:et|ainsi que|puis|mais aussi|ou|enfin)(?: |(?=, ))|ainsi qu')?"
    r"(?:,? ?(?:depuis|des|a partir d[eu]|bientot|prochainement|maintenant)\b[^,.;:()]{0,25}, )?"
    rf"(?:(?:{'|'.join(NUMBERS)}|\d{{1,3}}) (?:[\w-]+ )?)?"
    r"(?:a |au |aux |en |sur |dans |par |(?:autour |pres )?(?:de |d'|du |des ))?"
    rf"{PART_OF_PLACE}?(?:le |la |les |l')?"
)


def chains(page: Page, start: int, end: int, fewest: int = 2) -> Iterator[list[Place]]:
    """The communes of a stretch that are told in one go, two or more together."""
    found = towns(page, start, end)
    chain: list[Place] = []
    for place in (*found, None):
        if chain and place is not None and _BETWEEN.fullmatch(page.folded, chain[-1].end, place.start):
            chain.append(place)
            continue
        if len(chain) >= fewest:
            yield chain
        chain = [place] if place is not None else []


_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_RECURRENT = re.compile(
    rf"\b(?:{_WEEKDAY})s?\b(?! ?\d)|"
    rf"\b(?:tou(?:te)?s les|chaque) (?:\w+ )?(?:jours?|semaines?|mois|quinzaines?|{_WEEKDAY})|"
    r"\bhebdomadaire|\bmensuel|\b(?:une?|1) (?:semaine|jour|fois)s? (?:sur|par) "
)


_LONG = 6
"""Days from which what lies between two is a period, not a meeting."""


def _is_period(told: DateMention) -> bool:
    return told.first is None or told.last is None or (told.last - told.first).days > _LONG


def tells_days(page: Page, start: int, end: int) -> bool:
    """Whether a stretch tells a day or an hour: an agenda, no list of places. What comes back each week is
    none."""
    days = any(d.precision == "day" and not _is_period(d) for d in within(page.dates, start, end))
    if not days and not within(page.times, start, end):
        return False
    return _RECURRENT.search(page.folded, start, end) is None
