"""Sums of tables whose heading states the unit ("MOYENS (en k€)") and whose numbers stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.model import Money
from flows.normalise.mentions.numbers import DIGITS, read_digits

_LEXICON = lexicon("money")
_SCALES: dict[str, int] = _LEXICON["scales"]
_TABLE_UNIT = re.compile(
    rf"[(\[](?:montants? |sommes? |budget |valeurs? )?(?:en )?"
    rf"(?P<unit>{_LEXICON['table_unit']})(?: (?:ht|ttc))?[)\],;]"
    rf"|\ben (?P<bare>{_LEXICON['table_unit']})(?!\w)"
)
_UNIT_OF_SUM = re.compile(rf"\d ?(?P<unit>{_LEXICON['table_unit']})(?!\w)")
_COLUMN_NAME = re.compile(rf"(?:{_LEXICON['amount_column']})")
"""The head of a column of sums that stands on a line of its own, between the caption and the rows."""
_CELL = re.compile(rf"-?\s*(?P<number>{DIGITS})\s*")
_LAST_NUMBER = re.compile(rf"(?:(?<=\D )|^)(?P<number>{DIGITS})\Z")
"""The number that ends a line, or is all of it."""
_YEAR_COLUMN = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class TableSum(Money):
    """A sum of a table, with where its row and column are named (offsets into the text, null if unnamed)."""

    row: tuple[int, int] | None
    column: tuple[int, int] | None


def table_money(document: Document) -> list[TableSum]:
    """The sums of tables whose unit stands in a heading, in the header row, or in the line above.

    Reads table rows, and lines of running text that end in a number. Cells that carry their own unit are
    left to `find_money`.
    """
    sums: list[TableSum] = []
    unit: str | None = None
    header: Block | None = None
    column_units: list[str | None] = []
    for block in document.blocks:
        written = document.folded[block.start : block.end]
        if block.cells:
            if block.is_header or (header is None and _names_columns(document, block)):
                header = block
                column_units = [_unit(document.folded[start:end]) for start, end in block.cells]
            else:
                sums.extend(_row_sums(document, block, header, column_units, unit))
            continue
        header, column_units = None, []
        stated = _unit(written if len(written) <= 90 else written[-30:]) or _unit_of_lead(written)
        if stated:
            unit = stated
        elif unit and not _COLUMN_NAME.fullmatch(written):
            found = _LAST_NUMBER.search(written) if block.kind is not BlockKind.HEADING else None
            if found is None:
                unit = None
            else:
                sums.append(_line_sum(block, found, unit))
    return sums


def _unit(folded: str) -> str | None:
    found = _TABLE_UNIT.search(folded) if "€" in folded or "eur" in folded else None
    return (found["unit"] or found["bare"]) if found else None


def _unit_of_lead(folded: str) -> str | None:
    """The unit of a sum that a table breaks down: "Les dépenses (214 300 euros) sont couvertes ainsi :"."""
    found = None
    for match in _UNIT_OF_SUM.finditer(folded) if folded.endswith(":") else ():
        found = match["unit"]
    return found


def _factor(unit: str) -> int:
    name = re.sub(r"\s?d'euros$|€|euros?|eur$", "", unit)
    return _SCALES.get(name, 1)


def _names_columns(document: Document, block: Block) -> bool:
    cells = [document.folded[start:end].strip() for start, end in block.cells]
    return all(not cell or not cell[0].isdecimal() or _YEAR_COLUMN.match(cell) for cell in cells)


def _row_sums(
    document: Document, block: Block, header: Block | None, column_units: list[str | None], unit: str | None
) -> Iterator[TableSum]:
    for index, (start, end) in enumerate(block.cells):
        cell_unit = column_units[index] if index < len(column_units) and any(column_units) else unit
        match = _CELL.fullmatch(document.folded, start, end)
        if cell_unit is None or match is None:
            continue
        amount = read_digits(match["number"]) * _factor(cell_unit)
        column = header.cells[index] if header and index < len(header.cells) else None
        row = block.cells[0] if index else None
        yield TableSum(start, end, amount, None, "exact", None, row, column)


def _line_sum(block: Block, found: re.Match[str], unit: str) -> TableSum:
    """The sum that ends a line of running text."""
    start, end = block.start + found.start(), block.start + found.end()
    row = (block.start, start - 1) if found.start() else None
    amount = read_digits(found["number"]) * _factor(unit)
    return TableSum(start, end, amount, None, "exact", None, row, None)
