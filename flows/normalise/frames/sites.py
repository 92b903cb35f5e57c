"""The places that take part in a programme: towns of a list, facilities there, stops of a bus, one building.

A list of towns is told by what stands beside them (department numbers, a heading "Les sites"), never by
names alone; a list with days or hours is an agenda.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.location import in_commune
from flows.normalise.frames.model import Evidence, Objective, Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programme_dates import stretches
from flows.normalise.frames.programme_mentions import Told
from flows.normalise.frames.programme_owner import owner_of
from flows.normalise.frames.programme_words import word_pattern, words
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Place


def read_sites(
    page: Page, told: Sequence[Told], objectives: Mapping[Told, Sequence[Objective]]
) -> dict[Told, list[Site]]:
    """The places that take part in each programme, in order of appearance, each once."""
    found: dict[Told, list[Site]] = {}
    if not told:
        return found
    for block, sites in _listed(page):
        owner = owner_of(page, block, told)
        if owner is not None:
            found.setdefault(owner, []).extend(sites)
    for each in told:
        if each not in found:
            sites = list(_told_of(page, each)) or list(_in_brackets(page, objectives.get(each, ())))
            if sites:
                found[each] = sites
    return {each: _once(sites) for each, sites in found.items()}


def _once(sites: Sequence[Site]) -> list[Site]:
    kept: dict[tuple[str | None, str], Site] = {}
    for site in sites:
        kept.setdefault((site.commune_code, site.site_name), site)
    return list(kept.values())


@cache
def _facilities() -> PhraseFinder[str]:
    """Nouns of places where care is given, in singular and plural, each with its singular."""
    return PhraseFinder({noun: noun for noun in words()["facilities"]}, plural=True)


_CODE = re.compile(r" ?\((?:0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-8])\)")


def _communes(page: Page, start: int, end: int) -> list[Place]:
    return [p for p in within(page.places, start, end) if p.kind == "commune" and p.certain]


def _has_code(page: Page, place: Place) -> bool:
    return _CODE.match(page.folded, place.end) is not None


def _site(page: Page, place: Place, name: str | None = None, start: int | None = None) -> Site:
    location = in_commune(place.commune_code)
    words_of_place = page.words(place.start, place.end).rstrip(" .,;")
    return Site(
        Evidence(place.start if start is None else start, place.end),
        name or words_of_place,
        location.commune_code,
        location.department_code,
        location.region_code,
    )


def _listed(page: Page) -> Iterator[tuple[Block, list[Site]]]:
    """The places of each list of places."""
    blocks = page.document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.kind is BlockKind.LIST_ITEM:
            end = index
            while end < len(blocks) and blocks[end].kind is BlockKind.LIST_ITEM:
                end += 1
            sites = _of_items(page, blocks[index:end])
            if sites:
                yield block, sites
            index = end
            continue
        if block.kind is BlockKind.PARAGRAPH:
            sites = _of_paragraph(page, block)
            if sites:
                yield block, sites
        index += 1


def _tells_days(page: Page, start: int, end: int) -> bool:
    days = any(d.precision == "day" for d in within(page.dates, start, end))
    return days or bool(within(page.times, start, end))


def _is_place_list(page: Page, block: Block) -> bool:
    """Whether the heading, the lead-in or the label of a block says that it lists places."""
    section = page.outline.section_of(block)
    lead = page.outline.lead_of(block)
    pair = page.outline.label_value(block)
    around = [section.heading if section.level > 1 else None, lead]
    told = any(
        b is not None
        and b.end - b.start < 160
        and word_pattern("site_lists").search(page.folded, b.start, b.end)
        for b in around
    )
    return told or (pair is not None and word_pattern("site_lists").search(pair.label) is not None)


def _of_items(page: Page, run: Sequence[Block]) -> list[Site]:
    """Items that each begin with a commune, or hold several with their department numbers."""
    if not _communes(page, run[0].start, run[-1].end) or any(_tells_days(page, b.start, b.end) for b in run):
        return []
    found: list[Site] = []
    opening = 0
    by_heading = _is_place_list(page, run[0])
    for block in run:
        places = _communes(page, block.start, block.end)
        if not places:
            continue
        coded = [p for p in places if _has_code(page, p)]
        first = coded[0] if coded else places[0]
        leads = page.folded[block.start : first.start].strip(" «-") == ""
        if len(coded) > 1 or (len(places) > 1 and by_heading):
            found += [_site(page, p) for p in (coded or places)]
            opening += 1
        elif coded or by_heading:
            facility = next(iter(_facilities().find(page.folded[block.start : block.end])), None)
            named = _facility_name(page, block, first, facility, leads)
            found.append(_site(page, first, named, block.start))
            opening += leads or named is not None
    return found if opening >= 2 or (by_heading and found) else []


def _facility_name(
    page: Page, block: Block, place: Place, facility: tuple[int, int, str] | None, leads: bool
) -> str | None:
    """What stands at a place of a list: the facility of the item; the item's words before the place."""
    before = page.words(block.start, place.start)
    if not leads and before.endswith((",", "–", "(")) and 3 < len(before) < 90:
        return before.rstrip(" ,–-:(")
    if facility is not None:
        start, end = block.start + facility[0], block.start + facility[1]
        if start < place.start and place.start - end < 12:
            end = place.end
        return page.words(start, end)
    return None


