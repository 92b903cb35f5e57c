"""What the words before a list say that it holds: axes, objectives, actions, or something else."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.objectives.items import is_fact
from flows.normalise.frames.objectives.words import (
    is_infinitive,
    levels_in,
    other_list_at,
    reads_as_action,
    weak_level,
)
from flows.normalise.frames.page import Page


def lead_block(page: Page, item: Block) -> Block:
    return page.outline.lead_of(item) or page.outline.section_of(item).heading or item


_LEAD_LINE = 90
"""Characters of a line that introduces a list without a colon."""


def lead_level(page: Page, run: Sequence[Block], events: Sequence[EventNoun], *, heading: bool) -> str | None:
    """The level that the words before a list give it; null if they say that it holds something else."""
    item = run[0]
    lead = page.outline.lead_of(item)
    section = page.outline.section_of(item)
    if lead is not None and lead.kind is not BlockKind.HEADING and _introduces(page, lead):
        start = _last_sentence(page, lead)
        levels = levels_in(page.folded, start, lead.end)
        other = other_list_at(page.folded, start, lead.end)
        if levels and (other is None or other > levels[0][1]):
            return None if _is_of_event(events, start, levels[-1][1]) else levels[-1][0]
        if levels:
            return None
        if _opens_list(page, lead):
            weak = weak_level(page.folded, start, lead.end) if other is None else ""
            if weak and _read_as_actions(page, run):
                return None if _is_of_event(events, start, lead.end) else weak
            if weak == "" or not is_infinitive(page.folded, item.start):
                return None
    if not heading:
        return None
    block = section.heading if section.level > 1 else None
    if block is not None and (level := heading_level(page, section, events)) is not None:
        return level
    if not _read_as_actions(page, run):
        return None
    if block is not None:
        other = other_list_at(page.folded, block.start, block.end)
        if other is not None or _is_of_event(events, block.start, block.end):
            return None
        if weak := weak_level(page.folded, block.start, block.end):
            return weak
    opens = lead is not None and _opens_list(page, lead) and not _is_of_event(events, lead.start, lead.end)
    return "action" if opens else None


def _introduces(page: Page, lead: Block) -> bool:
    """Whether a paragraph introduces the list under it: by a colon, or by being short."""
    return _opens_list(page, lead) or lead.end - lead.start < _LEAD_LINE


def _opens_list(page: Page, lead: Block) -> bool:
    return page.text[lead.start : lead.end].rstrip().endswith(":")


def _is_of_event(events: Sequence[EventNoun], start: int, end: int) -> bool:
    return any(start <= e.start < end and (not e.weak or e.word == "soiree") for e in events)


def _read_as_actions(page: Page, run: Sequence[Block]) -> bool:
    """Whether the items of a list, two or more, tell things to be done."""
    items = [b for b in run if b.kind is BlockKind.LIST_ITEM]
    return len(items) > 1 and all(
        reads_as_action(page.folded, b.start, b.end) and not is_fact(page, b) for b in items
    )


def is_of_else(page: Page, item: Block) -> bool:
    """Whether the line or heading right before a list says that it holds something else."""
    lead = page.outline.lead_of(item)
    if lead is None or not (lead.kind is BlockKind.HEADING or _introduces(page, lead)):
        return False
    start = lead.start if lead.kind is BlockKind.HEADING else _last_sentence(page, lead)
    other = other_list_at(page.folded, start, lead.end)
    levels = levels_in(page.folded, start, lead.end)
    return other is not None and not (levels and levels[0][1] < other)


def heading_level(page: Page, section: Section, events: Sequence[EventNoun]) -> str | None:
    block = section.heading
    if block is None:
        return None
    levels = levels_in(page.folded, block.start, block.end)
    if not levels or any(block.start <= e.start < block.end and not e.weak for e in events):
        return None
    other = other_list_at(page.folded, block.start, block.end)
    return levels[0][0] if other is None or other > levels[0][1] else None


def lead_of_sections(page: Page, section: Section) -> str | None:
    """The level that the last paragraph before sub-headings gives these ("autour de trois axes :")."""
    if not section.blocks:
        return None
    lead = section.blocks[-1]
    start = _last_sentence(page, lead)
    levels = levels_in(page.folded, start, lead.end)
    return levels[-1][0] if levels and lead.end - start < 2 * _LEAD_LINE else None


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
