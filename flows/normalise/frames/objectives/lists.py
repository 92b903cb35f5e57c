"""Objectives written as lists and as numbered or named headings, with what stands below what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.headings import levels_of_headings
from flows.normalise.frames.objectives.items import items_of
from flows.normalise.frames.objectives.leads import is_of_else, lead_level, level_by_heading
from flows.normalise.frames.objectives.once import Stated, told_once
from flows.normalise.frames.objectives.openings import Opening, opening, openings_within, words_of
from flows.normalise.frames.objectives.words import levels_in
from flows.normalise.frames.page import Page


@dataclass(slots=True)
class _Below:
    """The counted line that items now stand below, with its section."""

    objective: Objective
    section: Section


def stated_lists(page: Page) -> list[Stated]:
    """All lists of objectives of a page, in order, those told twice made one."""
    return told_once(_Reader(page).read())


class _Reader:
    """Goes through the blocks of a page and gathers what is below which counted line or heading."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._named = levels_of_headings(page)
        self._within = openings_within(page)
        self._found: list[Stated] = []
        self._current: _Below | None = None

    def read(self) -> list[Stated]:
        blocks = self._page.document.blocks
        index = 0
        while index < len(blocks):
            block = blocks[index]
            index += 1
            if block in self._within:
                for each in self._within[block]:
                    self._open(block, each)
            elif (entry := self._entry(block)) is not None:
                self._open(block, entry)
            elif block.kind is BlockKind.LIST_ITEM:
                first = index - 1
                while index < len(blocks) and self._goes_on(blocks[index]):
                    index += 1
                self._list(blocks[first:index])
            elif block.kind is BlockKind.HEADING:
                self._heading(block)
        return self._found

    def _goes_on(self, block: Block) -> bool:
        """Whether a list goes on with a block that is no counted line."""
        return block.kind is BlockKind.LIST_ITEM and self._entry(block) is None

    def _entry(self, block: Block) -> Opening | None:
        """The level that a line opens with or that the heading above gives it; null for all others."""
        if (opened := opening(self._page, block)) is not None:
            return opened
        level = self._named.get(block)
        return Opening(level, "", block.start) if level is not None else None

    def _open(self, block: Block, entry: Opening) -> None:
        """A counted line: an objective of its own that what follows stands below."""
        objective = self._entry_objective(block, entry)
        if not self._found or not self._found[-1].is_counted:
            self._found.append(Stated(block, is_counted=True))
        siblings = self._found[-1].objectives
        higher = (o for o in reversed(siblings) if _RANK[o.level] < _RANK[entry.level])
        objective.parent = next(higher, None)
        siblings.append(objective)
        self._current = _Below(objective, self._page.outline.section_of(block))

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
        """A heading without a count: the end of what stood above, unless it speaks of aims below it."""
        inside = self._is_below_current(block)
        if not inside or not levels_in(self._page.folded, block.start, block.end):
            self._current = None

    def _list(self, items: Sequence[Block]) -> None:
        """A list: below the counted line of its section, else of the level that its lead-in tells."""
        page, first = self._page, items[0]
        level = lead_level(page, items)
        if self._current is not None and self._is_below_current(first):
            if not is_of_else(page, first):
                below = items_of(page, items, level or "action", self._current.objective)
                self._found[-1].objectives += below
            return
        self._current = None
        level = level or level_by_heading(page, items)
        if level is not None and (objectives := items_of(page, items, level, None)):
            outer = (o for o in objectives if o.parent is None)
            numbers = {str(place): objective for place, objective in enumerate(outer, 1)}
            lead = page.outline.lead_of(first) or first
            self._found.append(Stated(lead, objectives, numbers))

    def _is_below_current(self, block: Block) -> bool:
        """Whether a block stands in the section of the counted line above, or below it."""
        section: Section | None = self._page.outline.section_of(block)
        while section is not None and self._current is not None:
            if section is self._current.section:
                return True
            section = section.parent
        return False


_RANK = {"axis": 0, "objective": 1, "action": 2}
