"""Programmes of several days: a line with a day, and below it lines with an hour, a thing and a place.

    MARDI 1ER OCTOBRE
    10h – Marche douce autour du canal (départ : auberge de jeunesse)
    Bellac. Projection du film « Les vieux fourneaux », 15 h, Ciné Lumière

Where lines have places of their own, each is a happening; else they are the items of one agenda.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.agenda import time_of
from flows.normalise.frames.agendas.session_types import session_type
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import noun_phrase
from flows.normalise.frames.events.words import EventNoun, activity_type
from flows.normalise.frames.occasions.line_titles import title_of_line
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within

_FEW_LETTERS = 8
"""Letters beside its day that a line which heads the hours of a day has at most."""
_LONGEST_HEAD = 100
"""Characters of such a line, its day and marks included."""
_FEWEST = 2
"""Days and lines with a place that make a programme, at least."""
_SHARE = 0.5
"""Share of the lines that have a place of their own, at least."""
_OF_ONE_AGENDA = ("welcome", "opening", "break", "closing")
"""Items that only the timetable of one happening has."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a programme, with what goes on below it."""

    day: PlacedDate
    block: Block
    end: int


def day_programmes(page: Page, placed: Sequence[PlacedDate], nouns: Sequence[EventNoun]) -> list[Occasion]:
    """The happenings told hour by hour under lines with days."""
    days = {date.block.start: date for date in placed if _heads_a_day(page, date)}
    if len(days) < _FEWEST:
        return []
    lines = list(_lines(page, days))
    with_place = [line for line in lines if _has_place(page, line)]
    if (
        len(with_place) < _FEWEST
        or len(with_place) < _SHARE * len(lines)
        or any(_is_item(page, line, nouns) for line in lines)
    ):
        return []
    return [occasion for line in lines if (occasion := _occasion(page, line, nouns)) is not None]


def _heads_a_day(page: Page, date: PlacedDate) -> bool:
    """Whether a line tells a day and nothing else."""
    block, mention = date.block, date.mention
    if date.role is not DateRole.OPEN or mention.precision != "day" or mention.first != mention.last:
        return False
    if block.end - block.start > _LONGEST_HEAD:
        return False
    rest = page.text[block.start : mention.start] + page.text[mention.end : block.end]
    return sum(c.isalpha() for c in rest) <= _FEW_LETTERS


def _lines(page: Page, days: dict[int, PlacedDate]) -> Iterator[_Line]:
    """The lines below each day that begin with an hour, or with a town and tell an hour."""
    day: PlacedDate | None = None
    line: _Line | None = None
    for block in page.document.blocks:
        begins = _title_start(page, block) is not None
        if line is not None and (begins or block.start in days or block.kind is BlockKind.HEADING):
            yield line
            line = None
        if block.start in days:
            day = days[block.start]
        elif begins and day is not None:
            line = _Line(day, block, block.end)
        elif line is not None and not block.gap:
            line = replace(line, end=block.end)
    if line is not None:
        yield line


def _title_start(page: Page, block: Block) -> int | None:
    """Where the words behind the hour or town of a line begin; null for a line of another kind."""
    if (time := time_of(page, block)) is not None:
        return time.end
    town = next(iter(within(page.places, block.start, block.start + 1)), None)
    return town.end if town is not None and within(page.times, town.end, block.end) else None


def _has_place(page: Page, line: _Line) -> bool:
    kinds = (page.venues, page.addresses, page.places)
    return any(within(kind, line.block.start, line.end) for kind in kinds)


def _title(page: Page, line: _Line) -> tuple[int, int] | None:
    start = _title_start(page, line.block)
    return title_of_line(page, start, line.block.end) if start is not None else None


def _is_item(page: Page, line: _Line, nouns: Sequence[EventNoun]) -> bool:
    title = _title(page, line)
    if title is None or within(nouns, title[0], title[0] + 1):
        return False
    return session_type(page.words(*title), first=False) in _OF_ONE_AGENDA


def _occasion(page: Page, line: _Line, nouns: Sequence[EventNoun]) -> Occasion | None:
    title = _title(page, line)
    noun = next(iter(within(nouns, line.block.start, line.block.end)), None)
    if noun is not None:
        span, kind, word = noun_phrase(page, noun, line.block.end), noun.event_type, noun.word
    elif title is not None:
        span, kind, word = title, activity_type(fold(page.words(*title))) or "by_content", ""
    else:
        return None
    mention, start = line.day.mention, line.block.start
    return Occasion(mention, kind, word, page.words(*span), start, line.end, line.block)
