"""Objectives written as lists and as numbered headings, with what stands below what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objective_words import (
    bare_section,
    is_infinitive,
    level_of_marker,
    levels_in,
    tidy,
)
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.documents.folding import fold


@dataclass(slots=True)
class Stated:
    """One list of objectives: the block that introduces it, and its objectives in order."""

    lead: Block
    objectives: list[Objective] = field(default_factory=list)
    numbers: dict[str, Objective] = field(default_factory=dict)
    """Objectives of the outermost level by their number, as written."""


def stated_lists(page: Page, events: Sequence[EventNoun]) -> list[Stated]:
    """All lists of objectives of a page, in order, those told twice made one."""
    blocks = page.document.blocks
    found: list[Stated] = []
    numbered_axes = _has_numbered_axes(page)
    current: Objective | None = None
    index = 0
    while index < len(blocks):
        block = blocks[index]
        entry = _section_entry(page, block, numbered_axes)
        if entry is not None:
            level, number = entry
            objective = _entry_objective(page, block, level, number, found)
            if not found or not _goes_on(page, found[-1], block):
                found.append(Stated(block))
            objective.parent = _parent_of(found[-1].objectives, objective, page, block)
            found[-1].objectives.append(objective)
            current = objective
            index += 1
            continue
        if block.kind is BlockKind.PARAGRAPH and current is not None and _reads_as_item(page, block):
            found[-1].objectives.append(_objective(page, block, "action", current))
            index += 1
            continue
        if block.kind is BlockKind.LIST_ITEM:
            end = _run_end(blocks, index)
            run = blocks[index:end]
            if current is not None and page.outline.section_of(block) is page.outline.section_of(
                _block_of(page, current)
            ):
                lead_level = _lead_level(page, run[0], events, heading=False)
                if run[0].start > current.evidence.start:
                    found[-1].objectives += _items(page, run, lead_level or "action", current)
                    index = end
                    continue
            level = _lead_level(page, run[0], events, heading=True)
            if level is not None:
                stated = Stated(_lead_block(page, run[0]))
                stated.objectives += _opening_paragraph(page, run[0], level)
                items = _items(page, run, level, None)
                stated.objectives += items
                stated.numbers = _numbers(page, run, items)
                found.append(stated)
            current = None
            index = end
            continue
        if block.kind is BlockKind.HEADING:
            current = None
            if (level := _paragraph_list(page, block, events)) is not None:
                section = page.outline.section_of(block)
                lines = [b for b in section.blocks if b.kind is BlockKind.PARAGRAPH]
                found.append(Stated(block, [_objective(page, b, level, None) for b in lines]))
        index += 1
    return _told_once(found)


_ITEM = 160
"""Characters of a line without a bullet that can still be an item."""


def _reads_as_item(page: Page, block: Block) -> bool:
    """Whether a line under an axis is one of its actions: short, and begun with an infinitive."""
    return block.end - block.start <= _ITEM and is_infinitive(page.folded, block.start)


def _block_of(page: Page, objective: Objective) -> Block:
    return next(b for b in page.document.blocks if b.start == objective.evidence.start)


def _run_end(blocks: Sequence[Block], index: int) -> int:
    while index < len(blocks) and (
        blocks[index].kind is BlockKind.LIST_ITEM
        or (blocks[index].kind is BlockKind.PARAGRAPH and blocks[index].level > 0)
    ):
        index += 1
    return index


def _section_entry(page: Page, block: Block, numbered_axes: bool) -> tuple[str, str] | None:
    """The level and number of a line that opens with "Axe 2 –", "Objectif n° 1 :", or counts axes."""
    folded_marker = fold(block.marker)
    level = level_of_marker(folded_marker) if block.marker else None
    if level is not None:
        return level, _number(folded_marker)
    if block.kind is BlockKind.HEADING and block.level > 1:
        bare = bare_section(page.folded[block.start : block.end])
        if bare is not None:
            return bare
        if numbered_axes and re.match(r"\(?[\divx]{1,3} ?[-.)/:°]|[a-h] ?[-.)/]", folded_marker):
            return "axis", _number(folded_marker)
    return None


def _number(folded_marker: str) -> str:
    found: list[str] = re.findall(r"\d+(?:\.\d+)*|\b[ivx]{1,4}\b|\b[a-h]\b", folded_marker)
    return found[-1] if found else ""


_PLURAL_AXES = re.compile(
    r"\b(?:axes|orientations|priorites|piliers|volets|objectifs strategiques|grands objectifs)\b"
)


def _has_numbered_axes(page: Page) -> bool:
    """Whether the numbered headings of a page are the axes that it speaks of."""
    headings = [
        b for b in page.document.blocks
        if b.kind is BlockKind.HEADING and b.level > 1 and re.match(r"\d{1,2} ?[-.)/]|[IVX]{1,4} ?[-.)]|[A-H] ?[-.)]", b.marker)
    ]  # fmt: skip
    with_items = [
        b for b in headings
        if any(inner.kind is BlockKind.LIST_ITEM for inner in page.outline.section_of(b).blocks)
    ]  # fmt: skip
    return len(with_items) >= 2 and _PLURAL_AXES.search(page.folded, 0, headings[0].start) is not None


def _entry_objective(page: Page, block: Block, level: str, number: str, found: Sequence[Stated]) -> Objective:
    """The objective of a numbered line; a bare "AXE 2" takes its words from the list that named it."""
    words = tidy(page.document.of(block))
    if bare_section(page.folded[block.start : block.end]) is not None:
        for stated in found:
            named = stated.numbers.get(number)
            if named is not None:
                words = named.text
    return Objective(Evidence(block.start, block.end), level, words)


def _goes_on(page: Page, stated: Stated, block: Block) -> bool:
    """Whether a numbered line belongs with those before it."""
    return bool(stated.objectives) and _section_entry(page, stated.lead, True) is not None


_RANK = {"axis": 0, "objective": 1, "action": 2}


def _parent_of(
    before: Sequence[Objective], objective: Objective, page: Page, block: Block
) -> Objective | None:
    """The last objective of a higher level before this one."""
    for earlier in reversed(before):
        if _RANK[earlier.level] < _RANK[objective.level]:
            return earlier
    return None


def _items(page: Page, run: Sequence[Block], level: str, parent: Objective | None) -> list[Objective]:
    """The items of a list; those of an inner list stand below the item before them, as actions."""
    base = run[0].level
    found: list[Objective] = []
    last: Objective | None = None
    for block in run:
        if block.kind is not BlockKind.LIST_ITEM:
            continue
        if block.level > base and last is not None:
            found.append(_objective(page, block, "action", last))
        else:
            last = _objective(page, block, level, parent)
            found.append(last)
    return [o for o in found if len(o.text) > 2]


def _objective(page: Page, block: Block, level: str, parent: Objective | None) -> Objective:
    return Objective(Evidence(block.start, block.end), level, tidy(page.document.of(block)), parent)


def _numbers(page: Page, run: Sequence[Block], items: Sequence[Objective]) -> dict[str, Objective]:
    """The outermost items by their number, or by their place where they have none."""
    outer = [o for o in items if o.parent is None]
    by_start = {b.start: b.marker for b in run}
    numbers = {str(place): objective for place, objective in enumerate(outer, 1)}
    for objective in outer:
        if number := _number(fold(by_start[objective.evidence.start])):
            numbers[number] = objective
    return numbers


def _lead_block(page: Page, item: Block) -> Block:
    return page.outline.lead_of(item) or page.outline.section_of(item).heading or item


_LEAD_LINE = 90
"""Characters of a line that introduces a list without a colon."""


def _lead_level(page: Page, item: Block, events: Sequence[EventNoun], *, heading: bool) -> str | None:
    """The level that the words before a list give it; null if they say that it holds something else."""
    lead = page.outline.lead_of(item)
    section = page.outline.section_of(item)
    if lead is not None and lead.kind is not BlockKind.HEADING:
        introduces = (
            page.text[lead.start : lead.end].rstrip().endswith(":") or lead.end - lead.start < _LEAD_LINE
        )
        if introduces:
            start = _last_sentence(page, lead)
            levels = levels_in(page.folded, start, lead.end)
            if levels:
                of_event = any(
                    start <= e.start < levels[-1][1] and (not e.weak or e.word == "soiree") for e in events
                )
                return None if of_event else levels[-1][0]
            if page.text[lead.start : lead.end].rstrip().endswith(":") and not is_infinitive(
                page.folded, item.start
            ):
                return None
    if not heading or section.heading is None or section.level <= 1:
        return None
    return _heading_level(page, section, events)


def _heading_level(page: Page, section: Section, events: Sequence[EventNoun]) -> str | None:
    block = section.heading
    if block is None:
        return None
    levels = levels_in(page.folded, block.start, block.end)
    if not levels or any(block.start <= e.start < block.end and not e.weak for e in events):
        return None
    return levels[0][0]


def _last_sentence(page: Page, lead: Block) -> int:
    stop = max(page.text.rfind(sign, lead.start, lead.end - 1) for sign in (". ", "! ", "? "))
    return stop + 2 if stop >= 0 else lead.start


def _opening_paragraph(page: Page, item: Block, level: str) -> list[Objective]:
    """The paragraph before the first bullet, where it reads like the items: a bullet lost on the way."""
    lead = page.outline.lead_of(item)
    if lead is None or lead.kind is not BlockKind.PARAGRAPH or not is_infinitive(page.folded, lead.start):
        return []
    closed = page.text[lead.start : lead.end].rstrip().endswith((",", ";"))
    alike = is_infinitive(page.folded, item.start)
    return [_objective(page, lead, level, None)] if closed and alike else []


def _paragraph_list(page: Page, heading: Block, events: Sequence[EventNoun]) -> str | None:
    """The level of a section whose paragraphs are the list: all begin with an infinitive."""
    section = page.outline.section_of(heading)
    if heading.level <= 1 or len(section.blocks) < 2:
        return None
    if not all(b.kind is BlockKind.PARAGRAPH and is_infinitive(page.folded, b.start) for b in section.blocks):
        return None
    return _heading_level(page, section, events)


_ALIKE = 62
"""Token similarity (rapidfuzz) from which two wordings of an axis are the same."""


def _told_once(found: list[Stated]) -> list[Stated]:
    """Without the summaries: a list of axes whose items return as headings."""
    kept: list[Stated] = []
    for stated in found:
        later = [o for other in found if other is not stated for o in other.objectives if o.parent is None]
        outer = [o for o in stated.objectives if o.parent is None]
        is_list = stated.lead.start != stated.objectives[0].evidence.start if stated.objectives else True
        again = sum(
            any(_alike(o.text, other.text) for other in later if other.evidence.start > o.evidence.start)
            for o in outer
        )
        if is_list and outer and len(outer) == len(stated.objectives) and again * 2 > len(outer):
            continue
        kept.append(stated)
    return kept


def _alike(one: str, other: str) -> bool:
    return bool(fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE)


def walk(found: Sequence[Stated]) -> Iterator[Objective]:
    """All objectives of several lists, in order."""
    for stated in found:
        yield from stated.objectives
