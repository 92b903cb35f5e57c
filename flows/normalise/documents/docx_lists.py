"""How the items of a DOCX's lists are marked (ECMA-376, part 1, section 17.9).

A paragraph states its list and its level; its number is what counting gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from flows.normalise.documents.docx_styles import Styles, value

_PLACE = re.compile(r"%([1-9])")
_LETTERED = {"lowerLetter": "a", "upperLetter": "A"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RESTART = f"{qn('w:lvlOverride')}/{qn('w:startOverride')}"
_DEEPEST = 8
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ListMark:
    """How an item of a list is marked."""

    level: int
    """From 0, the outermost."""
    number: int | None = None
    """Null for a bullet."""
    style: str = "1"
    """As HTML's `type`: `1`, `a` or `A`."""
    written: str = ""
    """The number as it is printed: "1.2", "Article 3 :"."""


class ListNumbers:
    """Counts the items of a document's lists, which state their level and list but not their number."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        lists = numbering.findall(qn("w:num")) if numbering is not None else []
        kinds = numbering.findall(qn("w:abstractNum")) if numbering is not None else []
        self._lists = {str(one.get(qn("w:numId"))): one for one in lists}
        self._kinds = {str(kind.get(qn("w:abstractNumId"))): kind for kind in kinds}
        self._counts: dict[str, Counter[int]] = {}
        self._begun: set[str] = set()

    def next_mark(self, paragraph: Element) -> ListMark | None:
        """The mark of a paragraph, counted; null if it is no item of a list."""
        style, depth = value(paragraph, "pPr/pStyle"), self._styles.list_depth(paragraph)
        identifier = value(paragraph, "pPr/numPr/numId") or self._styles.inherited(style, "pPr/numPr/numId")
        if identifier not in self._lists:
            return ListMark(depth) if depth is not None and identifier is None else None
        stated = value(paragraph, "pPr/numPr/ilvl") or self._styles.inherited(style, "pPr/numPr/ilvl")
        level = min(_whole(stated or "", 0), _DEEPEST)
        kind = value(self._lists[identifier], "abstractNumId") or ""
        levels = self._levels(kind)
        form = value(levels.get(level), "numFmt") or "bullet"
        if form == "none":
            return None
        if form == "bullet":
            return ListMark(level or depth or 0)
        counts = self._counts.setdefault(kind, Counter())
        if identifier not in self._begun:
            self._begun.add(identifier)
            if self._lists[identifier].find(_RESTART) is not None:
                counts.clear()
        _count(counts, level, _whole(value(levels.get(level), "start") or "", 1))
        written = _written(levels, level, counts)
        return ListMark(level or depth or 0, counts[level], _LETTERED.get(form, "1"), written)

    def _levels(self, kind: str) -> dict[int, Element]:
        found = self._kinds.get(kind)
        levels = found.findall(qn("w:lvl")) if found is not None else []
        return {_whole(level.get(qn("w:ilvl"), ""), 0): level for level in levels}


def _count(counts: Counter[int], level: int, first: int) -> None:
    """Count an item, at whose level a list starts with `first`; the levels inside it start anew."""
    for inner in [other for other in counts if other > level]:
        del counts[inner]
    counts[level] = counts[level] + 1 if level in counts else first


def _written(levels: Mapping[int, Element], level: int, counts: Counter[int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        return _number(counts.get(at, 1), value(levels.get(at), "numFmt") or "decimal")

    return _PLACE.sub(number, value(levels.get(level), "lvlText") or "")


def _whole(stated: str, otherwise: int) -> int:
    return int(stated) if stated.isdecimal() and len(stated) <= _MOST_DIGITS else otherwise


def _number(count: int, form: str) -> str:
    """A number as a list prints it."""
    if form in _LETTERED and count <= 26:
        return chr(ord(_LETTERED[form]) + count - 1)
    if form in ("upperRoman", "lowerRoman") and count < 40:
        roman = ""
        for worth, sign in _ROMAN:
            roman, count = roman + sign * (count // worth), count % worth
        return roman if form == "upperRoman" else roman.lower()
    return str(count)
