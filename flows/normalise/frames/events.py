"""Events: what happens on given days, with place, hours, organiser, status, agenda and speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agenda import Agenda, find_agendas, sessions
from flows.normalise.frames.attendance import attendance
from flows.normalise.frames.calendar_rows import header_cell, place_cell
from flows.normalise.frames.child_events import child_events, undated_event
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.deadlines import registration_deadline
from flows.normalise.frames.event_words import event_nouns, find_event_nouns, status_pattern, type_by_content
from flows.normalise.frames.location import (
    Location,
    attendance_mode,
    commune_of_cell,
    completed,
    in_commune,
    locate,
)
from flows.normalise.frames.model import Event, Evidence
from flows.normalise.frames.occasions import Occasion, find_occasions
from flows.normalise.frames.organisers import is_of_ministers, organiser_of
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.speakers import add_speakers
from flows.normalise.frames.structured_events import structured_events
from flows.normalise.mentions.model import DateMention


def read_events(page: Page, placed: Sequence[PlacedDate]) -> list[Event]:
    """All events that a page announces or tells of, parents before their children."""
    nouns = event_nouns(page)
    agendas = find_agendas(page)
    occasions = find_occasions(page, placed, nouns, agendas)
    events = [event for o in occasions for event in _events_of(page, o, occasions, placed)]
    events = _merged(structured_events(page) + events)
    if not events and (event := undated_event(page, nouns)):
        events = [event]
    _add_agendas(page, events, agendas)
    events = _without_days(events)
    _adopt(page, events)
    _share_places(page, events)
    _settle_types(page, events)
    for event in events:
        _complete(page, event, alone=len(events) == 1)
    events += child_events(page, events, nouns)
    _distinguish(page, events)
    add_speakers(page, events)
    return events


def _events_of(
    page: Page, occasion: Occasion, occasions: Sequence[Occasion], placed: Sequence[PlacedDate]
) -> list[Event]:
    """The events of an occasion: one, or one for each day of a list of separate days."""
    mention = occasion.date
    if mention.days and not _consecutive(mention.days):
        return [_event(page, occasion, occasions, placed, day, day) for day in mention.days]
    return [_event(page, occasion, occasions, placed, mention.first, mention.last)]


def _consecutive(days: Sequence[date]) -> bool:
    return all(b - a == timedelta(days=1) for a, b in pairwise(days))


def _event(
    page: Page,
    occasion: Occasion,
    occasions: Sequence[Occasion],
    placed: Sequence[PlacedDate],
    first: date | None,
    last: date | None,
) -> Event:
    mention, start, end = occasion.date, occasion.start, occasion.end
    location = _location(page, occasion, occasions)
    event_type = occasion.event_type
    if event_type == "by_content":
        event_type = type_by_content(occasion.word)
    if mention.bound in ("until", "before"):
        first = None
    if mention.precision in ("month", "season"):
        last = last if mention.first is None else None
    times = _times(page, occasion)
    mode = "online" if event_type == "webinar" else attendance_mode(page, start, end, location)
    if mode == "online":
        location = Location()
    event = Event(
        Evidence(start, end),
        occasion.name,
        event_type,
        start_date=first,
        end_date=last,
        start_time=times[0],
        end_time=times[1],
        date_precision=_precision(mention, first, times[0]),
        attendance_mode=mode,
        event_status=_status(page, occasion, last or first),
        registration_deadline=registration_deadline(page, occasion, occasions, first, placed),
    )
    _place(event, location)
    return event


_SAME_PLACE = re.compile(r"\bmeme (?:salle|lieu|endroit|adresse|site)\b")


def _location(page: Page, occasion: Occasion, occasions: Sequence[Occasion]) -> Location:
    """The place of an occasion: told in its stretch, else in the lead-in of its list."""
    location = locate(page, *_stretch_of(page, occasion), occasion.date.start)
    cell = place_cell(page, occasion.block) if occasion.block.cells else None
    if cell is not None and (town := commune_of_cell(page, cell)).commune_code:
        location = replace(town, venue_name=location.venue_name, street_address=location.street_address)
    if location.is_physical or location.region_code:
        return location
    lead = occasion.lead
    if lead is not None and (led := locate(page, lead.start, lead.end)).is_physical:
        return led
    others = [o for o in occasions if o.block is occasion.block]
    return locate(page, occasion.end, occasion.block.end) if len(others) == 1 else location


def _place(event: Event, location: Location) -> None:
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
    if len(dates) < 2 or occasion.block.kind is BlockKind.TABLE_ROW:
        return occasion.start, occasion.end
    later = [d.start for d in dates if d.start > occasion.date.start]
    earlier = [d.end for d in dates if d.end < occasion.date.start]
    start = max(earlier, default=occasion.start)
    return (start if later else occasion.start), (later[0] if later else occasion.end)


def _precision(mention: DateMention, first: date | None, start_time: str | None) -> str | None:
    if first is None:
        return None
    return "time" if start_time and mention.precision == "day" else mention.precision


def _times(page: Page, occasion: Occasion) -> tuple[str | None, str | None]:
    """The hours of an occasion: those that follow its date, else any of its stretch, else of its lead-in."""
    times = within(page.times, occasion.start, occasion.end)
    after = [t for t in times if t.start >= occasion.date.start]
    lead = occasion.lead
    title = header_cell(page.document, occasion.block, occasion.date.start) if occasion.block.cells else None
    if not times and title is not None:
        after = list(within(page.times, *title))
    candidates = after or list(times)
    if not candidates and lead is not None:
        candidates = list(within(page.times, lead.start, lead.end))
    if not candidates:
        candidates = [
            t for pair in _labelled(page, occasion, _HOUR_LABELS) for t in within(page.times, *pair)
        ]
    if not candidates:
        return None, None
    first = candidates[0]
    if (
        first.start_time
        and first.end_time is None
        and len(candidates) == 2
        and candidates[1].start_time is None
    ):
        return first.start_time, candidates[1].end_time
    return first.start_time, first.end_time


_SHORT_HEADING = 30
"""Characters of a heading that may only say how things stand: "ANNULÉ", "MAINTENU"."""


def _status(page: Page, occasion: Occasion, last: date | None) -> str:
    """Code list `event_status`, by the words of the stretch (and of the title, for a retrospect)."""
    words, start, end = page.folded, occasion.start, occasion.end
    heading = page.outline.section_of(occasion.block).heading
    if heading is not None and heading.level > 1 and heading.end - heading.start < _SHORT_HEADING:
        start = min(start, heading.start) if start - heading.start < _SHORT_HEADING + 120 else start
    if status_pattern("maintained").search(words, start, end):
        return "scheduled"
    if status_pattern("cancelled").search(words, start, end):
        return "cancelled"
    if status_pattern("moved_to").search(words, start, occasion.date.end):
        return "rescheduled"
    if status_pattern("postponed").search(words, start, end):
        return "postponed"
    if last is not None and last <= page.reference and _told_in_the_past(page, start, end):
        return "held"
    if last is not None and page.published_on is not None and last < page.published_on:
        return "held"
    return "scheduled"


def _told_in_the_past(page: Page, start: int, end: int) -> bool:
    title = page.document.title_block
    held = status_pattern("held")
    if held.search(page.folded, start, end):
        return True
    return title is not None and held.search(page.folded, title.start, title.end) is not None


_LONGEST_NAME = 110


def _merged(events: Sequence[Event]) -> list[Event]:
    """Events with those told twice made one: the same days, no conflict of place or hour, alike in kind."""
    kept: list[Event] = []
    for event in events:
        twin = next((k for k in kept if _same(k, event)), None)
        if twin is None:
            kept.append(event)
            continue
        for column in (
            "start_time", "end_date", "end_time", "attendance_mode", "venue_name", "street_address",
            "postal_code", "commune_code", "department_code", "region_code", "registration_deadline",
        ):  # fmt: skip
            if getattr(twin, column) is None:
                setattr(twin, column, getattr(event, column))
        if event.date_precision == "time":
            twin.date_precision = "time"
        if twin.name.casefold() in event.name.casefold() and len(event.name) < _LONGEST_NAME:
            twin.name = event.name
        if twin.event_status == "scheduled":
            twin.event_status = event.event_status
    return kept


def _is_long(event: Event) -> bool:
    return bool(event.start_date and event.end_date and event.end_date - event.start_date > timedelta(days=3))


def _same(a: Event, b: Event) -> bool:
    if a.start_date != b.start_date or a.start_date is None or _is_long(a) != _is_long(b):
        return False
    alike = a.event_type == b.event_type or a.name.split()[0].lower() == b.name.split()[0].lower()
    places = (a.commune_code, b.commune_code)
    hours = (a.start_time, b.start_time)
    return alike and all(None in pair or pair[0] == pair[1] for pair in (places, hours))


_IDENTICAL = re.compile(
    r"identique|meme programme|programme commun|pour chaque (?:date|ville|etape|rencontre)"
)


def _add_agendas(page: Page, events: Sequence[Event], agendas: Sequence[Agenda]) -> None:
    """Each agenda goes to the event told right before it, or to all where it is said to hold for all."""
    takers = [event for event in events if event.event_status not in ("cancelled", "postponed")]
    for agenda in agendas if takers else ():
        block = agenda.items[0].lines[0]
        heading, lead = page.outline.section_of(block).heading, page.outline.lead_of(block)
        above = block_at(page.document, agenda.start - 2)
        around = " ".join(page.folded[b.start : b.end] for b in (heading, lead, above) if b is not None)
        before = [event for event in takers if event.evidence.start < agenda.start]
        nearest = max(before, key=lambda event: event.evidence.start) if before else takers[0]
        for event in takers if len(takers) > 1 and _IDENTICAL.search(around) else [nearest]:
            items, ends_at = sessions(page, agenda)
            event.sessions += items
            event.start_time = event.start_time or (items[0].start_time if items else None)
            event.end_time = event.end_time or ends_at
            if event.start_time and event.date_precision == "day":
                event.date_precision = "time"


_SCREENING = re.compile(r"\b(?:depistages?|vaccination|vaccins?|frottis|mammographies?)\b")


def _adopt(page: Page, events: list[Event]) -> None:
    """Make the stops of a campaign its children: those that lie within its days."""
    tours = [e for e in events if e.event_type == "campaign" and e.start_date and e.end_date != e.start_date]
    if len(tours) != 1 or not tours[0].end_date:
        return
    tour = tours[0]
    stops = [e for e in events if e is not tour and e.start_date and e.evidence.start > tour.evidence.start]
    inside = [e for e in stops if tour.start_date <= e.start_date <= tour.end_date]  # type: ignore[operator]
    if len(inside) < 2:
        return
    for stop in inside:
        stop.parent = tour
        if not find_event_nouns(fold(stop.name)):
            stop.event_type = "screening" if _SCREENING.search(page.folded) else "other"


def _without_days(events: list[Event]) -> list[Event]:
    """Without the single days of an event of several days, where they have no name of their own."""
    spans = [e for e in events if e.start_date and e.end_date and e.start_date < e.end_date]

    def is_day_of(event: Event, whole: Event) -> bool:
        return (
            event is not whole
            and whole.event_type != "campaign"
            and event.start_date is not None
            and event.start_date == event.end_date
            and whole.start_date is not None
            and whole.end_date is not None
            and whole.start_date <= event.start_date <= whole.end_date
            and fold(event.name) in fold(whole.name)
        )

    return [e for e in events if not any(is_day_of(e, whole) for whole in spans)]


def _share_places(page: Page, events: Sequence[Event]) -> None:
    """An event "in the same room" has the place of the one told before it."""
    for before, event in pairwise(events):
        start, end = event.evidence.start, event.evidence.end
        if not event.venue_name and _SAME_PLACE.search(page.folded, start, end):
            _place(event, _place_of(before))


_STANDS = re.compile(r"\bstands?\b|\bspeed[ -]?dating\b")
_WORKSHOPS = re.compile(r"\b(?:ateliers|exposants|village)\b")
_SPEECHES = re.compile(r"\b(?:conferences?|tables? rondes?|plenieres?|interventions)\b")
_TALKS = ("talk", "round_table")


def _settle_types(page: Page, events: Sequence[Event]) -> None:
    """Say what a "journée" or "rencontre" is by what it holds, or by what the title calls them all."""
    series = _series_type(page) if len(events) > 1 else None
    for event in events:
        nouns = find_event_nouns(fold(event.name))
        if not nouns or nouns[0].event_type != "by_content":
            continue
        kinds = [session.session_type for session in event.sessions]
        told = page.folded[event.evidence.start : event.evidence.end]
        workshops = "workshop" in kinds or bool(_STANDS.search(page.folded) or _WORKSHOPS.search(told))
        if series is not None:
            event.event_type = series
        elif any(kind in _TALKS for kind in kinds) or _SPEECHES.search(told):
            event.event_type = "forum" if workshops else "conference"


def _series_type(page: Page) -> str | None:
    """What the first lines call several happenings: "Agenda des prochains forums régionaux"."""
    head = page.document.blocks[:3]
    for noun in find_event_nouns(page.folded[: head[-1].end]) if head else ():
        if noun.event_type != "by_content" and not noun.weak and page.folded[noun.end - 1] in "sx":
            return noun.event_type
    return None


_HOUR_LABELS = ("horaire", "heure")
_PLACE_LABELS = ("lieu", "ou", "adresse", "salle")


def _labelled(page: Page, occasion: Occasion, labels: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Values of labelled lines of the section that an occasion is told in."""
    for block in page.outline.section_of(occasion.block).blocks:
        pair = page.outline.label_value(block)
        if pair is not None and pair.label.startswith(labels):
            yield pair.start, pair.end


