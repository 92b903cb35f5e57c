"""Events: what happens on given days, with place, hours, organiser, status, agenda and speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property, partial

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.agendas.agenda import find_agendas
from flows.normalise.frames.agendas.holders import add_agendas
from flows.normalise.frames.agendas.orders_of_business import add_orders_of_business
from flows.normalise.frames.agendas.speakers import add_speakers
from flows.normalise.frames.agendas.told import told_agendas
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.events.attendance import attendance
from flows.normalise.frames.events.children import child_events, undated_event
from flows.normalise.frames.events.columns import (
    are_consecutive,
    consecutive_runs,
    event_of,
    place_of,
    set_place,
)
from flows.normalise.frames.events.deadlines import Registrations
from flows.normalise.frames.events.families import (
    adopt,
    distinguish,
    merged,
    settle_parents,
    without_days,
)
from flows.normalise.frames.events.organisers import ALL, Organisers, sentences_on
from flows.normalise.frames.events.structured import structured_events
from flows.normalise.frames.events.types import settle_types
from flows.normalise.frames.events.words import event_nouns, mode_pattern
from flows.normalise.frames.model import Event
from flows.normalise.frames.occasions.day_programmes import day_programmes
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.occasions.read import find_occasions
from flows.normalise.frames.page import Found, Page, block_at, within
from flows.normalise.frames.places.lines import labelled
from flows.normalise.frames.places.location import locate, nearby
from flows.normalise.frames.places.model import NOWHERE, Location, completed, in_commune
from flows.normalise.frames.places.openings import house_that_opens
from flows.normalise.frames.places.towns import seat, town_of_name, town_told_above
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import TimeMention
from flows.normalise.mentions.times import Duration, find_durations


def read_events(page: Page, placed: Sequence[PlacedDate]) -> list[Event]:
    """All events that a page announces or tells of, parents before their children."""
    nouns = event_nouns(page)
    written = find_agendas(page)
    agendas = sorted([*written, *told_agendas(page, written)], key=lambda agenda: agenda.start)
    by_hours = day_programmes(page, placed, nouns)
    agendas = [a for a in agendas if not any(a.start <= each.start < a.end for each in by_hours)]
    occasions = find_occasions(page, placed, nouns, agendas, by_hours)
    registrations = Registrations(page, placed, occasions)
    events = [event for o in occasions for event in _events_of(page, o, registrations)]
    events = merged(structured_events(page) + events)
    if not events and (event := undated_event(page, nouns)):
        events = [event]
    events = without_days(page, events)
    adopt(page, events)
    if len(events) == 1:
        _add_hours_of_its_day(page, events[0])
    add_agendas(page, events, agendas)
    add_orders_of_business(page, events)
    settle_types(page, events, nouns)
    if events:
        told = _PageWide(page, events)
        for event in events:
            _complete(page, event, told, alone=len(events) == 1)
    settle_parents(events)
    events += child_events(page, events, nouns)
    distinguish(page, events)
    add_speakers(page, events)
    return events


_BESIDE = 8
"""Characters between a day and its hours: ", de "."""


def _add_hours_of_its_day(page: Page, event: Event) -> None:
    """Give a page's one event the hours told where its day is told again: "samedi 22 mars de 10 h à 16 h"."""
    if event.start_time or event.date_precision != "day" or event.start_date != event.end_date:
        return
    days = (day for day in page.dates if day.first == day.last == event.start_date)
    hours = next((told for day in days if (told := within(page.times, day.end, day.end + _BESIDE))), None)
    if hours and hours[0].start_time:
        event.start_time, event.end_time = hours[0].start_time, event.end_time or hours[0].end_time
        event.date_precision = "time"


class _PageWide:
    """What a page says outside the sentences of its events, found once for all of them."""

    def __init__(self, page: Page, events: Sequence[Event]) -> None:
        self._page = page
        self.organisers = Organisers(page)
        self.starts = sorted(event.evidence.start for event in events)
        self.ends = Found(time for time in page.times if _is_said(page, time, "ends_at"))
        self.starts_told = Found(time for time in page.times if _is_said(page, time, "starts_at"))
        self.town_is_of_all = not any(event.commune_code for event in events)
        self._last_stops = {id(e.parent): e for e in events if e.parent is not None}

    def span_of(self, event: Event) -> tuple[int, int]:
        """The text on an event: its block from where no other one is told of in it, and what goes on."""
        start, block = event.evidence.start, block_at(self._page.document, event.evidence.start)
        earlier = bisect_left(self.starts, start)
        if block is not None and (not earlier or self.starts[earlier - 1] < block.start):
            start = block.start
        is_entry = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        return start, max(
            block.end if block is not None and is_entry else self.end_of(event), event.evidence.end
        )

    def end_of(self, event: Event) -> int:
        """Where the text on an event ends: at its own, where it is part of another; of a campaign, where
        that on its last stop ends."""
        if event.parent is not None:
            return event.evidence.end
        return _end_of_telling(self._page, self._last_stops.get(id(event), event), self.starts)

    @cached_property
    def place_of_all(self) -> Location:
        """Where a sentence says that all take place: "Toutes les rencontres se tiennent à …"."""
        places = (locate(self._page, *span) for span in sentences_on(self._page, ALL))
        return next((place for place in places if place.is_physical), NOWHERE)

    @cached_property
    def lengths(self) -> list[Duration]:
        """The lengths of time told, which few pages need."""
        return find_durations(self._page.folded, self._page.times)


