"""Headings that are axes or objectives themselves: numbered ones, and those under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.objective_leads import heading_level, lead_of_sections
from flows.normalise.frames.page import Page, within

_PLURAL_AXES = re.compile(
    r"\b(?:axes|orientations|priorites|piliers|volets|chantiers|objectifs strategiques|grands objectifs)\b"
)
_COUNTED = re.compile(r"\d{1,2} ?[-.)/]|[IVX]{1,4} ?[-.)]|[A-H] ?[-.)]")


def has_numbered_axes(page: Page) -> bool:
    """Whether the numbered headings of a page are the axes that it speaks of."""
    headings = [
        b for b in page.document.blocks
        if b.kind is BlockKind.HEADING and b.level > 1 and _COUNTED.match(b.marker)
    ]  # fmt: skip
    with_items = [
        b for b in headings
        if any(inner.kind is BlockKind.LIST_ITEM for inner in page.outline.section_of(b).blocks)
    ]  # fmt: skip
    return len(with_items) >= 2 and _PLURAL_AXES.search(page.folded, 0, headings[0].start) is not None


def levels_of_headings(page: Page, events: Sequence[EventNoun]) -> dict[Block, str]:
    """The sub-headings that a heading or the words under it announce ("Trois axes"), with their level."""
    found: dict[Block, str] = {}
    for section in page.outline.sections:
        children = [child.heading for child in section.children if child.heading is not None]
        if section.level < 2 or len(children) < 2:
            continue
        if any(b.kind is not BlockKind.PARAGRAPH for b in section.blocks) or _are_else(page, children):
            continue
        level = lead_of_sections(page, section) or heading_level(page, section, events)
        if level is not None and _is_count(page, section.start, children[0].start, len(children)):
            found.update(dict.fromkeys(children, level))
    return found


_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_STATED = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?(?:axes|orientations|volets|piliers|objectifs|"
    r"priorites|missions|enjeux|defis|ambitions|actions|mesures|engagements|leviers|chantiers|propositions)\b"
)


def _is_count(page: Page, start: int, end: int, count: int) -> bool:
    """Whether the number stated of axes, if one is, is that of the headings."""
    stated = [m[1] for m in _STATED.finditer(page.folded, start, end)]
    numbers = [int(s) if s.isdigit() else _NUMBERS.index(s) + 1 for s in stated]
    return not numbers or count in numbers


def _are_else(page: Page, headings: Sequence[Block]) -> bool:
    """Whether headings are questions, or days, rather than aims."""
    return any(
        page.text[h.end - 1] in "?:" or any(d.precision == "day" for d in within(page.dates, h.start, h.end))
        for h in headings
    )
