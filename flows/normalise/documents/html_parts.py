"""Which elements of a page are left out: what is hidden, and what belongs to the site around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.normalise.documents.page_parts import Part, part_of
from flows.normalise.lexicon import lexicon

Attributes = Mapping[str, str | None]

SITE_TAGS = frozenset(("aside", "form", "header", "footer"))
"""Elements that are doubted even without attributes; all others need some to be left out."""
_DROPPED_ROLES = frozenset(lexicon("page_parts")["dropped_roles"])
"""ARIA roles of parts that are never the announcement."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNFOLDS = re.compile(r"accordion|accordeon|collaps|tab|panel|toggle|spoiler|faq", re.IGNORECASE)
_PANELS = frozenset(("div", "section", "li", "dd", "p"))


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
