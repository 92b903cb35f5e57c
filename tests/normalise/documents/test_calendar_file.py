from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents import UnreadableDocument, read_document
from flows.normalise.documents.model import Document
from flows.normalise.reading import Source, read

FORUM = """UID:1@exemple.fr
DTSTART;TZID=Europe/Paris:20260512T090000
DTEND;TZID=Europe/Paris:20260512T170000
SUMMARY:Forum des métiers\\, de la santé
"""


def calendar(*events: str, head: str = "") -> bytes:
    parts = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{parts}END:VCALENDAR\n".encode()


def document(*events: str, head: str = "") -> Document:
    return read_document(
        calendar(*events, head=head), "text/calendar; charset=utf-8", "https://exemple.fr/a.ics"
    )


def blocks(read: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, read.of(block)) for block in read.blocks]


def days(*lines: str) -> str:
    """The sentence that says when an event with these lines takes place."""
    return document("\n".join([*lines, "SUMMARY:Forum", ""])).text.split("\n")[1]


def test_an_event_is_told_as_an_announcement_tells_it() -> None:
    event = FORUM + (
        "LOCATION:Salle des fêtes\\n1 place de la Mairie\\,\\n35000 Rennes\n"
        'ORGANIZER;CN="CHU Exemple":mailto:agenda@chu.exemple.fr\n'
        "ATTENDEE;CN=Camille Exemple:mailto:camille@exemple.fr\n"
        "CATEGORIES:Emploi,Santé\n"
        "DESCRIPTION:Le CHU recrute\\; venez.\\n\\nAu programme :\\n- un atelier\\n- un débat\n"
        "X-ALT-DESC;FMTTYPE=text/html:<p>Jamais lu</p>\n"
        "STATUS:CANCELLED\n"
    )
    assert blocks(document(event)) == [
        ("heading", 1, "Forum des métiers, de la santé"),
        ("paragraph", 0, "Le mardi 12 mai 2026, de 9 h à 17 h"),
        ("paragraph", 0, "Événement annulé."),
        ("paragraph", 0, "Lieu : Salle des fêtes, 1 place de la Mairie, 35000 Rennes"),
        ("paragraph", 0, "Organisateur : CHU Exemple"),
        ("paragraph", 0, "Le CHU recrute; venez."),
        ("paragraph", 0, "Au programme :"),
        ("list_item", 1, "un atelier"),
        ("list_item", 1, "un débat"),
    ]


def test_addresses_of_people_never_appear() -> None:
    event = FORUM + "ORGANIZER;CN=camille@exemple.fr:mailto:camille@exemple.fr\nLOCATION:camille@exemple.fr\n"
    text = document(event).text
    assert "exemple" not in text
    assert "Organisateur" not in text
    assert "exemple" not in document(FORUM + "ORGANIZER:mailto:camille@exemple.fr\n").text


@pytest.mark.filterwarnings("ignore:Timezone .* is a globally unique TZID")
@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("TZID=Europe/Paris:20260512T090000", "TZID=Europe/Paris:20260512T173000", "Le mardi 12 mai 2026, de 9 h à 17 h 30"),
        ("X=1:20260512T070000Z", "X=1:20260512T083000Z", "Le mardi 12 mai 2026, de 9 h à 10 h 30"),
        ("X=1:20260112T070500Z", "X=1:20260112T083000Z", "Le lundi 12 janvier 2026, de 8 h 05 à 9 h 30"),
        ("TZID=Indian/Reunion:20260512T110000", "TZID=Indian/Reunion:20260512T120000", "Le mardi 12 mai 2026, de 9 h à 10 h"),
        ("TZID=Romance Standard Time:20260512T090000", "X=1:20260512T080000Z", "Le mardi 12 mai 2026, de 9 h à 10 h"),
        ("TZID=/exemple.fr/Europe/Paris:20260512T090000", "", "Le mardi 12 mai 2026, à 9 h"),
        ("TZID=Heure du site:20260512T090000", "TZID=Heure du site:20260512T100000", "Le mardi 12 mai 2026, de 9 h à 10 h"),
        ("X=1:20260512T090000", "X=1:20260512T100000", "Le mardi 12 mai 2026, de 9 h à 10 h"),
        ("X=1:20260512T090000", "", "Le mardi 12 mai 2026, à 9 h"),
        ("X=1:20260512T090000", "X=1:20260512T090000", "Le mardi 12 mai 2026, à 9 h"),
        ("X=1:20260512T090000", "X=1:20260511T090000", "Le mardi 12 mai 2026, à 9 h"),
        ("X=1:20260512T090000", "X=1:20260231T090000", "Le mardi 12 mai 2026, à 9 h"),
        ("X=1:20260512T180000", "X=1:20260513T000000", "Le mardi 12 mai 2026, de 18 h à minuit"),
        ("X=1:20260512T090000", "X=1:20260514T170000", "Du mardi 12 au jeudi 14 mai 2026, à partir de 9 h et jusqu’à 17 h le dernier jour"),
        ("VALUE=DATE:20260501", "VALUE=DATE:20260502", "Le vendredi 1er mai 2026"),
        ("VALUE=DATE:20260512", "", "Le mardi 12 mai 2026"),
        ("VALUE=DATE:20260512", "VALUE=DATE:20260515", "Du mardi 12 au jeudi 14 mai 2026"),
        ("VALUE=DATE:20260430", "VALUE=DATE:20260503", "Du jeudi 30 avril au samedi 2 mai 2026"),
        ("VALUE=DATE:20261231", "VALUE=DATE:20270102", "Du jeudi 31 décembre 2026 au vendredi 1er janvier 2027"),
        ("X=1:20260512T000000", "X=1:20260513T000000", "Le mardi 12 mai 2026"),
        ("X=1:20260511T220000Z", "X=1:20260513T215959Z", "Du mardi 12 au mercredi 13 mai 2026"),
        ("VALUE=DATE:20260512", "X=1:20260514T100000", "Le mardi 12 mai 2026"),
    ],
)  # fmt: skip
def test_days_and_hours_in_french(start: str, end: str, words: str) -> None:
    assert days(f"DTSTART;{start}", *([f"DTEND;{end}"] if end else [])) == words


