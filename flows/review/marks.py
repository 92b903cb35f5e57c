"""The text of an announcement cut where evidence begins and ends, whatever nests or overlaps.

Evidence of several rows may lie inside each other, cross or coincide. Cutting the text at every
border gives pieces that do neither, each with the marks that hold it: what a terminal and a page can
both show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.review.announcement import ReadRow

COLOURS = {
    "event": "#ffd166",
    "event_session": "#ffe9b0",
    "event_speaker": "#f7c6a3",
    "programme": "#9bd1ff",
    "programme_objective": "#cfe8ff",
    "programme_site": "#a6e3e0",
    "funding": "#a8e6a1",
    "organisation_role": "#dcc6f7",
    "indicator": "#ffc2d4",
}
"""What lies behind the words of each table: light, for black letters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows of one table that rest on the same words."""

    table: str
    start: int
    end: int
    numbers: tuple[int, ...]

    @property
    def rows(self) -> str:
        """The numbers of the rows: "3" or "3,4"."""
        return ",".join(map(str, self.numbers))

    @property
    def label(self) -> str:
        """The table and the numbers of its rows: "event 3"."""
        return f"{self.table} {self.rows}"


@dataclass(frozen=True, slots=True)
class Opening:
    """Here the words of a mark begin."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Closing:
    """Here the words of a mark end."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch without border, and the marks that hold it, the outermost first."""

    text: str
    marks: tuple[Mark, ...]


def marked(text: str, rows: Iterable[ReadRow]) -> Iterator[Opening | Closing | Words]:
    """The whole text in order, with openings and closings of marks between its words."""
    marks = _marks(rows)
    borders = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    inside: list[Mark] = []
    for here, following in zip(borders, [*borders[1:], len(text)], strict=True):
        yield from (Closing(mark) for mark in reversed(inside) if mark.end == here)
        inside = [mark for mark in inside if mark.end != here]
        for mark in marks:
            if mark.start == here:
                yield Opening(mark)
                if mark.end == here:
                    yield Closing(mark)
                else:
                    inside.append(mark)
        if here < following:
            yield Words(text[here:following], tuple(inside))


def _marks(rows: Iterable[ReadRow]) -> list[Mark]:
    """One mark for all rows of a table on the same words, those that hold others first."""
    numbers: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.table in COLOURS:
            place = (row.values["evidence_start"], row.values["evidence_end"], row.table)
            numbers[place].append(row.number)
    marks = [Mark(table, start, end, tuple(found)) for (start, end, table), found in numbers.items()]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.numbers))
