"""Tables in plain text, where only the shape of the lines is left of the columns.

At least two lines in a row must agree: a header of years or amounts' names over lines of a label and
as many numbers, or such lines among themselves.

    2022 2023 TOTAL
    FIR – ARS 180 240 420
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_VALUE = re.compile(r"[+-]?\d[\d.,]*(?:%|[kKM]?€)?|[–-]|%|€|[kKM]€")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_HEADER_CELL = re.compile(
    r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?|total|cumul|variation|[ée]cart|[ée]volution|n(?:[+-]\d)?|t[1-4]",
    re.I,
)
_UNITS = frozenset(("%", "€", "k€", "K€", "M€"))
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
    if columns is not None and len(numbers) != columns:
        numbers = _grouped(numbers, columns)
    elif columns is None and any(_is_group(a, b) for a, b in pairwise(numbers)):
        return None  # "3 112 480": two numbers or one
    if len(numbers) < 2 or (columns is not None and len(numbers) != columns):
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


def find_tables(texts: Sequence[str], gaps: Sequence[bool]) -> dict[int, tuple[list[str], bool]]:
    """Line number → (cells, whether they name the columns) of every line that is a row of a table."""
    rows: dict[int, tuple[list[str], bool]] = {}
    index = 0
    while index < len(texts):
        header = header_cells(texts[index])
        last = index + 1
        found: list[list[str]] = []
        columns = len(header) if header else None
        position = index + 1 if header else index
        while position < len(texts) and (position == index or not gaps[position]):
            cells = labelled_numbers(texts[position], columns)
            if cells is None:
                break
            columns = len(cells) - 1
            found.append(cells)
            position += 1
        if len(found) >= (1 if header else 2):
            if header:
                rows[index] = (["", *header], True)
            first = index + 1 if header else index
            rows |= {first + offset: (cells, False) for offset, cells in enumerate(found)}
            last = position
        index = last
    return rows
