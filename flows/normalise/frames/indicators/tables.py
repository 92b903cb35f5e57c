"""Figures in tables: columns of counts, each told by the head of its column and the label of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.labels import Figure
from flows.normalise.frames.indicators.words import figure_start, figure_words
from flows.normalise.frames.page import Page
from flows.normalise.mentions.labels import unit_of
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import DIGITS, read_digits

_COUNT = re.compile(rf" ?(?P<number>{DIGITS}) ?")
_LABEL_ENDS = re.compile(r", | \(|\n| [–-] ")
_CAPTION_ENDS = re.compile(r" (?:selon|par|en|au|entre|depuis|dans l[ea]s?) | ?[,:(]|$")
_FEWEST_ROWS = 2


def figures_of_tables(page: Page) -> Iterator[Figure]:
    """The figures of tables of results, and of places offered."""
    for table in page.outline.tables:
        header, rows = table.header, table.rows
        if header is None:
            continue
        heads = [b for b in (page.outline.lead_of(header), page.outline.section_of(header).heading) if b]
        if any(figure_words("describing").search(page.folded, h.start, h.end) for h in heads):
            continue
        reports = any(figure_words("figures").search(page.folded, h.start, h.end) for h in heads)
        for index, (start, end) in enumerate(header.cells):
            unit, _ = unit_of(page.folded, start, end)
            if index == 0 or not (unit == "places" or (reports and _counts(page, start, end, unit, heads))):
                continue
            counts = [(row, match) for row in rows if (match := _count(page, header, row, index))]
            if len(counts) >= _FEWEST_ROWS and len(counts) == len(rows):
                named = _named(page, start, end, heads)
                for row, match in counts:
                    yield _figure(page, row, match, named, unit)


def _counts(page: Page, start: int, end: int, unit: str | None, heads: Sequence[Block]) -> bool:
    """Whether the head of a column says that it holds counts, and it or a caption what of."""
    head = page.folded[start:end]
    if figure_start("not_counted").match(head):
        return False
    if unit is not None:
        return True
    captions = [h for h in heads if h.kind is not BlockKind.HEADING]
    of_one_thing = not any(figure_words("figures").search(page.folded, h.start, h.end) for h in captions)
    return bool(captions) and of_one_thing and figure_start("counting_heads").match(head) is not None


def _count(page: Page, header: Block, row: Block, index: int) -> re.Match[str] | None:
    """The number that fills the cell of a row under a head, counted from the right where cells are joined."""
    place = index + len(row.cells) - len(header.cells)
    if not 0 < place < len(row.cells):
        return None
    return _COUNT.fullmatch(page.folded, *row.cells[place])


def _named(page: Page, start: int, end: int, heads: Sequence[Block]) -> str:
    """What a column counts: its head, or the caption where the head only says that it counts."""
    head = page.folded[start:end].strip()
    if heads and heads[0].kind is not BlockKind.HEADING and figure_words("counting_heads").fullmatch(head):
        caption = heads[0]
        stop = _CAPTION_ENDS.search(page.folded, caption.start, caption.end)
        return page.words(caption.start, stop.start() if stop is not None else caption.end)
    return page.words(start, end)


def _figure(page: Page, row: Block, match: re.Match[str], named: str, unit: str | None) -> Figure:
    first, last = row.cells[0]
    cut = _LABEL_ENDS.search(page.text, first, last)
    label = f"{named}, {page.words(first, cut.start() if cut is not None else last)}"
    value = read_digits(match["number"])
    quantity = Quantity(*match.span("number"), value, "exact", unit, first, last, None)
    return Figure(quantity, "listed", label, row, row.start, row.end)
