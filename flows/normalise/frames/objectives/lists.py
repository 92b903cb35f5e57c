"""Objectives written as lists and as numbered or named headings, with what stands below what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.enumerations import parts
from flows.normalise.frames.objectives.headings import levels_of_headings
from flows.normalise.frames.objectives.items import is_fact, items_of, objective_at
from flows.normalise.frames.objectives.leads import (
    heading_level,
    is_of_else,
    lead_block,
    lead_level,
    line_level,
    lines_under,
    reads_as_item,
)
from flows.normalise.frames.objectives.once import Stated, told_once
from flows.normalise.frames.objectives.openings import Opening, opening, openings_within, words_of
from flows.normalise.frames.objectives.words import is_infinitive, levels_in, reads_as_action, tidy
from flows.normalise.frames.page import Page


@dataclass(slots=True)
class _Below:
    """The counted line that items now stand below, with its section."""

    objective: Objective
    section: Section
    lines_go_on: bool = True
    """Whether nothing but items has followed it yet, so that lines without bullets are items too."""


def stated_lists(page: Page, events: Sequence[EventNoun]) -> list[Stated]:
    """All lists of objectives of a page, in order, those told twice made one; `events`: its happenings."""
    return told_once(_Reader(page, events).read())


class _Reader:
    """Goes through the blocks of a page and gathers what is below which counted line or heading."""

    def __init__(self, page: Page, events: Sequence[EventNoun]) -> None:
        self._page = page
        self._events = events
        self._named = levels_of_headings(page, events)
        self._within = openings_within(page)
        self._found: list[Stated] = []
        self._ranks: dict[Objective, tuple[int, int]] = {}
        """How high each counted line stands: its level, then how many levels its number counts."""
        self._current: _Below | None = None
        self._outer: tuple[Stated, str, int] | None = None
        """The list whose items are numbered and go on further down: its level and its last number."""

    def read(self) -> list[Stated]:
        blocks = self._page.document.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            end = index + 1
            entry = self._entry(block)
            if block in self._within:
                for entry in self._within[block]:
                    self._open(block, entry)
            elif entry is not None:
                if entry.start == block.end and self._is_told_below(entry, blocks[end : end + 1]):
                    block, end = blocks[end], end + 1
                    entry = Opening(entry.level, entry.number, block.start)
                self._open(block, entry)
            elif block.kind is BlockKind.LIST_ITEM:
                end = self._run_end(blocks, index)
                self._list(blocks[index:end])
            elif block.kind is BlockKind.HEADING:
                self._heading(block)
            elif self._takes_line(block):
                self._found[-1].objectives.append(self._line(block))
            elif lines := lines_under(self._page, blocks, index):
                self._lines(block, lines)
                end += len(lines)
            elif self._current is not None:
                self._current.lines_go_on = False
            index = end
        return self._found

    def _entry(self, block: Block) -> Opening | None:
        """The level that a line opens with or that the heading above gives it; null for all others."""
        page = self._page
        opened = opening(page, block)
        if opened is not None and (opened.number or self._is_detail_of_current(block, opened)):
            return opened
        if block.kind is not BlockKind.HEADING or block.level < 2:
            return None
        if (level := self._named.get(block)) is not None:
            return Opening(level, "", block.start)
        return None

    def _is_told_below(self, bare: Opening, below: Sequence[Block]) -> bool:
        """Whether the line under a bare "Axe 2" tells its words, where no list before has done so."""
        return not any(bare.number in stated.numbers for stated in self._found) and any(
            b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and opening(self._page, b) is None
            for b in below
        )

    def _is_detail_of_current(self, block: Block, opened: Opening) -> bool:
        """Whether a label without a count ("Objectif : …") stands below a counted line."""
        current = self._current
        if current is None or opened.start == block.end or block.kind is BlockKind.HEADING:
            return False
        below = _RANK[opened.level] > _RANK[current.objective.level]
        same = current.objective.level == opened.level and not self._ranks[current.objective][1]
        return (below or same) and _is_inside(self._page.outline.section_of(block), current.section)

    def _open(self, block: Block, entry: Opening) -> None:
        """A counted line: an objective of its own that what follows stands below."""
        page = self._page
        objective = self._entry_objective(block, entry)
        rank = (_RANK[entry.level], entry.depth)
        goes_on = bool(self._found) and (
            self._found[-1].is_counted
            or (self._outer is not None and self._outer[0] is self._found[-1] and entry.level == "action")
        )
        if not goes_on:
            self._found.append(Stated(block, is_counted=True))
        siblings = self._found[-1].objectives
        objective.parent = self._parent(siblings, rank)
        self._ranks[objective] = rank
        siblings.append(objective)
        self._current = _Below(objective, page.outline.section_of(block))

    def _parent(self, before: Sequence[Objective], rank: tuple[int, int]) -> Objective | None:
        """The last objective before that stands higher."""
        for earlier in reversed(before):
            other = self._ranks.get(earlier, (_RANK[earlier.level], 0))
            if other[0] < rank[0] or (other[0] == rank[0] and 0 < other[1] < rank[1]):
                return earlier
        return None

    def _entry_objective(self, block: Block, entry: Opening) -> Objective:
        """The objective of a counted line; a bare "AXE 2" takes its words from the list that named it."""
        page = self._page
        words = words_of(page, block, entry.start, entry.end)
        if entry.end is not None:
            return Objective(Evidence(entry.start, entry.end), entry.level, words)
        if entry.start == block.end:
            named = (stated.numbers.get(entry.number) for stated in self._found)
            words = next((o.text for o in named if o is not None), page.words(block.start, block.end))
        return Objective(Evidence(block.start, block.end), entry.level, words)

    def _heading(self, block: Block) -> None:
        """A heading without a count: the end of what stood above, unless it stands below it."""
        current = self._current
        inside = current is not None and _is_inside(self._page.outline.section_of(block), current.section)
        if not inside or current is None:
            self._current = None
        elif reads_as_action(self._page.folded, block.start, block.end):
            self._found[-1].objectives.append(objective_at(self._page, block, "action", current.objective))
            current.lines_go_on = False
            return
        elif not levels_in(self._page.folded, block.start, block.end):
            self._current = None
        self._paragraphs(block)

    def _takes_line(self, block: Block) -> bool:
        current = self._current
        if current is None or not current.lines_go_on or is_fact(self._page, block):
            return False
        return reads_as_item(self._page, block)

    def _line(self, block: Block) -> Objective:
        return objective_at(self._page, block, "action", self._current.objective if self._current else None)

    def _run_end(self, blocks: Sequence[Block], index: int) -> int:
        """Where a list ends, or is broken by a counted line."""
        end = index + 1
        while end < len(blocks) and (
            blocks[end].kind is BlockKind.LIST_ITEM
            or (blocks[end].kind is BlockKind.PARAGRAPH and blocks[end].level > 0)
        ):
            if self._entry(blocks[end]) is not None:
                break
            end += 1
        return end

    def _list(self, run: Sequence[Block]) -> None:
        """A list: below the counted line of its section, else of the level that its lead-in tells."""
        page, first = self._page, run[0]
        number = _plain_number(first)
        if self._outer is not None and number == self._outer[2] + 1 and self._found[-1] is self._outer[0]:
            stated, level, _ = self._outer
            stated.objectives += items_of(page, run, level, None)
            self._outer = (stated, level, _last_number(run) or number)
            return
        if self._current is not None and _is_inside(page.outline.section_of(first), self._current.section):
            if not is_of_else(page, first):
                level = lead_level(page, run, self._events, heading=False) or "action"
                self._found[-1].objectives += items_of(page, run, level, self._current.objective)
            return
        self._current = None
        told = lead_level(page, run, self._events, heading=True)
        told = told or ("axis" if _is_numbered_plan(page, run) else None)
        if told is None:
            return
        items = items_of(page, run, told, None)
        opening_lines = _opening_paragraph(page, first, told) if items else []
        stated = Stated(lead_block(page, first), [*opening_lines, *items], _numbers(run, items))
        if items:
            self._found.append(stated)
            last = _last_number(run)
            self._outer = (stated, told, last) if number == 1 and last else None

    def _lines(self, lead: Block, lines: Sequence[Block]) -> None:
        """Lines without bullets under a line that says what they are."""
        level = line_level(self._page, lead, self._events)
        if level is not None:
            kept = [b for b in lines if not is_fact(self._page, b)]
            self._found.append(Stated(lead, [objective_at(self._page, b, level, None) for b in kept]))

    def _paragraphs(self, heading: Block) -> None:
        """A section whose paragraphs are the list."""
        level = _paragraph_list(self._page, heading, self._events)
        if level is not None:
            page, found = self._page, []
            lines = page.outline.section_of(heading).blocks
            for block in lines:
                end = next(iter(sentences(page.text, block.start, block.end)))[1]
                told = parts(page.folded, block.start, end) if len(lines) == 1 else [(block.start, end)]
                found += [Objective(Evidence(*span), level, tidy(page.text[slice(*span)])) for span in told]
            self._found.append(Stated(heading, found))


_RANK = {"axis": 0, "objective": 1, "action": 2}


def _is_inside(section: Section, outer: Section) -> bool:
    """Whether a section is another one or stands in it."""
    inner: Section | None = section
    while inner is not None:
        if inner is outer:
            return True
        inner = inner.parent
    return False


_COUNT = re.compile(r"(\d{1,2}) ?[-.)/]*")


def _plain_number(block: Block) -> int | None:
    """The number of an item counted "1.", "2)"."""
    match = _COUNT.fullmatch(block.marker)
    return int(match[1]) if match else None


def _is_numbered_plan(page: Page, run: Sequence[Block]) -> bool:
    """Whether a list counts "1.", "2." and tells below, by "1.1" or "-", what is to be done."""
    inner = [b for b in run if _plain_number(b) is None]
    outer = [b for b in run if _plain_number(b) is not None]
    if len(outer) < 2 or len(inner) < 2 or _plain_number(run[0]) != 1:
        return False
    return all(reads_as_action(page.folded, b.start, b.end) for b in inner)


def _last_number(run: Sequence[Block]) -> int | None:
    return next((n for block in reversed(run) if (n := _plain_number(block)) is not None), None)


def _numbers(run: Sequence[Block], items: Sequence[Objective]) -> dict[str, Objective]:
    """The outermost items by their number, or by their place where they have none."""
    outer = [o for o in items if o.parent is None]
    by_start = {b.start: b.marker for b in run}
    numbers = {str(place): objective for place, objective in enumerate(outer, 1)}
    for objective in outer:
        counts = re.findall(r"\d+|\b[ivx]{1,4}\b|\b[a-h]\b", fold(by_start[objective.evidence.start]))
        if counts:
            numbers[counts[-1]] = objective
    return numbers


def _opening_paragraph(page: Page, item: Block, level: str) -> list[Objective]:
    """The paragraph before the first bullet, where it reads like the items: a bullet lost on the way."""
    lead = page.outline.lead_of(item)
    if lead is None or lead.kind is not BlockKind.PARAGRAPH or not is_infinitive(page.folded, lead.start):
        return []
    closed = page.text[lead.start : lead.end].rstrip().endswith((",", ";"))
    alike = is_infinitive(page.folded, item.start)
    return [objective_at(page, lead, level, None)] if closed and alike else []


def _paragraph_list(page: Page, heading: Block, events: Sequence[EventNoun]) -> str | None:
    """The level of a section whose paragraphs are the list: all begin with an infinitive."""
    section = page.outline.section_of(heading)
    if heading.level <= 1 or not section.blocks:
        return None
    if not all(b.kind is BlockKind.PARAGRAPH and is_infinitive(page.folded, b.start) for b in section.blocks):
        return None
    return heading_level(page, section, events)
