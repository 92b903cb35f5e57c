"""Which of a page's programmes a list belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Told


def owner_of(page: Page, lead: Block, told: Sequence[Told]) -> Told | None:
    """The programme that a list belongs to, by the block that opens it.

    It is the one named in that block or its heading, else in its section, else the last one named before.
    """
    section = page.outline.section_of(lead)
    for block in (lead, section.heading):
        if block is not None and (named := _named_in(block.start, block.end, told)) is not None:
            return named
    if section.level > 1 and (named := _named_in(section.start, lead.start, told)) is not None:
        return named
    before = [t for t in told if _first(t) < lead.start]
    return max(before, key=_first) if before else (told[0] if len(told) == 1 else None)


def _first(told: Told) -> int:
    return told.mentions[0].start


def _named_in(start: int, end: int, told: Sequence[Told]) -> Told | None:
    """The programme last named in a stretch, not in passing."""
    hits = [
        (mention.start, index)
        for index, each in enumerate(told)
        for mention in each.mentions
        if start <= mention.start < end and not mention.passing
    ]
    return told[max(hits)[1]] if hits else None
