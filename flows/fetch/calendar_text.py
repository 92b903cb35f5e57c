"""The parts of a calendar (RFC 5545), cut apart as text so that a broken one costs no other."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from icalendar import Component, Event

from flows.fetch.charset import text_of

# "/vendor.example/Europe/Paris" is read as Europe/Paris, which is what it means.
warnings.filterwarnings("ignore", message="Timezone .* is a globally unique TZID")

_FOLD = re.compile(rb"\r?\n[ \t]")
_START = re.compile(r"^BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
_EDGE = re.compile(r"(BEGIN|END):([\w-]+)\s*", re.IGNORECASE)
_PARTS = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"})


@dataclass(slots=True)
class CalendarPart:
    """A component right below the calendar (RFC 5545, section 3.6), as it is written."""

    name: str
    """`VEVENT`, `VTIMEZONE` or a kind that tells of no happening, in capitals."""
    lines: list[str] = field(default_factory=list)
    """Its unfolded lines without its own `BEGIN` and `END`."""
    is_whole: bool = False
    """Whether it ends where it should, not where the file was cut."""

    def written(self, name: str) -> str:
        """The value of its first property of that name, as it is written; empty if it has none."""
        opening = re.compile(rf"{name}[;:]", re.IGNORECASE)
        return next((line.partition(":")[2] for line in self.lines if opening.match(line)), "")


def calendar_text(body: bytes, content_type: str) -> str | None:
    """The text of a calendar that was sent as `content_type`, unfolded; null if it is none."""
    # Before decoding: a line may be folded inside a character (section 3.1).
    text = text_of(_FOLD.sub(b"", body), content_type)
    return text if _START.search(text) else None


def calendar_parts(text: str) -> Iterator[CalendarPart]:
    """The parts of an unfolded calendar, in its order; the alarms of its events are left out."""
    part: CalendarPart | None = None
    alarm: str | None = None
    for match in _LINE.finditer(text):
        edge = _EDGE.fullmatch(match[0])
        kind, name = (edge[1].upper(), edge[2].upper()) if edge else ("", "")
        if part and kind == "END" and name == part.name:
            part.is_whole = True
            yield part
            part = None
        elif name in _PARTS:
            if part:
                yield part
            part = CalendarPart(name) if kind == "BEGIN" and name != "VCALENDAR" else None
            alarm = None
        elif part and part.name == "VEVENT" and (edge or alarm):
            if kind == "BEGIN":
                alarm = alarm or name
            elif name == alarm:
                alarm = None
        elif part:
            part.lines.append(match[0])
    if part:
        yield part


def event_of(part: CalendarPart) -> Component:
    """The event that a part holds. Raises `ValueError` if it is cut, damaged or without a day to start on."""
    if not part.is_whole:
        raise ValueError("cut off before END:VEVENT")
    event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *part.lines, "END:VEVENT"]))
    start = stated(event, "DTSTART")
    if start is None or not isinstance(start.dt, date):
        raise ValueError("DTSTART is no date")
    return event


def stated(event: Component, name: str) -> Any:
    """The value of a property, the first where there are several; null if the event has none."""
    value = event.get(name)
    return value[0] if isinstance(value, list) else value
