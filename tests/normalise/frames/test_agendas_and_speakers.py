from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

AGENDA = """Syndicat d'Exemple

Une journée régionale

La journée régionale se tiendra le mardi 21 janvier 2025 à Dax.
Le programme :
- 9h30 – 10h : Accueil des participants
- 10h : Table ronde : coordonner, un métier ?
- 11h00-12h30 : Intervention de Mme Camille EXEMPLE, directrice du CH de Dax, « Le soin autrement »
- 12h30 : Déjeuner
- 14h : Questions de la salle
- 16h : clôture
"""


def test_an_agenda_gives_sessions_with_hours_titles_and_types(told: Read) -> None:
    (event,) = told(AGENDA).events
    assert [(s.start_time, s.end_time, s.title, s.session_type) for s in event.sessions] == [
        ("09:30", "10:00", "Accueil des participants", "welcome"),
        ("10:00", None, "coordonner, un métier ?", "round_table"),
        ("11:00", "12:30", "Le soin autrement", "talk"),
        ("12:30", None, "Déjeuner", "meal"),
        ("14:00", None, "Questions de la salle", "discussion"),
    ]
    assert (event.start_time, event.end_time) == ("09:30", "16:00")


def test_a_speaker_has_the_function_the_organisation_and_the_session(told: Read) -> None:
    (event,) = told(AGENDA).events
    (speaker,) = event.speakers
    assert (speaker.person_name, speaker.role, speaker.organisation_name) == (
        "Camille EXEMPLE",
        "directrice",
        "CH de Dax",
    )
    assert speaker.session is event.sessions[2]


def test_who_is_quoted_or_to_be_asked_is_no_speaker(told: Read) -> None:
    (event,) = told(
        "Une soirée\n\nLa soirée santé aura lieu le mardi 21 janvier 2025 à Dax, en présence de Mme Camille Exemple, "
        "maire de Dax.\n\n« Nous y tenons », rappelle Sacha Modèle, vice-président.\n\nContact : Lou Gabarit."
    ).events
    assert [s.person_name for s in event.speakers] == ["Camille Exemple"]


def test_an_agenda_said_to_be_identical_is_repeated(told: Read) -> None:
    events = told(
        "Les rencontres du soin\n\nTrois villes\n\n- Toulon, jeudi 16 janvier 2025\n- Gap, mardi 21 janvier 2025\n\n"
        "Le programme (identique dans les deux villes)\n\n9h Accueil café\n9h30 Conférence sur le soin\n12h Clôture\n"
    ).events
    assert [[s.title for s in e.sessions] for e in events] == [["Accueil café", "Conférence sur le soin"]] * 2
    assert {(e.start_time, e.end_time) for e in events} == {("09:00", "12:00")}
