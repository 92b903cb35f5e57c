"""Which of the nouns around a date says what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.events.words import BODIES, EventNoun
from flows.normalise.frames.occasions.cards import leads_to
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon.phrases import entry_pattern

_words = partial(entry_pattern, "events")


def ruling_noun(
    page: Page,
    date: PlacedDate,
    nouns: Sequence[EventNoun],
    neighbours: Sequence[PlacedDate],
    start: int,
    end: int,
) -> EventNoun | None:
    """The noun of the stretch that tells of a date which the date belongs to."""
    days = [d.mention.start for d in neighbours]
    may = [
        noun
        for noun in within(nouns, start, end)
        if _may_rule(page, date, noun) and not _has_own_day(page, date, noun, days)
    ]
    own = _without_contents(page, date, may, nouns)
    part = page.folded.rfind(";", start, date.mention.start) + 1
    behind = page.folded.find(";", date.mention.end, end)
    of_part = [
        n
        for n in within(own, part, behind if behind >= 0 else end)
        if not (n.weak and n.word.startswith(BODIES))
    ]
    if of_part or not part or leads_to(page, part + 1, date.mention.start):
        return _noun_of(date, of_part or own, neighbours)
    return None


def _may_rule(page: Page, date: PlacedDate, noun: EventNoun) -> bool:
    """Whether a noun may say what a date is for: not where it stands in a heading below its line, nor in a
    later sentence that leads to a list: "Trois réunions sont prévues :"."""
    is_later = noun.start >= date.end and noun.end < date.block.end
    if is_later and page.text[noun.end - 1] in "sx" and page.text[date.block.end - 1] == ":":
        return False
    if not noun.weak or noun.start < date.block.end:
        return True
    block = block_at(page.document, noun.start)
    return block is None or block.kind is not BlockKind.HEADING


def _has_own_day(page: Page, date: PlacedDate, noun: EventNoun, days: Sequence[int]) -> bool:
    """Whether a noun behind a date has a day of its own right behind it: "la marche du 6 octobre"."""
    return noun.start > date.mention.start and any(
        _OF_DAY.fullmatch(page.folded, noun.end, day) for day in days
    )


_OF_DAY = re.compile(r" (?:[a-z]+ )?du ")


def _without_contents(
    page: Page, date: PlacedDate, own: Sequence[EventNoun], nouns: Sequence[EventNoun]
) -> Sequence[EventNoun]:
    """The nouns of a stretch but for what is "au menu" of the happening that the heading names."""
    if not own or heading_noun(page, date.block, nouns) is None:
        return own
    lead = _words("contents").search(page.folded, date.mention.end, own[-1].start)
    return own if lead is None else [noun for noun in own if noun.start < lead.start()]


def noun_beside(
    page: Page, date: PlacedDate, nouns: Sequence[EventNoun], neighbours: Sequence[PlacedDate]
) -> EventNoun | None:
    """The noun of the next sentence, else, of a day to come, of the one before, where a day and an hour are
    told without one; not the noun of a sentence with a day of its own."""
    if date.mention.first != date.mention.last:
        return None  # a window of days
    limit = min((d.start for d in neighbours if d.start >= date.end), default=date.block.end)
    if own := _words("day_of_another", "before").search(page.folded, date.end, limit):
        limit = max(date.end, page.folded.rfind(". ", date.end, own.start()))
    after = within(nouns, date.end, min(limit, date.block.end))
    after = _without_contents(page, date, after, nouns)
    floor = max((d.end for d in neighbours if d.end <= date.start), default=0)
    is_past = date.mention.first is not None and date.mention.first < page.reference
    before = [] if is_past else within(nouns, max(floor, date.block.start), date.start)
    return next(iter((*after, *reversed(before))), None)


def heading_noun(page: Page, block: Block, nouns: Sequence[EventNoun]) -> EventNoun | None:
    heading = page.outline.section_of(block).heading
    if heading is None or heading is block:
        return None
    return next((n for n in within(nouns, heading.start, heading.end) if not n.weak), None)


def _noun_of(
    date: PlacedDate, nouns: Sequence[EventNoun], neighbours: Sequence[PlacedDate]
) -> EventNoun | None:
    """The noun that a date belongs to: the last one before it with no other date between, else the next."""
    if not nouns:
        return None
    before = [n for n in nouns if n.end <= date.mention.start]
    strong = [n for n in before if not n.weak]
    if strong:
        return strong[-1]
    after = [n for n in nouns if n.start >= date.mention.end]
    first_after = next((n for n in after if not n.weak), after[0] if after else None)
    if first_after is not None and before:
        follows = any(first_after.end <= d.mention.start < date.end for d in neighbours)
        first_after = None if follows else first_after  # it has a day of its own
    if first_after is not None:
        others = [d for d in neighbours if date.mention.end <= d.mention.start < first_after.start]
        if not others or date.block.kind is not BlockKind.PARAGRAPH:
            return first_after
    return before[-1] if before else None
