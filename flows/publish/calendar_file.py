"""`events.ics`: the events whose day is known, for calendar programs (iCalendar, RFC 5545).

Hours are those of Paris, as the table says; days without an hour fill the day. What an announcement does
not say is left out. DTSTAMP and LAST-MODIFIED are when the announcement was fetched: no clock is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.dataset import NAME, TITLE
from schemas.codes import CODE_LISTS

FILE_NAME = "events.ics"
MEDIA_TYPE = "text/calendar"

_EXACT_TO_THE_DAY = ("time", "day")
_ROWS_AT_ONCE = 16_384
_LONGEST_LINE = 75  # octets, without the line end (section 3.1)
_COLUMNS = [
    *(
        "event_id",
        "announcement_id",
        "name",
        "event_type",
        "start_date",
        "start_time",
        "end_date",
        "end_time",
    ),
    *("date_precision", "attendance_mode", "venue_name", "street_address", "postal_code", "commune_name"),
    *("latitude", "longitude", "organiser_name", "audience", "event_status", "registration_deadline"),
    *("registration_url", "evidence"),
]

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_TITLES = {
    "organiser_name": "Organisateur / Organiser",
    "audience": "Public / Audience",
    "registration_deadline": "Inscription jusqu’au / Registration until",
    "registration_url": "Inscription / Registration",
}
_LABELS = {
    name: {code.code: (code.label_fr, code.label_en) for code in CODE_LISTS[name].codes}
    for name in ("event_type", "attendance_mode")
}
_NEW_LINE = "\n"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n?")

_ABOUT = (
    "Événements que des annonces publiques françaises donnent sur des initiatives de santé, si leur jour est "
    "connu ; ceux qui ne sont connus qu’au mois, à la saison ou à l’année n’y sont pas : voir event.csv. "
    "Lecture automatique, à vérifier dans l’annonce.",
    "Events that public French announcements give on health initiatives, if their day is known; those known "
    "only to the month, season or year are not among them: see event.csv. Read by machine: check the "
    "announcement.",
)
# Summer time begins and ends with the last Sundays of March and October (directive 2000/84/EC); since 1996.
_PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


def write_calendar(folder: Path) -> None:
    """Writes the calendar of the events in a folder of published Parquet files beside them."""
    with (folder / FILE_NAME).open("wb") as file:
        for line in _calendar(folder):
            file.write(folded(line))


def _calendar(folder: Path) -> Iterator[str]:
    about = text(" ".join(_ABOUT))
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{NAME}//events//FR", "CALSCALE:GREGORIAN")
    # RFC 7986 and what programs read that are older than it.
    for name in ("NAME", "X-WR-CALNAME"):
        yield f"{name}:{text(TITLE.fr)}"
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        yield f"{name}:{about}"
    yield from _PARIS.splitlines()
    announcements = pq.read_table(
        folder / "announcement.parquet", columns=["announcement_id", "url", "fetched_at"]
    )
    events = pq.ParquetFile(folder / "event.parquet")
    for group in range(events.num_row_groups):
        rows = events.read_row_group(group, columns=_COLUMNS)
        told = pc.and_(
            pc.is_valid(rows.column("start_date")),
            pc.is_in(rows.column("date_precision"), pa.array(_EXACT_TO_THE_DAY)),
        )
        rows = rows.filter(told)
        places = pc.index_in(rows.column("announcement_id"), announcements.column("announcement_id"))
        for name in ("url", "fetched_at"):
            rows = rows.append_column(name, announcements.column(name).take(places))
        for batch in rows.to_batches(_ROWS_AT_ONCE):
            for event in batch.to_pylist():
                yield from _event(event)
    yield "END:VCALENDAR"


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    fetched = f"{event['fetched_at']:%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{event['event_id']}@{NAME}"
    yield f"DTSTAMP:{fetched}"
    yield f"LAST-MODIFIED:{fetched}"
    yield from _when(event)
    yield f"SUMMARY:{text(' '.join(event['name'].split()))}"
    if where := _where(event):
        yield f"LOCATION:{text(where)}"
    yield f"DESCRIPTION:{text(_NEW_LINE.join(_told(event)))}"
    yield f"URL:{event['url']}"
    yield f"STATUS:{_STATUS.get(event['event_status'], 'CONFIRMED')}"
    yield f"CATEGORIES:{text(_LABELS['event_type'][event['event_type']][0])}"
    if event["latitude"] is not None and event["longitude"] is not None:
        yield f"GEO:{event['latitude']:.6f};{event['longitude']:.6f}"
    yield "END:VEVENT"


def _when(event: Mapping[str, Any]) -> Iterator[str]:
    """DTSTART and, where the end is known, DTEND: an hour, or the day after the last one."""
    first: date = event["start_date"]
    last: date = event["end_date"] or first
    if _begins_at_an_hour(event):
        start = _local(first, event["start_time"])
        yield f"DTSTART;TZID=Europe/Paris:{start}"
        if event["end_time"] and (end := _local(last, event["end_time"])) > start:
            yield f"DTEND;TZID=Europe/Paris:{end}"
    else:
        yield f"DTSTART;VALUE=DATE:{_digits(first)}"
        if last < date.max:
            yield f"DTEND;VALUE=DATE:{_digits(last + timedelta(days=1))}"


def _begins_at_an_hour(event: Mapping[str, Any]) -> bool:
    """False also where only the first of several days has an hour: start and end must be of one kind."""
    one_day = event["end_date"] in (None, event["start_date"])
    return bool(event["start_time"]) and (one_day or bool(event["end_time"]))


def _local(day: date, hour: str) -> str:
    return f"{_digits(day)}T{hour.replace(':', '')}00"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _where(event: Mapping[str, Any]) -> str:
    town = " ".join(filter(None, (event["postal_code"], event["commune_name"])))
    place = ", ".join(filter(None, (event["venue_name"], event["street_address"], town)))
    return place or ("En ligne / Online" if event["attendance_mode"] == "online" else "")


def _told(event: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the description."""
    yield " / ".join(dict.fromkeys(_LABELS["event_type"][event["event_type"]]))
    if event["start_time"] and not _begins_at_an_hour(event):
        yield f"Début / Start : {event['start_time']}"
    if event["attendance_mode"]:
        yield " / ".join(_LABELS["attendance_mode"][event["attendance_mode"]])
    for name, title in _TITLES.items():
        if event[name]:
            yield f"{title} : {event[name]}"
    if event["evidence"]:
        yield f"« {event['evidence']} »"
    yield f"Annonce / Announcement : {event['url']}"


def text(value: str) -> str:
    """A value of type TEXT (section 3.3.11), without the characters that it may not hold."""
    value = _NOT_TEXT.sub("", _LINE_END.sub(_NEW_LINE, value))
    for character in "\\;,":
        value = value.replace(character, "\\" + character)
    return value.replace(_NEW_LINE, "\\n")


def folded(line: str) -> bytes:
    """A content line as it is written: in pieces of at most 75 octets (section 3.1), no character split."""
    rest = line.encode()
    pieces: list[bytes] = []
    room = _LONGEST_LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        pieces.append(rest[:end])
        rest = rest[end:]
        room = _LONGEST_LINE - 1  # what follows begins with a space
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
