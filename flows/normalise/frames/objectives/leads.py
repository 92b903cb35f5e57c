"""What the words before a list say that it holds: axes, objectives, actions, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.objectives.items import is_fact
from flows.normalise.frames.objectives.words import (
    is_infinitive,
    levels_in,
    other_list_at,
    reads_as_action,
    weak_level,
)
from flows.normalise.frames.page import Page

_LEAD_LINE = 90
"""Characters of a line that introduces a list without a colon."""


def lead_level(page: Page, items: Sequence[Block]) -> str | None:
    """The level that the words right before a list give it; null if they give it none."""
    lead = page.outline.lead_of(items[0])
    if lead is None or lead.kind is BlockKind.HEADING:
        return None
    opens = _opens_list(page, lead)
    if not opens and lead.end - lead.start >= _LEAD_LINE:
        return None
    start = _last_sentence(page, lead)
    if levels := levels_in(page.folded, start, lead.end):
        return levels[-1][0]
    if not opens or other_list_at(page.folded, start, lead.end) is not None:
        return None
    weak = weak_level(page.folded, start, lead.end)
    return weak if weak is not None and _read_as_actions(page, items) else None


def level_by_heading(page: Page, items: Sequence[Block]) -> str | None:
    """The level that the heading over a list gives it; null where a line between them opens another list."""
    item = items[0]
    lead, section = page.outline.lead_of(item), page.outline.section_of(item)
    if section.heading is None or section.level < 2:
        return None
    is_line = lead is not None and lead.kind is not BlockKind.HEADING
    if (
        lead is not None
        and is_line
        and _opens_list(page, lead)
        and not is_infinitive(page.folded, item.start)
    ):
        return None
    if (level := heading_level(page, section.heading)) is not None:
        return level
    weak = weak_level(page.folded, section.heading.start, section.heading.end)
    return weak if weak is not None and _read_as_actions(page, items) else None


def _opens_list(page: Page, lead: Block) -> bool:
    return page.text[lead.end - 1] == ":"


def _read_as_actions(page: Page, items: Sequence[Block]) -> bool:
    """Whether all items of a list tell things to be done."""
    return all(reads_as_action(page.folded, b.start, b.end) and not is_fact(page, b) for b in items)


def is_of_else(page: Page, item: Block) -> bool:
    """Whether the line or heading right before a list says that it holds something else."""
    lead = page.outline.lead_of(item)
    return lead is not None and other_list_at(page.folded, lead.start, lead.end) is not None


def heading_level(page: Page, heading: Block) -> str | None:
    """The level that a heading gives to what stands below it."""
    levels = levels_in(page.folded, heading.start, heading.end)
    if not levels:
        return None
    other = other_list_at(page.folded, heading.start, heading.end)
    return levels[0][0] if other is None or other > levels[0][1] else None


def _last_sentence(page: Page, lead: Block) -> int:
    stop = max(page.text.rfind(sign, lead.start, lead.end - 1) for sign in (". ", "! ", "? "))
    return stop + 2 if stop >= 0 else lead.start
