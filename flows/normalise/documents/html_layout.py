"""Parts of a page told by their shape, where no class name tells them: tables that lay it out, the column
of links beside its text, the row of tabs and the table of contents above it."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.html_parts import Attributes
from flows.normalise.documents.page_parts import is_known_label, lexicon

_NARROW_PIXELS = 260
_NARROW_SHARE = 33
_FEWEST_LINKS = 3
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
_NOT_IN_TABS = "p, table, h1, h2, h3, h4, h5, h6"
_TITLES = "h1, h2, h3, h4, h5, h6, summary, dt, button, strong, b"


def layout_tables(root: LexborNode) -> frozenset[int]:
    """The tables (by `mem_id`) that hold others: they place parts of the page beside each other."""
    found: set[int] = set()
    for inner in root.css("table table"):
        node = inner.parent
        while node is not None and node.tag != "table":
            node = node.parent
        if node is not None:
            found.add(node.mem_id)
    return frozenset(found)


def is_side_column(cell: LexborNode, attributes: Attributes) -> bool:
    """Whether a table cell is a narrow column of links beside the text of the page."""
    if not _is_narrow(attributes) or len(cell.css("a")) < _FEWEST_LINKS:
        return False
    widest = max((_length(other) for other in _other_cells(cell)), default=0)
    return widest >= _LONG_COLUMN and widest > 2 * _length(cell)


def _is_narrow(attributes: Attributes) -> bool:
    stated = attributes.get("width")
    if stated is None and (styled := _STYLED_WIDTH.search(attributes.get("style") or "")) is not None:
        stated = styled.group(1)
    width = _WIDTH.fullmatch(stated or "")
    if width is None:
        return False
    return int(width[1]) <= (_NARROW_SHARE if width[2] == "%" else _NARROW_PIXELS)


def _other_cells(cell: LexborNode) -> list[LexborNode]:
    cells: list[LexborNode] = []
    node = cell.parent.first_child if cell.parent is not None else None
    while node is not None:
        if node.tag in ("td", "th") and node.mem_id != cell.mem_id:
            cells.append(node)
        node = node.next
    return cells


def _length(node: LexborNode) -> int:
    return len(clean(node.text() or ""))


def is_tab_bar(node: LexborNode, attributes: Attributes) -> bool:
    """Whether an element only holds the names of tabs."""
    names = (attributes.get("class") or "").lower().split()
    if not any(name in lexicon()["tab_bar_classes"] for name in names) or node.css_first(_NOT_IN_TABS):
        return False
    return _length(node) <= _LONGEST_TAB_BAR


def is_contents(lists: LexborNode, titles: Callable[[], frozenset[str]]) -> bool:
    """Whether a list holds nothing but links into the same page, most of them to parts so titled (`titles`
    are asked for only then: to gather them takes a look at the whole page)."""
    if not _opens_with_link_inside(lists):
        return False
    items = lists.css("li")
    if not 2 <= len(items) <= _MOST_ENTRIES:
        return False
    entries: list[str] = []
    for item in items:
        link = item.css_first("a")
        words = fold(clean(item.text() or ""))
        if link is None or not _leads_inside(link) or fold(clean(link.text() or "")) != words:
            return False
        entries.append(words)
    named = titles()
    return 2 * sum(entry in named for entry in entries) >= len(entries)


def _opens_with_link_inside(lists: LexborNode) -> bool:
    """Whether the first thing in a list is a link into the page: found by going down, not by searching."""
    node: LexborNode | None = lists
    for _ in range(_DEEPEST_LINK):
        child = node.first_child if node is not None else None
        while child is not None and child.tag in ("-text", "-comment"):
            child = child.next
        if child is None or child.tag == "a":
            return child is not None and _leads_inside(child)
        node = child
    return False


def _leads_inside(link: LexborNode) -> bool:
    address = link.attributes.get("href") or ""
    return len(address) > 1 and address.startswith("#")


def is_link_list(lists: LexborNode) -> bool:
    """Whether a list holds two links and more, and nothing else: before the title of a page, a menu."""
    items = lists.css("li")
    if not 2 <= len(items) <= _MOST_ENTRIES:
        return False
    links = [item.css_first("a") for item in items]
    return all(
        link is not None and clean(link.text() or "") == clean(item.text() or "")
        for link, item in zip(links, items, strict=True)
    )


def is_label(node: LexborNode, attributes: Attributes) -> bool:
    """Whether an element is the label of a field, whose value stands in the next element: by what systems
    call it, or by a name such as "label" and the words of a label."""
    names = attributes.get("class") or ""
    if _FIELD_LABEL.search(names) is not None:
        return True
    return _NAMED_LABEL.search(names) is not None and is_known_label(
        fold(clean(node.text() or "")).strip(" :")
    )


def titles_of(root: LexborNode) -> frozenset[str]:
    """The folded words of everything in a page that titles a part of it."""
    return frozenset(fold(clean(node.text() or "")) for node in root.css(_TITLES))
