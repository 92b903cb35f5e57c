from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Found
from flows.fetch.connectors.icalendar_feed import ICalendar
from flows.fetch.surt import surt
from flows.fetch.visitor import Visitor

PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
CUSTOM = PARIS.replace("Europe/Paris", "Heure du site")
FORUM = """BEGIN:VEVENT
UID:1@exemple.fr
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Paris:20260512T090000
DTEND;TZID=Europe/Paris:20260512T170000
SUMMARY:Forum des métiers
END:VEVENT"""
DAY = "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260513\nSUMMARY:Journée\nEND:VEVENT"

Read = Callable[..., list[Found]]


@pytest.fixture
def read(site: Any, visitor: Visitor) -> Read:
    """Serves parts of a calendar at /agenda.ics and gives what it yields."""

    def found(*parts: str, encoding: str = "utf-8") -> list[Found]:
        site.answers.clear()
        url = site.answer("/agenda.ics", calendar(*parts).encode(encoding), Content_Type="text/calendar")
        return list(ICalendar(url=url).announcements("ars", visitor))

    return found


def calendar(*parts: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//1.2//FR", *parts, "END:VCALENDAR", ""]
    )


@dataclass
class Kept:
    """A site that gives one body at every address."""

    body: bytes

    def listing(self, url: str) -> Capture | Problem:
        return Capture("ars", url, datetime(2026, 1, 15, tzinfo=UTC), "text/calendar", self.body)


def bodies(found: list[Found]) -> list[str]:
    return [one.body.decode() for one in found if isinstance(one, Capture)]


def rules(found: list[Found]) -> list[str]:
    return [one.rule for one in found if isinstance(one, Problem)]


def test_each_event_is_a_capture_of_its_own(site: Any, read: Read) -> None:
    forum, day = read(PARIS, FORUM, DAY)
    assert isinstance(forum, Capture)
    assert isinstance(day, Capture)
    assert (forum.source_id, forum.url) == ("ars", site.url + "/agenda.ics#uid=1%40exemple.fr")
    assert forum.content_type == "text/calendar; charset=utf-8"
    assert forum.fetched_at == day.fetched_at
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//rhi//rhi//FR\n"
    stampless = FORUM.replace("DTSTAMP:20260101T000000Z\n", "")
    assert forum.body.decode() == f"{head}{PARIS}\n{stampless}\nEND:VCALENDAR\n".replace("\n", "\r\n")
    assert day.url == site.url + "/agenda.ics#uid=2"
    assert day.body.decode() == f"{head}{DAY}\nEND:VCALENDAR\n".replace("\n", "\r\n")
    assert surt(forum.url) != surt(day.url)
    assert site.asked == ["/agenda.ics"]


def test_unchanged_event_has_the_same_bytes_whenever_and_beside_whatever_it_is_written(read: Read) -> None:
    [before] = bodies(read(PARIS, FORUM))
    later = FORUM.replace("DTSTAMP:20260101T000000Z", "DTSTAMP:20260301T000000Z")
    again = read("X-WR-CALNAME:Agenda", DAY, CUSTOM, later, PARIS)
    assert bodies(again)[1] == before
    assert bodies(read(PARIS, FORUM.replace("métiers", "soins"))) != [before]


def test_only_the_zones_that_an_event_uses_go_with_it(read: Read) -> None:
    quoted = FORUM.replace("TZID=Europe/Paris:20260512T09", 'TZID="Heure du site":20260512T09')
    [body] = bodies(read(PARIS, CUSTOM.replace("Heure du site", "Autre"), CUSTOM, quoted))
    assert body.count("BEGIN:VTIMEZONE") == 2
    assert "TZID:Autre" not in body


def test_alarms_are_left_out_and_cancelled_events_are_kept(read: Read) -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:à midi\nDESCRIPTION:Rappel\nEND:VALARM"
    [body] = bodies(read(FORUM.replace("END:VEVENT", f"{alarm}\nSTATUS:CANCELLED\nEND:VEVENT")))
    assert "Rappel" not in body
    assert "STATUS:CANCELLED\r\nEND:VEVENT" in body


def test_instance_of_a_series_has_its_own_address(site: Any, read: Read) -> None:
    moved = FORUM.replace("DTSTAMP", "RECURRENCE-ID;TZID=Europe/Paris:20260519T090000\nDTSTAMP")
    urls = [one.url for one in read(FORUM, moved) if isinstance(one, Capture)]
    base = site.url + "/agenda.ics#uid=1%40exemple.fr"
    assert urls == [base, base + "&recurrence-id=20260519T090000"]


@pytest.mark.parametrize("uid", ["", "UID:\n", "UID:  \n"])
def test_event_without_uid_is_named_by_its_content(site: Any, read: Read, uid: str) -> None:
    event = DAY.replace("UID:2\n", uid)
    [first] = read(event)
    [again] = read(event)
    [other] = read(event.replace("0513", "0514"))
    assert isinstance(first, Capture)
    assert isinstance(again, Capture)
    assert isinstance(other, Capture)
    assert first.url.startswith(site.url + "/agenda.ics#uid=")
    assert len(first.url.partition("#uid=")[2]) == 64
    assert first.url == again.url != other.url


