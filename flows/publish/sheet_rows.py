"""Rows of a table as the rows of a sheet (SpreadsheetML, ECMA-376 part 1, section 18.3.1).

Cells are made by joining whole columns, as lines of CSV are: a library that writes one cell after another
takes minutes for what a release writes in seconds. Every text is an inline string, never a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

LONGEST_TEXT = 32_767
"""UTF-16 units that Excel holds in a cell; longer texts end in "…"."""

# Excel counts days from 1899-12-30 and takes 1900 for a leap year: earlier days stay text.
_DAY_ZERO = -date(1899, 12, 30).toordinal() + date(1970, 1, 1).toordinal()
_FIRST_DAY = (date(1900, 3, 1) - date(1970, 1, 1)).days
_MICROSECONDS_A_DAY = 86_400_000_000

_UNSAFE = "[\\x00-\\x1f&<>\\x{fffe}\\x{ffff}]|_x"
_NOT_XML = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]"
# Excel reads _x0041_ as "A" (section 22.4.2.4).
_LOOKS_ESCAPED = "_(x[0-9A-Fa-f]{4}_)"
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def rows_as_xml(batch: pa.RecordBatch, first_row: int, styles: Sequence[int]) -> pa.Buffer:
    """The rows of a batch as `<row>` elements.

    Args:
        batch: At least one row.
        first_row: Number of the sheet's row that the first one becomes, counted from 1.
        styles: Style of each column's cells, as its index in the workbook.
    """
    numbers = pa.array(range(first_row, first_row + len(batch))).cast(pa.string())
    cells = [
        _cells(values, xl_col_to_name(place), numbers, style)
        for place, (values, style) in enumerate(zip(batch.columns, styles, strict=True))
    ]
    row = pc.binary_join_element_wise(
        *('<row r="', numbers, '">', *cells, "</row>", ""), null_handling="replace", null_replacement=""
    )
    return pc.binary_join(pa.ListArray.from_arrays([0, len(row)], row), "")[0].as_buffer()


def _cells(values: pa.Array, column: str, numbers: pa.Array, style: int) -> pa.Array:
    """The `<c>` elements of a column; null where a value is unknown."""
    opening = pc.binary_join_element_wise(f'<c r="{column}', numbers, f'" s="{style}"', "")
    kind = values.type
    if pa.types.is_string(kind):
        return _text_cells(opening, values)
    if pa.types.is_boolean(kind):
        return _value_cells(opening, values.cast(pa.int8()), ' t="b"')
    if pa.types.is_date(kind):
        days = values.cast(pa.int32())
        cells = _value_cells(opening, pc.add(days, _DAY_ZERO))
        early = pc.less(days, _FIRST_DAY)
        if pc.any(early).as_py():
            cells = pc.if_else(early, _text_cells(opening, values.cast(pa.string())), cells)
        return cells
    if pa.types.is_timestamp(kind):
        days = pc.divide(values.cast(pa.int64()).cast(pa.float64(), safe=False), _MICROSECONDS_A_DAY)
        return _value_cells(opening, pc.add(days, _DAY_ZERO))
    return _value_cells(opening, values)


def _value_cells(opening: pa.Array, values: pa.Array, kind: str = "") -> pa.Array:
    return pc.binary_join_element_wise(opening, f"{kind}><v>", values.cast(pa.string()), "</v></c>", "")


def _text_cells(opening: pa.Array, texts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(
        opening, ' t="inlineStr"><is><t xml:space="preserve">', _as_xml(texts), "</t></is></c>", ""
    )


def _as_xml(texts: pa.Array) -> pa.Array:
    """Texts that a sheet can hold: no control characters, nothing too long, nothing taken for markup."""
    if not pc.any(pc.match_substring_regex(texts, _UNSAFE)).as_py():
        return _cut(texts)
    texts = _cut(pc.replace_substring_regex(texts, _NOT_XML, ""))
    texts = pc.replace_substring_regex(texts, "\r\n?", "\n")
    texts = pc.replace_substring_regex(texts, _LOOKS_ESCAPED, r"_x005F_\1")
    for character, entity in _ESCAPES:
        texts = pc.replace_substring(texts, character, entity)
    return texts


def _cut(texts: pa.Array) -> pa.Array:
    """Texts of at most LONGEST_TEXT units; bytes, of which there are never fewer, tell who may be longer."""
    suspected = pc.fill_null(pc.greater(pc.binary_length(texts), LONGEST_TEXT), False)
    if not pc.any(suspected).as_py():
        return texts
    shorter = [cut(text) for text in texts.filter(suspected).to_pylist()]
    return pc.replace_with_mask(texts, suspected, pa.array(shorter, texts.type))


def cut(text: str) -> str:
    """The text, or as much of it as a cell holds and "…"."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"
