"""One place where drafts of blocks become a Document: text joined, offsets counted, contacts masked.

Readers of HTML, PDF and plain text say what each block is; they never count characters.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.normalise.documents.contacts import mask_contacts
from flows.normalise.documents.drafts import CELL_SEPARATOR, Draft
from flows.normalise.documents.folding import fold
from flows.normalise.documents.label_lines import with_labels_joined
from flows.normalise.documents.model import Block, Document, Link, PageMetadata


def build(drafts: Iterable[Draft], metadata: PageMetadata | None = None) -> Document:
    """The document made of `drafts`, in their order; drafts without words are left out, labels that stand
    above their value are put on its line."""
    lines: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    position = 0
    for draft in with_labels_joined([draft for draft in drafts if draft.text]):
        words, marker = draft.text, draft.marker
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
