from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.times import find_durations, find_times


def times(text: str) -> list[tuple[str | None, str | None]]:
    return [(m.start_time, m.end_time) for m in find_times(text, fold(text))]


def durations(text: str) -> list[int]:
    return [m.minutes for m in find_durations(fold(text), find_times(text, fold(text)))]


CLOCKS = [
    lambda h, m: f"{h}h{m:02}",
    lambda h, m: f"{h:02}H{m:02}",
    lambda h, m: f"{h} h {m:02}",
    lambda h, m: f"{h:02}:{m:02}",
    lambda h, m: f"{h} heures {m:02}" if m else f"{h} heures",
]
HOURS, MINUTES = st.integers(0, 23), st.integers(0, 59)


@given(HOURS, MINUTES, st.sampled_from(CLOCKS))
def test_a_written_hour_reads_back(hour, minute, clock):
    assert times(f"Ouverture à {clock(hour, minute)}.") == [(f"{hour:02}:{minute:02}", None)]


@given(
    HOURS, MINUTES, HOURS, st.sampled_from(CLOCKS[:4]), st.sampled_from([" à ", "-", " – ", " / ", "/", "–"])
)
def test_a_slot_reads_back(hour, minute, last, clock, to):
    written = f"de {clock(hour, minute)}{to}{clock(last, 30)}, salle"
    assert times(written) == [(f"{hour:02}:{minute:02}", f"{last:02}:30")]


@given(st.text())
def test_no_text_raises(text):
    find_times(text, fold(text))
    find_durations(fold(text), find_times(text, fold(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9h/16h, parvis", [("09:00", "16:00")]),
        ("8h30 - 12h", [("08:30", "12:00")]),
        ("Jeudi 9 – 20h", [("20:00", None)]),
        ("Mercredi 22 - 18h30-20h", [("18:30", "20:00")]),
        ("mercredi 14-18h", [("14:00", "18:00")]),
        ("de 9H à 15H00", [("09:00", "15:00")]),
        ("(9 h à 13 h)", [("09:00", "13:00")]),
        ("de 12 h 30 à 14 h", [("12:30", "14:00")]),
        ("de 9 à 12h", [("09:00", "12:00")]),
        ("entre 10h et 16h30", [("10:00", "16:30")]),
        ("14h00 / 16h30", [("14:00", "16:30")]),
        ("à 12 heures, dans les locaux", [("12:00", None)]),
        ("à midi", [("12:00", None)]),
        ("départ à 9 h 30 de la base nautique", [("09:30", None)]),
        ("24 avril 2026, minuit", [("00:00", None)]),
        ("vers 19h, dès 18h", [("19:00", None), ("18:00", None)]),
        ("à partir de 9H30", [("09:30", None)]),
        ("jusqu'à 17h", [(None, "17:00")]),
        ("s'est achevée à 22 h 15", [(None, "22:15")]),
        ("de 9h à 12h et de 14h à 17h", [("09:00", "12:00"), ("14:00", "17:00")]),
        ("17h30: clôture", [("17:30", None)]),
        ("à dix heures précises", [("10:00", None)]),
        ("vers dix-huit heures et demie, puis à 20h", [("18:30", None), ("20:00", None)]),
        ("jusqu’à dix-sept heures trente", [(None, "17:30")]),
    ],
)
def test_hours(text, expected):
    assert times(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "une réponse en 48 heures",
        "Urgences 24h/24",
        "35 heures",
        "7h de formation",
        "à dix heures de train",
        "limité à dix heures par mois",
        "à deux heures",
        "deux heures",
        "une durée de 2h",
        "durée : 1h30",
        "à 2027",
        "après-midi",
        "Midi-Pyrénées",
        "2 €/h",
        "une formation de 14h",
    ],
)
def test_what_is_no_hour(text):
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Une heure, un sujet", [60]),
        ("d'une durée de 2h", [120]),
        ("durée : 1h30", [90]),
        ("un questionnaire de 12 minutes", [12]),
        ("une réponse en 48 heures", [2880]),
        ("une heure et demie", [90]),
        ("de 9h à 12h", []),
    ],
)
def test_durations(text, minutes):
    assert durations(text) == minutes


def test_a_point_between_hours_and_minutes() -> None:
    text = "10h45 - 11h.45 : table ronde ; de 14h.00 à 16h."
    assert [(t.start_time, t.end_time) for t in find_times(text, fold(text))] == [
        ("10:45", "11:45"),
        ("14:00", "16:00"),
    ]
