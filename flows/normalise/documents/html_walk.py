"""From the nodes of a page to drafts of blocks, in one pass that never calls itself.

The walk keeps its own stack, so that a page nested a hundred thousand elements deep is read like any
other. It skips what is not the announcement, gathers words until a block ends, and hands them over to
the writer, which knows what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.folding import clean
from flows.normalise.documents.html_layout import Layout
from flows.normalise.documents.html_links import LINK_CLOSE, LINK_OPEN, without_link_marks
from flows.normalise.documents.html_parts import SITE_TAGS, Attributes, is_left_out, is_unread, unfolds
from flows.normalise.documents.html_writer import Writer
from flows.normalise.documents.page_parts import opens_related
from flows.normalise.lexicon import lexicon

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_HEADING = frozenset(
    ("p", "ul", "ol", "dl", "table", "blockquote", "li", "section", "article", *_HEADINGS)
)
_BLOCK_TAGS = frozenset(lexicon("page_parts")["block_tags"])
_LONGEST_RELATED = 200
_YEAR = 4
"""Figures of a year."""
_LONGEST_ORDINAL = 4
"""Letters of what stands raised behind a number: "ère", "ième"."""
_SHORT_MONTH = re.compile(r"(?:jan|f[ée]v|mars|avr|mai|jui|ao[uû]|sep|oct|nov|d[ée]c)", re.IGNORECASE)


@dataclass(slots=True)
class _Leave:
    """A mark on the stack: all inside an element is read."""

    node: LexborNode
    ends_block: bool
    action: Callable[[], None] | None
    blocks_before: int


class Walk:
    """One reading of a page, from a root element down."""

    def __init__(
        self, root: LexborNode, *, protected: frozenset[int], by_class: bool, inside_content: bool
    ) -> None:
        """`protected` elements (by `mem_id`) are kept whatever they are called; without `by_class`,
        class names are not looked at; `inside_content` tells that the root is a main or an article."""
        self._root = root
        self._protected = protected
        self._by_class = by_class
        self._content_depth = 1 if inside_content else 0
        self._writer = Writer()
        self._stack: list[LexborNode | _Leave] = []
        self._words: list[str] = []
        self._addresses: list[str] = []
        self._gap = True
        self._bold = 0
        self._all_bold = True
        self._label_holder: int | None = None
        self._layout = Layout(root)
        self._before_title = bool(protected)

    def run(self) -> list[Draft]:
        """The drafts of the page, in reading order."""
        stack = self._stack
        self._go_in(self._root, ends_block=True)
        while stack:
            item = stack.pop()
            if isinstance(item, _Leave):
                self._leave(item)
                continue
            if (following := item.next) is not None:
                stack.append(following)
            tag = item.tag
            if tag == "-text":
                self._read_words(item.text_content or "")
            elif tag is not None and not is_unread(item, tag):
                self._enter(item, tag)
        return self._writer.drafts

    def _read_words(self, words: str) -> None:
        if words.isspace():
            self._space()
            return
        if self._words and _is_set_apart(self._words[-1][-1:], words):
            self._space()
        self._words.append(words)
        if not self._bold:
            self._all_bold = False

    def _space(self) -> None:
        if self._words:
            self._words.append(" ")

    def _end_block(self) -> None:
        """Hand over the words gathered so far; what comes next stands apart from them."""
        if self._words:
            text, links = without_link_marks(clean("".join(self._words)), self._addresses)
            self._forget_words()
            if text:
                self._writer.write(text, links, all_bold=self._all_bold, gap=self._gap)
        self._all_bold = True
        self._gap = True

    def _forget_words(self) -> None:
        self._words.clear()
        self._addresses.clear()

    def _break_line(self) -> None:
        if self._writer.heading or self._writer.in_heading_cell:
            self._space()
        elif self._words:
            self._end_block()
            self._gap = False
        else:
            self._gap = True

    def _enter(self, node: LexborNode, tag: str) -> None:
        attributes: Attributes = node.attributes
        is_block = tag in _BLOCK_TAGS
        if (
            (attributes or tag in SITE_TAGS)
            and is_left_out(tag, attributes, by_class=self._by_class, in_content=self._content_depth > 0)
            and node.mem_id not in self._protected
        ) or (is_block and self._is_beside_text(node, tag, attributes)):
            if is_block and not self._writer.heading:
                self._end_block()
        elif tag == "br":
            self._break_line()
        elif not is_block:
            self._enter_inline(node, tag, attributes)
        elif self._writer.heading and not (tag in _ENDS_HEADING and self._words):
            self._space()
            self._go_in(node, ends_block=False, action=self._space)
        else:
            self._end_block()
            self._writer.heading = 0
            self._enter_block(node, tag, attributes)

    def _is_beside_text(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        is_beside = self._layout.is_beside_text(node, tag, attributes, before_title=self._before_title)
        return is_beside and node.mem_id not in self._protected

    def _go_in(self, node: LexborNode, *, ends_block: bool, action: Callable[[], None] | None = None) -> None:
        self._stack.append(_Leave(node, ends_block, action, len(self._writer.drafts)))
        if (child := node.first_child) is not None:
            self._stack.append(child)

    def _leave(self, mark: _Leave) -> None:
        if mark.ends_block:
            self._end_block()
        if mark.action is not None:
            mark.action()
        if self._label_holder is not None and mark.node.mem_id == self._label_holder:
            self._writer.give_up_label()
            self._label_holder = None

    def _enter_inline(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        if tag in ("strong", "b"):
            self._bold += 1
            self._go_in(node, ends_block=False, action=self._leave_bold)
        elif tag == "a" and (attributes.get("href") or "").startswith(("http", "/")):
            self._addresses.append((attributes.get("href") or "").strip())
            self._words.append(LINK_OPEN)
            self._go_in(node, ends_block=False, action=self._leave_link)
        elif tag == "sup" and node.first_child is not None and node.first_child.tag == "a":
            return  # the call of a footnote
        elif tag == "button" and not self._writer.heading:
            if "aria-expanded" in attributes or unfolds(attributes):
                self._end_block()
                self._enter_heading(node, self._writer.next_level)
        else:
            self._go_in(node, ends_block=False)

    def _leave_bold(self) -> None:
        self._bold -= 1

    def _leave_link(self) -> None:
        self._words.append(LINK_CLOSE)

    def _enter_block(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        writer, action = self._writer, None
        if tag in _HEADINGS or tag == "summary" or attributes.get("role") == "heading":
            level = (
                _HEADINGS.get(tag) or _HEADINGS.get(f"h{attributes.get('aria-level')}") or writer.next_level
            )
            self._enter_heading(node, level)
            return
        if tag == "pre":
            for line in node.text().splitlines():
                self._read_words(line)
                self._break_line()
            return
        if tag in ("ul", "ol", "menu", "dir"):
            writer.open_list(tag, attributes)
            action = writer.close_list
        elif tag == "li":
            writer.open_item(attributes)
            action = writer.close_item
        elif tag == "dt" or (tag in ("div", "p") and attributes and self._layout.is_label(node, attributes)):
            writer.open_term()
            action = writer.close_term
            self._label_holder = node.parent.mem_id if node.parent is not None else None
        elif tag == "table":
            writer.open_table(attributes, is_layout=self._layout.is_layout_table(node))
            action = writer.close_table
        elif tag == "thead":
            writer.open_table_head()
            action = writer.close_table_head
        elif tag == "tr":
            writer.open_row()
            action = writer.close_row
        elif tag in ("td", "th"):
            writer.open_cell(tag, attributes)
            action = writer.close_cell
        elif tag in ("main", "article"):
            self._content_depth += 1
            action = self._leave_content
        self._go_in(node, ends_block=True, action=action)

    def _leave_content(self) -> None:
        self._content_depth -= 1

    def _enter_heading(self, node: LexborNode, level: int) -> None:
        if node.mem_id in self._protected:
            self._before_title = False
        self._writer.heading = level

        def leave() -> None:
            words = "".join(self._words)
            is_related = level > 1 and len(words) < _LONGEST_RELATED and opens_related(clean(words))
            if is_related and node.mem_id not in self._protected:
                self._forget_words()
                self._skip_related(level)
            self._end_block()
            self._writer.heading = 0

        self._go_in(node, ends_block=False, action=leave)

    def _skip_related(self, level: int) -> None:
        """Leave out what a heading like "À lire aussi" opens: the rest of the part made for it, or,
        in the middle of the announcement, all down to the next heading of its level."""
        part = self._part_going_on()
        if (
            part is None
            or part.node.mem_id == self._root.mem_id
            or part.node.mem_id in self._protected
            or part.blocks_before < len(self._writer.drafts)
        ):
            self._writer.related_level = level
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


def _is_set_apart(before: str, words: str) -> bool:
    """Whether words are set apart from those before by their looks alone: labels side by side, a day and its
    month or kind, a month and its year, a figure and what it counts; the end of "1er" is not."""
    if words[0].isupper():
        return before.islower() or (words[1:2].islower() and (before.isdecimal() or before in ":;!?…)»"))
    if words[0].isdecimal():
        return before.isalpha() and len(words) == _YEAR and words.isdecimal()
    is_word = words[0].isalpha() and (len(words) > _LONGEST_ORDINAL or _SHORT_MONTH.match(words) is not None)
    return is_word and (before == "%" or before.isdecimal())


def _says_something(node: LexborNode | None) -> bool:
    """Whether anything but blank text stands at `node` or after it in the same element."""
    while node is not None:
        if node.tag != "-comment" and (node.tag != "-text" or (node.text_content or "").strip()):
            return True
        node = node.next
    return False
