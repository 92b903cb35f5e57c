"""What the styles of a DOCX say of its paragraphs and tables (ECMA-376, part 1, section 17.7).

Styles have English names in every language of the program ("heading 1", "toc 2"); what a writer calls
"Titre 1" is known by its outline level, which styles inherit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_HEADING = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_TITLES = ("title", "titre")
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures", re.IGNORECASE)
_LISTED = re.compile(r"(?:list (?:bullet|number)|liste à (?:puces|numéros))(?: ([2-9]))?", re.IGNORECASE)
_DEEPEST = 20
"""Styles that one may be based on, one on the other; more is a circle."""
_OUTLINE_LEVELS = tuple("012345678")
"""Those of headings; 9 is that of running text."""
_FIRST_ROW = 0x20
_OFF = ("0", "false", "off", "none")


def value(element: Element | None, path: str) -> str | None:
    """The `w:val` of the element at a path of `w:` names below an element; "1" if it is there without one."""
    found = None if element is None else element.find(_path(path))
    return None if found is None else str(found.get(qn("w:val"), "1"))


@cache
def _path(names: str) -> str:
    return "/".join(qn(f"w:{name}") for name in names.split("/"))


def is_on(stated: str | None) -> bool:
    """Whether a switch is set, by its value."""
    return stated is not None and stated not in _OFF


class Styles:
    """The styles of a document by their id."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.findall(qn("w:style")) if styles is not None else []
        self._by_id = {str(style.get(qn("w:styleId"))): style for style in found}
        usual = (
            one for one in found if one.get(qn("w:type")) == "paragraph" and is_on(one.get(qn("w:default")))
        )
        self.default = next((str(style.get(qn("w:styleId"))) for style in usual), None)
        """The id of the style of paragraphs that state none."""
        self._inherited: dict[tuple[str | None, str], str | None] = {}
        self._named: dict[str | None, list[str]] = {}
        self.size = value(styles, "docDefaults/rPrDefault/rPr/sz")
        """Of letters, in half-points, where nothing else states one."""

    def chain(self, identifier: str | None) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = value(style, "basedOn")

    def inherited(self, identifier: str | None, path: str) -> str | None:
        """What a style or the nearest that it is based on states at a path; null if none does."""
        known = self._inherited
        if (identifier, path) not in known:
            stated = (value(style, path) for style in self.chain(identifier))
            known[identifier, path] = next((one for one in stated if one is not None), None)
        return known[identifier, path]

    def _names(self, identifier: str | None) -> list[str]:
        if identifier not in self._named:
            self._named[identifier] = [value(style, "name") or "" for style in self.chain(identifier)]
        return self._named[identifier]

    def heading_rank(self, paragraph: Element) -> int | None:
        """0 for the document's title, 1 to 9 for a heading; null for any other paragraph."""
        identifier = value(paragraph, "pPr/pStyle")
        names = self._names(identifier)
        if names and names[0].lower() in _TITLES:
            return 0
        level = value(paragraph, "pPr/outlineLvl") or self.inherited(identifier, "pPr/outlineLvl")
        if level is not None:
            return int(level) + 1 if level in _OUTLINE_LEVELS else None
        heading = next(filter(None, map(_HEADING.fullmatch, names)), None)
        return int(heading[1]) if heading else None

    def is_in_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        return any(map(_CONTENTS.fullmatch, self._names(value(paragraph, "pPr/pStyle"))))

    def list_depth(self, paragraph: Element) -> int | None:
        """How deep a list is by the name of its items' style, "List Bullet 2": 1; null if there is none."""
        names = map(_LISTED.fullmatch, self._names(value(paragraph, "pPr/pStyle")))
        found = next(filter(None, names), None)
        return int(found[1] or 1) - 1 if found else None

    def heads_first_row(self, table: Element) -> bool:
        """Whether a table's style sets its first row off as the names of its columns."""
        look = table.find(_path("tblPr/tblLook"))
        return (
            look is not None
            and _names_first_row(look)
            and any(
                part.get(qn("w:type")) == "firstRow"
                for style in self.chain(value(table, "tblPr/tblStyle"))
                for part in style.findall(qn("w:tblStylePr"))
            )
        )


def _names_first_row(look: Element) -> bool:
    """Whether the first row is to look different, in the newer or the older spelling of it."""
    stated = look.get(qn("w:firstRow"))
    if stated is not None:
        return is_on(stated)
    with suppress(ValueError):
        return bool(int(look.get(qn("w:val"), ""), 16) & _FIRST_ROW)
    return False
