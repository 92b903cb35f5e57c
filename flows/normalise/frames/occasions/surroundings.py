"""What stands above a date and may say what it is for: its lead-in, the line above, headings, the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.events.names import heading_phrase, is_bare
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.occasions.cards import Cards
from flows.normalise.frames.page import Page, block_at, within

_SHORT_LINE = 80


def blocks_around(page: Page, block: Block, cards: Cards) -> Iterator[Block]:
    """The blocks that may say what a block is about: its lead-in, its headings outwards, the title."""
    lead = page.outline.lead_of(block) or cards.lead(block) or _line_above(page, block)
    if lead is not None:
        yield lead
        yield from _lines_above(page, lead)
    section: Section | None = page.outline.section_of(block)
    while section is not None:
        if section.heading is not None and section.heading is not block:
            yield section.heading
        section = section.parent
    title = page.document.title_block
    if title is not None and title is not block:
        yield title


def _line_above(page: Page, block: Block) -> Block | None:
    """The short line right before a block."""
    above = block_at(page.document, block.start - 2)
    if above is None or above.end - above.start > _SHORT_LINE or above.kind is BlockKind.HEADING:
        return None
    return above


def _lines_above(page: Page, lead: Block) -> Iterator[Block]:
    """The title line that stands above what introduces a list: "> Atelier « … »", "Ouvert à tous. De 9 h à
    12 h."."""
    above = block_at(page.document, lead.start - 2)
    if lead.kind is not BlockKind.PARAGRAPH or lead.gap or above is None:
        return
    if above.kind is BlockKind.LIST_ITEM:
        yield above


def fuller_name(page: Page, block: Block, noun: EventNoun, nouns: Sequence[EventNoun]) -> str | None:
    """What the line or heading above calls the happening that a block calls by its bare noun."""
    stem = "formation" if noun.word.endswith("session") else noun.word[:_STEM]
    for above in (_line_above(page, block), page.outline.section_of(block).heading):
        if above is None or above is block or above.start <= noun.start < above.end:
            continue
        for named in within(nouns, above.start, above.end):
            phrase = page.words(*heading_phrase(page, named, above))
            is_fuller = not is_bare(page, named, phrase) or len(named.word) > len(noun.word)
            if stem in named.word and is_fuller:
                return phrase
    return None


_STEM = 6
"""Characters that "rencontre" and "café-rencontre", "réunion" and "réunions publiques" have in common."""
