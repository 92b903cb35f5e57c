"""Figures in tables: columns of counts, each told by the head of its column and the label of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.labels import Figure
from flows.normalise.frames.indicators.words import done_in, figure_start, figure_words, told_of_noun
from flows.normalise.frames.page import Page
from flows.normalise.mentions.labels import unit_of
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import DIGITS, read_digits, read_qualifier

_COUNT = re.compile(
    rf" ?(?P<qualifier>[a-z ']{{3,20}} )?(?P<number>{DIGITS}) ?(?P<percent>%)?"
    rf"(?: ?(?:sur|/) (?:les )?(?P<whole>{DIGITS})(?: [a-z]\S*)?)? ?"
)
"""All of a cell: a number, about or of a whole ("près de 300", "88 sur 97 répondants")."""
_LABEL_ENDS = re.compile(r", | \(|\n| [–-] ")
_CAPTION_ENDS = re.compile(
    r" (?:selon|par (?!l[ea]s? |nos |des |une? )|en|au|entre|depuis|dans l[ea]s?) | ?[,:(]|$"
)
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
        reports = any(
            figure_words("figures").search(page.folded, h.start, h.end)
            or (h.kind is not BlockKind.HEADING and told_of_noun(page, h.start, h.end))
            for h in heads
        )
        told_by_rows = _rows_tell(page, rows, reports=reports)
        for index, (start, end) in enumerate(header.cells):
            counts = [(row, match) for row in rows if (match := _count(page, header, row, index))]
            if index == 0 or len(counts) < _FEWEST_ROWS or len(counts) < len(rows):
                continue
            unit, _ = unit_of(page.folded, start, end)
            if told_by_rows and (column := _COLUMN.fullmatch(page.folded, start, end)) is not None:
                of_column = (
                    f", {page.words(start, end)}" if column["period"] and len(header.cells) > 2 else ""
                )
                for row, match in counts:
                    unit, _ = unit_of(page.folded, *row.cells[0])
                    yield _figure(page, row, match, _row_label(page, row) + of_column, unit)
            elif unit == "places" or (reports and _counts(page, start, end, unit, heads)):
                named = _named(page, start, end, heads)
                of_column = (
                    f", {page.words(start, end)}" if named is not None and len(header.cells) > 2 else ""
                )
                name = page.words(*(named or (start, end)))
                unit = unit or unit_of(page.folded, *(named or (start, end)))[0]
                for row, match in counts:
                    yield _figure(page, row, match, f"{name}, {_row_label(page, row)}{of_column}", unit)


_COLUMN = re.compile(
    r" ?(?:(?P<period>"
    r"(?:(?:annee|saison|campagne|bilan|fin|total|realise|objectif|cible|au \d\d?(?:er)? \w+) )?"
    r"(?:19|20)\d\d(?: ?[-/–] ?(?:20)?\d\d)?|objectifs?(?: vises?)?|cibles?)"
    r"|nombres?|nb|effectifs?|totale?s?|resultats?|realisee?s?|valeurs?|chiffres?|atteints?) ?"
)
"""The head of a column of a table whose rows say what is counted."""


def _rows_tell(page: Page, rows: Sequence[Block], *, reports: bool) -> bool:
    """Whether the rows of a table name results: what was done, or what is counted under a head of results."""
    cells = [row.cells[0] for row in rows if row.cells]
    if any(figure_start("not_counted").match(page.folded, *cell) for cell in cells):
        return False
    if any(told_of_noun(page, *cell) or done_in(page, *cell) is not None for cell in cells):
        return True
    return reports and any(unit_of(page.folded, *cell)[0] is not None for cell in cells)


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
    count = _COUNT.fullmatch(page.folded, *row.cells[place])
    return None if count is None or (count["qualifier"] and _qualifier(page, count) == "exact") else count


def _qualifier(page: Page, count: re.Match[str]) -> str:
    return read_qualifier(page.folded, *count.span("number"))


def _named(page: Page, start: int, end: int, heads: Sequence[Block]) -> tuple[int, int] | None:
    """Where the caption says what a column counts; null where its own head does."""
    head = page.folded[start:end].strip()
    if not heads or heads[0].kind is BlockKind.HEADING or not figure_words("counting_heads").fullmatch(head):
        return None
    caption = heads[0]
    stop = _CAPTION_ENDS.search(page.folded, caption.start, caption.end)
    return caption.start, stop.start() if stop is not None else caption.end


def _row_label(page: Page, row: Block) -> str:
    first, last = row.cells[0]
    cut = _LABEL_ENDS.search(page.text, first, last)
    return page.words(first, cut.start() if cut is not None else last)


def _figure(page: Page, row: Block, match: re.Match[str], label: str, unit: str | None) -> Figure:
    unit = "percent" if match["percent"] else unit
    whole = read_digits(match["whole"]) if match["whole"] else None
    value = read_digits(match["number"])
    qualifier = _qualifier(page, match)
    quantity = Quantity(*match.span("number"), value, qualifier, unit, *row.cells[0], whole)
    return Figure(quantity, "listed", label, row, row.start, row.end)
