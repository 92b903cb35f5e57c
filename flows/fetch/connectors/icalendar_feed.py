"""A calendar (RFC 5545): each of its events is an announcement of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Annotated, ClassVar, Literal
from urllib.parse import quote, urldefrag

from icalendar import Component
from pydantic import BeforeValidator

from flows.fetch.calendar_text import CalendarPart, calendar_parts, calendar_text, event_of, stated
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, Site, WebAddress

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rhi//rhi//FR")
_ZONE = re.compile(r";TZID=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)
_STAMP = re.compile(r"DTSTAMP[;:]", re.IGNORECASE)


def _over_https(url: object) -> object:
    """The address behind one that is written so that a calendar program opens it."""
    return re.sub(r"^webcals?://", "https://", url) if isinstance(url, str) else url


class ICalendar(Connector):
    """A calendar in iCalendar format (RFC 5545): each of its events is an announcement."""

    live: ClassVar[bool] = True

    kind: Literal["icalendar"] = "icalendar"
    url: Annotated[WebAddress, BeforeValidator(_over_https)]
    """The calendar's address; `webcal://` means `https://`."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Capture | Problem]:
        """The events, in the calendar's order."""
        listing = site.listing(self.url)
        if isinstance(listing, Problem):
            yield listing
            return
        text = calendar_text(listing.body, listing.content_type)
        if text is None:
            yield Problem(
                source_id,
                self.url,
                "calendar_unreadable",
                "Cette adresse ne donne pas d’agenda lisible au format iCalendar.",
                "This address does not give a readable calendar in iCalendar format.",
                listing.content_type or None,
            )
            return
        zones = [part for part in calendar_parts(text) if part.name == "VTIMEZONE"]
        address = urldefrag(listing.url).url
        taken: set[str] = set()
        for part in calendar_parts(text):
            if part.name != "VEVENT":
                continue
            try:
                event = event_of(part)
            except ValueError as error:
                yield self._unreadable_event(source_id, part, error)
                continue
            if not str(stated(event, "SUMMARY") or "").strip():
                yield self._untitled_event(source_id, part)
                continue
            body = _calendar_of(part, zones)
            url = f"{address}#uid={_name(event) or _digest(body)}"
            if url in taken:
                url = f"{address}#uid={_digest(body)}"  # one UID for several events, against the RFC
            if url not in taken:
                taken.add(url)
                yield Capture(source_id, url, listing.fetched_at, "text/calendar; charset=utf-8", body)

    def _unreadable_event(self, source_id: str, part: CalendarPart, error: ValueError) -> Problem:
        title = part.written("SUMMARY") or part.written("UID") or "?"
        return Problem(
            source_id,
            self.url,
            "event_unreadable",
            f"L’événement « {title} » de l’agenda est abîmé ou sans date lisible ; il n’a pas été lu.",
            f"The calendar's event “{title}” is damaged or without a readable date; it was not read.",
            str(error),
        )

    def _untitled_event(self, source_id: str, part: CalendarPart) -> Problem:
        start, uid = part.written("DTSTART"), part.written("UID")
        return Problem(
            source_id,
            self.url,
            "event_without_title",
            f"Un événement de l’agenda n’a pas de titre (SUMMARY) ; il commence le {start}.",
            f"An event of the calendar has no title (SUMMARY); it starts on {start}.",
            uid or None,
        )


def _name(event: Component) -> str | None:
    """What tells an event from others (RFC 5545, sections 3.8.4.4 and 3.8.4.7), for use in an address."""
    uid = str(stated(event, "UID") or "").strip()
    instance = stated(event, "RECURRENCE-ID")
    name = quote(uid, safe="")
    if uid and instance is not None:
        name += f"&recurrence-id={quote(instance.to_ical().decode(), safe='')}"
    return name or None


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def _calendar_of(event: CalendarPart, zones: Iterable[CalendarPart]) -> bytes:
    """A calendar of one event, without the instant at which it was written down: same event, same bytes."""
    used = {zone.strip('"') for line in event.lines for zone in _ZONE.findall(line)}
    parts = [*(zone for zone in zones if zone.written("TZID") in used), event]
    lines = [
        *_HEAD,
        *(line for part in parts for line in (f"BEGIN:{part.name}", *part.lines, f"END:{part.name}")),
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines if not _STAMP.match(line)).encode()