def _place_of(event: Event) -> Location:
    return Location(
        event.venue_name,
        event.street_address,
        event.postal_code,
        event.commune_code,
        event.department_code,
        event.region_code,
    )


def _end_of_lines(page: Page, block: Block) -> int:
    """Where the lines that go on below a labelled line, without a label of their own, end."""
    end = block.end
    blocks = page.document.blocks
    for following in blocks[blocks.index(block) + 1 :]:
        if following.gap or page.outline.label_value(following) is not None:
            break
        end = following.end
    return end


def _labelled_places(page: Page) -> Iterator[tuple[int, int]]:
    """Values of lines such as "Lieu : salle des fêtes"."""
    for block in page.document.blocks:
        pair = page.outline.label_value(block)
        if pair is not None and pair.label.startswith(_PLACE_LABELS):
            yield pair.start, _end_of_lines(page, block)
    for section in page.outline.sections:
        heading = section.heading
        if heading is not None and page.folded[heading.start : heading.end].strip(" :?") in _PLACE_LABELS:
            yield heading.end, section.end


def _complete(page: Page, event: Event, *, alone: bool) -> None:
    """Fill in what the page says of an event outside its own sentence: place, territory, organiser."""
    event_is_national = is_of_ministers(page, event)
    event.organiser_name = event.organiser_name or organiser_of(page, event)
    if event.attendance_mode != "online":
        location = _place_of(event)
        if alone and not location.commune_code:
            for start, end in _labelled_places(page):
                location = completed(location, locate(page, start, end))
        publisher = page.publisher
        own = event.organiser_name in (None, publisher.name)
        if not location.commune_code and publisher.commune_code and (own or location.is_physical):
            location = completed(location, in_commune(publisher.commune_code))
        if not location.region_code and not event_is_national:
            location = replace(
                location, department_code=publisher.department_code, region_code=publisher.region_code
            )
        _place(event, location)
        if event.attendance_mode is None and location.is_physical:
            event.attendance_mode = "offline"
    if event.end_time is None and event.end_date == event.start_date:
        event.end_time = _told_end(page, event, alone=alone)
    counted = attendance(page, event, alone=alone)
    if counted is not None:
        event.attendance_count, event.attendance_qualifier = counted


