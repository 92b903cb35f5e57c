"""Tables in plain text, where only the shape of the lines is left of the columns.

At least two lines in a row must agree: a header of years or amounts' names over lines of a label and
as many numbers, or such lines among themselves.

    2022 2023 TOTAL
    FIR – ARS 180 240 420
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

_VALUE = re.compile(r"[+-]?\d[\d.,]*(?:%|[kKM]?€)?|[–-]|%|€|[kKM]€")
_AMOUNT = re.compile(r"[+-]?\d[\d.,\s]*(?:%|[kKM]?€)?|[–-]")
_SUM = re.compile(
    r"[+-]?(?:\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?: ?(?:[kKM]?€|euros?))?|\d[\d ,.]* ?(?:[kKM]?€|euros?))"
    r"(?: \(?(?:HT|TTC|ht|ttc)\)?)?"
)
_NOTE = re.compile(r"\(?\d{1,3}(?:,\d+)? ?%\)?|\D{1,60}")
"""What may stand behind a sum: its share of the whole, or a remark."""
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_HEADER_CELL = re.compile(
    r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?|total|cumul|variation|[ée]cart|[ée]volution|n(?:[+-]\d)?|t[1-4]",
    re.I,
)
_UNITS = frozenset(("%", "€", "k€", "K€", "M€"))
_FEWEST_COLUMNS = 3
"""Columns of words that make a table; two are a label and its value, or an hour and what comes then."""
_LONGEST_HEADER = 100
_LONGEST_LABEL = 80
_NOT_LABELS = (",", ":", " le", " du", " au", " et", " à", " en", " de", "-", "–", "(")


def header_cells(text: str) -> list[str] | None:
    """The cells of a line that names columns by years and totals only, else null."""
    if len(text) > _LONGEST_HEADER or _HEADER_CELL.match(text) is None:
        return None
    words = text.split(" ")
    if 2 <= len(words) <= 12 and all(_HEADER_CELL.fullmatch(word) for word in words):
        return words
    return None


def labelled_numbers(text: str, columns: int | None = None) -> list[str] | None:
    """The label and the numbers of a line that is nothing else, else null.

    With `columns` known, digits in groups of three are joined so that the numbers fit them.
    """
    if not text[-1].isdigit() and text[-1] not in "%€-–":
        return None
    words = text.split(" ")
    first = len(words)
    while first > 0 and _VALUE.fullmatch(words[first - 1]) is not None:
        first -= 1
    label = " ".join(words[:first])
    if not any(c.isalpha() for c in label) or len(label) > _LONGEST_LABEL or label.endswith(_NOT_LABELS):
        return None
    numbers: list[str] = []
    for word in words[first:]:
        if word in _UNITS:
            if not numbers:
                return None
            numbers[-1] = f"{numbers[-1]} {word}"
        else:
            numbers.append(word)
    if len(numbers) < 2 or (columns is not None and len(numbers) < columns):
        return None
    if columns is not None and len(numbers) != columns:
        numbers = _grouped(numbers, columns)
    elif columns is None and any(_is_group(a, b) for a, b in pairwise(numbers)):
        return None  # "3 112 480": two numbers or one
    if columns is not None and len(numbers) != columns:
        return None
    return [label, *numbers]


def _is_group(before: str, piece: str) -> bool:
    """Whether a piece may be the next three digits of the number before it."""
    return before[-1].isdigit() and _THREE_DIGITS.match(piece) is not None


def _grouped(pieces: Sequence[str], columns: int) -> list[str]:
    """Groups of three digits joined to the number before them: where that makes `columns` numbers of
    equal length, or where all that can be joined are."""
    size, rest = divmod(len(pieces), columns)
    if not rest:
        chunks = [pieces[first : first + size] for first in range(0, len(pieces), size)]
        if all(_is_group(a, b) for chunk in chunks for a, b in pairwise(chunk)):
            return [" ".join(chunk) for chunk in chunks]
    numbers: list[str] = []
    for piece in pieces:
        if numbers and _is_group(numbers[-1], piece):
            numbers[-1] = f"{numbers[-1]} {piece}"
        else:
            numbers.append(piece)
    return numbers


def find_tables(
    texts: Sequence[str], gaps: Sequence[bool], columns_set: Sequence[tuple[str, ...]]
) -> dict[int, tuple[list[str], bool]]:
    """Line number → (cells, whether they name the columns) of every line that is a row of a table.

    `columns_set` holds for each line the pieces that wide white space sets apart.
    """
    rows: dict[int, tuple[list[str], bool]] = {}
    index = 0
    while index < len(texts):
        header, names_labels = _header(texts, gaps, columns_set, index)
        first = index if header is None else index + 1
        columns = None if header is None else len(header) - names_labels
        found = _rows_from(texts, gaps, columns_set, first, columns)
        if len(found) < (2 if header is None else 1):
            index += 1
            continue
        if header is not None:
            rows[index] = (header if names_labels else ["", *header], True)
        rows |= {first + offset: (cells, False) for offset, cells in enumerate(found)}
        index = first + len(found)
    return rows | _set_in_columns(columns_set, gaps, rows)


def _header(
    texts: Sequence[str], gaps: Sequence[bool], columns_set: Sequence[tuple[str, ...]], index: int
) -> tuple[list[str] | None, bool]:
    """The cells of a line that names columns, and whether the first names that of the labels.

    They are years and totals, or what is set apart over a line of a label and one number for each column.
    """
    words = header_cells(texts[index])
    set_apart, below = columns_set[index], index + 1
    if words is not None or len(set_apart) < 2 or below >= len(texts) or gaps[below] or _sums(set_apart):
        return words, False
    names_labels = len(columns_set[below]) == len(set_apart)
    if _row(texts[below], columns_set[below], len(set_apart) - names_labels) is None:
        return None, False
    return list(set_apart), names_labels


def _rows_from(
    texts: Sequence[str],
    gaps: Sequence[bool],
    columns_set: Sequence[tuple[str, ...]],
    first: int,
    columns: int | None,
) -> list[list[str]]:
    """The cells of lines one under the other, from one on, that are a label and as many numbers; `columns` is
    their number where a header tells it."""
    found: list[list[str]] = []
    is_headed = columns is not None
    for index in range(first, len(texts)):
        if gaps[index] and (is_headed or found):
            break
        cells = _row(texts[index], columns_set[index], columns)
        if cells is None:
            break
        columns = 1 if not is_headed and _sums(columns_set[index]) else len(cells) - 1
        found.append(cells)
    return found


def _row(text: str, set_apart: Sequence[str], columns: int | None) -> list[str] | None:
    """The label and the numbers of a line, as wide white space parts them or else as they follow."""
    if set_apart:
        if columns in (None, 1) and (cells := _sums(set_apart)):
            return cells
        if len(set_apart) == (columns or max(2, len(set_apart) - 1)) + 1:
            label, *values = set_apart
            if any(c.isalpha() for c in label) and all(_AMOUNT.fullmatch(value) for value in values):
                return [label, *values]
    return labelled_numbers(text, columns)


def _sums(set_apart: Sequence[str]) -> list[str] | None:
    """The cells of a line that sets a sum apart from what it is for: "ARS   78 000 €   60 %"."""
    if not 2 <= len(set_apart) <= 3 or _SUM.fullmatch(set_apart[1]) is None:
        return None
    if not any(c.isalpha() for c in set_apart[0]) or len(set_apart[0]) > _LONGEST_LABEL:
        return None
    return list(set_apart) if all(_NOTE.fullmatch(note) for note in set_apart[2:]) else None


def _set_in_columns(
    columns_set: Sequence[tuple[str, ...]], gaps: Sequence[bool], found: Mapping[int, object]
) -> dict[int, tuple[list[str], bool]]:
    """Tables of words: lines one under the other in as many columns, three or more. The first names the
    columns where it is without the figures that others have."""
    rows: dict[int, tuple[list[str], bool]] = {}
    index = 0
    while index < len(columns_set):
        width = len(columns_set[index])
        last = index + 1
        while (
            width >= _FEWEST_COLUMNS
            and last < len(columns_set)
            and not gaps[last]
            and len(columns_set[last]) == width
        ):
            last += 1
        lines = range(index, last)
        if len(lines) >= 2 and not any(line in found for line in lines):
            figures = [any(c.isdigit() for cell in columns_set[line] for c in cell) for line in lines]
            is_headed = not figures[0] and any(figures)
            rows |= {line: (list(columns_set[line]), is_headed and line == index) for line in lines}
        index = last
    return rows
