"""What the words before a list say that it holds: axes, objectives, actions, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.objective_words import is_infinitive, levels_in
from flows.normalise.frames.page import Page


def lead_block(page: Page, item: Block) -> Block:
    return page.outline.lead_of(item) or page.outline.section_of(item).heading or item


_LEAD_LINE = 90
"""Characters of a line that introduces a list without a colon."""


def lead_level(page: Page, item: Block, events: Sequence[EventNoun], *, heading: bool) -> str | None:
    """The level that the words before a list give it; null if they say that it holds something else."""
    lead = page.outline.lead_of(item)
    section = page.outline.section_of(item)
    if lead is not None and lead.kind is not BlockKind.HEADING:
        introduces = (
            page.text[lead.start : lead.end].rstrip().endswith(":") or lead.end - lead.start < _LEAD_LINE
        )
        if introduces:
            start = _last_sentence(page, lead)
            levels = levels_in(page.folded, start, lead.end)
            if levels:
                of_event = any(
                    start <= e.start < levels[-1][1] and (not e.weak or e.word == "soiree") for e in events
                )
                return None if of_event else levels[-1][0]
            if page.text[lead.start : lead.end].rstrip().endswith(":") and not is_infinitive(
                page.folded, item.start
            ):
                return None
    if not heading or section.heading is None or section.level <= 1:
        return None
    return heading_level(page, section, events)


def heading_level(page: Page, section: Section, events: Sequence[EventNoun]) -> str | None:
    block = section.heading
    if block is None:
        return None
    levels = levels_in(page.folded, block.start, block.end)
    if not levels or any(block.start <= e.start < block.end and not e.weak for e in events):
        return None
    return levels[0][0]


def _last_sentence(page: Page, lead: Block) -> int:
    stop = max(page.text.rfind(sign, lead.start, lead.end - 1) for sign in (". ", "! ", "? "))
    return stop + 2 if stop >= 0 else lead.start


def line_level(page: Page, block: Block, events: Sequence[EventNoun]) -> str | None:
    """The level that a line without a bullet gives to the lines right under it ("Objectifs du projet")."""
    words = page.text[block.start : block.end].rstrip()
    if block.kind is not BlockKind.PARAGRAPH or len(words) > _LEAD_LINE or words.endswith((".", "!", "?")):
        return None
    if any(block.start <= e.start < block.end and not e.weak for e in events):
        return None
    levels = levels_in(page.folded, block.start, block.end)
    return levels[-1][0] if levels else None


_ITEM = 160
"""Characters of a line without a bullet that can still be an item."""


def reads_as_item(page: Page, block: Block) -> bool:
    """Whether a line under an axis is one of its actions: short, and begun with an infinitive."""
    is_line = block.kind is BlockKind.PARAGRAPH and block.end - block.start <= _ITEM
    return is_line and is_infinitive(page.folded, block.start)


def lines_under(page: Page, blocks: Sequence[Block], index: int) -> Sequence[Block]:
    """The lines right under one, without a blank line between: two or more that read like items."""
    end = index + 1
    while end < len(blocks) and not blocks[end].gap and reads_as_item(page, blocks[end]):
        end += 1
    whole = end == len(blocks) or blocks[end].gap
    return blocks[index + 1 : end] if whole and end > index + 2 else []
