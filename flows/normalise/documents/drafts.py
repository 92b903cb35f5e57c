"""Blocks to be: what readers of HTML, PDF, DOCX, calendars and plain text make of what they find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.normalise.documents.model import BlockKind

CELL_SEPARATOR = " | "


@dataclass(slots=True)
class Draft:
    """A block to be: its words, cleaned, without its marker."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    """Table rows: the words of each cell; `text` is then made of them."""
    is_header: bool = False
    gap: bool = True
    page: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end (in `text`) and address of each link."""
    setting: str = ""
    """Plain text: how a heading is set, by which its level is told."""


def table_row(cells: Iterable[str], *, is_header: bool = False, gap: bool = False, page: int = 0) -> Draft:
    """A table row; its empty cells keep their place but leave no separator in the text."""
    words = tuple(cells)
    text = CELL_SEPARATOR.join(filter(None, words))
    return Draft(BlockKind.TABLE_ROW, text, cells=words, is_header=is_header, gap=gap, page=page)
