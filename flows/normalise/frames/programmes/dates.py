"""When a programme begins and ends."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.page import Found, Page, within
from flows.normalise.frames.programmes.call_dates import (
    WINDOW_DAYS,
    call_period,
    date_words,
    is_aside,
    is_window,
)
from flows.normalise.frames.programmes.courses import THREE_WEEKS, course_range, sessions_held
from flows.normalise.frames.programmes.labelled_dates import labelled_dates
from flows.normalise.frames.programmes.model import Period, Told
from flows.normalise.frames.programmes.starts import find_start, is_end
from flows.normalise.frames.programmes.stretches import naming_blocks, own_blocks, stretches
from flows.normalise.frames.programmes.words import years_in
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import DateMention
from flows.normalise.mentions.numbers import read_words


def read_period(page: Page, told: Told, others: Sequence[Told], placed: Sequence[PlacedDate]) -> Period:
    """From when to when a programme runs, as far as the page says; it does not end before it begins."""
    found = _period(page, told, others, placed)
    if found.start is not None and found.end is not None and found.end < found.start:
        return replace(found, end=None)
    return found


def _period(page: Page, told: Told, others: Sequence[Told], placed: Sequence[PlacedDate]) -> Period:
    blocks = own_blocks(page, told, others)
    if told.programme_type == "call_for_projects":
        near = Period() if told.in_title else call_period(page, naming_blocks(page, told), placed)
        return near if near.end else call_period(page, blocks, placed)
    named = years_in(fold(told.name))
    if named:
        return Period(date(named[0], 1, 1), date(named[1], 12, 31), "year")
    window = _time_to_apply(page, told, others, placed) if told.programme_type == "aid_scheme" else None
    if window is not None:
        return window
    spans = stretches(page, told)
    dates = Found(entry.mention for entry in placed if entry.role not in _NOT_OF_PROGRAMMES)
    period = _range(page, told, dates, spans)
    if period is None and told.programme_type == "training":
        period = course_range(page, blocks, THREE_WEEKS)
    if period is None and told.programme_type == "consultation":
        period = course_range(page, naming_blocks(page, told), WINDOW_DAYS)
    if period is not None:
        return period
    labelled = labelled_dates(page, dates, blocks)
    start = (labelled.start, labelled.precision or "day") if labelled.start else None
    start = start or find_start(page, told, dates, spans)
    end = labelled.end or _until(page, dates, spans)
    whole = [span for block in blocks for span in page.document.units(block)]
    start = start or find_start(page, told, dates, whole, least=_SINCE)
    end = end or _until(page, dates, whole)
    if told.programme_type == "consultation" or told.is_entry:
        end = end or call_period(page, blocks, placed).end
    if told.programme_type == "training" and (start is None or start[1] in ("season", "year")):
        sessions = sessions_held(page, blocks, placed)
        if sessions is not None:
            return sessions
    if start is None:
        return _range(page, told, dates, whole) or Period(None, end, None)
    first, precision = start
    labels = [(block.start, block.end) for block in blocks if page.outline.label_value(block)]
    return Period(first, end or _lasting(page, [*spans, *labels], first, precision), precision)


def _time_to_apply(
    page: Page, told: Told, others: Sequence[Told], placed: Sequence[PlacedDate]
) -> Period | None:
    """From when to when one can ask for an aid ("du 1er mars au 31 octobre"), told in a block that names no
    other programme."""
    taken = {m.block.start for other in others if other is not told for m in other.mentions}
    for entry in placed:
        mention = entry.mention
        if entry.block.start in taken or mention.precision != "day" or not is_window(mention):
            continue
        if date_words("window").search(page.folded, entry.start, entry.end):
            return Period(mention.first, mention.last, "day")
    return None


_NOT_OF_PROGRAMMES = (DateRole.PUBLICATION, DateRole.UPDATE, DateRole.REGISTRATION, DateRole.APPLICATION)
"""What a date is for that says nothing of a programme."""
_SINCE = 4
"""The rank of a date from which on something is there."""


def _inside(dates: Found[DateMention], spans: Sequence[tuple[int, int]]) -> Iterator[DateMention]:
    for start, end in spans:
        yield from within(dates, start, end)


def _range(
    page: Page, told: Told, dates: Found[DateMention], spans: Sequence[tuple[int, int]]
) -> Period | None:
    """A period told in one go: "2024-2028", "du 1er janvier au 31 décembre", "de novembre à janvier"."""
    for mention in _inside(dates, [m.sentence for m in told.mentions if not m.passing]):
        if is_window(mention) and mention.precision == "day" and not is_aside(page, mention, 0):
            return Period(mention.first, mention.last, "day")
    for mention in _inside(dates, spans):
        over = mention.last is not None and mention.last < page.reference
        if over and _DONE.match(page.folded, mention.end):
            continue
        if date_words("of_another").search(page.folded, max(0, mention.start - 20), mention.start):
            continue
        if told.programme_type not in _PLANNED and _is_of_sum(page, mention):
            continue
        if mention.first and mention.last and not mention.days and not is_aside(page, mention, 0):
            longer = {"day": 1, "month": 31, "season": 93, "year": 366}[mention.precision]
            if (mention.last - mention.first).days >= longer:
                return Period(mention.first, mention.last, mention.precision)
    return None


_DONE = re.compile(
    r"\W{1,3}(?:elle|il|nous|on|ils|elles|(?:l'|la |les? |une? |des |cette |ce |ces )[\w'-]+"
    r"(?: [\w'-]+){0,4}) (?:a|ont|avons) (?:ete |deja |ainsi )?\w+(?:e|i|u|is|it)e?s?\b"
)
"""Behind a time at the head of a sentence: what somebody did in it ("Entre mai et juin, elle a réuni…")."""
_PLANNED = ("plan", "strategy", "project")
"""Types of programmes that run for as long as money is set aside for them."""


def _is_of_sum(page: Page, mention: DateMention) -> bool:
    """Whether the years of a range are those of a sum right before it ("9 000 € pour 2027 à 2029")."""
    return mention.precision == "year" and bool(within(page.sums, mention.start - 40, mention.start))


def _until(page: Page, dates: Found[DateMention], spans: Sequence[tuple[int, int]]) -> date | None:
    """The last day of something told to go on until then, or to be finished by then."""
    for start, end in spans:
        for mention in within(dates, start, end):
            if mention.last is None or mention.precision == "season":
                continue
            if is_end(page, mention, start) and not is_aside(page, mention, start):
                return mention.last
    return None


@cache
def _length() -> re.Pattern[str]:
    before = alternatives(lexicon("programme_dates")["lasting"])
    return re.compile(
        rf"\b(?:{before})[ :]*(?:une (?:duree|periode) de )?(?P<number>[\w-]+) (?P<unit>an|annee|mois)s?\b"
    )


def _lasting(page: Page, spans: Sequence[tuple[int, int]], first: date, precision: str) -> date | None:
    """The end of a programme that lasts a stated number of years or months from an exact day."""
    if precision not in ("day", "month"):
        return None
    for start, end in spans:
        if match := _length().search(page.folded, start, end):
            written = match["number"]
            number = int(written) if written.isdigit() else read_words(written)
            if number is not None and 0 < number <= _LONGEST:
                months = first.month - 1 + number * (1 if match["unit"] == "mois" else 12)
                year, month = first.year + months // 12, months % 12 + 1
                return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)
    return None


_LONGEST = 60
"""Years or months that a programme lasts at most."""
