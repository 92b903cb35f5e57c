"""Agendas: blocks that begin with an hour, with the lines that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import TimeMention


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One hour of an agenda: its slot, and the words from there to the next hour."""

    time: TimeMention
    start: int
    end: int
    lines: tuple[Block, ...]
    """The blocks of the item: the one that begins with the hour, then those that belong to it."""
    told: tuple[int, int] | None = None
    """Where the words that say what happens stand, in an agenda told in a sentence."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Consecutive items of one timetable."""

    items: tuple[AgendaItem, ...]

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


_DATE_BESIDE = 6
"""Characters after an hour within which a date makes a line that of an event, not of an agenda."""

_LEAD = re.compile(
    r"\W*(?:(?:le )?(?:matin|matinee|midi|apres-midi|soir|soiree)[ ,:–—-]+)?"
    r"(?:de|a|des|entre|vers|a partir de|horaires?|heure)?[ :(]*"
)
"""What may stand in a line before the hour that it is about."""
_HALF_DAY = re.compile(r"(?:le )?(?:matin|matinee|apres-midi|soir|soiree)|(?:jour|j) ?\d|\d{1,2}|")
"""What the cells before that of the hour may tell."""
_LONGEST_LINE = 300
"""Characters that a line between two hours may have, if it stands apart from the hour before."""
_MOST_LINES = 10
"""Such lines between two hours."""


def find_agendas(page: Page) -> list[Agenda]:
    """The timetables of a page: runs of at least two blocks that begin with an hour."""
    if len(page.times) < 2:
        return []
    blocks = page.document.blocks
    heads = [(i, time) for i, block in enumerate(blocks) if (time := time_of(page, block)) is not None]
    agendas: list[Agenda] = []
    run: list[AgendaItem] = []
    for number, (i, time) in enumerate(heads):
        following = heads[number + 1][0] if number + 1 < len(heads) else None
        between = blocks[i + 1 : following]
        goes_on = following is not None and _bridges(page, blocks[i], time, between)
        lines = (blocks[i], *(between if goes_on else _first_lines(page, blocks[i], time, between)))
        run.append(AgendaItem(time, lines[0].start, lines[-1].end, lines))
        if not goes_on:
            if len(run) > 1:
                agendas.append(Agenda(tuple(run)))
            run = []
    return agendas


def is_bare(page: Page, block: Block, time: TimeMention) -> bool:
    """Whether a block tells an hour and nothing else: what happens then is on the next line."""
    return not any(c.isalnum() for c in page.text[time.end : block.end])


def time_of(page: Page, block: Block) -> TimeMention | None:
    """The hour that a block begins with, if it does and names no day."""
    times = within(page.times, block.start, block.end)
    if not times or within(page.dates, block.start, times[0].end + _DATE_BESIDE):
        return None
    time = times[0]
    begin = next((start for start, end in block.cells if start <= time.start < end), block.start)
    if begin > block.start and not all(
        _HALF_DAY.fullmatch(page.folded[start:end].strip()) for start, end in block.cells if end <= begin
    ):
        return None
    return time if _LEAD.fullmatch(page.folded, begin, time.start) else None


def _bridges(page: Page, head: Block, time: TimeMention, between: Sequence[Block]) -> bool:
    """Whether the blocks between two hours all belong to the first: short lines without a day."""
    apart = 0
    for index, block in enumerate(between):
        if block.is_header or _belongs(block, head):
            continue
        if index == 0 and is_bare(page, head, time) and block.kind is not BlockKind.TABLE_ROW:
            continue
        apart += 1
        if (
            block.kind is BlockKind.TABLE_ROW
            or (block.kind is BlockKind.HEADING and not _under(page, head, block))
            or block.end - block.start > _LONGEST_LINE
            or apart > _MOST_LINES
            or within(page.dates, block.start, block.end)
        ):
            return False
    return True


def _under(page: Page, head: Block, heading: Block) -> bool:
    """Whether a heading goes on with an hour: one of a lower rank, or a line that begins with a name."""
    if head.kind is BlockKind.HEADING and heading.level > head.level:
        return True
    first = next(iter(within(page.persons, heading.start, heading.end)), None)
    return first is not None and not any(c.isalnum() for c in page.text[heading.start : first.start])


def _first_lines(page: Page, head: Block, time: TimeMention, after: Sequence[Block]) -> Sequence[Block]:
    """The blocks that go on with the last hour of a timetable."""
    count = 1 if after and is_bare(page, head, time) and after[0].kind is not BlockKind.TABLE_ROW else 0
    while count < len(after) and _belongs(after[count], head):
        count += 1
    return after[:count]


def _belongs(block: Block, head: Block) -> bool:
    """Whether a block without an hour goes on with the one before it, by how they are set."""
    if block.kind is BlockKind.HEADING:
        return False
    if block.kind is BlockKind.LIST_ITEM:
        return head.kind is BlockKind.LIST_ITEM
    if block.kind is BlockKind.TABLE_ROW and head.kind is BlockKind.TABLE_ROW:
        return bool(block.cells) and block.cells[0][0] == block.cells[0][1]
    return not block.gap
