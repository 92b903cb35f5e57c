"""One place where drafts of blocks become a Document: text joined, offsets counted, contacts masked.

Readers of HTML, PDF and plain text say what each block is; they never count characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        if not draft.text:
            continue
        line = f"{draft.marker} {draft.text}" if draft.marker else draft.text
        start = position + len(line) - len(draft.text)
        end = position + len(line)
        blocks.append(
            Block(
                kind=draft.kind,
                start=start,
                end=end,
                level=draft.level,
                marker=draft.marker,
                cells=tuple(_cell_offsets(draft.cells, start)) if draft.cells else (),
                is_header=draft.is_header,
                gap=draft.gap,
                page=draft.page,
            )
        )
        if draft.links:
            links.extend(Link(start + first, start + last, url) for first, last, url in draft.links)
        lines.append(line)
        position = end + 1
    text = mask_contacts("\n".join(lines))
    return Document(text, tuple(blocks), metadata or PageMetadata(), fold(text), tuple(links))


def _cell_offsets(cells: tuple[str, ...], start: int) -> Iterator[tuple[int, int]]:
    position = start
    written = False
    for cell in cells:
        if cell and written:
            position += len(CELL_SEPARATOR)
        yield position, position + len(cell)
        position += len(cell)
        written = written or bool(cell)
