"""What a date is for by what stands over it: the header cell of its column, the heading of a consultation."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.events.names import noun_phrase
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within


def named_by_column(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> Occasion | None:
    """A day in a column whose header cell names a happening: "Portes ouvertes"."""
    title = header_cell(page.document, date.block, date.mention.start)
    noun = next(iter(within(nouns, *title)), None) if title is not None else None
    if noun is None or title is None:
        return None
    name, block = page.words(*noun_phrase(page, noun, title[1])), date.block
    start, end = block.start, block.end
    return Occasion(date.mention, noun.event_type, noun.word, name, start, end, block, in_series=True)


_RUN_IN = 50
"""Characters of the first words of a paragraph that name what it is on: "Le questionnaire."."""


def consultation_above(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> Occasion | None:
    """The consultation that the heading right above, or the first words of the block, name, where a window
    of days is told below."""
    mention = date.mention
    if mention.precision != "day" or mention.first == mention.last:
        return None
    spans = []
    first = page.document.units(date.block)[0]
    if first[1] < date.start and first[1] - first[0] <= _RUN_IN:
        spans.append(first)
    section = page.outline.section_of(date.block)
    if section.heading is not None and date.block in section.blocks[:2]:
        spans.append((section.heading.start, section.heading.end))
    for start, end in spans:
        for noun in within(nouns, start, end):
            if noun.event_type == "consultation":
                name = page.words(*noun_phrase(page, noun, end))
                return Occasion(mention, "consultation", noun.word, name, date.start, date.end, date.block)
    return None
