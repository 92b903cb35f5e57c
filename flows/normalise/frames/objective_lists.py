"""Objectives written as lists and as numbered headings, with what stands below what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objective_leads import (
    heading_level,
    lead_block,
    lead_level,
    line_level,
    lines_under,
    reads_as_item,
)
from flows.normalise.frames.objective_words import (
    bare_section,
    counted_section,
    is_infinitive,
    level_of_marker,
    tidy,
)
from flows.normalise.frames.page import Page


@dataclass(slots=True)
class Stated:
    """One list of objectives: the block that introduces it, and its objectives in order."""

    lead: Block
    objectives: list[Objective] = field(default_factory=list)
    numbers: dict[str, Objective] = field(default_factory=dict)
    """Objectives of the outermost level by their number, as written."""


def stated_lists(page: Page, events: Sequence[EventNoun]) -> list[Stated]:
    """All lists of objectives of a page, in order, those told twice made one; `events`: its happenings."""
    return _told_once(_Reader(page, events).read())


class _Reader:
    """Goes through the blocks of a page and gathers what is below which numbered line or heading."""

    def __init__(self, page: Page, events: Sequence[EventNoun]) -> None:
        self._page = page
        self._events = events
        self._numbered_axes = _has_numbered_axes(page)
        self._found: list[Stated] = []
        self._current: tuple[Objective, Section] | None = None
        """The numbered line that items now stand below, with its section."""
        self._outer: tuple[Stated, str, int] | None = None
        """The list whose items are numbered and go on further down: its level and its last number."""

    def read(self) -> list[Stated]:
        blocks = self._page.document.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            end = index + 1
            entry = _section_entry(self._page, block, self._numbered_axes)
            if entry is not None:
                self._open(block, *entry)
            elif block.kind is BlockKind.LIST_ITEM:
                end = _run_end(blocks, index)
                self._list(blocks[index:end])
            elif block.kind is BlockKind.HEADING:
                self._current = None
                self._paragraphs(block)
            elif self._current is not None and reads_as_item(self._page, block):
                self._found[-1].objectives.append(_objective(self._page, block, "action", self._current[0]))
            elif lines := lines_under(self._page, blocks, index):
                self._lines(block, lines)
                end += len(lines)
            index = end
        return self._found

    def _open(self, block: Block, level: str, number: str) -> None:
        """A numbered line: an objective of its own that what follows stands below."""
        objective = _entry_objective(self._page, block, level, number, self._found)
        under_outer = self._outer is not None and self._outer[0] is self._found[-1] and level == "action"
        if not under_outer and (not self._found or not self._is_numbered(self._found[-1])):
            self._found.append(Stated(block))
        siblings = self._found[-1].objectives
        objective.parent = _parent_of(siblings, objective)
        siblings.append(objective)
        self._current = (objective, self._page.outline.section_of(block))

    def _is_numbered(self, stated: Stated) -> bool:
        """Whether a list is one of numbered lines, which the next one goes on with."""
        is_entry = _section_entry(self._page, stated.lead, numbered_axes=True) is not None
        return is_entry and bool(stated.objectives)

    def _list(self, run: Sequence[Block]) -> None:
        """A list: below the numbered line of its section, else of the level that its lead-in tells."""
        page, first = self._page, run[0]
        number = _plain_number(first)
        if self._outer is not None and number == self._outer[2] + 1 and self._found[-1] is self._outer[0]:
            stated, level, _ = self._outer
            stated.objectives += _items(page, run, level, None)
            self._outer = (stated, level, _plain_number(run[-1]) or number)
            return
        if self._current is not None and self._current[1] is page.outline.section_of(first):
            level = lead_level(page, first, self._events, heading=False) or "action"
            self._found[-1].objectives += _items(page, run, level, self._current[0])
            return
        self._current = None
        told = lead_level(page, first, self._events, heading=True)
        if told is not None:
            items = _items(page, run, told, None)
            opening = _opening_paragraph(page, first, told)
            stated = Stated(lead_block(page, first), [*opening, *items], _numbers(run, items))
            self._found.append(stated)
            last = _plain_number(run[-1])
            self._outer = (stated, told, last) if number == 1 and last else None

    def _lines(self, lead: Block, lines: Sequence[Block]) -> None:
        """Lines without bullets under a line that says what they are."""
        level = line_level(self._page, lead, self._events)
        if level is not None:
            self._found.append(Stated(lead, [_objective(self._page, b, level, None) for b in lines]))

    def _paragraphs(self, heading: Block) -> None:
        """A section whose paragraphs are the list."""
        level = _paragraph_list(self._page, heading, self._events)
        if level is not None:
            lines = self._page.outline.section_of(heading).blocks
            self._found.append(Stated(heading, [_objective(self._page, b, level, None) for b in lines]))


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
        counted = counted_section(page.folded, block.start, block.end)
        if counted is not None:
            return counted.level, counted.number
        bare = bare_section(page.folded[block.start : block.end])
        if bare is not None:
            return bare
        if numbered_axes and re.match(r"\(?[\divx]{1,3} ?[-.)/:°]|[a-h] ?[-.)/]", folded_marker):
            return "axis", _number(folded_marker)
    return None


def _plain_number(block: Block) -> int | None:
    """The number of an item counted "1.", "2)"."""
    match = re.fullmatch(r"(\d{1,2}) ?[-.)/]*", block.marker)
    return int(match[1]) if match else None


def _number(folded_marker: str) -> str:
    found: list[str] = re.findall(r"\d+(?:\.\d+)*|\b[ivx]{1,4}\b|\b[a-h]\b", folded_marker)
    return found[-1] if found else ""


_PLURAL_AXES = re.compile(
    r"\b(?:axes|orientations|priorites|piliers|volets|objectifs strategiques|grands objectifs)\b"
)


_COUNTED = re.compile(r"\d{1,2} ?[-.)/]|[IVX]{1,4} ?[-.)]|[A-H] ?[-.)]")


def _has_numbered_axes(page: Page) -> bool:
    """Whether the numbered headings of a page are the axes that it speaks of."""
    headings = [
        b for b in page.document.blocks
        if b.kind is BlockKind.HEADING and b.level > 1 and _COUNTED.match(b.marker)
    ]  # fmt: skip
    with_items = [
        b for b in headings
        if any(inner.kind is BlockKind.LIST_ITEM for inner in page.outline.section_of(b).blocks)
    ]  # fmt: skip
    return len(with_items) >= 2 and _PLURAL_AXES.search(page.folded, 0, headings[0].start) is not None


def _entry_objective(page: Page, block: Block, level: str, number: str, found: Sequence[Stated]) -> Objective:
    """The objective of a numbered line; a bare "AXE 2" takes its words from the list that named it."""
    counted = counted_section(page.folded, block.start, block.end) if not block.marker else None
    words = tidy(page.text[counted.end if counted else block.start : block.end])
    if bare_section(page.folded[block.start : block.end]) is not None:
        for stated in found:
            named = stated.numbers.get(number)
            if named is not None:
                words = named.text
    return Objective(Evidence(block.start, block.end), level, words)


_RANK = {"axis": 0, "objective": 1, "action": 2}


def _parent_of(before: Sequence[Objective], objective: Objective) -> Objective | None:
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


def _numbers(run: Sequence[Block], items: Sequence[Objective]) -> dict[str, Objective]:
    """The outermost items by their number, or by their place where they have none."""
    outer = [o for o in items if o.parent is None]
    by_start = {b.start: b.marker for b in run}
    numbers = {str(place): objective for place, objective in enumerate(outer, 1)}
    for objective in outer:
        if number := _number(fold(by_start[objective.evidence.start])):
            numbers[number] = objective
    return numbers


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
    if heading.level <= 1 or not section.blocks:
        return None
    if not all(b.kind is BlockKind.PARAGRAPH and is_infinitive(page.folded, b.start) for b in section.blocks):
        return None
    return heading_level(page, section, events)


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
