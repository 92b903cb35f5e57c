"""Events that a page states as schema.org data (JSON-LD), checked against its own text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flows.normalise.documents.folding import fold
from flows.normalise.frames.events.words import find_event_nouns, type_by_content
from flows.normalise.frames.model import Event, Evidence
from flows.normalise.frames.page import Page
from flows.normalise.frames.places.model import Location, in_commune
from flows.normalise.reference.gazetteer import Commune, communes_by_name, communes_of_postal_code
from flows.normalise.reference.names import name_key

_STATUS = {
    "EventCancelled": "cancelled",
    "EventPostponed": "postponed",
    "EventRescheduled": "rescheduled",
}
_MODE = {
    "OfflineEventAttendanceMode": "offline",
    "OnlineEventAttendanceMode": "online",
    "MixedEventAttendanceMode": "mixed",
}


def structured_events(page: Page) -> list[Event]:
    """The schema.org Events of a page whose name or title its text bears out.

    An event that the text does not name (a widget's, a site-wide agenda's) is left out.
    """
    found = (_event(page, item) for item in page.document.metadata.events)
    return [event for event in found if event is not None]


def _event(page: Page, item: Mapping[str, Any]) -> Event | None:
    name = _text(item.get("name"))
    start = _instant(item.get("startDate"))
    if name is None or start is None:
        return None
    at = page.folded.find(fold(name))
    if at < 0:
        return None
    end = _instant(item.get("endDate"))
    nouns = find_event_nouns(fold(name))
    kind = nouns[0].event_type if nouns else "other"
    location = _location(item.get("location"))
    mode = _MODE.get(_last(item.get("eventAttendanceMode"))) or ("offline" if location.is_physical else None)
    return Event(
        Evidence(at, at + len(name)),
        name,
        type_by_content(nouns[0].word) if kind == "by_content" else kind,
        start_date=start[0],
        start_time=start[1],
        end_date=end[0] if end else start[0],
        end_time=end[1] if end else None,
        date_precision="time" if start[1] else "day",
        attendance_mode=mode,
        venue_name=location.venue_name,
        street_address=location.street_address,
        postal_code=location.postal_code,
        commune_code=location.commune_code,
        department_code=location.department_code,
        region_code=location.region_code,
        organiser_name=_named(item.get("organizer")),
        event_status=_STATUS.get(_last(item.get("eventStatus")), "scheduled"),
    )


def _location(value: object) -> Location:
    if not isinstance(value, Mapping):
        return Location()
    address = value.get("address")
    if not isinstance(address, Mapping):
        return Location(venue_name=_text(value.get("name")))
    postal_code = _text(address.get("postalCode"))
    town = _text(address.get("addressLocality"))
    known = _commune(town, postal_code) if town else None
    place = in_commune(known.code if known else None)
    return Location(
        _text(value.get("name")),
        _text(address.get("streetAddress")),
        postal_code,
        place.commune_code,
        place.department_code,
        place.region_code,
    )


def _commune(town: str, postal_code: str | None) -> Commune | None:
    """The commune of a postal address: by its name among those of the postal code, else by name alone."""
    key = name_key(town)
    served = communes_of_postal_code(postal_code) if postal_code else ()
    named = [entry for entry in served if name_key(entry.name) == key] or list(served[:1])
    if not named and not postal_code:
        named = list(communes_by_name().get(key, ())[:1])
    return named[0] if named else None


def _instant(value: object) -> tuple[date, str | None] | None:
    """The local day and hour of an ISO 8601 instant, as written."""
    text = _text(value)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.date(), moment.strftime("%H:%M") if "T" in text else None


def _last(value: object) -> str:
    return str(value or "").rsplit("/", 1)[-1]


def _named(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, Mapping) else _text(value)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