_ENDS = re.compile(
    r"\b(?:s'est achevee?|s'est terminee?|a pris fin|prendra fin|s'acheve|s'achevera|se termine|se terminera|"
    r"fin prevue|fin|cloture) (?:prevue? )?(?:a|vers) $"
)


def _told_end(page: Page, event: Event, *, alone: bool) -> str | None:
    """The hour at which a sentence says that an event ends; any sentence after it, if it is held."""
    for time in page.times:
        told = _ENDS.search(page.folded, max(0, time.start - 40), time.start)
        own = event.evidence.start <= time.start < event.evidence.end
        if told and (own or alone or event.event_status == "held"):
            return time.end_time or time.start_time
    return None


def _day_as_written(page: Page, event: Event) -> str:
    for mention in within(page.dates, event.evidence.start, event.evidence.end):
        if mention.first == event.start_date:
            return page.words(mention.start, mention.end)
    return f"{event.start_date:%d/%m/%Y}"


def _distinguish(page: Page, events: Sequence[Event]) -> None:
    """Give events of one name the organiser, the commune, else the date, that tells them apart."""
    from flows.normalise.reference.gazetteer import commune

    by_name: dict[str, list[Event]] = {}
    for event in events:
        by_name.setdefault(event.name.casefold(), []).append(event)
    for siblings in by_name.values():
        if len(siblings) < 2:
            continue
        places = [e.commune_code for e in siblings]
        organisers = {e.organiser_name for e in siblings}
        for event in siblings:
            known = commune(event.commune_code) if event.commune_code else None
            if len(organisers) == len(siblings):
                event.name = f"{event.name} – {event.organiser_name}"
            elif known is not None and places.count(event.commune_code) == 1:
                event.name = f"{event.name} – {known.name}"
            elif event.start_date is not None:
                event.name = f"{event.name} – {_day_as_written(page, event)}"
