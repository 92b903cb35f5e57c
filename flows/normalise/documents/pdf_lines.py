"""The lines of a PDF's sheets, with what only a sheet knows: how large, how bold, how far apart.

A PDF holds letters at places; lines, blank lines and words cut at the margin are read off the places.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium_c

from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.lines import Line
from flows.normalise.documents.page_parts import lexicon

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029\x0b\x0c]+")
# How PDFium and typesetting programs mark a word cut at the end of a line.
_CUT = re.compile(r"(?<=[^\W\d_])([\x02\ufffe\u00ad\u2010-])\s*$")
_CERTAIN_CUTS = "\x02\ufffe\u00ad"
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a sheet that may be its header and footer."""
_BOLD_WEIGHT = 600
_COLUMN = 30.0
"""Points: lines that start within this distance stand in one column."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    x, y = ctypes.c_double(), ctypes.c_double()
    found = pdfium_c.FPDFText_GetCharOrigin(textpage, first, x, y)
    weight = pdfium_c.FPDFText_GetFontWeight(textpage, (first + last) // 2)
    return SheetLine(
        text, left, right, y.value if found else bottom, round(top - bottom, 1), weight >= _BOLD_WEIGHT
    )


def join_sheets(sheets: Sequence[Sheet]) -> list[Line]:
    """The lines of all sheets as one text: headers and footers out, cut words whole again."""
    _drop_headers_and_footers(sheets)
    body = _body_height(sheets)
    pitch = _pitch(sheets, body)
    lines: list[Line] = []
    for sheet in sheets:
        columns = _right_edges(sheet.lines)
        previous: SheetLine | None = None
        for index, line in enumerate(sheet.lines):
            text = clean(line.text)
            if text:
                following = sheet.lines[index + 1] if index + 1 < len(sheet.lines) else None
                lines.append(
                    Line(
                        text if not _CUT.search(line.text) else line.text.strip(),
                        "",
                        gap=_has_gap(previous, line, pitch, text),
                        indent=int(line.left // 9) if line.height else 0,
                        page=sheet.number,
                        size=line.height / body if line.height and body else 1.0,
                        bold=line.bold,
                        is_full=_is_full(line, following, columns) if line.height else None,
                    )
                )
            previous = line
    return _with_whole_words(lines)


def _drop_headers_and_footers(sheets: Sequence[Sheet]) -> None:
    if len(sheets) < 3:
        return
    seen: Counter[str] = Counter()
    for sheet in sheets:
        seen.update({_furniture_key(line) for line in _edges(sheet)})
    repeated = {key for key, times in seen.items() if times >= 3 and times * 2 > len(sheets)}
    body = _body_height(sheets)
    for sheet in sheets:
        edges = {id(line) for line in _edges(sheet) if _furniture_key(line) in repeated}
        sheet.lines = [
            line
            for line in sheet.lines
            if id(line) not in edges or (sheet is sheets[0] and line.height > 1.15 * body > 0)
        ]


def _edges(sheet: Sheet) -> list[SheetLine]:
    return [*sheet.lines[:_EDGE_LINES], *sheet.lines[-_EDGE_LINES:]]


def _furniture_key(line: SheetLine) -> str:
    return _DIGITS.sub("#", clean(line.text))


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


def _has_gap(previous: SheetLine | None, line: SheetLine, pitch: float, text: str) -> bool:
    if previous is None or (previous.baseline - line.baseline) < -1:
        # The top of a sheet or of a column: the sentence may go on from the last one.
        return not text[0].islower()
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
    if following is None:
        return True
    column = int(line.left // _COLUMN)
    edge = max(columns.get(near, 0.0) for near in (column - 1, column, column + 1))
    letter = (line.right - line.left) / max(1, len(line.text))
    return line.right + letter * (1 + len(following.text.split(" ", 1)[0])) >= edge - letter


def _with_whole_words(lines: list[Line]) -> list[Line]:
    """Words cut at the end of a line, put together again on the first of the two lines."""
    words = _words(lines)
    result: list[Line] = []
    for line in lines:
        cut = _CUT.search(result[-1].text) if result else None
        if cut is None or not line.text[0].islower():
            if cut is not None:
                result[-1].text = clean(result[-1].text.replace(cut.group(1), "-"))
            result.append(line)
            continue
        above = result[-1]
        tail, _, rest = line.text.partition(" ")
        hyphen = "" if _was_cut(above.text[: cut.start(1)], tail, cut.group(1), words) else "-"
        above.text = clean(above.text[: cut.start(1)]) + hyphen + clean(tail)
        if rest:
            line.text, line.gap = rest, False
            above.is_full = True
            result.append(line)
    if result:
        result[-1].text = clean(result[-1].text)
    for line in result:
        line.folded = fold(line.text)
    return result


def _words(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _WORD.findall(fold(line.text)))


def _was_cut(above: str, below: str, sign: str, words: frozenset[str]) -> bool:
    """Whether the hyphen between two lines only marks the cut; else it belongs to the word."""
    if sign in _CERTAIN_CUTS:
        return True
    heads, tails = _WORD.findall(fold(above)), _WORD.findall(fold(below))
    if not heads or not tails:
        return False
    head, tail = heads[-1], tails[0]
    if f"{head}-{tail}" in words:
        return False
    if head + tail in words:
        return True
    kept = _kept_hyphens()
    return head.rpartition("-")[2] not in kept["after"] and tail.partition("-")[0] not in kept["before"]


@cache
def _kept_hyphens() -> dict[str, frozenset[str]]:
    return {side: frozenset(words) for side, words in lexicon()["kept_hyphens"].items()}