def test_several_events_of_one_uid_are_all_kept_and_a_repeated_one_once(read: Read) -> None:
    found = read(DAY, DAY.replace("0513", "0514"), DAY.replace("0513", "0515"), DAY.replace("0513", "0514"))
    urls = [one.url for one in found if isinstance(one, Capture)]
    assert len(urls) == len(set(urls)) == 4 - 1


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (DAY.replace("SUMMARY:Journée\n", ""), "event_without_title"),
        (DAY.replace("Journée", " "), "event_without_title"),
        (DAY.replace("20260513", "20260231"), "event_unreadable"),
        (DAY.replace("DTSTART;VALUE=DATE:20260513\n", ""), "event_unreadable"),
        (DAY.replace("DTSTART;VALUE=DATE:20260513", "DTSTART;VALUE=TIME:090000"), "event_unreadable"),
        (DAY.replace("\nEND:VEVENT", ""), "event_unreadable"),
    ],
)
def test_bad_event_is_a_problem_and_the_others_are_taken(read: Read, event: str, rule: str) -> None:
    found = read(FORUM, event, DAY.replace("UID:2", "UID:3"))
    assert rules(found) == [rule]
    assert len(bodies(found)) == 2


def test_problem_names_the_event(read: Read) -> None:
    [problem] = read(DAY.replace("20260513", "20260231"))
    assert isinstance(problem, Problem)
    assert problem.reason_fr == (
        "L’événement « Journée » de l’agenda est abîmé ou sans date lisible ; il n’a pas été lu."
    )
    [problem] = read(DAY.replace("SUMMARY:Journée\n", ""))
    assert isinstance(problem, Problem)
    assert problem.reason_en == "An event of the calendar has no title (SUMMARY); it starts on 20260513."


def test_calendar_cut_in_an_event_gives_those_before(read: Read) -> None:
    found = read(DAY, FORUM[: FORUM.index("SUMMARY") + 12])
    assert (len(bodies(found)), rules(found)) == (1, ["event_unreadable"])


def test_tasks_and_lines_that_make_no_sense_are_passed_over(read: Read) -> None:
    task = DAY.replace("VEVENT", "VTODO")
    found = read(task, DAY.replace("SUMMARY", "rien de lisible\nX-COULEUR;:;\nSUMMARY"))
    assert (len(bodies(found)), rules(found)) == (1, [])


def test_lines_folded_inside_a_character_are_whole_again(site: Any, visitor: Visitor) -> None:
    body = (
        calendar(DAY.replace("Journée", "Journée de la santé à Évreux"))
        .encode()
        .replace("é".encode(), b"\xc3\n \xa9")
    )
    [capture] = ICalendar(url=site.answer("/a.ics", body)).announcements("ars", visitor)
    assert isinstance(capture, Capture)
    assert "SUMMARY:Journée de la santé à Évreux\r\n" in capture.body.decode()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig"])
def test_character_set_is_found(read: Read, encoding: str) -> None:
    [body] = bodies(read(DAY, encoding=encoding))
    assert "SUMMARY:Journée\r\n" in body


def test_calendar_without_events_gives_nothing(read: Read) -> None:
    assert read(PARIS) == []


@pytest.mark.parametrize("body", [b"", b"<html><p>BEGIN:VCALENDAR</p></html>", b"BEGIN:VEVENT\nEND:VEVENT"])
def test_page_that_is_no_calendar_is_a_problem(site: Any, visitor: Visitor, body: bytes) -> None:
    found = list(ICalendar(url=site.answer("/a.ics", body)).announcements("ars", visitor))
    assert rules(found) == ["calendar_unreadable"]


def test_calendar_that_cannot_be_had_is_one_problem(site: Any, visitor: Visitor) -> None:
    assert len(list(ICalendar(url=site.url + "/absent.ics").announcements("ars", visitor))) == 1


def test_address_for_calendar_programs_is_asked_for_by_https() -> None:
    assert ICalendar.model_validate({"url": "webcal://exemple.fr/a.ics"}).url == "https://exemple.fr/a.ics"
    assert ICalendar.model_validate({"url": "http://exemple.fr/a.ics"}).url == "http://exemple.fr/a.ics"


PIECES = """BEGIN:VCALENDAR END:VCALENDAR BEGIN:VEVENT END:VEVENT BEGIN:VALARM END:VALARM BEGIN:VTIMEZONE END:VTIMEZONE
DTSTART:20260512 DTSTART:20260512T090000Z DTSTART;TZID=X:20260512T090000 DTSTART; DTSTART:99991231T235959Z
SUMMARY:Forum SUMMARY;ALTREP="x SUMMARY:\\ UID:1 DURATION:P1W DURATION:PT RRULE:FREQ=X RRULE:; RDATE: EXDATE:
ORGANIZER;CN=A:b GEO:1 GEO:a;b CATEGORIES:a,b : ; a= \x00 ATTACH;VALUE=BINARY:! RECURRENCE-ID:x RECURRENCE-ID:"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=25))
def test_any_calendar_gives_captures_and_problems(lines: list[str]) -> None:
    body = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines]).encode()
    for found in ICalendar(url="https://exemple.fr/a.ics").announcements("ars", Kept(body)):
        assert isinstance(found, Capture | Problem)
