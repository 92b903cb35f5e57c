"""The stretches of a page that speak of one of its programmes."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.references import goes_on


def stretches(page: Page, told: Told) -> list[tuple[int, int]]:
    """The stretches of text that speak of a programme: its sentences and those that go on from them."""
    spans: list[tuple[int, int]] = []
    named = {mention.block for mention in told.mentions if mention.block.kind is BlockKind.HEADING}
    for mention in told.mentions:
        if mention.passing and len(told.mentions) > 1:
            continue
        start, end = mention.sentence
        heading = page.outline.section_of(mention.block).heading
        if mention.block is heading and heading.level > 1:
            end = _first_lines(page, heading, end)
        elif goes_on(page, mention) or (heading is not None and heading.level > 1 and heading in named):
            end = mention.block.end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _first_lines(page: Page, heading: Block, end: int) -> int:
    """Where the paragraphs right under a heading that names a programme end."""
    for block in page.outline.section_of(heading).blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.start - heading.end > _UNDER:
            break
        end = block.end
    return end


_UNDER = 400
"""Characters under a heading in which its paragraphs are still about it."""


def own_blocks(page: Page, told: Told, others: Sequence[Told]) -> list[Block]:
    """The blocks that speak of a programme alone: the whole page if it is the only one of its kind, else
    the sections that name it."""
    alike = [t for t in others if t.programme_type == told.programme_type]
    if len(others) == 1 or (told.in_title and len(alike) == 1):
        return list(page.document.blocks)
    return naming_blocks(page, told)


def naming_blocks(page: Page, told: Told) -> list[Block]:
    """The blocks that name a programme, and the sections that do in their heading or text."""
    if told.is_entry and told.naming.block.kind is BlockKind.TABLE_ROW:
        return [mention.block for mention in told.mentions]
    found: list[Block] = []
    for mention in told.mentions:
        section = page.outline.section_of(mention.block)
        if section.heading is not None and section.level > 1:
            found += [section.heading, *section.blocks]
        else:
            found.append(mention.block)
    return sorted(set(found), key=lambda b: b.start)