@pytest.mark.parametrize(
    ("start", "duration", "words"),
    [
        (":20260512T090000", "PT1H30M", "Le mardi 12 mai 2026, de 9 h à 10 h 30"),
        (";VALUE=DATE:20260512", "P2D", "Du mardi 12 au mercredi 13 mai 2026"),
        (":20260512T090000", "longtemps", "Le mardi 12 mai 2026, à 9 h"),
        (":20260512T090000", "-PT1H", "Le mardi 12 mai 2026, à 9 h"),
    ],
)
def test_length_instead_of_an_end(start: str, duration: str, words: str) -> None:
    assert days(f"DTSTART{start}", f"DURATION:{duration}") == words


HOUR = ("DTSTART:20260512T090000", "DTEND:20260512T100000")
ONCE = "Le mardi 12 mai 2026, de 9 h à 10 h"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;COUNT=8", "Chaque mardi, du mardi 12 mai au mardi 30 juin 2026, de 9 h à 10 h"),
        ("FREQ=WEEKLY;UNTIL=20260703", "Chaque mardi, du mardi 12 mai au mardi 30 juin 2026, de 9 h à 10 h"),
        ("FREQ=WEEKLY;UNTIL=20260630T065959Z", "Chaque mardi, du mardi 12 mai au mardi 23 juin 2026, de 9 h à 10 h"),
        ("FREQ=WEEKLY;BYDAY=TH,TU;COUNT=4;WKST=MO", "Chaque mardi et jeudi, du mardi 12 au jeudi 21 mai 2026, de 9 h à 10 h"),
        ("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=2", "Chaque lundi et mardi, du mardi 12 au lundi 18 mai 2026, de 9 h à 10 h"),
        ("FREQ=DAILY;COUNT=4", "Du mardi 12 au vendredi 15 mai 2026, chaque jour de 9 h à 10 h"),
        ("FREQ=DAILY;UNTIL=20260515T215959Z", "Du mardi 12 au vendredi 15 mai 2026, chaque jour de 9 h à 10 h"),
        ("FREQ=WEEKLY;COUNT=1", ONCE),
        ("FREQ=WEEKLY", ONCE),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8", ONCE),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=8", ONCE),
        ("FREQ=WEEKLY;UNTIL=20260101", ONCE),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", ONCE),
        ("FREQ=SECONDLY;COUNT=99999999", ONCE),
        ("FREQ=DAILY;COUNT=99999999999", ONCE),
        ("FREQ=JAMAIS", ONCE),
        ("", ONCE),
    ],
)  # fmt: skip
def test_series_of_days(rule: str, words: str) -> None:
    assert days(*HOUR, f"RRULE:{rule}") == words


def test_series_with_exceptions_is_told_by_its_first_time() -> None:
    assert days(*HOUR, "RRULE:FREQ=WEEKLY;COUNT=8", "EXDATE:20260519T090000") == ONCE
    assert days(*HOUR, "RRULE:FREQ=WEEKLY;COUNT=8", "RDATE:20260520T090000") == ONCE


