"""Rows of a calendar: a table with a column of dates, whose header cells speak for their columns."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.normalise.documents.model import Block, Document
from flows.normalise.frames.page import Page, within

_PLACES = re.compile(
    r"\b(?:villes?|communes?|lieux?|sites?|adresses?|departements?|territoires?|secteurs?|cantons?|salles?|horaires?|heures?|"
    r"etablissements?|structures?|instituts?|antennes?|intervenante?s?|animat(?:eur|rice)s?|animation|organisat(?:eur|rice)s?|partenaires?|"
    r"publics?|tarifs?|inscriptions?|contacts?|telephones?|places?|duree|dates?|jours?|etat|statut|observations?|remarques?|ou|quand|qui)\b"
)
"""Header cells over columns that say where, when, who or how, not what."""
_WHERE = re.compile(r"\b(?:villes?|communes?|lieux?|sites?|ou)\b")


def header_cell(document: Document, block: Block, offset: int) -> tuple[int, int] | None:
    """Offsets of the header cell over the cell of a table row that holds a character."""
    column = next((i for i, (start, end) in enumerate(block.cells) if start <= offset < end), None)
    header = document.header_of(block)
    if column is None or header is None or column >= len(header.cells):
        return None
    return header.cells[column]


def place_cell(page: Page, block: Block) -> tuple[int, int] | None:
    """Offsets of the first cell of a row that stands under a header such as "Ville" or "Lieu"."""
    for start, end in block.cells:
        title = header_cell(page.document, block, start)
        if end > start and title is not None and _WHERE.search(page.folded, *title):
            return start, end
    return None


def row_name(page: Page, block: Block, date_start: int) -> tuple[int, int] | None:
    """Offsets of the cell that names what a row's date is for; null where only places and hours are left."""
    for start, end in block.cells:
        if start == end or start <= date_start < end or within(page.dates, start, end):
            continue
        title = header_cell(page.document, block, start)
        if title is not None and _PLACES.search(page.folded, *title):
            continue
        if _is_only(page, start, end) or _is_among_places(page, block, start):
            continue
        return start, end
    return None


def _is_only(page: Page, start: int, end: int) -> bool:
    """Whether a cell holds nothing but a place, an hour, or a number; what begins with a venue is one."""
    rest = page.folded[start:end]
    if any(within(kind, start, start + 4) for kind in (page.venues, page.addresses)):
        return True
    for mention in (*within(page.places, start, end), *within(page.times, start, end)):
        rest = rest.replace(page.folded[mention.start : mention.end], " ")
    return sum(c.isalpha() for c in rest) < 4


def _is_among_places(page: Page, block: Block, start: int) -> bool:
    """Whether the cell over or under a cell begins with a venue: its column says where."""
    column = next((i for i, cell in enumerate(block.cells) if cell[0] == start), 0)
    blocks = page.document.blocks
    index = bisect_left(blocks, block.start, key=lambda b: b.start)
    near = (blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks))
    return any(
        column < len(row.cells) and within(page.venues, row.cells[column][0], row.cells[column][0] + 1)
        for row in near
    )
