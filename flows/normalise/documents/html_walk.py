"""From the nodes of a page to drafts of blocks, in one pass that never calls itself.

The walk keeps its own stack, so that a page nested a hundred thousand elements deep is read like any
other. It skips what is not the announcement (see `page_parts`), gathers words until a block ends, and
then asks where they stood: in a heading, a list item, a cell, a definition, a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from flows.normalise.documents.builder import Draft
from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.html_tables import Cell, Row, Table, span
from flows.normalise.documents.markers import MarkerKind, Numbering, split_marker
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.page_parts import Part, dropped_roles, is_debris, opens_related, part_of

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary table tbody td tfoot "
    "th thead tr ul caption legend optgroup".split()
)
_NEVER_READ = frozenset(
    "script style head link meta title noscript template iframe object embed video audio canvas svg math map "
    "select datalist input textarea progress meter nav dialog img picture source track area param del s strike "
    "rt rp -comment !doctype".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_HEADING = frozenset("p ul ol dl table blockquote li section article".split())
_BOLD = frozenset(("strong", "b"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNFOLDS = re.compile(r"accordion|accordeon|collaps|tab|panel|toggle|spoiler|faq", re.I)
_LABEL_VALUE = re.compile(r"[^:]{2,40} ?: ")
# Noncharacters, which no page holds once it is decoded (see `read`).
_LINK_OPEN, _LINK_CLOSE = "\ufdd0", "\ufdd1"
_LINK_MARKS = re.compile(f"([{_LINK_OPEN}{_LINK_CLOSE}])")
_LONGEST_HEADING = 300
_LONGEST_BOLD_HEADING = 90


@dataclass(slots=True)
class _Leave:
    """A mark on the stack: all inside an element is read."""

    node: LexborNode
    action: Callable[[], None] | None
    blocks_before: int


@dataclass(slots=True)
class _List:
    is_numbered: bool
    style: str
    number: int


class Walk:
    """One reading of a page, from a root element down."""

    def __init__(self, root: LexborNode, *, protected: frozenset[int], by_class: bool, inside_content: bool) -> None:
        """`protected` elements (by `mem_id`) are kept whatever they are called; without `by_class`,
        class names are not looked at; `inside_content` tells that the root is a main or an article."""
        self.drafts: list[Draft] = []
        self._sink = self.drafts
        self._root = root
        self._protected = protected
        self._by_class = by_class
        self._content_depth = 1 if inside_content else 0
        self._words: list[str] = []
        self._addresses: list[str] = []
        self._gap = True
        self._bold = 0
        self._all_bold = True
        self._heading = 0
        self._last_level = 1
        self._lists: list[_List] = []
        self._marker: str | None = None
        self._in_item = 0
        self._label: str | None = None
        self._tables: list[Table] = []
        self._rows: list[Row] = []
        self._numbering = Numbering()
        self._stack: list[LexborNode | _Leave] = []
        self._related_level = 0
        self._roles = dropped_roles()

    def run(self) -> list[Draft]:
        """The drafts of the page, in reading order."""
        self._stack.append(_Leave(self._root, None, 0))
        if (child := self._root.first_child) is not None:
            self._stack.append(child)
        while self._stack:
            item = self._stack.pop()
            if isinstance(item, _Leave):
                self._leave(item)
                continue
            if (following := item.next) is not None:
                self._stack.append(following)
            tag = item.tag
            if tag == "-text":
                self._read_words(item.text_content or "")
            elif tag is not None and tag not in _NEVER_READ:
                self._enter(item, tag)
        return self.drafts

    # -- words ------------------------------------------------------------------------------------

    def _read_words(self, words: str) -> None:
        self._words.append(words)
        if not self._bold and self._all_bold and not words.isspace():
            self._all_bold = False

    def _flush(self) -> None:
        """End the block that the words gathered so far make."""
        if not self._words:
            return
        text, links = _without_link_marks(clean("".join(self._words)), self._addresses)
        self._words.clear()
        self._addresses.clear()
        all_bold, self._all_bold = self._all_bold, True
        if text:
            self._add(text, links, all_bold=all_bold)
            self._gap = True

    def _add(self, text: str, links: list[tuple[int, int, str]], *, all_bold: bool) -> None:
        level, self._heading = self._heading, 0
        if self._related_level and level:
            self._related_level = 0 if level <= self._related_level else self._related_level
        if self._related_level or (len(text) < 160 and is_debris(fold(text))):
            return
        if level and len(text) <= _LONGEST_HEADING:
            draft = self._heading_draft(text, level)
        elif self._marker is not None:
            draft = self._item(text)
        elif self._rows and not self._rows[-1].is_loose:
            draft = Draft(BlockKind.PARAGRAPH, text)
            if self._rows[-1].cells:
                self._rows[-1].cells[-1].is_heading |= all_bold
        elif self._label is not None:
            draft = self._labelled(text)
        else:
            draft = self._paragraph(text, all_bold=all_bold)
        draft.gap = self._gap
        shift = len(draft.text) - len(text)
        draft.links = [(start + shift, end + shift, url) for start, end, url in links if start + shift >= 0]
        self._sink.append(draft)

    def _heading_draft(self, text: str, level: int) -> Draft:
        marker = split_marker(text)
        self._last_level = level
        if self._in_item:
            self._marker = None
        if marker is None or not self._numbering.accepts(marker):
            return Draft(BlockKind.HEADING, text, level)
        return Draft(BlockKind.HEADING, marker.rest, level, marker.written)

    def _item(self, text: str) -> Draft:
        """A list item; a number or bullet typed into it takes the place of the list's own."""
        marker, self._marker = self._marker or "", None
        level = max(1, len(self._lists))
        typed = split_marker(text)
        if typed is None or not self._numbering.accepts(typed):
            return Draft(BlockKind.LIST_ITEM, text, level, marker)
        if typed.kind is not MarkerKind.BULLET:
            marker = typed.written
        return Draft(BlockKind.LIST_ITEM, typed.rest, level, marker)

    def _labelled(self, text: str) -> Draft:
        """A definition after its term, as one line where both are short."""
        label, self._label = self._label or "", None
        if _LABEL_VALUE.match(text) or len(label) > 80 or len(text) > 400:
            self._sink.append(Draft(BlockKind.PARAGRAPH, label, gap=self._gap))
            return Draft(BlockKind.PARAGRAPH, text)
        separator = " " if label.endswith((":", "?")) else " : "
        return Draft(BlockKind.PARAGRAPH, label + separator + text)

    def _paragraph(self, text: str, *, all_bold: bool) -> Draft:
        """A paragraph, unless it is written as a list item or set as a heading."""
        level = len(self._lists) if self._in_item else 0
        marker = split_marker(text)
        if marker is not None and not self._numbering.accepts(marker):
            marker = None
        rest, written = (text, "") if marker is None else (marker.rest, marker.written)
        looks_like_heading = (
            all_bold and not self._in_item and len(rest) <= _LONGEST_BOLD_HEADING and rest[-1] not in ".,;…"
        )
        if looks_like_heading:
            return Draft(BlockKind.HEADING, rest, min(6, self._last_level + 1), written)
        if marker is None:
            return Draft(BlockKind.PARAGRAPH, text, level)
        if marker.kind in (MarkerKind.BULLET, MarkerKind.NUMBER, MarkerKind.LETTER):
            return Draft(BlockKind.LIST_ITEM, rest, max(1, level + marker.depth), written)
        return Draft(BlockKind.PARAGRAPH, rest, level, written)

    # -- elements ---------------------------------------------------------------------------------

    def _enter(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        if self._is_left_out(tag, attributes) and node.mem_id not in self._protected:
            self._set_apart(tag)
            return
        if tag == "br":
            self._break_line()
            return
        if tag not in _BLOCKS:
            self._enter_inline(node, tag, attributes)
            return
        if self._heading and not self._ends_heading(tag):
            self._words.append(" ")
            self._go_in(node, self._leave_part_of_heading)
            return
        self._end_block()
        self._heading = 0
        if tag == "pre":
            self._read_lines(node.text_content or "")
            return
        self._go_in(node, self._enter_block(node, tag, attributes))

    def _go_in(self, node: LexborNode, action: Callable[[], None] | None) -> None:
        self._stack.append(_Leave(node, action, len(self.drafts)))
        if (child := node.first_child) is not None:
            self._stack.append(child)

    def _ends_heading(self, tag: str) -> bool:
        """Whether a block cannot belong to the open heading: it was left open, or closed by nothing."""
        return (tag in _ENDS_HEADING or tag in _HEADINGS) and any(not w.isspace() for w in self._words)

    def _leave_part_of_heading(self) -> None:
        self._words.append(" ")

    def _end_block(self) -> None:
        self._flush()
        self._gap = True

    def _leave(self, mark: _Leave) -> None:
        if mark.action is not None:
            mark.action()

    def _set_apart(self, tag: str) -> None:
        """What is left out still parts the words on its two sides, if it is a block."""
        if tag in _BLOCKS and not self._heading:
            self._end_block()

    def _break_line(self) -> None:
        if self._heading or (self._rows and self._rows[-1].cells and self._rows[-1].cells[-1].is_heading):
            self._words.append(" ")
        elif any(not words.isspace() for words in self._words):
            self._flush()
            self._gap = False
        else:
            self._gap = True

    def _read_lines(self, words: str) -> None:
        for line in words.splitlines():
            self._read_words(line)
            self._break_line()

    def _enter_inline(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _BOLD:
            self._bold += 1
            self._go_in(node, self._leave_bold)
        elif tag == "a" and (attributes.get("href") or "").startswith(("http", "/")):
            self._addresses.append((attributes.get("href") or "").strip())
            self._words.append(_LINK_OPEN)
            self._go_in(node, self._leave_link)
        elif tag == "sup" and node.first_child is not None and node.first_child.tag == "a":
            return  # the call of a footnote
        elif tag == "button" and not self._heading:
            if "aria-expanded" in attributes or _UNFOLDS.search(attributes.get("class") or ""):
                self._end_block()
                self._heading = min(6, self._last_level + 1)
                self._go_in(node, self._leave_heading(node))
        else:
            self._go_in(node, None)

    def _leave_bold(self) -> None:
        self._bold -= 1

    def _leave_link(self) -> None:
        self._words.append(_LINK_CLOSE)

    def _enter_block(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None]
    ) -> Callable[[], None] | None:
        if tag in _HEADINGS or tag == "summary" or attributes.get("role") == "heading":
            self._heading = _HEADINGS.get(tag) or _HEADINGS.get(f"h{attributes.get('aria-level')}") or min(
                6, self._last_level + 1
            )
            return self._leave_heading(node)
        if tag in ("ul", "ol", "menu", "dir"):
            start = attributes.get("start") or ""
            number = int(start[:6]) if start.isdecimal() else 1
            self._lists.append(_List(tag == "ol", attributes.get("type") or "1", number))
            return self._leave_list
        if tag == "li":
            return self._enter_item(attributes)
        if tag == "dt":
            return self._enter_term()
        if tag == "table":
            return self._enter_table(attributes)
        if tag == "tr" and self._tables:
            return self._enter_row()
        if tag in ("td", "th") and self._rows:
            return self._enter_cell(tag, attributes)
        if tag == "thead" and self._tables:
            self._tables[-1].in_head = True
            return self._leave_table_head
        if tag in ("main", "article"):
            self._content_depth += 1
            return self._leave_content
        return self._leave_definitions if tag == "dl" else self._end_block

    def _leave_content(self) -> None:
        self._flush()
        self._content_depth -= 1

    def _leave_heading(self, node: LexborNode) -> Callable[[], None]:
        def leave() -> None:
            level = self._heading
            words = "".join(self._words)
            if level > 1 and len(words) < 200 and node.mem_id not in self._protected and opens_related(clean(words)):
                self._words.clear()
                self._addresses.clear()
                self._heading = 0
                self._skip_related(level)
            else:
                self._end_block()
                self._heading = 0

        return leave

    def _skip_related(self, level: int) -> None:
        """Leave out what a heading like "À lire aussi" opens: the rest of the part made for it, or,
        in the middle of the announcement, all down to the next heading of its level."""
        part = self._part_going_on()
        if (
            part is None
            or part.node.mem_id == self._root.mem_id
            or part.node.mem_id in self._protected
            or part.blocks_before < len(self.drafts)
        ):
            self._related_level = level
            return
        while self._stack[-1] is not part:
            item = self._stack.pop()
            if isinstance(item, _Leave):
                self._leave(item)

    def _part_going_on(self) -> _Leave | None:
        """The innermost open element with something still to read in it."""
        more = False
        for item in reversed(self._stack):
            if not isinstance(item, _Leave):
                more = more or _says_something(item)
            elif more:
                return item
        return None

    # -- lists, definitions, tables ---------------------------------------------------------------

    def _leave_list(self) -> None:
        self._flush()
        self._lists.pop()

    def _enter_item(self, attributes: dict[str, str | None]) -> Callable[[], None]:
        self._marker = "•"
        if self._lists and self._lists[-1].is_numbered:
            current = self._lists[-1]
            value = attributes.get("value") or ""
            current.number = int(value[:6]) if value.isdecimal() else current.number
            self._marker = _number_as_written(current.number, current.style)
            current.number += 1
        self._in_item += 1
        return self._leave_item

    def _leave_item(self) -> None:
        self._flush()
        self._marker = None
        self._in_item -= 1

    def _enter_term(self) -> Callable[[], None]:
        captured: list[Draft] = []
        outside, self._sink = self._sink, captured
        earlier, self._label = self._label, None
        if earlier is not None:
            outside.append(Draft(BlockKind.PARAGRAPH, earlier))

        def leave() -> None:
            self._flush()
            self._label = " ".join(draft.text for draft in captured) or None
            if self._sink is captured:
                self._sink = outside

        return leave

    def _leave_definitions(self) -> None:
        self._flush()
        if self._label is not None:
            self._sink.append(Draft(BlockKind.PARAGRAPH, self._label))
            self._label = None

    def _enter_table(self, attributes: dict[str, str | None]) -> Callable[[], None]:
        if self._rows and not self._rows[-1].is_loose:
            self._rows[-1].loosen()
            self._sink = self._rows[-1].outside
        self._tables.append(Table(is_layout=attributes.get("role") in ("presentation", "none")))
        return self._leave_table

    def _leave_table(self) -> None:
        self._flush()
        self._tables.pop()

    def _leave_table_head(self) -> None:
        self._flush()
        self._tables[-1].in_head = False

    def _enter_row(self) -> Callable[[], None]:
        table = self._tables[-1]
        row = Row(self._sink, in_head=table.in_head, is_loose=table.is_layout)
        self._rows.append(row)

        def leave() -> None:
            self._flush()
            table.finish(row)
            self._rows.pop()
            self._sink = row.outside

        return leave

    def _enter_cell(self, tag: str, attributes: dict[str, str | None]) -> Callable[[], None]:
        row = self._rows[-1]
        if row.is_loose:
            return self._flush
        cell = Cell(
            is_heading=tag == "th",
            columns=span(attributes.get("colspan")),
            rows=span(attributes.get("rowspan")),
        )
        row.cells.append(cell)
        self._sink = cell.drafts

        def leave() -> None:
            self._flush()
            if not row.is_loose:
                self._sink = row.outside

        return leave

    # -- what is left out -------------------------------------------------------------------------

    def _is_left_out(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if not attributes and tag not in ("aside", "form", "header", "footer"):
            return False
        if self._is_hidden(tag, attributes) or attributes.get("role") in self._roles:
            return True
        part = Part.NEUTRAL
        if self._by_class:
            part = part_of(attributes.get("class") or "", attributes.get("id") or "")
        if tag in ("aside", "form"):
            return part is not Part.KEPT
        if tag in ("header", "footer") and not self._content_depth:
            return True
        return part is Part.DROPPED or (part is Part.EDGE and not self._content_depth)

    def _is_hidden(self, tag: str, attributes: dict[str, str | None]) -> bool:
        style = attributes.get("style")
        hides = (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or (style is not None and _HIDDEN_STYLE.search(style) is not None)
        )
        if not hides:
            return False
        # Panels that open by a click are content, whatever state they were delivered in.
        return tag not in ("div", "section", "li", "dd", "p") or not _UNFOLDS.search(
            f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
        )


def _says_something(node: LexborNode | None) -> bool:
    """Whether anything but blank text stands at `node` or after it in the same element."""
    while node is not None:
        if node.tag not in ("-text", "-comment") or (node.tag == "-text" and (node.text_content or "").strip()):
            return True
        node = node.next
    return False


def _number_as_written(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    return f"{number}."


def _without_link_marks(text: str, addresses: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """`text` without the marks around links, and where each link stands in it."""
    if not addresses and _LINK_CLOSE not in text:
        return text, []
    plain = ""
    links: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    remaining = iter(addresses)
    for piece in _LINK_MARKS.split(text):
        if piece == _LINK_OPEN:
            opened.append((len(plain), next(remaining, "")))
        elif piece == _LINK_CLOSE:
            if opened:
                start, address = opened.pop()
                links.append((start, len(plain), address))
        else:
            plain += piece.lstrip() if not plain or plain.endswith(" ") else piece
    plain = plain.rstrip()
    kept = [(start, min(end, len(plain)), address) for start, end, address in links if address]
    return plain, [link for link in kept if link[0] < link[1]]
