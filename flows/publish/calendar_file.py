"""`events.ics`: the events whose day is known, for calendar programs (iCalendar, RFC 5545).

An event that several announcements tell of is there once, as the first of them tells it. Hours are those of
Paris, as the table says; days without an hour fill the day. What an announcement does not say is left out.
DTSTAMP and LAST-MODIFIED are when the announcement was fetched: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
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
    *("registration_url", "same_as_event_id", "evidence"),
]

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_TITLES = {
    "organiser_name": "Organisateur / Organiser",
    "audience": "Public / Audience",
    "registration_deadline": "Inscription jusqu’au / Registration until",
    "registration_url": "Inscription / Registration",
}
_CATEGORIES = {code.code: code.label_fr for code in CODE_LISTS["event_type"].codes}
_LABELS = {
    name: {
        code.code: " / ".join(dict.fromkeys((code.label_fr, code.label_en)))
        for code in CODE_LISTS[name].codes
    }
    for name in ("event_type", "attendance_mode")
}
_NOT_TEXT = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_LINE_END = "\r\n"
_DEGREES = pa.decimal128(12, 6)

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
        file.write("".join(folded(pa.array(_head())).to_pylist()).encode())
        for rows in _events(folder):
            lines = [pc.fill_null(folded(line), "") for line in _lines(rows)]
            events = pc.binary_join_element_wise(*lines, "")
            file.write(pc.binary_join(pa.ListArray.from_arrays([0, len(events)], events), "")[0].as_buffer())
        file.write(f"END:VCALENDAR{_LINE_END}".encode())


def _head() -> Iterator[str]:
    title, about = text(pa.array([TITLE.fr, " ".join(_ABOUT)])).to_pylist()
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{NAME}//events//FR", "CALSCALE:GREGORIAN")
    # RFC 7986 and what programs read that are older than it.
    for name in ("NAME", "X-WR-CALNAME"):
        yield f"{name}:{title}"
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        yield f"{name}:{about}"
    yield from _PARIS.splitlines()


def _events(folder: Path) -> Iterator[pa.RecordBatch]:
    """The events whose day is known, each once, with `url` and `fetched_at` of their announcements."""
    announcements = pq.read_table(
        folder / "announcement.parquet", columns=["announcement_id", "url", "fetched_at"]
    )
    ids = pq.read_table(folder / "event.parquet", columns=["announcement_id"])["announcement_id"]
    places = pc.index_in(ids, announcements["announcement_id"])
    done = 0
    with pq.ParquetFile(folder / "event.parquet") as events:
        for group in range(events.num_row_groups):
            rows = events.read_row_group(group, columns=_COLUMNS)
            for name in ("url", "fetched_at"):
                told = announcements[name].take(places.slice(done, len(rows)))
                rows = rows.append_column(name, told)
            done += len(rows)
            to_the_day = pc.is_in(rows["date_precision"], pa.array(_EXACT_TO_THE_DAY))
            is_first = pc.is_null(rows["same_as_event_id"])
            rows = rows.filter(pc.and_(pc.and_(pc.is_valid(rows["start_date"]), to_the_day), is_first))
            yield from rows.combine_chunks().to_batches(_ROWS_AT_ONCE)


def _lines(rows: pa.RecordBatch) -> Iterator[pa.Array]:
    """The content lines of the events, one property after the other; null where an event has it not."""
    count = len(rows)
    fetched = pc.strftime(rows["fetched_at"].cast(pa.timestamp("s", "UTC"), safe=False), "%Y%m%dT%H%M%SZ")
    latitude, longitude = (
        rows[name].cast(_DEGREES, safe=False).cast(pa.string()) for name in ("latitude", "longitude")
    )
    yield pa.repeat("BEGIN:VEVENT", count)
    yield _joined("UID:", rows["event_id"], f"@{NAME}")
    yield _joined("DTSTAMP:", fetched)
    yield _joined("LAST-MODIFIED:", fetched)
    yield from _when(rows)
    name = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(rows["name"]))
    yield _joined("SUMMARY:", text(pc.binary_join(name, " ")))
    yield _joined("LOCATION:", text(_where(rows)))
    yield _joined("DESCRIPTION:", text(_listed(_told(rows), "\n")))
    yield _joined("URL:", rows["url"])
    yield _joined("STATUS:", pc.fill_null(_named(rows["event_status"], _STATUS), "CONFIRMED"))
    yield _joined("CATEGORIES:", text(_named(rows["event_type"], _CATEGORIES)))
    yield _joined("GEO:", latitude, ";", longitude)
    yield pa.repeat("END:VEVENT", count)


def _when(rows: pa.RecordBatch) -> Iterator[pa.Array]:
    """DTSTART and, where the end is known, DTEND: an hour, or the day after the last one."""
    first, last = rows["start_date"], _last_day(rows)
    at_an_hour = _begins_at_an_hour(rows)
    start, end = _local(first, rows["start_time"]), _local(last, rows["end_time"])
    yield pc.if_else(
        at_an_hour,
        _joined("DTSTART;TZID=Europe/Paris:", start),
        _joined("DTSTART;VALUE=DATE:", _digits(first)),
    )
    has_day_after = pc.less(last, pa.scalar(date.max))
    day_after = pc.add(pc.if_else(has_day_after, last, None).cast(pa.int32()), pa.scalar(1, pa.int32())).cast(
        pa.date32()
    )
    yield pc.if_else(
        at_an_hour,
        _joined("DTEND;TZID=Europe/Paris:", _where_true(pc.greater(end, start), end)),
        _joined("DTEND;VALUE=DATE:", _digits(day_after)),
    )


def _begins_at_an_hour(rows: pa.RecordBatch) -> pa.Array:
    """False also where only the first of several days has an hour: start and end must be of one kind."""
    one_day = pc.equal(_last_day(rows), rows["start_date"])
    return pc.and_(pc.is_valid(rows["start_time"]), pc.or_(one_day, pc.is_valid(rows["end_time"])))


def _last_day(rows: pa.RecordBatch) -> pa.Array:
    return pc.coalesce(rows["end_date"], rows["start_date"])


def _local(days: pa.Array, hours: pa.Array) -> pa.Array:
    return _joined(_digits(days), "T", pc.replace_substring(hours, ":", ""), "00")


def _digits(days: pa.Array) -> pa.Array:
    return pc.replace_substring(days.cast(pa.string()), "-", "")


def _where(rows: pa.RecordBatch) -> pa.Array:
    town = _listed([rows["postal_code"], rows["commune_name"]], " ")
    place = _listed([rows["venue_name"], rows["street_address"], town], ", ")
    return pc.coalesce(place, _named(rows["attendance_mode"], {"online": "En ligne / Online"}))


def _told(rows: pa.RecordBatch) -> Iterator[pa.Array]:
    """The lines of the description."""
    yield _named(rows["event_type"], _LABELS["event_type"])
    untold_hour = _where_true(pc.invert(_begins_at_an_hour(rows)), rows["start_time"])
    yield _joined("Début / Start : ", untold_hour)
    yield _named(rows["attendance_mode"], _LABELS["attendance_mode"])
    for name, title in _TITLES.items():
        yield _joined(f"{title} : ", rows[name].cast(pa.string()))
    yield _joined("« ", rows["evidence"], " »")
    yield _joined("Annonce / Announcement : ", rows["url"])


def _joined(*parts: pa.Array | str) -> pa.Array:
    """One text of several; null where one of them is."""
    return pc.binary_join_element_wise(*parts, "")


def _listed(parts: Iterable[pa.Array], between: str) -> pa.Array:
    """Those of several texts that are known; null where none is."""
    # Not by null_handling="skip": Arrow then leaves out the rows where all are null.
    told = [pc.fill_null(_joined(between, part), "") for part in parts]
    listed = pc.utf8_slice_codeunits(_joined(*told), len(between))
    return _where_true(pc.not_equal(listed, ""), listed)


def _named(codes: pa.Array, names: Mapping[str, str]) -> pa.Array:
    """What codes are called; null where they have no name."""
    return pa.array(list(names.values())).take(pc.index_in(codes, pa.array(list(names))))


def _where_true(mask: pa.Array, values: pa.Array) -> pa.Array:
    return pc.if_else(mask, values, None)


def text(values: pa.Array) -> pa.Array:
    """Values of type TEXT (section 3.3.11), without the characters that it may not hold."""
    values = pc.replace_substring_regex(values, "\r\n?", "\n")
    values = pc.replace_substring_regex(values, _NOT_TEXT, "")
    values = pc.replace_substring_regex(values, r"([\\;,])", r"\\\1")
    return pc.replace_substring(values, "\n", r"\n")


def folded(lines: pa.Array) -> pa.Array:
    """Content lines as they are written: in pieces of at most 75 octets (section 3.1), no character split."""
    long = pc.fill_null(pc.greater(pc.binary_length(lines), _LONGEST_LINE), False)
    if pc.any(long).as_py():
        lines = pc.replace_with_mask(lines, long, _in_pieces(lines.filter(long)))
    return _joined(lines, _LINE_END)


def _in_pieces(lines: pa.Array) -> pa.Array:
    """Lines with cuts where they are too long; what follows a cut begins with a space."""
    whole = pc.binary_join(pa.ListArray.from_arrays([0, len(lines)], lines), "")[0].as_buffer()
    octets = np.frombuffer(whole, np.uint8)
    lengths = pc.binary_length(lines).to_numpy()
    ends = np.cumsum(lengths, dtype=np.int64)
    found = []
    at, end, room = ends - lengths, ends, _LONGEST_LINE
    while len(at):
        is_longer = end - at > room
        at, end, room = at[is_longer] + room, end[is_longer], _LONGEST_LINE - 1
        for _ in range(3):  # a character of UTF-8 has so many octets after its first
            at -= (octets[at] & 0xC0) == 0x80
        found.append(at)
    cuts = np.sort(np.concatenate(found))
    between = np.frombuffer(b"\r\n ", np.uint8)
    written = np.insert(octets, np.repeat(cuts, len(between)), np.tile(between, len(cuts)))
    offsets = np.append(0, ends + len(between) * np.searchsorted(cuts, ends)).astype(np.int32)
    return pa.StringArray.from_buffers(len(lines), pa.py_buffer(offsets), pa.py_buffer(written))
