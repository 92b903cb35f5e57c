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
from flows.normalise.frames.occasions.above import consultation_above, named_by_column, opens_its_sentence
from flows.normalise.frames.occasions.acts import find_act
from flows.normalise.frames.occasions.attended import is_placed
from flows.normalise.frames.occasions.cards import Cards
from flows.normalise.frames.occasions.context import is_course, named_by_context
from flows.normalise.frames.occasions.headed_entries import entry_name, entry_noun, headed_entries
from flows.normalise.frames.occasions.line_titles import title_in_list
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.occasions.moves import without_old_days, without_replaced
from flows.normalise.frames.occasions.references import meant, named_before, one_of_several, thing_held
from flows.normalise.frames.occasions.ruling_nouns import heading_noun, noun_beside, ruling_noun
from flows.normalise.frames.occasions.same_day import told_by_day_of_another
from flows.normalise.frames.occasions.series import with_campaign
from flows.normalise.frames.occasions.surroundings import fuller_name
from flows.normalise.frames.page import Page, within

_LONG_AGO = timedelta(days=120)
"""A happening that ended earlier than this before the page is a former edition told in passing."""


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
    placed = without_replaced(page, placed)
    cards = Cards(page, placed)
    entries = headed_entries(page, placed, cards)
    found: list[Occasion] = []
    for index, date in enumerate(placed):
        if (
            id(date.mention) in headed
            or not _may_be_event(page, date)
            or (agendas and _is_inside(agendas, date.start))
        ):
            continue
        neighbours = placed[max(0, index - 3) : index + 4]
        previous = found[-1] if found else None
        entry = entries.get(date.mention.start)
        occasion = _of_entry(page, date, nouns, cards, entry) if entry is not None else None
        occasion = occasion or _occasion(page, date, nouns, cards, neighbours, previous)
        if occasion is not None and not _is_former(page, occasion):
            occasion.lead = occasion.lead or page.outline.lead_of(date.block) or cards.lead(date.block)
            found.append(occasion)
    found = sorted([*found, *by_hours], key=lambda o: o.start)
    found = with_campaign(page, placed, without_old_days(page, found), nouns)
    found = _named_by_title(page, found, nouns)
    if not agendas:
        found = told_by_day_of_another(page, found, nouns)
    for occasion, following in pairwise(found):
        if following.block is occasion.block:
            occasion.is_alone = following.is_alone = False
    return found


