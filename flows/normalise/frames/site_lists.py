"""Places in lists: items that open with a town or a body in it, lines under "Les sites", running lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.model import Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.programme_words import word_pattern
from flows.normalise.frames.site_words import (
    communes,
    facilities,
    has_code,
    is_place_list,
    singular,
    site_at,
    tells_days,
)
from flows.normalise.mentions.model import Place

_LINE = 120
"""Characters of a line of a list without bullets at most."""


def lists_of_places(page: Page) -> Iterator[tuple[Block, list[Site]]]:
    """The places of each list of places, with its first block."""
    blocks = page.document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        end = index + 1
        sites: list[Site] = []
        if block.kind is BlockKind.LIST_ITEM:
            items, end = _run(blocks, index)
            sites = _of_items(page, items, by_heading=is_place_list(page, block))
        elif block.kind is BlockKind.PARAGRAPH:
            sites = _of_paragraph(page, block)
            if not sites and is_place_list(page, block):
                end = _lines_end(page, blocks, index)
                sites = _of_items(page, [(b.start, b.end) for b in blocks[index:end]], by_heading=True)
            elif not sites and _opens_lines(page, block):
                end = _lines_end(page, blocks, index + 1)
                sites = _of_items(page, [(b.start, b.end) for b in blocks[index + 1 : end]], by_heading=True)
        if sites:
            yield block, sites
        index = end


def _opens_lines(page: Page, block: Block) -> bool:
    """Whether a line says that the lines under it are places ("Les territoires retenus :")."""
    return (
        block.end - block.start < _LINE
        and page.text[block.end - 1] == ":"
        and (word_pattern("site_lists").search(page.folded, block.start, block.end) is not None)
    )


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
        if not communes(page, block.start, block.end):
            break
        end += 1
    return max(end, index + 1)


def _of_items(page: Page, items: Sequence[tuple[int, int]], *, by_heading: bool) -> list[Site]:
    """Items that each begin with a commune, or hold several with their department numbers."""
    if (
        not items
        or not communes(page, items[0][0], items[-1][1])
        or any(tells_days(page, *item) for item in items)
    ):
        return []
    found: list[Site] = []
    opening = 0
    for start, end in items:
        places = communes(page, start, end)
        if not places:
            continue
        titled = by_heading or _has_title(page, start, places[0].start)
        coded = [p for p in places if has_code(page, p)]
        place = coded[0] if coded else places[0]
        leads = page.folded[start : place.start].strip(" «-") == ""
        if len(coded) > 1 or (len(places) > 1 and titled and not leads):
            found += [site_at(page, p) for p in (coded or places)]
            opening += 1 + titled
        elif coded or titled:
            named = _name(page, start, end, place, leads)
            found.append(site_at(page, place, named, start))
            opening += leads or named is not None
    return found if opening >= 2 or (by_heading and found) else []


def _has_title(page: Page, start: int, before: int) -> bool:
    """Whether an item is a title of its own with places under it ("2. Territoires concernés")."""
    line = page.folded.find("\n", start, before)
    return (
        0 <= line - start < _LINE and word_pattern("site_lists").search(page.folded, start, line) is not None
    )


_IN_TOWN = re.compile(r" (?:de |du |d'|des )$")


def _name(page: Page, start: int, end: int, place: Place, leads: bool) -> str | None:
    """What stands at a place of a list: the words before it; the facility of the item, with its town."""
    before = page.words(start, place.start)
    if not leads and before.endswith((",", "–", "(")) and 3 < len(before) < 90 and ":" not in before:
        return before.rstrip(" ,–-:(")
    facility = next(iter(facilities().find(page.folded[start:end])), None)
    if facility is None:
        return None
    first, last = start + facility[0], start + facility[1]
    if first < place.start and place.start - last < 12:
        last = place.end
    again = next(iter(communes(page, last, min(end, last + 12))), None)
    if again is not None and _IN_TOWN.fullmatch(page.folded, last, again.start):
        last = again.end
    return page.words(first, last)


def _of_paragraph(page: Page, block: Block) -> list[Site]:
    """Towns of a running list: at least two with department numbers, or all of a block of places."""
    if len(communes(page, block.start, block.end)) < 2:
        return []
    by_heading = is_place_list(page, block)
    found: list[Site] = []
    for start, end in sentences(page.text, block.start, block.end):
        places = communes(page, start, end)
        coded = [p for p in places if has_code(page, p)]
        if len(coded) < 2 and not (by_heading and len(places) > 1):
            continue
        if not tells_days(page, start, end):
            found += with_shared_noun(page, start, coded if len(coded) >= 2 else places)
    return found


def with_shared_noun(page: Page, start: int, places: Sequence[Place]) -> list[Site]:
    """Towns that a noun is told for ("les maisons de santé de X, d'Y"), each with its singular."""
    noun = _shared_noun(page, start, places[0])
    if noun is None:
        return [site_at(page, place) for place in places]
    found: list[Site] = []
    previous, name = noun
    for place in places:
        tie = re.search(r"(?:de la |de l['’]|des |du |de |d['’])?$", page.text[previous : place.start])
        linked = tie.group() if tie is not None and tie.group() else "de "
        town = page.words(place.start, place.end).rstrip(" .,;")
        found.append(site_at(page, place, f"{name} {linked}{town}"))
        previous = place.end
    return found


def _shared_noun(page: Page, start: int, first: Place) -> tuple[int, str] | None:
    """Where the noun ends that a list of towns completes, and its singular."""
    hits = list(facilities().find(page.folded[start : first.start]))
    if not hits:
        return None
    begin, end, known = hits[-1]
    between = page.folded[start + end : first.start]
    if not re.fullmatch(r" (?:de la |de l'|des |du |de |d')(?:la |le |les |l')?", between):
        return None
    return start + end, singular(page.text[start + begin : start + end], known)
