"""Objectives in tables: a column of axes or actions under a header that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.words import level_of_marker, tidy, without_number
from flows.normalise.frames.page import Page, within


def tables_of_objectives(page: Page) -> Iterator[tuple[Block, list[Objective]]]:
    """The objectives of each table with a header for them, with the header.

    A table of sums is one of financing, a table of days a calendar.
    """
    for table in page.outline.tables:
        if table.header is not None and (found := _of_rows(page, table.header, table.rows)):
            yield table.header, found


_FEWEST_ROWS = 2
_TITLE = 40
"""Characters of a header cell at most."""


def _of_rows(page: Page, header: Block, rows: Sequence[Block]) -> list[Objective]:
    if len(rows) < _FEWEST_ROWS:
        return []
    start, end = rows[0].start, rows[-1].end
    if within(page.sums, start, end) or any(d.precision == "day" for d in within(page.dates, start, end)):
        return []
    levels = [
        level_of_marker(page.folded[first:last]) if last - first <= _TITLE else None
        for first, last in header.cells
    ]
    found: list[Objective] = []
    above: dict[str, Objective] = {}
    for row in rows:
        filled = [cell for cell in row.cells if cell[0] < cell[1]]
        if len(filled) == 1 < len(levels):
            # a row across all columns is the heading of the rows below it
            cells = [(level_of_marker(page.folded[slice(*filled[0])]), filled[0])]
        else:
            cells = list(zip(levels, row.cells, strict=False))
        for level, (first, last) in cells:
            words = tidy(without_number(page.text[first:last]))
            if level is None or len(words) < 4:
                continue
            parent = next((above[higher] for higher in _HIGHER[level] if higher in above), None)
            above[level] = Objective(Evidence(first, last), level, words, parent)
            found.append(above[level])
    return found


_HIGHER = {"axis": (), "objective": ("axis",), "action": ("objective", "axis")}
