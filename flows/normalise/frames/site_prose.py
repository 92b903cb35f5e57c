"""Places in running text: where a service stands or stops, where works are, the towns that actions name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.location import in_commune
from flows.normalise.frames.model import Evidence, Objective, Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programme_model import Told
from flows.normalise.frames.programme_stretches import stretches
from flows.normalise.frames.programme_words import word_pattern, words
from flows.normalise.frames.site_lists import with_shared_noun
from flows.normalise.frames.site_words import communes, facilities, site_at, tells_days
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Place


def sites_told_of(page: Page, told: Told) -> list[Site]:
    """The places that the sentences on a programme tell."""
    if told.programme_type == "investment":
        return _building(page, told)
    if told.programme_type == "service" and (served := _served(page, told)):
        return served
    return _named_together(page, told) or (_at_home(page, told) if told.programme_type == "service" else [])


_REACHED = re.compile(r"(?:\b(?:a|au|aux|de|vers|et|puis|en|sur|desservira|dessert) ?|\bd'|[,:(;>]\s?)$")


def _served(page: Page, told: Told) -> list[Site]:
    """The communes that the sentences on a service tell: where it stands, goes or stops."""
    found: list[Site] = []
    for first, last in stretches(page, told):
        if not communes(page, first, last):
            continue
        for start, end in sentences(page.text, first, last):
            places = [p for p in communes(page, start, end) if _is_reached(page, start, p, told)]
            found += [site_at(page, p, _stands_there(page, told, start, p), start) for p in places]
    return found


def _is_reached(page: Page, start: int, place: Place, told: Told | None = None) -> bool:
    """Whether a commune is told as a place, not as part of a body's name ("CH de Challans")."""
    before = page.folded[max(start, place.start - 14) : place.start]
    return _REACHED.search(before) is not None and not _in_body(page, place, told)


def _in_body(page: Page, place: Place, told: Told | None = None) -> bool:
    """Whether a commune belongs to the name of a body, other than the programme itself."""
    own = {mention.start for mention in told.mentions} if told is not None else set()
    return any(
        o.start < place.start < o.end and o.start not in own
        for o in within(page.organisations, max(0, place.start - 60), place.start)
    )


def _stands_there(page: Page, told: Told, start: int, place: Place) -> str | None:
    """The facility last named before a place; null for what comes and goes."""
    if not word_pattern("stands").search(fold(told.name)):
        return None
    hits = list(facilities().find(page.folded[start : place.start]))
    return page.words(start + hits[-1][0], start + hits[-1][1]) if hits else told.name


def _at_home(page: Page, told: Told) -> list[Site]:
    """A service that stands somewhere, of a publisher with a commune of its own."""
    known = in_commune(page.publisher.commune_code)
    if known.commune_code is None or not word_pattern("stands").search(fold(told.name)):
        return []
    first = told.mentions[0]
    evidence = Evidence(first.start, first.end)
    return [Site(evidence, told.name, known.commune_code, known.department_code, known.region_code)]


@cache
def _several() -> re.Pattern[str]:
    """A plural noun right before a list of towns that completes it: "les instituts de", "trois sites ("."""
    nouns = alternatives(words()["places_together"])
    return re.compile(rf"\b(?:{nouns})\b[^.;:,()]{{0,45}}?[ '](?:(?:de|d'|a|au|:) ?|\()$")


_BETWEEN = re.compile(r",? ?(?:et |ainsi que |puis )?(?:de |d'|a |au )?")
_LOOK_BACK = 90
_HEAD = 3
"""Blocks at the head of a page that say where its publisher is."""


def _named_together(page: Page, told: Told) -> list[Site]:
    """The towns of a plural noun in a sentence on the programme or in the page's head."""
    spans = stretches(page, told)
    if told.in_title or told.programme_type == "training":
        spans = [*((b.start, b.end) for b in page.document.blocks[:_HEAD]), *spans]
    for start, end in spans:
        for places in _lists(page, start, end):
            first = places[0].start
            noun = _several().search(page.folded, max(start, first - _LOOK_BACK), first)
            if noun is None or tells_days(page, noun.start(), places[-1].end):
                continue
            repeated = re.search(r" (?:et|ainsi que) (?:de |d')$", page.folded[start : places[-1].start])
            if repeated:
                return with_shared_noun(page, noun.start(), places)
            return [site_at(page, place) for place in places]
    return []


def _lists(page: Page, start: int, end: int) -> Iterator[list[Place]]:
    """The communes of a stretch that are told in one go, two or more together."""
    chain: list[Place] = []
    for place in communes(page, start, end):
        if chain and not _BETWEEN.fullmatch(page.folded, chain[-1].end, place.start):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(place)
    if len(chain) > 1:
        yield chain


def _building(page: Page, told: Told) -> list[Site]:
    """The one place of works: the commune that the sentences tell, else the publisher's."""
    for start, end in stretches(page, told):
        for place in communes(page, start, end):
            if not _in_body(page, place):
                return [site_at(page, place, _built(page, told), start)]
    known = in_commune(page.publisher.commune_code)
    if known.commune_code is None:
        return []
    first = told.mentions[0]
    evidence = Evidence(first.start, first.end)
    name = _built(page, told)
    return [Site(evidence, name, known.commune_code, known.department_code, known.region_code)]


def _built(page: Page, told: Told) -> str:
    """What is built: the name where it says so, else the facility that the sentences name."""
    if told.naming.noun.kind == "works":
        return told.name
    for start, end in stretches(page, told):
        hit = next(iter(facilities().find(page.folded[start:end])), None)
        if hit is not None:
            return page.words(start + hit[0], start + hit[1])
    return told.name


_OPENING_BRACKET = re.compile(r"\([^()]*$")


def sites_of_actions(page: Page, objectives: Sequence[Objective]) -> list[Site]:
    """The towns that actions name: "permanences à Hirson et à Guise", "Chirurgie (Lunéville, Toul)".

    A single one is a detail of an action, not a place of the programme.
    """
    found: list[Site] = []
    for objective in objectives:
        start, end = objective.evidence.start, objective.evidence.end
        for place in communes(page, start, end):
            bracketed = _OPENING_BRACKET.search(page.folded, start, place.start)
            if bracketed or _is_reached(page, start, place):
                found.append(site_at(page, place))
    return found if len({site.commune_code for site in found}) > 1 else []