def _events_of(page: Page, occasion: Occasion, registrations: Registrations) -> list[Event]:
    """The events of an occasion: one, or one for each of the separate days of a list, or of its runs of
    days ("les 24 et 25 novembre, puis le 8 décembre")."""
    mention = occasion.date
    if mention.days and not are_consecutive(mention.days):
        runs = consecutive_runs(mention.days)
        return [event_of(page, occasion, registrations, run[0], run[-1]) for run in runs]
    return [event_of(page, occasion, registrations, mention.first, mention.last)]


_NEAR = 500
"""Characters after an event within which its place may be told, on a page of several."""


def _end_of_telling(page: Page, event: Event, starts: Sequence[int]) -> int:
    """Where the text that goes on about an event ends: at the next event, or the end of its section."""
    block = block_at(page.document, event.evidence.start)
    section_end = page.outline.section_of(block).end if block else event.evidence.end
    index = bisect_right(starts, event.evidence.start)
    following = starts[index] if index < len(starts) else len(page.text)
    return min(section_end, following)


def _told_after(page: Page, event: Event, starts: Sequence[int], *, alone: bool) -> tuple[int, int]:
    """The text that goes on about an event: to the next event of its section, or all of a page of one."""
    if alone:
        return 0, len(page.text)
    return event.evidence.end, min(_end_of_telling(page, event, starts), event.evidence.end + _NEAR)


_OPENING = 6
"""Blocks at the head of a page that tell what it is on."""


def _opening_end(page: Page) -> int:
    blocks = page.document.blocks[:_OPENING]
    return blocks[-1].end if blocks else 0


_sitting = partial(entry_pattern, "events", "sitting")
"""Names of sittings, signatures and votes, of which nobody says how one attends them."""


def _complete(page: Page, event: Event, told: _PageWide, *, alone: bool) -> None:
    """Fill in what the page says of an event outside its own sentence: place, territory, organiser."""
    event.organiser_name = event.organiser_name or told.organisers.of(event)
    if event.attendance_mode != "online":
        location = place_of(event)
        if alone and not (location.commune_code and location.street_address):
            for start, end in labelled(page, 0, len(page.text)):
                location = completed(location, locate(page, start, end))
        if not location.venue_name:
            location = completed(location, house_that_opens(page, event))
        if not location.is_physical:
            location = completed(location, told.place_of_all)
        if not location.is_physical and event.event_type != "campaign":
            location = completed(location, nearby(page, *_told_after(page, event, told.starts, alone=alone)))
        if not location.commune_code:
            location = completed(location, town_of_name(page, event))
        if not location.commune_code:
            location = completed(location, seat(page, location.venue_name))
        if not location.commune_code and (alone or told.town_is_of_all):
            location = completed(location, town_told_above(page))
        publisher = page.publisher
        if not location.commune_code and publisher.commune_code:
            location = completed(location, in_commune(publisher.commune_code))
        if not location.region_code and not told.organisers.are_ministers(event):
            location = location._replace(
                department_code=publisher.department_code, region_code=publisher.region_code
            )
        set_place(event, location)
        on_the_spot = location.is_physical or not _sitting().search(fold(event.name))
        if event.attendance_mode is None and on_the_spot:
            event.attendance_mode = "offline"
    if event.end_time is None and event.end_date == event.start_date:
        closes = _told_hour(told.ends, event, told.end_of(event), alone=alone)
        event.end_time = closes.end_time or closes.start_time if closes else _after_length(page, event, told)
    if event.start_time is None and event.date_precision == "day" and event.end_date == event.start_date:
        opens = _told_hour(told.starts_told, event, told.end_of(event), alone=alone)
        if opens is not None and opens.start_time:
            event.start_time, event.date_precision = opens.start_time, "time"
    if alone and event.attendance_mode == "offline" and mode_pattern("mixed").search(page.folded):
        event.attendance_mode = "mixed"
    is_subject = alone and event.evidence.start < _opening_end(page)
    counted = attendance(page, event, None if is_subject else told.span_of(event))
    if counted is not None:
        event.attendance_count, event.attendance_qualifier = counted


@cache
def _before_hour(entry: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('events')[entry])}) (?:prevue? )?(?:a|vers|des) $")


def _is_said(page: Page, time: TimeMention, entry: str) -> bool:
    """Whether the words right before an hour say that something starts, or ends, then."""
    folded, start = page.folded, time.start
    return folded.endswith((" a ", " vers ", " des "), 0, start) and bool(
        _before_hour(entry).search(folded, max(0, start - 40), start)
    )


def _told_hour(told: Sequence[TimeMention], event: Event, end: int, *, alone: bool) -> TimeMention | None:
    """The hour at which a sentence says that an event ends, or starts: one of those on it, up to `end`, or
    any, if it is held or alone."""
    own = within(told, event.evidence.start, max(end, event.evidence.end))
    if not own and (alone or event.event_status == "held"):
        own = told[:1]
    return own[0] if own else None


_LASTS = re.compile(r"\b(?:duree|dure|durent|durera|dureront|d'une heure|pendant)\b")


_SHORTEST = 20
"""Minutes that something lasts at least, if it is not said to last so long: "trois minutes suffisent"."""


def _after_length(page: Page, event: Event, told: _PageWide) -> str | None:
    """The hour at which an event ends whose length is told: "Elles dureront deux heures"."""
    if event.start_time is None:
        return None
    for length in told.lengths:
        own = event.evidence.start <= length.start < event.evidence.end
        if (own and length.minutes >= _SHORTEST) or _LASTS.search(
            page.folded, max(0, length.start - 30), length.start
        ):
            hour, minute = map(int, event.start_time.split(":"))
            total = 60 * hour + minute + length.minutes
            return f"{total // 60:02}:{total % 60:02}" if total < 24 * 60 else None
    return None
