from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.publish import calendar_file
from flows.publish.calendar_file import folded, text, write_calendar

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.date(2025, 11, 4)


@pytest.fixture
def calendar(rows: Rows, make_tables: MakeTables) -> Callable[..., icalendar.Calendar]:
    """The calendar of the sample's event with some of its cells changed."""

    def made(**cells: Any) -> icalendar.Calendar:
        rows["event"][0] |= cells
        folder = make_tables(rows)
        write_calendar(folder)
        return icalendar.Calendar.from_ical((folder / calendar_file.FILE_NAME).read_bytes())

    return made


Made = Callable[..., icalendar.Calendar]


def test_an_event_says_what_the_table_says(calendar: Made) -> None:
    event = calendar(
        end_time="20:00",
        venue_name="Salle des fêtes",
        street_address="2, rue de l’Exemple",
        postal_code="21000",
        commune_name="Dijon",
        organiser_name="ARS Exemple",
        attendance_mode="mixed",
        registration_deadline=dt.date(2025, 10, 30),
        registration_url="https://exemple.fr/inscription",
    ).walk("VEVENT")[0]
    assert event.errors == []
    assert event["UID"] == "e1@initiatives-regionales-de-sante"
    assert event["SUMMARY"] == 'Soirée "santé, pour tous" à Dijon'
    assert event["DTSTART"].dt == dt.datetime(2025, 11, 4, 18, 30, tzinfo=PARIS)
    assert event["DTEND"].dt == dt.datetime(2025, 11, 4, 20, 0, tzinfo=PARIS)
    fetched = dt.datetime(2025, 10, 2, 8, 30, tzinfo=dt.UTC)
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (fetched, fetched)
    assert event["LOCATION"] == "Salle des fêtes, 2, rue de l’Exemple, 21000 Dijon"
    assert event["URL"] == "https://exemple.fr/1"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CATEGORIES"].cats == ["Conférence ou colloque"]
    assert (event["GEO"].latitude, event["GEO"].longitude) == (47.3216, 5.0415)
    assert event["DESCRIPTION"].splitlines() == [
        "Conférence ou colloque / Conference",
        "Hybride / Mixed",
        "Organisateur / Organiser : ARS Exemple",
        "Inscription jusqu’au / Registration until : 2025-10-30",
        "Inscription / Registration : https://exemple.fr/inscription",
        "« Soirée « santé, pour tous » »",
        "Annonce / Announcement : https://exemple.fr/1",
    ]


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [
        ({"start_time": None, "date_precision": "day"}, DAY, dt.date(2025, 11, 5)),
        ({"start_time": None, "end_date": dt.date(2025, 11, 6)}, DAY, dt.date(2025, 11, 7)),
        ({"start_time": None, "start_date": dt.date.max}, dt.date.max, None),
        ({}, dt.datetime(2025, 11, 4, 18, 30, tzinfo=PARIS), None),
        (
            {"start_time": "09:00", "end_time": "17:00", "end_date": dt.date(2025, 11, 6)},
            dt.datetime(2025, 11, 4, 9, tzinfo=PARIS),
            dt.datetime(2025, 11, 6, 17, tzinfo=PARIS),
        ),
        # Two kinds of ends cannot be mixed, and an end before the start is none.
        ({"start_time": "09:00", "end_date": dt.date(2025, 11, 6)}, DAY, dt.date(2025, 11, 7)),
        ({"end_time": "01:00"}, dt.datetime(2025, 11, 4, 18, 30, tzinfo=PARIS), None),
        ({"start_time": None, "end_time": "17:00"}, DAY, dt.date(2025, 11, 5)),
    ],
)
def test_days_and_hours_are_those_of_the_table(
    calendar: Made, cells: dict[str, Any], start: dt.date, end: dt.date | None
) -> None:
    event = calendar(**cells).walk("VEVENT")[0]
    assert event["DTSTART"].dt == start
    assert (event["DTEND"].dt if "DTEND" in event else None) == end


def test_an_hour_that_the_start_cannot_bear_is_in_the_description(calendar: Made) -> None:
    event = calendar(end_date=dt.date(2025, 11, 6)).walk("VEVENT")[0]
    assert "Début / Start : 18:30" in event["DESCRIPTION"].splitlines()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("cancelled", "CANCELLED"),
        ("postponed", "TENTATIVE"),
        ("scheduled", "CONFIRMED"),
        ("rescheduled", "CONFIRMED"),
        ("held", "CONFIRMED"),
    ],
)
def test_the_status_is_one_that_calendars_know(calendar: Made, status: str, expected: str) -> None:
    assert calendar(event_status=status).walk("VEVENT")[0]["STATUS"] == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"start_date": None, "start_time": None, "date_precision": None},
        {"start_time": None, "date_precision": "month"},
        {"start_time": None, "date_precision": "season"},
        {"start_time": None, "date_precision": "year"},
    ],
)
def test_an_event_whose_day_is_unknown_is_left_out(calendar: Made, cells: dict[str, Any]) -> None:
    empty = calendar(**cells)
    assert empty.walk("VEVENT") == []
    assert "qu’au mois, à la saison ou à l’année n’y sont pas" in empty["DESCRIPTION"]


def test_an_event_told_twice_is_there_once(calendar: Made, rows: Rows) -> None:
    rows["event"].append(rows["event"][0] | {"event_id": "e2", "announcement_id": "a2", "name": "Une soirée"})
    assert [event["UID"] for event in calendar().walk("VEVENT")] == [
        "e1@initiatives-regionales-de-sante",
        "e2@initiatives-regionales-de-sante",
    ]
    rows["event"][1]["same_as_event_id"] = "e1"
    (event,) = calendar().walk("VEVENT")
    assert (event["UID"], event["URL"]) == ("e1@initiatives-regionales-de-sante", "https://exemple.fr/1")


def test_an_online_event_is_online(calendar: Made) -> None:
    assert calendar(attendance_mode="online").walk("VEVENT")[0]["LOCATION"] == "En ligne / Online"


def test_what_is_unknown_is_left_out(calendar: Made) -> None:
    assert not {"LOCATION", "GEO", "DTEND"} & set(calendar(latitude=None).walk("VEVENT")[0])


def test_paris_is_defined_as_the_time_zone_database_has_it(calendar: Made) -> None:
    zone = calendar().walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for month in range(1, 13):
        for day in (1, 26, 30 if month != 2 else 28):
            noon = dt.datetime(2025, month, day, 12)
            assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=PARIS).utcoffset()


@given(st.text())
@example("é€😀" * 60)
@example("a" * 67 + "😀" * 19)
def test_a_text_comes_back_and_no_line_is_too_long(value: str) -> None:
    octets = folded(pa.array(["SUMMARY:" + text(pa.array([value]))[0].as_py()]))[0].as_py().encode()
    lines = octets.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    event = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + octets + b"END:VEVENT\r\n")
    kept = "".join(
        c
        for c in value.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\t\n" or (c >= " " and c != "\x7f")
    )
    assert event["SUMMARY"] == kept
