"""Parts of a page told by their shape, where no class name tells them: tables that lay it out, the column
of links beside its text, menus and tabs above it, labels of fields."""

from __future__ import annotations

import re
from functools import cached_property

from selectolax.lexbor import LexborNode

from flows.normalise.documents.folding import fold
from flows.normalise.documents.html_parts import Attributes, words_of
from flows.normalise.documents.page_parts import is_known_label
from flows.normalise.lexicon import lexicon

_TAB_BARS = frozenset(lexicon("page_parts")["tab_bar_classes"])
_MOST_LOOKS = 150
"""Looks at all that an element holds that a page gets: pages of thousands of such elements say nothing."""
_NARROW_PIXELS = 260
_NARROW_SHARE = 33
_FEWEST_LINKS = 3
_MOST_COLUMNS = 5
_LONG_COLUMN = 400
"""Characters from which the cell beside a column of links is the text of the page."""
_LONGEST_TAB_BAR = 160
_MOST_ENTRIES = 60
_DEEPEST_LINK = 5
_WIDTH = re.compile(r"\s*(\d{1,4})(?:\.\d+)?\s*(%|px)?\s*", re.IGNORECASE)
_STYLED_WIDTH = re.compile(r"(?<![\w-])width\s*:\s*([^;]+)", re.IGNORECASE)
# Drupal sets the label of a field and its value in sibling elements, as many sites do by hand.
_FIELD_LABEL = re.compile(r"\bfield(?:__|-)label\b(?!-hidden)")
_NAMED_LABEL = re.compile(r"(?<![a-z])(?:label|libelle|intitule)(?![\w-])", re.IGNORECASE)
_NAMED_VALUE = re.compile(r"(?<![a-z])(?:value|valeur)(?![\w-])", re.IGNORECASE)
_NOT_IN_TABS = "p, table, h1, h2, h3, h4, h5, h6"
_TITLES = "h1, h2, h3, h4, h5, h6, summary, dt, button, strong, b"


class Layout:
    """The shapes of one page."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._looks = 0

    def is_layout_table(self, table: LexborNode) -> bool:
        """Whether a table holds others: it places parts of the page beside each other."""
        return table.mem_id in self._layout_tables

    def is_beside_text(
        self, node: LexborNode, tag: str, attributes: Attributes, *, before_title: bool
    ) -> bool:
        """Whether a block is a way through the page or the site, not a part of the announcement."""
        if tag == "td":
            return bool(attributes) and _is_narrow(attributes) and self._may_look() and _is_side_column(node)
        if tag not in ("ul", "ol", "div"):
            return False
        if attributes and not _TAB_BARS.isdisjoint((attributes.get("class") or "").lower().split()):
            return self._may_look() and _is_tab_bar(node)
        if tag == "div":
            return False
        if before_title and tag == "ul" and self._may_look() and _entries(node) is not None:
            return True
        return _opens_with_link_inside(node) and self._may_look() and self._is_contents(node)

    def is_label(self, node: LexborNode, attributes: Attributes) -> bool:
        """Whether an element is the label of a field, whose value stands in the next element: by what
        systems call it, or by a name such as "label" and the words of a label."""
        names = attributes.get("class") or ""
        if _FIELD_LABEL.search(names) is not None:
            return True
        return (
            _NAMED_LABEL.search(names) is not None
            and self._may_look()
            and (_has_value_beside(node) or is_known_label(fold(words_of(node)).strip(" :")))
        )

    def _may_look(self) -> bool:
        self._looks += 1
        return self._looks <= _MOST_LOOKS

    def _is_contents(self, entries: LexborNode) -> bool:
        """Whether a list holds nothing but links into the same page, most of them to parts so titled."""
        links = _entries(entries)
        if links is None or not all(map(_leads_inside, links)):
            return False
        return 2 * sum(fold(words_of(link)) in self._titles for link in links) >= len(links)

    @cached_property
    def _layout_tables(self) -> frozenset[int]:
        found: set[int] = set()
        for inner in self._root.css("table table"):
            node = inner.parent
            while node is not None and node.tag != "table":
                node = node.parent
            if node is not None:
                found.add(node.mem_id)
        return frozenset(found)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The folded words of everything in the page that titles a part of it."""
        return frozenset(fold(words_of(node)) for node in self._root.css(_TITLES))


def _has_value_beside(label: LexborNode) -> bool:
    """Whether the next element is named a value."""
    node = label.next
    while node is not None and node.tag == "-text":
        node = node.next
    return node is not None and _NAMED_VALUE.search(node.attributes.get("class") or "") is not None


def _is_narrow(attributes: Attributes) -> bool:
    stated = attributes.get("width")
    if stated is None and (styled := _STYLED_WIDTH.search(attributes.get("style") or "")) is not None:
        stated = styled.group(1)
    width = _WIDTH.fullmatch(stated or "")
    if width is None:
        return False
    return int(width[1]) <= (_NARROW_SHARE if width[2] == "%" else _NARROW_PIXELS)


def _is_side_column(cell: LexborNode) -> bool:
    """Whether a narrow table cell is a column of links beside the text of the page."""
    others = _other_cells(cell)
    if not 1 <= len(others) < _MOST_COLUMNS or len(cell.css("a")) < _FEWEST_LINKS:
        return False
    widest = max(len(words_of(other)) for other in others)
    return widest >= _LONG_COLUMN and widest > 2 * len(words_of(cell))


def _other_cells(cell: LexborNode) -> list[LexborNode]:
    cells: list[LexborNode] = []
    node = cell.parent.first_child if cell.parent is not None else None
    while node is not None and len(cells) < _MOST_COLUMNS:
        if node.tag in ("td", "th") and node.mem_id != cell.mem_id:
            cells.append(node)
        node = node.next
    return cells


def _is_tab_bar(node: LexborNode) -> bool:
    """Whether an element only holds the names of tabs."""
    return node.css_first(_NOT_IN_TABS) is None and len(words_of(node)) <= _LONGEST_TAB_BAR


def _entries(entries: LexborNode) -> list[LexborNode] | None:
    """The links of a list that holds two and more, and nothing else; else null."""
    links: list[LexborNode] = []
    items = entries.css("li")
    if not 2 <= len(items) <= _MOST_ENTRIES:
        return None
    for item in items:
        link = item.css_first("a")
        if link is None or words_of(link) != words_of(item):
            return None
        links.append(link)
    return links


def _opens_with_link_inside(entries: LexborNode) -> bool:
    """Whether the first thing in a list is a link into the page: found by going down, not by searching."""
    node = entries
    for _ in range(_DEEPEST_LINK):
        child = node.first_child
        while child is not None and child.tag in ("-text", "-comment"):
            child = child.next
        if child is None or child.tag == "a":
            return child is not None and _leads_inside(child)
        node = child
    return False


def _leads_inside(link: LexborNode) -> bool:
    address = link.attributes.get("href") or ""
    return len(address) > 1 and address.startswith("#")
