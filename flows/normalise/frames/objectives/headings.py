"""Headings that are axes or objectives themselves: numbered ones, and those under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.objectives.items import is_fact
from flows.normalise.frames.objectives.leads import heading_level, lead_of_sections
from flows.normalise.frames.objectives.words import NUMBERS, levels_in, other_list_at, reads_as_action
from flows.normalise.frames.page import Page, within


def levels_of_headings(page: Page, events: Sequence[EventNoun]) -> dict[Block, str]:
    """The sub-headings that a heading or the words under it announce ("Trois axes"), with their level."""
    found: dict[Block, str] = {}
    for section in page.outline.sections:
        children = [child.heading for child in section.children if child.heading is not None]
        if len(children) < 2:
            continue
        over_actions = [child for child in children if _is_over_actions(page, child)]
        if len(over_actions) > 1 and not _are_else(page, over_actions):
            found.update(dict.fromkeys(over_actions, "axis"))
        level, count = _announced(page, section, events)
        if level is None or (count is None and section.level < 2):
            continue
        named = children[:count]
        if len(named) == (count or len(named)) and not _are_else(page, named):
            found.update(dict.fromkeys(named, level))
    return found


def _is_over_actions(page: Page, heading: Block) -> bool:
    """Whether a heading that names no list itself stands over nothing but things to be done."""
    blocks = page.outline.section_of(heading).blocks
    items = [b for b in blocks if b.kind is BlockKind.LIST_ITEM]
    if (
        levels_in(page.folded, heading.start, heading.end)
        or other_list_at(page.folded, heading.start, heading.end) is not None
    ):
        return False
    return bool(items) and all(
        reads_as_action(page.folded, b.start, b.end) and not is_fact(page, b) for b in items
    )


_STATED = re.compile(
    rf"\b({'|'.join(NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?(?:axes|orientations|volets|piliers|objectifs|"
    r"priorites|missions|enjeux|defis|ambitions|actions|mesures|engagements|leviers|chantiers|propositions)\b"
)


def _announced(page: Page, section: Section, events: Sequence[EventNoun]) -> tuple[str | None, int | None]:
    """The level and the number that the last paragraph before sub-headings, else their heading, tells."""
    heading = section.heading
    if section.blocks and section.blocks[-1].kind is BlockKind.PARAGRAPH:
        lead = section.blocks[-1]
        if (level := lead_of_sections(page, section)) is not None:
            return level, _count(page, lead.start, lead.end)
    if heading is None or section.level < 2 or any(b.kind is not BlockKind.PARAGRAPH for b in section.blocks):
        return None, None
    return heading_level(page, section, events), _count(page, heading.start, heading.end)


def _count(page: Page, start: int, end: int) -> int | None:
    """The number of axes that words state, if they do."""
    stated = _STATED.search(page.folded, start, end)
    if stated is None:
        return None
    return int(stated[1]) if stated[1].isdigit() else NUMBERS.index(stated[1]) + 1


def _are_else(page: Page, headings: Sequence[Block]) -> bool:
    """Whether headings are questions, or days, rather than aims."""
    return any(
        page.text[h.end - 1] in "?:" or any(d.precision == "day" for d in within(page.dates, h.start, h.end))
        for h in headings
    )