def test_description_in_html_is_read_as_such_below_the_title() -> None:
    event = FORUM + "DESCRIPTION:<h1>Programme</h1><ul><li>Former</li></ul>Venez&nbsp;!<br>Merci\n"
    assert blocks(document(event))[2:] == [
        ("heading", 2, "Programme"),
        ("list_item", 1, "Former"),
        ("paragraph", 0, "Venez !"),
        ("paragraph", 0, "Merci"),
    ]


def test_each_event_of_several_has_a_heading_below_the_calendar() -> None:
    atelier = FORUM.replace("Forum", "Atelier").replace("20260512", "20260513")
    head = "X-WR-CALNAME:Agenda\\, CHU Exemple\n"
    assert [block for block in blocks(document(FORUM, atelier, head=head)) if block[0] == "heading"] == [
        ("heading", 1, "Agenda, CHU Exemple"),
        ("heading", 2, "Forum des métiers, de la santé"),
        ("heading", 2, "Atelier des métiers, de la santé"),
    ]


def test_event_whose_day_cannot_be_read_keeps_its_title() -> None:
    broken = FORUM.replace("20260512T09", "20260231T09").replace("Forum", "Atelier")
    assert blocks(document(FORUM, broken))[-1] == ("heading", 2, "Atelier des métiers, de la santé")
    assert blocks(document("DTSTART:99991231T235959Z\nSUMMARY:Forum\n")) == [("heading", 1, "Forum")]


@pytest.mark.parametrize("body", [calendar(), b"BEGIN:VCALENDAR\n", b"BEGIN:VCALENDAR VERSION:2.0"])
def test_calendar_without_events_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(body, "text/calendar", "")
    assert caught.value.rule == "calendar_without_events"


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/html", "application/octet-stream"])
def test_a_calendar_is_recognised_whatever_the_server_says(content_type: str) -> None:
    read = read_document(b"\xef\xbb\xbf\n" + calendar(FORUM), content_type, "")
    assert "Le mardi 12 mai 2026" in read.text


@pytest.mark.parametrize("title", ["Forum des métiers de la santé", "Bien dormir", "Octobre rose"])
@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ("DTSTART:20260512T090000\nDTEND:20260512T170000\n", ("2026-05-12", "09:00", "2026-05-12", "17:00")),
        ("DTSTART:20260512T090000\nDTEND:20260518T170000\n", ("2026-05-12", "09:00", "2026-05-18", "17:00")),
        (
            "DTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260515\n",
            ("2026-05-12", None, "2026-05-14", None),
        ),
        ("DTSTART;VALUE=DATE:20260512\n", ("2026-05-12", None, "2026-05-12", None)),
        (
            "DTSTART:20260512T090000\nDTEND:20260512T100000\nRRULE:FREQ=WEEKLY;COUNT=8\n",
            ("2026-05-12", "09:00", "2026-06-30", "10:00"),
        ),
    ],
)
@pytest.mark.parametrize("status", ["scheduled", "cancelled"])
def test_an_event_becomes_one_row(
    title: str, lines: str, columns: tuple[str | None, ...], status: str
) -> None:
    place = "LOCATION:Salle des fêtes, 1 place de la Mairie\\, 35000 Rennes\n"
    body = calendar(
        f"SUMMARY:{title}\n{lines}{place}STATUS:{status}\n".replace("STATUS:scheduled", "STATUS:CONFIRMED")
    )
    [event] = read(body, "text/calendar", "https://exemple.fr/a.ics", date(2026, 4, 1), Source()).told.events
    assert (event.name, event.event_status) == (title, status)
    assert (str(event.start_date), event.start_time, str(event.end_date), event.end_time) == columns
    assert (event.venue_name, event.commune_code) == ("Salle des fêtes", "35238")


INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=800)), st.booleans())
def test_the_sentence_and_the_stated_event_say_the_same(
    start: datetime, length: timedelta, whole: bool
) -> None:
    form = ";VALUE=DATE:%Y%m%d" if whole else ":%Y%m%dT%H%M%S"
    lines = f"DTSTART{start:{form}}\nDTEND{start + length:{form}}\nSUMMARY:Forum\n"
    read = document(lines)
    [stated] = read.metadata.events
    first, last = (date.fromisoformat(stated[key][:10]) for key in ("startDate", "endDate"))
    assert first == start.date() <= last <= (start + length).date()
    said = read.text.split("\n")[1]
    assert said.startswith("Le " if first == last else "Du ")
    assert str(last.year) in said
    assert ("T" in stated["startDate"]) == (" h" in said)
