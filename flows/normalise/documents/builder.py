"""One place where drafts of blocks become a Document: text joined, offsets counted, contacts masked.

Readers of HTML, PDF and plain text say what each block is; they never count characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.normalise.documents.contacts import mask_contacts
from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind, Document, Link, PageMetadata

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


def build(drafts: Iterable[Draft], metadata: PageMetadata | None = None) -> Document:
    """The document made of `drafts`, in their order; drafts without words are left out."""
    lines: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    position = 0
    for draft in drafts:
        words, marker = draft.text, draft.marker
        if not words:
            continue
        start = position + len(marker) + 1 if marker else position
        end = start + len(words)
        cells = _cell_offsets(draft.cells, start) if draft.cells else ()
        blocks.append(
            Block(draft.kind, start, end, draft.level, marker, cells, draft.is_header, draft.gap, draft.page)
        )
        for first, last, url in draft.links:
            links.append(Link(start + first, start + last, url))
        lines.append(f"{marker} {words}" if marker else words)
        position = end + 1
    text = mask_contacts("\n".join(lines))
    return Document(text, tuple(blocks), metadata or PageMetadata(), fold(text), tuple(links))


def _cell_offsets(cells: tuple[str, ...], start: int) -> tuple[tuple[int, int], ...]:
    offsets: list[tuple[int, int]] = []
    position = start
    for cell in cells:
        if cell and position > start:
            position += len(CELL_SEPARATOR)
        offsets.append((position, position + len(cell)))
        position += len(cell)
    return tuple(offsets)