def _of_paragraph(page: Page, block: Block) -> list[Site]:
    """Towns of a running list: at least two with department numbers, or all of a block of places."""
    if len(_communes(page, block.start, block.end)) < 2:
        return []
    by_heading = _is_place_list(page, block)
    found: list[Site] = []
    for start, end in sentences(page.text, block.start, block.end):
        places = _communes(page, start, end)
        coded = [p for p in places if _has_code(page, p)]
        if len(coded) < 2 and not (by_heading and len(places) > 1):
            continue
        if _tells_days(page, start, end):
            continue
        chosen = coded if len(coded) >= 2 else places
        facility = _shared_facility(page, start, chosen[0])
        previous = facility[1] if facility is not None else start
        for place in chosen:
            name = None
            if facility is not None:
                tie = re.search(
                    r"(?:de la |de l['’]|des |du |de |d['’])?$", page.text[previous : place.start]
                )
                words_of_place = page.words(place.start, place.end).rstrip(" .,;")
                linked = tie.group() if tie is not None and tie.group() else "de "
                name = f"{facility[2]} {linked}{words_of_place}"
            found.append(_site(page, place, name))
            previous = place.end
    return found


def _shared_facility(page: Page, start: int, first: Place) -> tuple[int, int, str] | None:
    """The noun that a whole list of towns completes: "les maisons de santé de X, de Y"."""
    hits = list(_facilities().find(page.folded[start : first.start]))
    if not hits:
        return None
    begin, end, singular = hits[-1]
    between = page.folded[start + end : first.start]
    if not re.fullmatch(r" (?:de la |de l'|des |du |de |d')(?:la |le |les |l')?", between):
        return None
    return start + begin, start + end, _accented(page.text[start + begin : start + end], singular)


def _accented(written: str, singular: str) -> str:
    """The singular of a written noun phrase, with its accents kept."""
    found: list[str] = []
    for word, target in zip(written.split(), singular.split(), strict=True):
        found.append(word[:-1] if len(word) == len(target) + 1 else word)
    return " ".join(found)


_REACHED = re.compile(r"(?:\b(?:a|au|aux|de|vers|et|puis|en|sur|desservira|dessert) ?|\bd'|[,:(;>]\s?)$")


def _told_of(page: Page, told: Told) -> Iterator[Site]:
    """The places that the sentences on a service or a building name: where it stands or stops."""
    if told.programme_type == "investment":
        yield from _building(page, told)
        return
    if told.programme_type != "service":
        return
    yield from _served(page, told) or _at_home(page, told)


def _at_home(page: Page, told: Told) -> list[Site]:
    """A service that stands somewhere, of a publisher with a commune of its own."""
    known = in_commune(page.publisher.commune_code)
    if known.commune_code is None or not word_pattern("stands").search(fold(told.name)):
        return []
    first = told.mentions[0]
    evidence = Evidence(first.start, first.end)
    return [Site(evidence, told.name, known.commune_code, known.department_code, known.region_code)]


def _served(page: Page, told: Told) -> list[Site]:
    """The communes that the sentences on a service tell: where it stands, goes or stops."""
    found: list[Site] = []
    for first, last in stretches(page, told):
        if not _communes(page, first, last):
            continue
        for start, end in sentences(page.text, first, last):
            places = [
                p for p in _communes(page, start, end)
                if _REACHED.search(page.folded[max(start, p.start - 14) : p.start]) and not _in_body(page, p)
            ]  # fmt: skip
            found += [_site(page, p, _stands_there(page, told, start, p), start) for p in places]
    return found


def _in_body(page: Page, place: Place) -> bool:
    """Whether a commune is only part of an organisation's name ("CH de Challans")."""
    return any(
        o.start < place.start < o.end
        for o in within(page.organisations, max(0, place.start - 60), place.start)
    )


def _stands_there(page: Page, told: Told, start: int, place: Place) -> str | None:
    """The facility last named before a place; null for what comes and goes."""
    if not word_pattern("stands").search(fold(told.name)):
        return None
    hits = list(_facilities().find(page.folded[start : place.start]))
    return page.words(start + hits[-1][0], start + hits[-1][1]) if hits else told.name


def _building(page: Page, told: Told) -> Iterator[Site]:
    """The one place of works: the commune that the sentences tell, else the publisher's."""
    for start, end in stretches(page, told):
        for place in _communes(page, start, end):
            if not _in_body(page, place):
                yield _site(page, place, _built(page, told), start)
                return
    known = in_commune(page.publisher.commune_code)
    if known.commune_code is not None:
        first = told.mentions[0]
        yield Site(
            Evidence(first.start, first.end),
            _built(page, told),
            known.commune_code,
            known.department_code,
            known.region_code,
        )


def _built(page: Page, told: Told) -> str:
    """What is built: the name where it says so, else the facility that the sentences name."""
    if told.naming.noun.kind == "works":
        return told.name
    for start, end in stretches(page, told):
        hit = next(iter(_facilities().find(page.folded[start:end])), None)
        if hit is not None:
            return page.words(start + hit[0], start + hit[1])
    return told.name


_BRACKETS = re.compile(r"\(([^()]{3,120})\)")


def _in_brackets(page: Page, objectives: Sequence[Objective]) -> Iterator[Site]:
    """Towns in brackets behind an action ("Chirurgie de proximité (Lunéville, Pont-à-Mousson)")."""
    for objective in objectives:
        start, end = objective.evidence.start, objective.evidence.end
        for match in _BRACKETS.finditer(page.text, start, end):
            places = _communes(page, match.start(), match.end())
            parts = re.split(r", | et ", match[1])
            if places and len(places) == len(parts):
                yield from (_site(page, place) for place in places)
