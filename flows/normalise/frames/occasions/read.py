"""Occasions: a date with the happening that it dates, and the stretch of text that tells of both.

The hard question is *which* date is a happening. A date counts when a noun of a happening stands in
its own sentence, list item or table row; or when the date begins a block of its own and the lead-in,
the heading or the title says what happens; or when a verb such as "aura lieu" does. Laws,
deadlines, steps of a procedure and former editions are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.agendas.agenda import Agenda
from flows.normalise.frames.calendar_rows import row_name
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import (
    heading_phrase,
    is_announced,
    is_bare,
    own_name,
    quoted_title,
)
from flows.normalise.frames.events.steps import is_other_news, is_step
from flows.normalise.frames.events.words import EventNoun, activity_type, happens
from flows.normalise.frames.occasions.above import consultation_above, named_by_column
from flows.normalise.frames.occasions.acts import find_act
from flows.normalise.frames.occasions.attended import is_placed
from flows.normalise.frames.occasions.cards import Cards, is_label, without_boxes
from flows.normalise.frames.occasions.context import is_course, named_by_context
from flows.normalise.frames.occasions.headed_entries import entry_kind, entry_name, headed_entries
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.occasions.moves import without_old_days, without_replaced
from flows.normalise.frames.occasions.references import spelled_out, takes_place
from flows.normalise.frames.occasions.ruling_nouns import heading_noun, noun_beside, ruling_noun
from flows.normalise.frames.occasions.same_day import told_by_day_of_another
from flows.normalise.frames.occasions.series import with_campaign
from flows.normalise.frames.occasions.surroundings import fuller_name
from flows.normalise.frames.page import Page, block_at, within

_LONG_AGO = timedelta(days=120)
"""A happening that ended earlier than this before the page is a former edition told in passing."""
_A_SEASON_AGO = timedelta(days=300)
"""The same for a page that may have been kept for a while: it does not tell when it was published."""


_FORMER = re.compile(
    r"\b(?:bilan|retour sur|resultats|l'an dernier|precedente?|derniere edition|premiere edition)\b"
)
"""Words before a noun with a month or season that is that of a former edition."""


_LONGEST_NAME = 120
_RIGHT_BELOW = 60
"""Characters between a title and the line with the date of what it names."""


def find_occasions(
    page: Page,
    placed: Sequence[PlacedDate],
    nouns: Sequence[EventNoun],
    agendas: Sequence[Agenda],
    by_hours: Sequence[Occasion] = (),
) -> list[Occasion]:
    """The dated happenings of a page, in order; `by_hours` are those told hour by hour below a day."""
    headed = {id(occasion.date) for occasion in by_hours}
    placed = without_replaced(page, without_boxes(page, placed))
    cards = Cards(page, placed, agendas)
    entries = headed_entries(page, placed, cards)
    found: list[Occasion] = []
    for index, date in enumerate(placed):
        if id(date.mention) in headed or not _may_be_event(page, date) or _is_inside(agendas, date.start):
            continue
        if _is_occasion_of(page, date, placed[index + 1 : index + 2]):
            continue
        neighbours = placed[max(0, index - 3) : index + 4]
        previous = found[-1] if found else None
        entry = entries.get(date.mention.start)
        occasion = _of_entry(page, date, nouns, cards, entry) if entry is not None else None
        occasion = occasion or _occasion(page, date, nouns, cards, neighbours, previous)
        if occasion is not None and not _is_former(page, occasion):
            occasion.lead = page.outline.lead_of(date.block) or cards.lead(date.block)
            occasion.tail = cards.tail(page, date.block)
            found.append(occasion)
    found = sorted([*found, *by_hours], key=lambda o: o.start)
    found = with_campaign(page, placed, without_old_days(page, found), nouns)
    _name_by_title(page, found, nouns)
    if not agendas:
        found = told_by_day_of_another(page, found, nouns)
    for occasion, following in pairwise(found):
        if following.block is occasion.block:
            occasion.is_alone = following.is_alone = False
    return found


def _of_entry(
    page: Page, date: PlacedDate, nouns: Sequence[EventNoun], cards: Cards, entry: Section
) -> Occasion | None:
    """The entry of a programme that a date says the day of."""
    kind = entry_kind(page, entry, nouns)
    if kind is None:
        return None
    start, end = cards.stretch(date.block) if cards.begins_with(date) else (date.start, date.end)
    return Occasion(date.mention, *kind, entry_name(page, entry), start, end, date.block)


def _is_inside(agendas: Sequence[Agenda], offset: int) -> bool:
    index = bisect_right(agendas, offset, key=lambda agenda: agenda.start) - 1
    return index >= 0 and offset < agendas[index].end


_ALL_ALONG = re.compile(r"\btoute? (?:le |la |l'|cet(?:te)? |ce )?\Z")
"""Before a season or a year: how long something went on ("de garde tout l'été"), not when it took place."""


def _may_be_event(page: Page, date: PlacedDate) -> bool:
    mention = date.mention
    if mention.precision != "day" and _ALL_ALONG.search(page.folded, date.start, mention.start):
        return False
    if date.role in (DateRole.OPEN, DateRole.END):
        return mention.precision != "year"
    if date.role is DateRole.PUBLICATION:  # a cover's date may be that of the meeting it is for
        return date.block.end - date.block.start < 40 and date.block.start > 0
    return date.role in (DateRole.APPLICATION, DateRole.REGISTRATION) and mention.first != mention.last


def _is_occasion_of(page: Page, date: PlacedDate, following: Sequence[PlacedDate]) -> bool:
    """Whether a day is that on whose occasion something takes place on the next day of the sentence."""
    is_one = date.mention.first == date.mention.last and date.mention.precision == "day"
    before = is_one and _ON_OCCASION.search(page.folded, date.start, date.mention.start)
    return bool(before and following and following[0].start < date.end)


_ON_OCCASION = re.compile(r"\b(?:a l'occasion|dans le cadre) d[^.;:]{5,90}$")


def _occasion(
    page: Page,
    date: PlacedDate,
    nouns: Sequence[EventNoun],
    cards: Cards,
    neighbours: Sequence[PlacedDate],
    previous: Occasion | None,
) -> Occasion | None:
    if is_other_news(page, date.block):
        return None
    mention, block = date.mention, date.block
    if block.cells and (headed := named_by_column(page, date, nouns)) is not None:
        return headed
    leads = cards.begins_with(date)
    start, end = cards.stretch(block) if leads else (date.start, date.end)
    noun = ruling_noun(page, date, nouns, neighbours, start, end)
    if noun is None and (asked := consultation_above(page, date, nouns)) is not None:
        return asked
    tells_act = not leads and not mention.bound and (noun is None or noun.weak)
    if tells_act and (act := find_act(page, start, end, mention.start)):
        return Occasion(mention, "ceremony", act[0], act[1], start, end, block)
    if noun is None and tells_act and within(page.times, start, end):
        noun = noun_beside(page, date, nouns, neighbours)
    # what else makes the day an event is asked for only where no noun does so alone
    alone = noun is not None and not noun.weak and mention.precision == "day"
    sure = not alone and _is_sure(page, date, noun, start, end, leads=leads)
    by_heading = noun is not None and noun.weak and leads and heading_noun(page, block, nouns) is not None
    if noun is not None and not by_heading and (not noun.weak or sure or noun.event_type == "consultation"):
        return _named_by_noun(page, date, nouns, noun, start, end, sure=sure)
    if mention.precision != "day":
        return None
    if noun is None and date.role is DateRole.OPEN and not mention.bound:
        if told := spelled_out(page, start, end, nouns):
            name = own_name(page, told, told.end + _LONGEST_NAME)
            return Occasion(mention, told.event_type, told.word, name, start, end, block)
        if (thing := takes_place(page, start, end)) is not None:
            return Occasion(mention, activity_type(fold(thing)) or "by_content", "", thing, start, end, block)
    if not sure:
        return None
    return named_by_context(page, date, nouns, cards, start, end, previous, leads=leads)


def _is_sure(
    page: Page, date: PlacedDate, noun: EventNoun | None, start: int, end: int, *, leads: bool
) -> bool:
    """Whether a day is that of a happening though no noun of one says so alone: on a line of its own, beside
    a verb such as "aura lieu", with hour and place, or announced."""
    if leads or date.block.kind is not BlockKind.PARAGRAPH:
        return True
    if happens().search(page.folded, start, end) is not None:
        return True
    if noun is None:
        opens = is_label(page.folded[date.start : date.mention.start])
        return opens or is_placed(page, start, end)
    return noun.weak and is_announced(page, noun, start, end)


def _named_by_noun(
    page: Page,
    date: PlacedDate,
    nouns: Sequence[EventNoun],
    noun: EventNoun,
    start: int,
    end: int,
    *,
    sure: bool,
) -> Occasion | None:
    """What a noun in the sentence of a date says that it is for."""
    if not _fits(date, noun, sure) or is_step(page, noun, start, end):
        return None
    if date.mention.precision != "day" and _FORMER.search(page.folded, start, noun.end):
        return None
    cell = row_name(page, date.block, date.mention.start) if date.block.cells else None
    name = page.words(*cell) if cell else own_name(page, noun, end)
    line = block_at(page.document, noun.start)
    if line is not None and line is not date.block and page.folded.startswith((" :", ":"), noun.end):
        name = page.words(*heading_phrase(page, noun, line))
    if is_bare(page, noun, name):
        name = fuller_name(page, date.block, noun, nouns) or name
    return Occasion(date.mention, noun.event_type, noun.word, name, start, end, date.block)


def _fits(date: PlacedDate, noun: EventNoun, sure: bool) -> bool:
    """Whether a noun and the way its date is written make a happening."""
    mention = date.mention
    if noun.event_type == "consultation":
        return True
    if date.role in (DateRole.END, DateRole.APPLICATION, DateRole.REGISTRATION):
        return False
    if mention.bound in ("since", "from") and noun.event_type != "campaign":
        return False
    if mention.precision in ("month", "season") and not sure:
        return False
    return noun.event_type != "training" or not is_course(mention)


def _is_former(page: Page, occasion: Occasion) -> bool:
    last = occasion.date.last or occasion.date.first
    long_ago = _LONG_AGO if page.published_on is not None else _A_SEASON_AGO
    return last is not None and page.reference - last > long_ago


def _name_by_title(page: Page, found: Sequence[Occasion], nouns: Sequence[EventNoun]) -> None:
    """Give the first happening of the title's noun the name it has there, if that has a title of its own."""
    title = page.document.title_block
    for noun in within(nouns, title.start, title.end) if title is not None else ():
        named = next((o for o in found if o.word == noun.word), None)
        if title is None or named is None or any(o is not named and o.name == named.name for o in found):
            continue  # of the dates of a series, none is named by the title's motto
        if "«" in named.name or noun.word.rstrip("s") not in fold(named.name):
            continue
        start, end = heading_phrase(page, noun, title)
        goes_on = fold(page.words(start, end)).startswith(fold(named.name))
        is_near = 0 <= named.start - title.end < _RIGHT_BELOW
        if goes_on or is_near or named.in_series or quoted_title(page, start, end):
            named.name = page.words(start, end)
