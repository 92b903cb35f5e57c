"""A document is one plain text and the blocks that lie in it.

Whatever an announcement comes as (a page, a PDF, a DOCX, a calendar, a text), reading starts from the same
two things: the text in reading order, and blocks that say which stretch of it is a heading, a
paragraph, a list item or a table row. Everything read later points back into that text by
character offsets, so that each published value can show the words it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from flows.normalise.documents.sentences import sentences


class BlockKind(StrEnum):
    """What a stretch of text is in its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Block(NamedTuple):
    """One line or paragraph of a document.

    `start` and `end` are offsets into `Document.text`; the marker of a list item or of a numbered
    heading lies outside them.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Headings: 1 (title) to 6. List items: 1 for the outermost list. Paragraphs that continue a
    list item: its level. Otherwise 0."""
    marker: str = ""
    """The bullet or number as written: "•", "1.", "A.", "AXE 2 –", "Article 3 :"; else empty."""
    cells: tuple[tuple[int, int], ...] = ()
    """Table rows: offsets of each cell, left to right."""
    is_header: bool = False
    """Table rows: whether the cells name the columns."""
    gap: bool = True
    """Whether a blank line, or the edge of a block element, comes before this block."""
    page: int = 0
    """PDF: the page it stands on, from 1."""


class Link(NamedTuple):
    """A stretch of text that leads to another page, by offsets into `Document.text`."""

    start: int
    end: int
    url: str
    """Absolute, http or https."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself beside its text (head elements, JSON-LD, time elements)."""

    title: str | None = None
    site_name: str | None = None
    published_on: date | None = None
    language: str | None = None
    letterhead: tuple[str, ...] = ()
    """What the site's header and footer write where the name of the body behind it stands."""
    publishers: tuple[str, ...] = ()
    """Whom the head elements and the JSON-LD name as publisher or author."""
    events: tuple[Mapping[str, Any], ...] = ()
    """schema.org Event objects: of the page's JSON-LD, as parsed, or those that a calendar holds."""


@dataclass(frozen=True)
class Document:
    """An announcement's text, its blocks in reading order, and what the page says of itself.

    `text` is NFC, holds no tab, carriage return or non-breaking space, separates blocks by "\\n",
    and has e-mail addresses and phone numbers overwritten by "•", one for each character.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: PageMetadata = field(default_factory=PageMetadata)
    folded: str = ""
    """`text` in lower case without accents, at the same offsets: what patterns search."""
    links: tuple[Link, ...] = ()
    """HTML and DOCX: the links of the text, in reading order."""

    def of(self, block: Block) -> str:
        """The words of a block."""
        return self.text[block.start : block.end]

    @cached_property
    def title_block(self) -> Block | None:
        """The heading that names the whole document, if one does."""
        return next((b for b in self.blocks if b.kind is BlockKind.HEADING and b.level == 1), None)

    def header_of(self, row: Block) -> Block | None:
        """The last header above a row of its table; null where there is none, and for other blocks."""
        return self._headers[row.start]

    @cached_property
    def _headers(self) -> dict[int, Block | None]:
        found: dict[int, Block | None] = {}
        header: Block | None = None
        for block in self.blocks:
            if block.kind is not BlockKind.TABLE_ROW:
                header = None
            found[block.start] = header
            if block.is_header:
                header = block
        return found

    def units(self, block: Block) -> list[tuple[int, int]]:
        """The stretches of a block that each speak of one thing: its sentences, or the whole of a heading or
        table row; found once for all who ask."""
        known = self._units.get(block.start)
        if known is None:
            whole = block.kind in (BlockKind.TABLE_ROW, BlockKind.HEADING)
            known = (
                [(block.start, block.end)] if whole else list(sentences(self.text, block.start, block.end))
            )
            self._units[block.start] = known
        return known

    @cached_property
    def _units(self) -> dict[int, list[tuple[int, int]]]:
        return {}
