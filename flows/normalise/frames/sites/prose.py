"""Places in running text: where a service stands or stops, the towns that take part or that actions name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.events.words import find_event_nouns
from flows.normalise.frames.model import Evidence, Objective, Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.places.model import in_commune
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.stretches import stretches
from flows.normalise.frames.programmes.words import word_pattern, words
from flows.normalise.frames.sites.buildings import building
from flows.normalise.frames.sites.houses import housed
from flows.normalise.frames.sites.names import behind_town
from flows.normalise.frames.sites.reach import completes, in_body, is_reached
from flows.normalise.frames.sites.towns import PART_OF_PLACE, chains, communes
from flows.normalise.frames.sites.words import Listed, facilities, site_of
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Place


def sites_told_of(page: Page, told: Told, others: Sequence[Told]) -> list[Site]:
    """The places that the sentences on a programme tell."""
    if told.programme_type == "investment":
        return building(page, told)
    service = told.programme_type == "service"
    served = _served(page, told, others) if service else []
    if len({site.commune_code for site in served}) > 1:
        return served
    if service and not mobile_service(told) and (house := housed(page, told, others, _spans(page, told))):
        return house
    if served:
        return served
    together = _together(page, told, others)
    if not together and told.programme_type == "training":
        return housed(page, told, others, _spans(page, told))
    if together or not service:
        return together
    return _at_home(page, told)


def mobile_service(told: Told) -> bool:
    """Whether a service is on wheels: what stands at its stops is none of it."""
    return told.programme_type == "service" and word_pattern("mobile").search(fold(told.name)) is not None


def _served(page: Page, told: Told, others: Sequence[Told]) -> list[Site]:
    """The communes that the sentences on a service tell: where it stands, goes or stops."""
    found: list[Listed] = []
    stops = _stops(page) if len(others) == 1 and mobile_service(told) else []
    for first, last in sorted({*_spans(page, told), *stops}):
        if not any(p.kind == "commune" for p in within(page.places, first, last)):
            continue
        for start, end in sentences(page.text, first, last):
            places = {
                p
                for p in within(page.places, start, end)
                if p.kind == "commune"
                and (completes(told, p) or (p.certain and is_reached(page, start, p, told)))
            }
            for chain in chains(page, start, end, 1 if (first, last) in stops else 2):
                lead = chain[0].start
                several = _several().search(page.folded, max(start, lead - _LOOK_BACK), lead)
                if several or is_reached(page, start, chain[0], told):
                    places |= set(chain)
            found += [
                Listed(place, _stands_there(page, told, start, place), start)
                for place in sorted(places, key=lambda p: p.start)
            ]
    spread = len({each.place.commune_code for each in found}) > 1
    goes = spread and all(each.name in (None, told.name) for each in found)
    return [site_of(page, each, named=not goes) for each in found]


def _spans(page: Page, told: Told) -> list[tuple[int, int]]:
    """The stretches on a programme, and the paragraphs under a heading that names it."""
    spans = stretches(page, told)
    for mention in told.mentions:
        if mention.block.kind is BlockKind.HEADING and mention.block.level > 1:
            section = page.outline.section_of(mention.block)
            spans += [(b.start, b.end) for b in section.blocks if b.kind is BlockKind.PARAGRAPH]
    return sorted(set(spans))


def _stops(page: Page) -> list[tuple[int, int]]:
    """The paragraphs that tell stops: by their weekdays, or by such words as "étape", "suivront"."""
    return [
        (block.start, block.end)
        for block in page.document.blocks
        if block.kind is BlockKind.PARAGRAPH
        and word_pattern("stops").search(page.folded, block.start, block.end)
    ]


def _stands_there(page: Page, told: Told, start: int, place: Place) -> str | None:
    """The facility last named before a place; null for what comes and goes, or is named after the place."""
    name = fold(told.name)
    if not word_pattern("stands").search(name) or page.folded[place.start : place.end] in name:
        return None
    hits = list(facilities().find(page.folded[start : place.start]))
    if not hits or hits[-1][2] in name:
        return told.name
    linked = place.start - start - hits[-1][1] < _LINKED
    if not linked and not _AT.search(page.folded, start, start + hits[-1][0]):
        return told.name
    return page.words(start + hits[-1][0], start + hits[-1][1])


_AT = re.compile(
    r"(?:\b(?:a|au|aux|dans|sur|chez|derriere|devant|(?:sein|murs|locaux|cote|pres|autour) d[eu]) ?|\bd')"
    r"(?:la |le |les |l')?(?:future? |nouve(?:au|l|lle) |ancien(?:ne)? )?$"
)
"""Before a house: something is there, rather than of it."""
_LINKED = 8
"""Characters between a house and its town ("des antennes à Argentan")."""
_BEHIND = 60
"""Characters behind a town within which the house is told ("à Guéret, dans l'ancienne école")."""


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
    return re.compile(
        rf"\b(?:{nouns})\b[^.;:,()]{{0,60}}?[ '](?:: )?(?:(?:de|du|des|d'|a|aux?|:) ?|\()"
        rf"(?:{PART_OF_PLACE})?(?:le |la |les |l')?$"
    )


_LOOK_BACK = 160
_HEAD = 3
"""Blocks at the head of a page that say where its publisher is."""


def _together(page: Page, told: Told, others: Sequence[Told]) -> list[Site]:
    """The towns of the first sentence on a programme that tells some in one go."""
    spans = _spans(page, told)
    if told.in_title or told.programme_type == "training":
        spans = [*((b.start, b.end) for b in page.document.blocks[:_HEAD]), *spans]
    if len(others) == 1:
        paragraphs = (b for b in page.document.blocks if b.kind is BlockKind.PARAGRAPH)
        spans += [(b.start, b.end) for b in paragraphs]
    for span in dict.fromkeys(spans):
        sites: list[Site] = []
        for start, end in sentences(page.text, *span):
            if any(p.kind == "commune" for p in within(page.places, start, end)):
                groups = list(chains(page, start, end, 1))
                if any(len(group) > 1 for group in groups):
                    sites += [site for group in groups for site in _of_chain(page, start, end, group)]
        if len({site.commune_code for site in sites}) > 1:
            return sites
    return []


def _of_chain(page: Page, start: int, end: int, places: Sequence[Place]) -> list[Site]:
    """The sites of towns told in one go, or of one that a noun or a preposition places; none where a body
    bears their name, or a happening is there."""
    first = places[0].start
    told = (
        (len(places) > 1 and not in_body(page, places[0]))
        or is_reached(page, start, places[0])
        or _several().search(page.folded, max(start, first - _LOOK_BACK), first) is not None
    )
    if not told or _OTHERS.search(page.folded, start, first) or _ELSEWHERE.match(page.folded, places[-1].end):
        return []
    if any(not event.weak for event in find_event_nouns(page.folded[start:first])):
        return []
    return [site_of(page, Listed(place, behind_town(page, place, end))) for place in places]


_OTHERS = re.compile(
    r"\bentre $|\b(?:(?:autres|par les) (?!communes|villes|villages|bourgs|sites)\w+s|"
    r"fallait|venue?s?|vien(?:t|nent))\b[^.;:]*$"
)
"""Before towns: they are a range, or where others are, come from or act ("signé par les maires de …")."""
_ELSEWHERE = re.compile(r",? (?:et|ou|comme) ailleurs")
"""Behind towns: they are examples."""
_OPENING_BRACKET = re.compile(r"\([^()]*$")


def sites_of_actions(page: Page, objectives: Sequence[Objective]) -> list[Site]:
    """The towns that actions name: "permanences à Hirson et à Guise", "Chirurgie (Lunéville, Toul)".

    A single one is a detail of an action, not a place of the programme; nor is one far from a department's
    body.
    """
    found: list[Site] = []
    own = page.publisher.department_code
    for objective in objectives:
        start, end = objective.evidence.start, objective.evidence.end
        for place in communes(page, start, end):
            bracketed = _OPENING_BRACKET.search(page.folded, start, place.start)
            if own is not None and place.department_code != own:
                continue
            if bracketed or is_reached(page, start, place):
                found.append(site_of(page, Listed(place)))
    return found if len({site.commune_code for site in found}) > 1 else []
