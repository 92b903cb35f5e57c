"""Places in lists: items that open with a town or a body in it, lines under "Les sites", running lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.sites.names import name_at, opens_with
from flows.normalise.frames.sites.towns import chains, communes, tells_days, towns
from flows.normalise.frames.sites.words import Listed, facilities, has_code, is_place_list, singular
from flows.normalise.mentions.model import Place

_LINE = 120
"""Characters of a line of a list without bullets at most."""


def lists_of_places(page: Page) -> Iterator[tuple[Block, list[Listed]]]:
    """The places of each list of places, with its first block."""
    yield from _of_headings(page)
    blocks = page.document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        end = index + 1
        sites: list[Listed] = []
        if block.kind is BlockKind.LIST_ITEM:
            items, end = _run(blocks, index)
            sites = _of_items(page, items, by_heading=is_place_list(page, block))
        elif block.kind is BlockKind.PARAGRAPH:
            by_heading = is_place_list(page, block)
            last = _lines_end(page, blocks, index) if by_heading else end
            sites = _of_paragraph(page, block, by_heading=by_heading) if last == end else []
            if not sites and by_heading:
                end = last
                sites = _of_items(page, [(b.start, b.end) for b in blocks[index:end]], by_heading=True)
        if sites:
            yield block, sites
        index = end


def _of_headings(page: Page) -> Iterator[tuple[Block, list[Listed]]]:
    """Sister headings that end with a town: winners ("Premier prix : X (Honfleur)", "CPTS X – Vire")."""
    for section in page.outline.sections:
        found: list[tuple[Block, Listed]] = []
        for child in section.children:
            heading = child.heading
            found_there = communes(page, heading.start, heading.end) if heading is not None else []
            if heading is None or not found_there or not _ends_in_town(page, heading, found_there[0]):
                continue
            place = found_there[0]
            start = page.text.rfind(" : ", heading.start, place.start)
            start = heading.start if start < 0 else start + 3
            named = page.words(
                start, place.start if _APART.search(page.text, start, place.start) else place.end
            )
            name = re.sub(r"^(?:la |le |les |l['’])", "", named.rstrip(" (–—-,|"))
            found.append((heading, Listed(place, name, start)))
        if len(found) > 1:
            yield found[0][0], [listed for _, listed in found]


def _ends_in_town(page: Page, heading: Block, place: Place) -> bool:
    """Whether a heading ends with its town: in brackets, or behind or within the name of a body."""
    if _ENDS_IN_TOWN.fullmatch(page.text, place.end, heading.end):
        return True
    body = next(iter(within(page.organisations, heading.start, heading.start + 1)), None)
    return body is not None and body.start < place.start and place.end == heading.end


_APART = re.compile(r"(?:\(| [–—|-] |, )$")
"""Before a town: the name of the body ends before it."""
_ENDS_IN_TOWN = re.compile(r"(?:, ?\w{2,3}| ?\(\w{2,3}\)?)?\)")


def _run(blocks: Sequence[Block], index: int) -> tuple[list[tuple[int, int]], int]:
    """The items of a list, each with the lines that go on from it, and where the list ends."""
    items: list[tuple[int, int]] = []
    while index < len(blocks):
        block = blocks[index]
        if block.kind is BlockKind.LIST_ITEM:
            items.append((block.start, block.end))
        elif block.kind is BlockKind.PARAGRAPH and (block.level > 0 or not block.gap):
            items[-1] = (items[-1][0], block.end)
        else:
            break
        index += 1
    return items, index


def _lines_end(page: Page, blocks: Sequence[Block], index: int) -> int:
    """Where a list of short lines that each tell a commune ends."""
    end = index
    while end < len(blocks):
        block = blocks[end]
        if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _LINE:
            break
        if not towns(page, block.start, block.end):
            break
        end += 1
    return max(end, index + 1)


def _of_items(page: Page, items: Sequence[tuple[int, int]], *, by_heading: bool) -> list[Listed]:
    """Items that each begin with a commune, or hold several with their department numbers."""
    if not communes(page, items[0][0], items[-1][1]) or any(tells_days(page, *item) for item in items):
        return []
    found: list[Listed] = []
    opening = 0
    for start, end in items:
        places = towns(page, start, end) if by_heading else communes(page, start, end)
        if not places:
            continue
        coded = [p for p in places if has_code(page, p)]
        place = coded[0] if coded else places[0]
        leads = opens_with(page, start, place)
        told_together = next(chains(page, start, end), [place])
        if len(coded) > 1 or (len(places) > 1 and by_heading and not leads):
            found += [Listed(p) for p in (coded or places)]
            opening += 1 + by_heading
        elif leads and len(told_together) > 1 and told_together[0] == place and (coded or by_heading):
            found += [Listed(p) for p in told_together]
            opening += 1
        elif coded or by_heading:
            named = name_at(page, start, end, place)
            found.append(Listed(place, named, start))
            opening += leads or named is not None
    return found if opening >= 2 or by_heading else []


def _of_paragraph(page: Page, block: Block, *, by_heading: bool) -> list[Listed]:
    """Towns of a running list: at least two with department numbers, or all of a block of places."""
    if not communes(page, block.start, block.end):
        return []
    found: list[Listed] = []
    for start, end in sentences(page.text, block.start, block.end):
        places = towns(page, start, end) if by_heading else communes(page, start, end)
        coded = [p for p in places if has_code(page, p)]
        if len(coded) < 2 and not (by_heading and len(places) > 1):
            continue
        if not tells_days(page, start, end):
            found += with_shared_noun(page, start, coded if len(coded) >= 2 else places)
    return found


_TIE = re.compile(r"(?:de la |de l['’]|des |du |de |d['’])?$")


def with_shared_noun(page: Page, start: int, places: Sequence[Place]) -> list[Listed]:
    """Towns that a noun is told for ("les maisons de santé de X, d'Y"), each with its singular, or with the
    noun of its own ("le CHU de X, le CH d'Y")."""
    noun = _shared_noun(page, start, places[0])
    if noun is None:
        return [Listed(place) for place in places]
    found: list[Listed] = []
    previous, name = noun
    for place in places:
        previous, name = _shared_noun(page, previous, place) or (previous, name)
        tie = _TIE.search(page.text[previous : place.start])
        linked = tie.group() if tie is not None and tie.group() else "de "
        town = page.words(place.start, place.end).rstrip(" .,;")
        found.append(Listed(place, f"{name} {linked}{town}"))
        previous = place.end
    return found


_COMPLETES = re.compile(r" (?:de la |de l'|des |du |de |d')(?:la |le |les |l')?")


def _shared_noun(page: Page, start: int, first: Place) -> tuple[int, str] | None:
    """Where the noun ends that a list of towns completes, and its singular."""
    hits = list(facilities().find(page.folded[start : first.start]))
    if not hits:
        return None
    begin, end, known = hits[-1]
    between = page.folded[start + end : first.start]
    if not _COMPLETES.fullmatch(between):
        return None
    return start + end, singular(page.text[start + begin : start + end], known)
