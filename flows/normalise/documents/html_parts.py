"""Which elements of a page are left out: what is hidden, and what belongs to the site around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from flows.normalise.documents.folding import clean
from flows.normalise.documents.page_parts import Part, part_of
from flows.normalise.lexicon import lexicon

Attributes = Mapping[str, str | None]

SITE_TAGS = frozenset(("aside", "form", "header", "footer"))
"""Elements that are doubted even without attributes; all others need some to be left out."""
_UNREAD_TAGS = frozenset(lexicon("page_parts")["unread_tags"])
_STRUCK = frozenset(("s", "strike", "del"))
_CALLED_OFF = re.compile(r"\W*(?:est |a été |événement |séance )?annulée?s?\b", re.IGNORECASE)
_DROPPED_ROLES = frozenset(lexicon("page_parts")["dropped_roles"])
"""ARIA roles of parts that are never the announcement."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNFOLDS = re.compile(r"accordion|accordeon|collaps|tab|panel|toggle|spoiler|faq", re.IGNORECASE)
_PANELS = frozenset(("div", "section", "li", "dd", "p"))


def words_of(node: LexborNode) -> str:
    """All that an element says, on one line."""
    return clean(node.text() or "")


def is_unread(node: LexborNode, tag: str) -> bool:
    """Whether an element has nothing to read, or nothing that still holds."""
    return tag in _UNREAD_TAGS and not (tag in _STRUCK and _is_called_off(node))


def _is_called_off(struck: LexborNode) -> bool:
    """Whether words are struck because what they tell of is called off, as the word behind them says."""
    following = struck.next
    while following is not None and following.tag in ("-text", "b", "strong", "span", "em", "i"):
        words = (following.text_content or "").strip()
        if words:
            return _CALLED_OFF.match(words) is not None
        following = following.next
    return False


def is_left_out(tag: str, attributes: Attributes, *, by_class: bool, in_content: bool) -> bool:
    """Whether an element is hidden or a part of the site.

    `by_class`: whether its class names and id are believed; `in_content`: whether it stands in a main
    or article element, whose own header and footer are content.
    """
    role = attributes.get("role")
    if _is_hidden(tag, attributes) or (role is not None and role in _DROPPED_ROLES):
        return True
    part = Part.NEUTRAL
    if by_class:
        part = part_of(attributes.get("class") or "", attributes.get("id") or "")
    if tag in ("aside", "form"):
        return part is not Part.KEPT
    if tag in ("header", "footer") and not in_content:
        return True
    return part is Part.DROPPED or (part is Part.EDGE and not in_content)


def unfolds(attributes: Attributes) -> bool:
    """Whether an element shows or is shown by a click: the title or the panel of an accordion."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    return _UNFOLDS.search(names) is not None


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    style = attributes.get("style")
    hides = (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )
    # Panels that open by a click are content, whatever state they were delivered in.
    return hides and not (tag in _PANELS and unfolds(attributes))
