"""What events of one page are to each other: the same, days of one, stops of a tour, alike in name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.columns import place_of, set_place
from flows.normalise.frames.events.words import find_event_nouns
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.model import NOWHERE
from flows.normalise.reference.gazetteer import commune


def merged(events: Sequence[Event]) -> list[Event]:
    """Events with those told twice made one, under the name that says more."""
    kept: list[Event] = []
    on_day: dict[date | None, list[Event]] = {}
    for event in events:
        alike = on_day.setdefault(event.start_date, [])
        twin = next((k for k in alike if _same(k, event)), None)
        if twin is None:
            kept.append(event)
            alike.append(event)
            continue
        for column in (
            "start_time", "end_date", "end_time", "attendance_mode", "venue_name", "street_address",
            "postal_code", "commune_code", "department_code", "region_code", "registration_deadline",
        ):  # fmt: skip
            if getattr(twin, column) is None:
                setattr(twin, column, getattr(event, column))
        if event.date_precision == "time":
            twin.date_precision = "time"
        if twin.name.casefold() in event.name.casefold() or ("«" in event.name and "«" not in twin.name):
            twin.name = event.name
        if twin.event_status == "scheduled":
            twin.event_status = event.event_status
    return kept


def _same(a: Event, b: Event) -> bool:
    """Whether two events that begin on one day are one: of one type, or of one title and length, without
    conflict of place or hour."""
    title, other = ((event.name.partition(" – ")[0], event.end_date) for event in (a, b))
    if a.start_date is None or (a.event_type != b.event_type and title != other):
        return False
    places = (a.commune_code, b.commune_code)
    hours = (a.start_time, b.start_time)
    return all(None in pair or pair[0] == pair[1] for pair in (places, hours))


_SCREENS = re.compile(
    r"\b(?:depist\w+|vaccin\w+|frottis|mammographies?|glycemies?|tests?|tension(?: arterielle)?|"
    r"audiogrammes?|autoprelevements?|spirometries?|bilans? (?:de sante|auditifs?|visuels?))\b"
)


def adopt(page: Page, events: list[Event]) -> None:
    """Make the stops of a campaign its children: those that lie within its days."""
    spans = (e for e in events if e.event_type == "campaign" and e.start_date and e.end_date)
    tours = [e for e in spans if e.end_date != e.start_date]
    if len(tours) != 1:
        return
    tour = tours[0]
    stops = [e for e in events if e is not tour and e.start_date and e.evidence.start > tour.evidence.start]
    inside = [e for e in stops if tour.start_date <= e.start_date <= tour.end_date]  # type: ignore[operator]
    if len(inside) < 2:
        return
    names = Counter(stop.name for stop in inside)
    for stop in inside:
        stop.parent = tour
        named = (noun for noun in find_event_nouns(fold(stop.name)) if noun.event_type != "campaign")
        if names[stop.name] > 1 and (stop.event_type == "other" or next(named, None) is None):
            stop.event_type = "screening" if _SCREENS.search(page.folded) else "other"
    tour.start_time = tour.end_time = None
    tour.date_precision = "day"


def settle_parents(events: Sequence[Event]) -> None:
    """A campaign is attended as its stops are, and is in no one place if they are in several."""
    for parent in {id(e.parent): e.parent for e in events if e.parent is not None}.values():
        children = [e for e in events if e.parent is parent]
        modes = {child.attendance_mode for child in children if child.attendance_mode}
        parent.attendance_mode = next(iter(modes)) if len(modes) == 1 else "mixed" if modes else None
        if parent.event_type == "campaign" and len({child.commune_code for child in children}) > 1:
            place = place_of(parent)
            set_place(
                parent, NOWHERE._replace(department_code=place.department_code, region_code=place.region_code)
            )


def without_days(page: Page, events: list[Event]) -> list[Event]:
    """Without the single days of an event of several days, where they have no name of their own, nor the
    season that a heading tells of what is dated below it."""
    spans = [
        e for e in events if e.start_date and e.end_date and e.start_date < e.end_date < e.start_date + _WEEK
    ]
    return [
        e
        for e in events
        if not any(_is_day_of(page, e, whole) for whole in spans)
        and not _sums_up(page, e, events)
        and not _is_occasion_of(e, events)
    ]


_WEEK = timedelta(days=7)
"""What lasts longer is no one event of several days, but a course, an exhibition, a campaign."""


def _is_day_of(page: Page, event: Event, whole: Event) -> bool:
    if event is whole or whole.event_type == "campaign" or event.start_date != event.end_date:
        return False
    if not (event.start_date and whole.start_date and whole.end_date):
        return False
    if not whole.start_date <= event.start_date <= whole.end_date:
        return False
    name, of_whole = fold(event.name), f" {fold(whole.name)} "
    return f" {name} " in of_whole or _DAY.fullmatch(name) is not None or _heading_at(page, event) is not None


_DAY = re.compile(r"(?:\w+ )?(?:demi-)?(?:journee|matinee|apres-midi)")


def _is_occasion_of(event: Event, events: Sequence[Event]) -> bool:
    """Whether an event is a day of the calendar on which another takes place: "Journée mondiale du rein"."""
    if event.start_time or not _OBSERVED.match(fold(event.name)):
        return False
    return any(e.start_date == event.start_date and e.start_time for e in events)


_OBSERVED = re.compile(r"journee (?:mondiale|internationale|europeenne|nationale)\b")


def _sums_up(page: Page, event: Event, events: Sequence[Event]) -> bool:
    """Whether a heading, or what leads to a list, tells the month or season of what is dated below it."""
    if event.date_precision not in ("month", "season"):
        return False
    block = block_at(page.document, event.evidence.start)
    if block is None or not (block.kind is BlockKind.HEADING or page.text[block.end - 1] == ":"):
        return False
    section = page.outline.section_of(block)
    return any(
        e.date_precision in ("day", "time") and block.end <= e.evidence.start < section.end for e in events
    )


def _heading_at(page: Page, event: Event) -> Block | None:
    block = block_at(page.document, event.evidence.start)
    return block if block is not None and block.kind is BlockKind.HEADING else None


_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def _day_as_written(page: Page, event: Event) -> str:
    """The day of an event as the text writes it; of a list of days, the day with its month."""
    for mention in within(page.dates, event.evidence.start, event.evidence.end):
        if mention.first == event.start_date and not mention.days:
            return page.words(mention.start, mention.end)
    day = event.start_date
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]}" if day else ""


def distinguish(page: Page, events: Sequence[Event]) -> None:
    """Give events of one name the organiser, the commune, else the date, that tells them apart."""
    if len(events) < 2:
        return
    by_name: dict[str, list[Event]] = {}
    for event in events:
        by_name.setdefault(event.name.casefold(), []).append(event)
    parents = {id(event.parent) for event in events}
    for named in by_name.values():
        siblings = [e for e in named if id(e) not in parents or e.parent is not None]
        if len(siblings) < 2 and len(named) == len(siblings):
            continue
        places = Counter(e.commune_code for e in siblings)
        organisers = {e.organiser_name for e in siblings}
        for event in siblings:
            known = commune(event.commune_code) if event.commune_code else None
            if len(organisers) == len(siblings) and event.organiser_name:
                event.name = f"{event.name} – {event.organiser_name}"
            elif known is not None and places[event.commune_code] == 1:
                event.name = f"{event.name} – {known.name}"
            elif event.start_date is not None:
                event.name = f"{event.name} – {_day_as_written(page, event)}"