def _of_entry(
    page: Page, date: PlacedDate, nouns: Sequence[EventNoun], cards: Cards, entry: Section
) -> Occasion | None:
    """The entry of a programme that a date says the day of, unless its own sentence names it better."""
    leads = cards.begins_with(date)
    start, end = cards.stretch(date.block) if leads else (date.start, date.end)
    event_type, word = entry_noun(page, entry, nouns, date, leads=leads)
    if not event_type or (event_type == "training" and is_course(date.mention)):
        return None
    return Occasion(date.mention, event_type, word, entry_name(page, entry), start, end, date.block)


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
        return date.mention.precision != "year"
    if date.role is DateRole.PUBLICATION:  # a cover's date may be that of the meeting it is for
        return date.block.end - date.block.start < 40 and date.block.start > 0
    return (
        date.role in (DateRole.APPLICATION, DateRole.REGISTRATION) and date.mention.first != date.mention.last
    )


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
    if date.block.cells and (headed := named_by_column(page, date, nouns)) is not None:
        return headed
    if (one_of := one_of_several(page, date, nouns)) is not None:
        return one_of
    leads = cards.begins_with(date)
    start, end = cards.stretch(date.block) if leads else (date.start, date.end)
    noun = ruling_noun(page, date, nouns, neighbours, start, end)
    # a verb is asked for only where no noun makes the day an event without one
    needs_verb = noun is None or noun.weak or date.mention.precision != "day"
    is_own_line = leads or date.block.kind is not BlockKind.PARAGRAPH
    sure = is_own_line or (needs_verb and happens().search(page.folded, start, end) is not None)
    sure = sure or (noun is None and (opens_its_sentence(page, date) or is_placed(page, start, end)))
    sure = sure or (noun is not None and noun.weak and is_announced(page, noun, start, end))
    if noun is None and (asked := consultation_above(page, date, nouns)) is not None:
        return asked
    if noun is None and not leads and within(page.times, start, end):
        if date.role is DateRole.OPEN and (act := find_act(page, start, end)):
            return Occasion(date.mention, "ceremony", act[0], act[1], start, end, date.block)
        noun = noun_beside(page, date, nouns, neighbours)
        sure = sure or noun is not None
        end = date.block.end if noun else end
    by_heading = (
        noun is not None and noun.weak and leads and heading_noun(page, date.block, nouns) is not None
    )
    if noun is not None and noun.weak and not leads and (act := find_act(page, start, end)):
        return Occasion(date.mention, "ceremony", act[0], act[1], start, end, date.block)
    if noun is not None and not by_heading and (not noun.weak or sure or noun.event_type == "consultation"):
        if (
            not _fits(date, noun, sure)
            or is_step(page, noun, start, end)
            or (date.mention.precision != "day" and _FORMER.search(page.folded, start, noun.end))
        ):
            return None
        cell = row_name(page, date.block, date.mention.start) if date.block.cells else None
        cell = cell or title_in_list(page, date, noun)
        name = page.words(*cell) if cell else own_name(page, noun, end)
        if is_bare(page, noun, name):
            fuller = fuller_name(page, date.block, noun, nouns)
            if fuller is not None:
                name = fuller
            elif before := named_before(page, noun, nouns):
                noun, name = before, own_name(page, before, before.end + _LONGEST_NAME)
        return Occasion(date.mention, noun.event_type, noun.word, name, start, end, date.block)
    if date.mention.precision != "day":
        return None
    may_be_held = noun is None and date.role is DateRole.OPEN and not date.mention.bound
    if may_be_held and (told := meant(page, start, end, nouns)):
        name = own_name(page, told, told.end + _LONGEST_NAME)
        return Occasion(date.mention, told.event_type, told.word, name, start, end, date.block)
    if may_be_held and (thing := thing_held(page, start, end, leads=leads)):
        kind = activity_type(fold(thing)) or "by_content"
        return Occasion(date.mention, kind, "", thing, start, end, date.block)
    if not sure:
        return None
    return named_by_context(page, date, nouns, cards, start, end, previous, leads=leads)


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
    return last is not None and page.reference - last > _LONG_AGO


def _named_by_title(page: Page, found: list[Occasion], nouns: Sequence[EventNoun]) -> list[Occasion]:
    """Give the first happening of the title's noun the name it has there, if that has a title of its own."""
    title = page.document.title_block
    if title is None:
        return found
    if len(found) > 1:  # "forums régionaux au printemps" only sums up the days that follow
        on_days = {o.word for o in found if o.date.precision == "day"}
        found = [o for o in found if o.date.precision == "day" or o.block is not title]
        found = [
            o for o in found if o.date.precision == "day" or o.word not in on_days or not _is_plural(o.name)
        ]
    for noun in within(nouns, title.start, title.end):
        start, end = heading_phrase(page, noun, title)
        named = next((o for o in found if o.word == noun.word), None)
        if named is not None and any(o is not named and o.name == named.name for o in found):
            continue  # the dates of a series: the title's motto is not the name of one
        if named is None or "«" in named.name or noun.word.rstrip("s") not in fold(named.name):
            continue
        goes_on = fold(page.words(start, end)).startswith(fold(named.name))
        if goes_on or quoted_title(page, start, end) or 0 <= named.start - title.end < _RIGHT_BELOW:
            named.name = page.words(start, end)
    return found


def _is_plural(name: str) -> bool:
    """Whether a name sums up several: "conférences gratuites"."""
    return name.partition(" ")[0][-1:] in ("s", "x") or name[-1:] in ("s", "x")
