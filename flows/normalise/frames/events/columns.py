"""One event from the occasion it is told at: its days, hours, place, mode and status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.calendar_rows import header_cell, place_cell
from flows.normalise.frames.events.deadlines import Registrations
from flows.normalise.frames.events.names import without_status
from flows.normalise.frames.events.status import status_of
from flows.normalise.frames.events.words import mode_pattern, type_by_content
from flows.normalise.frames.model import Event, Evidence
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.attendance import attendance_mode
from flows.normalise.frames.places.location import commune_of_cell, locate
from flows.normalise.frames.places.model import NOWHERE, Location, completed
from flows.normalise.frames.places.towns import town_at_head, town_before
from flows.normalise.mentions.model import DateMention, TimeMention


def are_consecutive(days: Sequence[date]) -> bool:
    return all(b - a == timedelta(days=1) for a, b in pairwise(days))


def consecutive_runs(days: Sequence[date]) -> list[list[date]]:
    """The days of a list, those that follow each other together."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def event_of(
    page: Page, occasion: Occasion, registrations: Registrations, first: date | None, last: date | None
) -> Event:
    mention, start, end = occasion.date, occasion.start, occasion.end
    location = completed(_location(page, occasion), town_at_head(page, start))
    event_type = occasion.event_type
    if event_type == "by_content":
        event_type = type_by_content(occasion.word)
    if mention.precision in ("month", "season"):
        last = None
    times = _times(page, occasion)
    by_link = event_type == "webinar" or (event_type == "consultation" and not location.is_physical)
    mode = "online" if by_link else attendance_mode(page, start, end, location)
    if mode == "online":
        location = NOWHERE
    event = Event(
        Evidence(start, end),
        without_status(occasion.name),
        event_type,
        start_date=first,
        end_date=last,
        start_time=times[0],
        end_time=times[1],
        date_precision=_precision(mention, first, times[0]),
        attendance_mode=mode,
        event_status=status_of(
            page, occasion, mention.last if mention.precision == "season" else last or first
        ),
        registration_deadline=registrations.deadline(occasion, first),
    )
    set_place(event, location)
    return event


def _location(page: Page, occasion: Occasion) -> Location:
    """The place of an occasion: told in its stretch, else in the lead-in of its list."""
    start, end = _stretch_of(page, occasion)
    location = locate(page, start, end, occasion.date.start)
    town = _town_before(page, occasion)
    if (start, end) != (occasion.start, occasion.end) and town.commune_code:
        behind = locate(page, occasion.date.end, end)
        location = town._replace(venue_name=behind.venue_name, street_address=behind.street_address)
    cell = place_cell(page, occasion.block) if occasion.block.cells else None
    if cell is not None and (town := commune_of_cell(page, cell)).commune_code:
        location = town._replace(venue_name=location.venue_name, street_address=location.street_address)
    if occasion.lead is occasion.block:  # told after another of its block
        return completed(location, locate(page, occasion.block.start, occasion.start))
    if not location.is_physical and not mode_pattern("online").search(page.folded, start, end):
        location = locate(page, occasion.start, occasion.end, occasion.date.start)
    if location.is_physical:
        return location
    for line in (occasion.lead, occasion.tail):
        if line is not None and (led := locate(page, line.start, line.end)).is_physical:
            return led
    return locate(page, occasion.end, occasion.block.end) if occasion.is_alone else location


def set_place(event: Event, location: Location) -> None:
    event.venue_name = location.venue_name
    event.street_address = location.street_address
    event.postal_code = location.postal_code
    event.commune_code = location.commune_code
    event.department_code = location.department_code
    event.region_code = location.region_code


def _stretch_of(page: Page, occasion: Occasion) -> tuple[int, int]:
    """Where the place of an occasion is told: its stretch, or its own part of a sentence with several."""
    dates = [
        d for d in within(page.dates, occasion.start, occasion.end) if d.precision == "day" and not d.bound
    ]
    earlier = [d.end for d in dates if d.end < occasion.date.start]
    later = [d.start for d in dates if d.start > occasion.date.start]
    start = earlier[-1] if earlier and _town_before(page, occasion).commune_code else occasion.start
    return start, later[0] if later else occasion.end


def _town_before(page: Page, occasion: Occasion) -> Location:
    """The town right before the day of an occasion, in a sentence whose first day has one before it too."""
    start, day = occasion.start, occasion.date.start
    first = min((d.start for d in within(page.dates, start, day)), default=day)
    return town_before(page, start, day) if town_before(page, start, first).commune_code else NOWHERE


def _precision(mention: DateMention, first: date | None, start_time: str | None) -> str | None:
    if first is None:
        return None
    return "time" if start_time and mention.precision == "day" else mention.precision


def _times(page: Page, occasion: Occasion) -> tuple[str | None, str | None]:
    """The hours of an occasion: those that follow its date, else any of its stretch, else of its lead-in."""
    times = within(page.times, occasion.start, occasion.end)
    after = [t for t in times if t.start >= occasion.date.start]
    title = header_cell(page.document, occasion.block, occasion.date.start) if occasion.block.cells else None
    if not times and title is not None:
        after = list(within(page.times, *title))
    candidates = after or list(times)
    for line in (occasion.lead, occasion.tail):
        if not candidates and line is not None:
            candidates = list(within(page.times, line.start, line.end))
    if not candidates:
        candidates = [
            t
            for pair in page.outline.values_in(page.outline.section_of(occasion.block), _HOUR_LABELS)
            for t in within(page.times, pair.start, pair.end)
        ]
    with_others = len(within(page.dates, occasion.start, occasion.end)) > 1
    if not candidates and (occasion.is_alone or with_others):
        candidates = list(within(page.times, occasion.end, _next_day(page, occasion)))
    if not candidates and occasion.in_series:
        candidates = _of_all(page, occasion)
    if not candidates:
        return None, None
    last = candidates[0]
    for slot in candidates[1:]:
        if not (last.end_time and slot.end_time and _AND.fullmatch(page.folded, last.end, slot.start)):
            break
        last = slot
    return candidates[0].start_time, last.end_time


_AND = re.compile(r" ?(?:,|/|&|;)? ?(?:et |puis )?(?:de )?")
"""Between the slots of one day: "9h-12h et 14h-17h"."""


def _next_day(page: Page, occasion: Occasion) -> int:
    """Where the sentence with the next day of a block begins, whose hours are its own; else its end, or that
    of the paragraph below a heading."""
    block = occasion.block
    below = block_at(page.document, block.end + 1) if block.kind is BlockKind.HEADING else None
    for told in (block, below):
        days = within(page.dates, occasion.end, told.end) if told is not None else ()
        following = next((d.start for d in days if d.precision == "day"), None)
        if told is not None and following is not None:
            return next(first for first, last in page.document.units(told) if following < last)
    return (below or block).end


def _of_all(page: Page, occasion: Occasion) -> list[TimeMention]:
    """The first slot told above a list of dates, which holds for all: "toujours de 19h30 à 21h"."""
    above = within(page.times, max(0, occasion.start - _ABOVE), occasion.start)
    return [time for time in above if time.end_time][:1]


_ABOVE = 1500
"""Characters above a list of dates in which hours may be told for all of them."""


_HOUR_LABELS = ("horaire", "heure")


def place_of(event: Event) -> Location:
    return Location(
        event.venue_name,
        event.street_address,
        event.postal_code,
        event.commune_code,
        event.department_code,
        event.region_code,
    )
