"""Rows of HTML tables, told apart from tables that only lay out a page.

A row is held back until it ends: only then is it known whether its cells are the cells of a table
or columns of a page with headings, lists and tables of their own, which are passed on as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.normalise.documents.drafts import Draft, table_row
from flows.normalise.documents.model import BlockKind

_LONG_CELL = 1500
"""Characters from which a cell is a column of a page."""
_LONG_SOLE_CELL = 200
"""Characters from which the only cell of a row is a paragraph in a frame."""
_MANY_BLOCKS = 12
"""Blocks from which a cell is a column of a page."""
_WIDEST_SPAN = 50
_AMOUNT = re.compile(r"€|\beuros?\b|^[\d\s.,%+-]+$", re.IGNORECASE)
_HOUR = re.compile(r"(?:de |à |dès )?\d{1,2} ?(?:h|:\d\d)", re.IGNORECASE)
"""How the row of a timetable opens."""
_CLOSING_MARKS = tuple(".;:,!?…–-|/")


@dataclass(slots=True)
class Cell:
    """A cell while it is read."""

    drafts: list[Draft] = field(default_factory=list)
    is_heading: bool = False
    columns: int = 1
    rows: int = 1

    @property
    def is_page_column(self) -> bool:
        """Whether it holds so much, or a section with its heading, that it is no cell of a table."""
        if len(self.drafts) >= _MANY_BLOCKS or sum(len(d.text) for d in self.drafts) > _LONG_CELL:
            return True
        return len(self.drafts) > 2 and self.drafts[0].kind is BlockKind.HEADING

    def words(self, *, of_timetable: bool = False) -> str:
        """Its blocks as one line; what stood on lines of its own is set off by a semicolon: in a timetable,
        where a title is followed by people, each line that opens with a capital."""
        line = ""
        for draft in self.drafts:
            apart = draft.gap or (of_timetable and draft.text[0].isupper())
            if not line:
                line = draft.text
            elif not apart or self.is_heading or line.endswith(_CLOSING_MARKS):
                line = f"{line} {draft.text}"
            else:
                line = f"{line} ; {draft.text}"
        return line


@dataclass(slots=True)
class Table:
    """A table while it is read: how many rows came, and which cells reach down into the next."""

    is_layout: bool = False
    in_head: bool = False
    only_headers_so_far: bool = True
    reaching_down: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Column → rows that it is still taken by a cell from above, and what is repeated in them."""


@dataclass(slots=True)
class Row:
    """A row while it is read; `outside` is where blocks go that are no cells."""

    outside: list[Draft]
    table: Table
    is_loose: bool
    cells: list[Cell] = field(default_factory=list)

    @property
    def opens_with_hour(self) -> bool:
        """Whether its first words are an hour: it is one of a timetable."""
        first = next((cell.drafts[0].text for cell in self.cells if cell.drafts), "")
        return _HOUR.match(first) is not None

    def loosen(self) -> None:
        """Pass on what was held back: the table only lays out the page."""
        if not self.is_loose:
            self.is_loose = True
            for cell in self.cells:
                self.outside.extend(cell.drafts)
            self.cells.clear()

    def finish(self) -> None:
        """Pass the row on, as one table row or as the blocks of its cells."""
        if self.is_loose:
            return
        filled = [cell for cell in self.cells if cell.drafts]
        alone = len(self.cells) == 1 and not self.table.reaching_down
        placed = self._placed(alone=alone)
        if not filled:
            return
        if any(cell.is_page_column for cell in filled) or (
            alone and (len(filled[0].drafts) > 1 or len(filled[0].drafts[0].text) > _LONG_SOLE_CELL)
        ):
            self.loosen()
            return
        table = self.table
        is_header = table.in_head or (
            table.only_headers_so_far and len(filled) > 1 and all(cell.is_heading for cell in filled)
        )
        table.only_headers_so_far = table.only_headers_so_far and is_header
        draft = table_row(placed, is_header=is_header, gap=filled[0].drafts[0].gap)
        _carry_links(draft, filled)
        self.outside.append(draft)

    def _placed(self, *, alone: bool) -> list[str]:
        """The words of each column: empty where a cell spans columns; where it spans rows (a day, an hour)
        its words again, unless they tell an amount, which is told once."""
        placed: list[str] = []
        reaching: dict[int, tuple[int, str]] = {}

        def skip_taken() -> None:
            while (above := self.table.reaching_down.get(len(placed))) is not None:
                rows, words = above
                reaching[len(placed)] = (rows - 1, words)
                placed.append(words)

        of_timetable = self.opens_with_hour
        for cell in self.cells:
            skip_taken()
            words = cell.words(of_timetable=of_timetable)
            if cell.rows > 1:
                for column in range(len(placed), len(placed) + cell.columns):
                    repeated = "" if column > len(placed) or _AMOUNT.search(words) else words
                    reaching[column] = (cell.rows - 1, repeated)
            placed.append(words)
            if not alone:
                placed.extend([""] * (cell.columns - 1))
        skip_taken()
        self.table.reaching_down = {column: above for column, above in reaching.items() if above[0]}
        return placed


def span(value: str | None) -> int:
    """The number of a colspan or rowspan attribute, kept within reason."""
    if value is None or not value.strip().isdecimal():
        return 1
    return max(1, min(int(value.strip()[:4]), _WIDEST_SPAN))


def _carry_links(row: Draft, cells: list[Cell]) -> None:
    """Give the row the links of its cells, where the words of the link are found again in it."""
    position = 0
    for cell in cells:
        for draft in cell.drafts:
            found = row.text.find(draft.text, position)
            if found < 0:
                continue
            row.links.extend((found + start, found + end, url) for start, end, url in draft.links)
            position = found + len(draft.text)
