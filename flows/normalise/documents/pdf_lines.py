"""The lines of a PDF's sheets, with what only a sheet knows: how large, how bold, how far apart.

A PDF holds letters at places; lines, blank lines and words cut at the margin are read off the places.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium_c

from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.hyphens import is_cut, mended, rejoined, words_of
from flows.normalise.documents.lines import Line

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029\x0b\x0c]+")
# How PDFium marks a hyphen at the end of a line, with the next line following right after it.
_CUTS = re.compile(r"([^\W\d_]+)[\x02\ufffe\u00ad]([^\W\d_]+)")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a sheet that may be its header and footer."""
_BOLD_WEIGHT = 600
_LARGE = 1.15
"""Height of letters, in that of the running text, from which a line is set as a title."""
_COLUMN = 30.0
"""Points: lines that start within this distance stand in one column."""
_FEWEST_LETTERS_OF_A_FULL_LINE = 30


@dataclass(slots=True)
class SheetLine:
    """A line of a sheet; distances in points, from the left and from the bottom."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    bold: bool


@dataclass(slots=True)
class Sheet:
    """One page."""

    number: int
    lines: list[SheetLine] = field(default_factory=list)


def read_sheet(textpage: Any, number: int) -> Sheet:
    """The lines of one page, in the order of its text layer."""
    sheet = Sheet(number)
    count = textpage.count_chars()
    if count <= 0:
        return sheet
    text = textpage.get_text_range(0, count)
    has_places = len(text) == count
    position = 0
    for piece in _LINE_BREAK.split(text):
        start = text.find(piece, position) if piece else position
        position = start + len(piece)
        if not piece.strip():
            continue
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip()) - 1
        sheet.lines.append(
            _placed(textpage, piece, first, last) if has_places else SheetLine(piece, 0, 0, 0, 0, False)
        )
    return sheet


def _placed(textpage: Any, text: str, first: int, last: int) -> SheetLine:
    left = textpage.get_charbox(first, loose=True)[0]
    # The height of a letter in the middle: a bullet is often larger than the words after it.
    _, bottom, _, top = textpage.get_charbox((first + last) // 2, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    x, y = ctypes.c_double(), ctypes.c_double()
    found = pdfium_c.FPDFText_GetCharOrigin(textpage, first, x, y)
    weight = pdfium_c.FPDFText_GetFontWeight(textpage, (first + last) // 2)
    return SheetLine(
        text, left, right, y.value if found else bottom, round(top - bottom, 1), weight >= _BOLD_WEIGHT
    )


def join_sheets(sheets: Sequence[Sheet]) -> list[Line]:
    """The lines of all sheets as one text: headers and footers out, cut words whole again."""
    body = _body_height(sheets)
    _drop_headers_and_footers(sheets, body)
    pitch = _pitch(sheets, body)
    lines: list[Line] = []
    for sheet in sheets:
        columns = _right_edges(sheet.lines)
        previous: SheetLine | None = None
        for index, line in enumerate(sheet.lines):
            if text := line.text.strip():
                following = sheet.lines[index + 1] if index + 1 < len(sheet.lines) else None
                lines.append(
                    Line(
                        text,
                        "",
                        gap=_has_gap(previous, line, pitch),
                        indent=int(line.left // 9) if line.height else 0,
                        page=sheet.number,
                        size=line.height / body if line.height and body else 1.0,
                        bold=line.bold,
                        is_full=_is_full(line, following, columns) if line.height else None,
                    )
                )
            previous = line
    return _with_whole_words(lines)


def _drop_headers_and_footers(sheets: Sequence[Sheet], body: float) -> None:
    """Take out lines at the edge of most sheets, at one height: the same words, or in small print the
    same words around a number. A large first one stays, it may be the title."""
    if len(sheets) < 3:
        return
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({key for line in _edges(sheet) for key in _furniture_keys(line, body)})
    repeated = {key for key, times in seen.items() if times >= 3 and times * 2 > len(sheets)}
    for sheet in sheets:
        furniture = {id(line) for line in _edges(sheet) if repeated & _furniture_keys(line, body)}
        sheet.lines = [
            line
            for line in sheet.lines
            if id(line) not in furniture or (sheet is sheets[0] and line.height > _LARGE * body > 0)
        ]


def _edges(sheet: Sheet) -> list[SheetLine]:
    return [*sheet.lines[:_EDGE_LINES], *sheet.lines[-_EDGE_LINES:]]


def _furniture_keys(line: SheetLine, body: float) -> set[tuple[str, int]]:
    text, height = clean(line.text), int(line.baseline // 4)
    if line.bold or line.height > 1.05 * body:
        return {(text, height)}
    return {(text, height), (_DIGITS.sub("#", text), height)}


def _body_height(sheets: Sequence[Sheet]) -> float:
    """The height of the running text: the one most letters have."""
    heights: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            heights[line.height] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _pitch(sheets: Sequence[Sheet], body: float) -> float:
    """The usual distance between two lines of the running text."""
    distances: Counter[float] = Counter()
    for sheet in sheets:
        for above, below in pairwise(sheet.lines):
            distance = round(above.baseline - below.baseline, 0)
            if above.height == below.height == body and 0 < distance < 3 * body:
                distances[distance] += 1
    return distances.most_common(1)[0][0] if distances else 1.2 * body


def _has_gap(previous: SheetLine | None, line: SheetLine, pitch: float) -> bool:
    if previous is None or (previous.baseline - line.baseline) < -1:
        # The top of a sheet or of a column: the sentence may go on from the last one.
        return not line.text.lstrip()[:1].islower()
    if not line.height:
        return False
    usual = pitch * max(1.0, line.height / previous.height if previous.height else 1.0)
    return (
        previous.baseline - line.baseline > 1.35 * usual
        or abs(previous.height - line.height) > 0.12 * line.height
    )


def _right_edges(lines: Sequence[SheetLine]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for line in lines:
        column = int(line.left // _COLUMN)
        edges[column] = max(edges.get(column, 0.0), line.right)
    return edges


def _is_full(line: SheetLine, following: SheetLine | None, columns: dict[int, float]) -> bool:
    """Whether the next line's first word had no room left on this line."""
    if following is None or len(line.text) < _FEWEST_LETTERS_OF_A_FULL_LINE:
        return following is None
    column = int(line.left // _COLUMN)
    edge = max(columns.get(near, 0.0) for near in (column - 1, column, column + 1))
    letter = (line.right - line.left) / max(1, len(line.text))
    return line.right + letter * (1 + len(following.text.split(" ", 1)[0])) >= edge - letter


def _with_whole_words(lines: list[Line]) -> list[Line]:
    """Words cut at the end of a line, whole again: on the first of the two lines."""
    words = words_of(line.text for line in lines)

    def whole(match: re.Match[str]) -> str:
        return rejoined(match.group(1), match.group(2), words)

    result: list[Line] = []
    for line in lines:
        text = clean(_CUTS.sub(whole, line.text))
        above = result[-1] if result else None
        if above is not None and is_cut(above.text, text):
            above.text, text = mended(above.text, text, words)
            above.is_full, line.gap = True, False
        if text:
            line.text = text
            result.append(line)
    for line in result:
        line.folded = fold(line.text)
    return result
