"""What a date is for by what stands over it: the header cell of its column, the heading of a consultation."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import noun_phrase
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.occasions.cards import is_label
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within


def named_by_column(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> Occasion | None:
    """A day in a column whose header cell names a happening: "Portes ouvertes"."""
    if date.role is not DateRole.OPEN or date.mention.precision != "day":
        return None
    title = header_cell(page.document, date.block, date.mention.start)
    found = within(nouns, *title) if title is not None else ()
    noun = next((n for n in found if n.event_type != "by_content" and not n.weak), None)
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
    first = page.document.units(date.block)[0]
    if first[1] < date.start and first[1] - first[0] <= _RUN_IN and mention.first != mention.last:
        told = next((n for n in within(nouns, *first) if n.event_type == "consultation"), None)
        if told is not None and mention.precision == "day" and not mention.days:
            name = page.words(*noun_phrase(page, told, first[1]))
            return Occasion(mention, "consultation", told.word, name, first[0], date.end, date.block)
    section = page.outline.section_of(date.block)
    heading = section.heading
    if heading is None or heading is date.block or date.block not in section.blocks[:2]:
        return None
    if mention.precision != "day" or mention.days or mention.first == mention.last:
        return None
    found = within(nouns, heading.start, heading.end)
    noun = next((n for n in found if n.event_type == "consultation"), None)
    if noun is None:
        return None
    name = page.words(*noun_phrase(page, noun, heading.end))
    return Occasion(mention, "consultation", noun.word, name, date.start, date.end, date.block)


def opens_its_sentence(page: Page, date: PlacedDate) -> bool:
    """Whether a sentence begins with a day and goes on with an hour: "Tous les mardis du … au …, 14h"."""
    begins = is_label(page.folded[date.start : date.mention.start])
    return begins and bool(within(page.times, date.mention.end, date.end))
