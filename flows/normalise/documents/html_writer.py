"""What a stretch of words is on its page: told by the elements it stands in and by how it is set.

The walk over the page says which headings, lists, terms and tables open and close; the writer turns
the words that come in between into drafts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.folding import fold
from flows.normalise.documents.html_parts import Attributes
from flows.normalise.documents.html_tables import Cell, Row, Table, span
from flows.normalise.documents.markers import Marker, MarkerKind, Numbering, split_marker
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.page_parts import is_debris
from flows.normalise.documents.shapes import is_figure

Links = list[tuple[int, int, str]]

_LONGEST_HEADING = 300
_LONGEST_BOLD_HEADING = 90
"""Characters up to which a paragraph all in bold is a heading."""
_LONGEST_LABEL = 80
_LONGEST_VALUE = 400
_HAS_OWN_LABEL = re.compile(r"[^:]{2,40} ?: ")


@dataclass(slots=True)
class _List:
    is_numbered: bool
    style: str
    number: int


class Writer:
    """Collects the drafts of a page."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.heading = 0
        """Level of the heading that is open, else 0."""
        self.related_level = 0
        """Level of a heading like "À lire aussi": all is left out down to the next of this level."""
        self._sink = self.drafts
        self._deepest_heading = 1
        self._lists: list[_List] = []
        self._open_items = 0
        self._marker: str | None = None
        self._label: str | None = None
        self._terms: list[tuple[list[Draft], list[Draft]]] = []
        self._tables: list[Table] = []
        self._rows: list[Row] = []
        self._numbering = Numbering()

    def write(self, text: str, links: Links, *, all_bold: bool, gap: bool) -> None:
        """Add the draft of a block's words, cleaned."""
        level, self.heading = self.heading, 0
        if self.related_level and level:
            self.related_level = 0 if level <= self.related_level else self.related_level
        in_cell = bool(self._rows) and not self._rows[-1].is_loose
        may_be_debris = len(text) < 160 and not self._terms and not in_cell
        if self.related_level or (may_be_debris and is_debris(fold(text))):
            return
        draft = self._draft(text, level, all_bold=all_bold, gap=gap)
        draft.gap = gap
        if links:
            shift = len(draft.text) - len(text)
            draft.links = [
                (start + shift, end + shift, url) for start, end, url in links if start + shift >= 0
            ]
        if not self._joins_figure(draft):
            self._sink.append(draft)

    def _joins_figure(self, draft: Draft) -> bool:
        """Put the words under a key figure on its line ("62", "postes à pourvoir")."""
        above = self._sink[-1] if self._sink else None
        if (
            above is None
            or above.kind is not BlockKind.PARAGRAPH
            or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            or not is_figure(above.text)
            or not draft.text[0].islower()
            or len(draft.text) > _LONGEST_LABEL
            or (self._rows and not self._rows[-1].is_loose)
        ):
            return False
        shift = len(above.text) + 1
        above.links.extend((start + shift, end + shift, url) for start, end, url in draft.links)
        above.text = f"{above.text} {draft.text}"
        return True

    def _draft(self, text: str, level: int, *, all_bold: bool, gap: bool) -> Draft:
        if level and len(text) <= _LONGEST_HEADING:
            return self._heading_draft(text, level)
        if self._marker is not None:
            return self._item(text)
        if self._rows and not self._rows[-1].is_loose:
            if self._rows[-1].cells:
                row = self._rows[-1]
                row.cells[-1].is_heading |= all_bold and not row.opens_with_hour
            return Draft(BlockKind.PARAGRAPH, text)
        if self._label is not None:
            return self._labelled(text, gap=gap)
        return self._paragraph(text, all_bold=all_bold)

    def _split(self, text: str) -> Marker | None:
        marker = split_marker(text)
        return marker if marker is not None and self._numbering.accepts(marker) else None

    def _heading_draft(self, text: str, level: int) -> Draft:
        self._deepest_heading = level
        self._marker = None
        marker = self._split(text)
        if marker is None:
            return Draft(BlockKind.HEADING, text, level)
        return Draft(BlockKind.HEADING, marker.rest, level, marker.written)

    def _item(self, text: str) -> Draft:
        """A list item; a number typed into it takes the place of the list's own."""
        written, self._marker = self._marker or "", None
        level = max(1, len(self._lists))
        marker = self._split(text)
        if marker is None:
            return Draft(BlockKind.LIST_ITEM, text, level, written)
        if marker.kind is not MarkerKind.BULLET:
            written = marker.written
        return Draft(BlockKind.LIST_ITEM, marker.rest, level, written)

    def _labelled(self, text: str, *, gap: bool) -> Draft:
        """A definition after its term, on one line where both are short."""
        label, self._label = self._label or "", None
        if _HAS_OWN_LABEL.match(text) or len(label) > _LONGEST_LABEL or len(text) > _LONGEST_VALUE:
            self._sink.append(Draft(BlockKind.PARAGRAPH, label, gap=gap))
            return Draft(BlockKind.PARAGRAPH, text)
        separator = " " if label.endswith((":", "?")) else " : "
        return Draft(BlockKind.PARAGRAPH, label + separator + text)

    def _paragraph(self, text: str, *, all_bold: bool) -> Draft:
        """A paragraph, unless it is typed as a list item or set as a heading."""
        level = len(self._lists) if self._open_items else 0
        marker = self._split(text)
        rest, written = (text, "") if marker is None else (marker.rest, marker.written)
        if (
            all_bold
            and not self._open_items
            and len(rest) <= _LONGEST_BOLD_HEADING
            and rest[-1] not in ".,;…"
        ):
            return Draft(BlockKind.HEADING, rest, self.next_level, written)
        if marker is not None and marker.opens_item:
            return Draft(BlockKind.LIST_ITEM, rest, level + marker.depth, written)
        return Draft(BlockKind.PARAGRAPH, rest, level, written)

    @property
    def next_level(self) -> int:
        """The level of a heading under the last one."""
        return min(6, self._deepest_heading + 1)

    @property
    def in_heading_cell(self) -> bool:
        """Whether the words at hand stand in a cell that names a column or a row."""
        return bool(self._rows) and bool(self._rows[-1].cells) and self._rows[-1].cells[-1].is_heading

    # Each of these is called between blocks, never while words are waiting.

    def open_list(self, tag: str, attributes: Attributes) -> None:
        """A list opens; a term whose definition it is stands above it."""
        self.give_up_label()
        start = attributes.get("start") or ""
        number = int(start[:6]) if start.isdecimal() else 1
        self._lists.append(_List(tag == "ol", attributes.get("type") or "1", number))

    def close_list(self) -> None:
        """A list closes."""
        self._lists.pop()

    def open_item(self, attributes: Attributes) -> None:
        """A list item opens: the next words are its first."""
        self._marker = "•"
        if self._lists and self._lists[-1].is_numbered:
            current = self._lists[-1]
            value = attributes.get("value") or ""
            current.number = int(value[:6]) if value.isdecimal() else current.number
            self._marker = _as_written(current.number, current.style)
            current.number += 1
        self._open_items += 1

    def close_item(self) -> None:
        """A list item closes."""
        self._marker = None
        self._open_items -= 1

    def open_term(self) -> None:
        """A term, or the label of a field, opens."""
        self.give_up_label()
        self._terms.append((self._sink, []))
        self._sink = self._terms[-1][1]

    def close_term(self) -> None:
        """A term closes: the next words are its definition."""
        outside, captured = self._terms.pop()
        if self._sink is captured:
            self._sink = outside
        if captured and captured[0].marker[:1].isalpha():
            self._sink.extend(captured)  # "Axe 1 – …" stands over what follows it
        else:
            self._label = " ".join(draft.text for draft in captured) or None

    def give_up_label(self) -> None:
        """No definition comes for the last term: it stands alone."""
        if self._label is not None:
            self._sink.append(Draft(BlockKind.PARAGRAPH, self._label))
            self._label = None

    def open_table(self, attributes: Attributes, *, is_layout: bool) -> None:
        """A table opens; if in a cell, the table around it only lays out the page."""
        if self._rows and not self._rows[-1].is_loose:
            self._rows[-1].loosen()
            self._sink = self._rows[-1].outside
        self._tables.append(Table(is_layout=is_layout or attributes.get("role") in ("presentation", "none")))

    def close_table(self) -> None:
        """A table closes."""
        self._tables.pop()

    def open_table_head(self) -> None:
        """The rows that name the columns come."""
        if self._tables:
            self._tables[-1].in_head = True

    def close_table_head(self) -> None:
        """The rows that name the columns are over."""
        if self._tables:
            self._tables[-1].in_head = False

    def open_row(self) -> None:
        """A table row opens."""
        table = self._tables[-1] if self._tables else Table(is_layout=True)
        self._rows.append(Row(self._sink, table, is_loose=table.is_layout))

    def close_row(self) -> None:
        """A table row closes."""
        row = self._rows.pop()
        row.finish()
        self._sink = row.outside

    def open_cell(self, tag: str, attributes: Attributes) -> None:
        """A table cell opens."""
        row = self._rows[-1] if self._rows else None
        if row is None or row.is_loose:
            return
        columns, rows = span(attributes.get("colspan")), span(attributes.get("rowspan"))
        row.cells.append(Cell(is_heading=tag == "th", columns=columns, rows=rows))
        self._sink = row.cells[-1].drafts

    def close_cell(self) -> None:
        """A table cell closes."""
        if self._rows:
            self._sink = self._rows[-1].outside


def _as_written(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    return f"{number}."
