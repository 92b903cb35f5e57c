"""When a call is open: from its opening to its last closing date, by the rows and sentences on applying."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Period
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.model import DateMention

date_words = partial(entry_pattern, "programme_dates")
"""The compiled pattern of one entry of the lexicon of programme dates."""

WINDOW_DAYS = 6
"""Days that a time to apply lasts at least; a shorter one is a happening."""


_NEAR = 60
"""Characters before a day in which a word says what is told then."""


def is_window(mention: DateMention) -> bool:
    if mention.first is None or mention.last is None or mention.days:
        return False
    return (mention.last - mention.first).days >= WINDOW_DAYS


def call_period(page: Page, blocks: Sequence[Block], placed: Sequence[PlacedDate]) -> Period:
    """A call runs from its opening to its last closing date."""
    inside = {block.start for block in blocks}
    first: date | None = None
    closings: list[date] = []
    others: list[date] = []
    for entry in placed:
        mention = entry.mention
        if entry.block.start not in inside or mention.precision != "day":
            continue
        sentence, near = (entry.start, entry.end), max(entry.start, mention.start - _NEAR)
        if mention.last and is_window(mention) and date_words("window").search(page.folded, *sentence):
            first = first or mention.first
            closings.append(mention.last)
        elif date_words("answers").search(page.folded, near, mention.start):
            continue
        elif (day := mention.last or mention.first) and entry.role in (DateRole.APPLICATION, DateRole.END):
            prose = entry.block.kind is BlockKind.PARAGRAPH and entry.role is DateRole.END
            (others if prose else closings).append(day)
        elif first is None and date_words("opening").search(page.folded, *sentence):
            first = mention.first
    end = max(closings or others, default=None)
    if first is not None and end is not None and first > end:
        first = None
    return Period(first, end, "day" if first else None)


def is_aside(page: Page, mention: DateMention, start: int) -> bool:
    """Whether the words before a date speak of something else: enrolment, a survey, a law."""
    return date_words("aside").search(page.folded, max(start, mention.start - 45), mention.start) is not None
