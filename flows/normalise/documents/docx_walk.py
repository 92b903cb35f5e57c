"""The paragraphs and tables of a DOCX in reading order (ECMA-376, part 1, section 17).

Left out is what no reader sees: what was deleted under tracked changes, what is hidden, and what stands in
for a drawing where a program cannot draw. So is the table of contents. Text boxes come after the paragraph
that they are anchored to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from flows.normalise.documents.docx_lists import ListMark, ListNumbers
from flows.normalise.documents.docx_styles import Styles, is_on, value
from flows.normalise.documents.folding import clean

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_WRAPPERS = frozenset(
    [
        *map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple")),
        f"{_COMPATIBILITY}AlternateContent",
        _CHOICE,
    ]
)
_P, _TABLE, _ROW, _CELL, _RUN, _LINK, _BOX, _WORDS = map(
    qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r", "w:hyperlink", "w:txbxContent", "w:t")
)
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_USUAL_SIZE = 22
"""Half-points of letters where no size is stated."""


class Span(NamedTuple):
    """A stretch of words that are set alike."""

    text: str
    is_bold: bool
    address: str | None = None
    """Where it links to."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with words in it."""

    spans: list[Span]
    rank: int | None = None
    """Of a heading by its style: 0 for the title of the document, 1 to 9 for the others."""
    mark: ListMark | None = None
    size: int = _USUAL_SIZE
    """Of its letters, in half-points."""

    @property
    def words(self) -> str:
        """All that it says, on one line."""
        return clean("".join(span.text for span in self.spans))

    @property
    def is_bold(self) -> bool:
        """Whether all its words are."""
        return all(span.is_bold for span in self.spans if span.text.strip())


@dataclass(slots=True)
class Cell:
    """A cell, with the columns and rows that it spans."""

    pieces: list[Piece]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    """A table, row by row; cells that a cell from above reaches down to are left out."""

    rows: list[list[Cell]] = field(default_factory=list)
    head_rows: int = 0
    """How many rows at its top name the columns."""


Piece = Paragraph | Table


class DocxWalk:
    """One reading of a document."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = Styles(styles)
        self._numbers = ListNumbers(numbering, self._styles)

    def pieces(self, container: Element, addresses: Mapping[str, str]) -> Iterator[Piece]:
        """What a body, a cell, a text box, a header or a footer holds.

        `addresses`: where its links lead, by their relationship's id.
        """
        for child in _children(container):
            if child.tag == _P:
                if not self._styles.is_in_contents(child):
                    yield from self._paragraph(child, addresses)
                for box in _boxes(child):
                    yield from self.pieces(box, addresses)
            elif child.tag == _TABLE:
                yield self._table(child, addresses)

    def _paragraph(self, paragraph: Element, addresses: Mapping[str, str]) -> Iterator[Paragraph]:
        spans = list(self._spans(paragraph, self._is_bold(paragraph), addresses))
        if any(span.text.strip() for span in spans):
            rank, mark = self._styles.heading_rank(paragraph), self._numbers.next_mark(paragraph)
            yield Paragraph(spans, rank, mark, self._size(paragraph))

    def _spans(
        self, element: Element, is_bold: bool, addresses: Mapping[str, str], address: str | None = None
    ) -> Iterator[Span]:
        for child in _children(element):
            if child.tag == _LINK:
                leads_to = addresses.get(child.get(qn("r:id"), ""))
                yield from self._spans(child, is_bold, addresses, leads_to)
            elif child.tag == _RUN and not is_on(value(child, "rPr/vanish")):
                stated = value(child, "rPr/b")
                if stated is None:
                    stated = self._styles.inherited(value(child, "rPr/rStyle"), "rPr/b")
                text = "".join(
                    (part.text or "") if part.tag == _WORDS else _SIGNS.get(part.tag, "") for part in child
                )
                if text:
                    yield Span(text, is_bold if stated is None else is_on(stated), address)

    def _is_bold(self, paragraph: Element) -> bool:
        return is_on(self._styles.inherited(self._style_of(paragraph), "rPr/b"))

    def _size(self, paragraph: Element) -> int:
        """The size of its first words, in half-points."""
        run = next((run for run in paragraph.iter(_RUN) if any(part.text for part in run)), None)
        stated = (
            value(run, "rPr/sz")
            or self._styles.inherited(self._style_of(paragraph), "rPr/sz")
            or self._styles.size
        )
        return int(stated) if stated and stated.isdecimal() and 0 < len(stated) < 4 else _USUAL_SIZE

    def _style_of(self, paragraph: Element) -> str | None:
        return value(paragraph, "pPr/pStyle") or self._styles.default

    def _table(self, table: Element, addresses: Mapping[str, str]) -> Table:
        rows: list[list[Cell]] = []
        head_rows = 0
        open_cells: dict[int, Cell] = {}
        for row in _children(table):
            if row.tag != _ROW:
                continue
            cells: list[Cell] = []
            column = 0
            for cell in _children(row):
                if cell.tag != _CELL:
                    continue
                columns = _columns(cell)
                merged = value(cell, "tcPr/vMerge")
                above = open_cells.get(column)
                if merged not in (None, "restart") and above is not None:
                    above.rows += 1
                else:
                    cells.append(Cell(list(self.pieces(cell, addresses)), columns))
                    open_cells[column] = cells[-1]
                column += columns
            if head_rows == len(rows) and is_on(value(row, "trPr/tblHeader")):
                head_rows += 1
            rows.append(cells)
        if not head_rows and len(rows) > 1 and self._styles.heads_first_row(table):
            head_rows = 1
        return Table(rows, head_rows)


def _children(element: Element) -> Iterator[Element]:
    """The elements below one, those that only wrap others opened."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored to a paragraph, without those inside them."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            yield element
        elif element.tag != _FALLBACK:
            waiting.extend(reversed(element))


def _columns(cell: Element) -> int:
    stated = value(cell, "tcPr/gridSpan") or ""
    return max(1, int(stated)) if stated.isdecimal() and len(stated) < 3 else 1
