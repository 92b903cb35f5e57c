"""Figures in tables: columns of counts, each told by the head of its column and the label of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.labels import Figure
from flows.normalise.frames.indicators.words import (
    announces_figures,
    figure_start,
    figure_words,
    is_done_in,
    told_of_noun,
)
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.labels import unit_of
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import DIGITS, read_digits, read_qualifier

_COUNT = re.compile(
    rf" ?(?:[a-z ']{{3,20}} )?(?P<number>{DIGITS}) ?(?P<percent>%)?"
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
        if header is None or len(rows) < _FEWEST_ROWS:
            continue
        lead, heading = page.outline.lead_of(header), page.outline.section_of(header).heading
        caption = lead if lead is not None and lead.kind is not BlockKind.HEADING else None
        reports = announces_figures(page, caption) or announces_figures(page, heading)
        reports = reports or (caption is not None and told_of_noun(page, caption.start, caption.end))
        told_by_rows = _rows_tell(page, rows, reports=reports)
        by_place = any(within(page.places, *cell) for cell in header.cells[1:])
        for index, cell in enumerate(header.cells[1:], 1):
            counts = [(row, match) for row in rows if (match := _count(page, header, row, index))]
            if len(counts) < _FEWEST_ROWS:
                continue
            column = page.words(*cell)
            of_column = f", {column}" if len(header.cells) > 2 else ""
            unit, _ = unit_of(page.folded, *cell)
            unit = "percent" if all(match["percent"] for _, match in counts) else unit
            if told_by_rows and (by_place or _COLUMN.fullmatch(page.folded, *cell)):
                for row, match in counts:
                    unit, _ = unit_of(page.folded, *row.cells[0])
                    yield _figure(page, row, match, _row_label(page, row) + of_column, unit)
            elif unit == "places" or (
                reports and (unit is not None or figure_start("counting_heads").match(page.folded, *cell))
            ):
                named, further = cell, ""
                if caption is not None and figure_words("counting_heads").fullmatch(column.casefold()):
                    named, further = _counted(page, caption), of_column
                    unit = unit or unit_of(page.folded, *named)[0]
                name = page.words(*named)
                for row, match in counts:
                    yield _figure(page, row, match, f"{name}, {_row_label(page, row)}{further}", unit)


_COLUMN = re.compile(
    r" ?(?:(?:(?:annee|saison|campagne|bilan|fin|total|realise|objectif|cible|au \d\d?(?:er)? \w+) )?"
    r"(?:19|20)\d\d(?: ?[-/–] ?(?:20)?\d\d)?|objectifs?(?: vises?)?|cibles?"
    r"|nombres?|nb|effectifs?|totale?s?|resultats?|realisee?s?|valeurs?|chiffres?|atteints?) ?"
)
"""The head of a column of a table whose rows say what is counted."""


def _rows_tell(page: Page, rows: Sequence[Block], *, reports: bool) -> bool:
    """Whether the rows of a table name results: what was done, or what is counted under a head of results."""
    cells = [row.cells[0] for row in rows]
    if any(is_done_in(page, *cell) for cell in cells):
        return True
    return reports and any(unit_of(page.folded, *cell)[0] is not None for cell in cells)


def _count(page: Page, header: Block, row: Block, index: int) -> re.Match[str] | None:
    """The number that fills the cell of a row under a head, counted from the right where cells are joined."""
    place = index + len(row.cells) - len(header.cells)
    return _COUNT.fullmatch(page.folded, *row.cells[place]) if 0 < place < len(row.cells) else None


def _counted(page: Page, caption: Block) -> tuple[int, int]:
    """Where a caption says what the columns of its table count."""
    stop = _CAPTION_ENDS.search(page.folded, caption.start, caption.end)
    return caption.start, stop.start() if stop is not None else caption.end


def _row_label(page: Page, row: Block) -> str:
    first, last = row.cells[0]
    cut = _LABEL_ENDS.search(page.text, first, last)
    return page.words(first, cut.start() if cut is not None else last)


def _figure(page: Page, row: Block, match: re.Match[str], label: str, unit: str | None) -> Figure:
    unit = "percent" if match["percent"] else unit
    whole = read_digits(match["whole"]) if match["whole"] else None
    number = match.span("number")
    qualifier = read_qualifier(page.folded, *number)
    quantity = Quantity(*number, read_digits(match["number"]), qualifier, unit, *row.cells[0], whole)
    return Figure(quantity, "listed", label, row, row.start, row.end)
