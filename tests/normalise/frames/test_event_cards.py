"""Lines with a day and what goes on below them: timetables, several hours, lists, counts."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_the_timetable_below_a_day_does_not_name_it(told: Read) -> None:
    (event,) = told(
        "Fédération Exemple\nJournée régionale de la qualité\nJeudi 20 mars 2025, centre de congrès, Angers\n"
        "9h00 Accueil\n9h30 Table ronde : la sécurité\n14h00 Ateliers « Mieux dormir »\n16h30 Clôture"
    ).events
    assert (event.name, event.end_time) == ("Journée régionale de la qualité", "16:30")


def test_the_slots_of_one_day_are_one(told: Read) -> None:
    (event,) = told(
        "<h1>Forum santé</h1><p>Samedi 5 avril 2025, de 9h à 12h et de 14h à 17h, à Cahors.</p>"
    ).events
    assert (event.start_time, event.end_time) == ("09:00", "17:00")


def test_sessions_are_called_by_the_course_above(told: Read) -> None:
    events = told(
        "<h1>Formation aux gestes d'urgence</h1><p>La CPTS Exemple propose deux sessions : le 14 mars 2025 à Guéret "
        "(9h-17h) et le 21 mars 2025 à Aubusson (9h-17h).</p>"
    ).events
    assert [e.name for e in events] == [
        "Formation aux gestes d'urgence – Guéret",
        "Formation aux gestes d'urgence – Aubusson",
    ]


def test_several_meetings_listed_below_are_not_in_the_window_above(told: Read) -> None:
    (event,) = told(
        "<h1>Schéma de santé</h1><p>Du 17 février au 14 mars 2025, les habitants donnent leur avis. Deux réunions "
        "publiques sont organisées :</p><ul><li>le 20 février 2025 à 18 h à Auxerre</li></ul>"
    ).events
    assert event.commune_code == "89024"


def test_how_long_something_holds_is_no_event(told: Read) -> None:
    assert not told(
        "<h1>La garde s'adapte à l'été</h1><p>Du 1er juillet au 31 août 2025, une garde est ouverte. On appelle "
        "tous les jours de 20 h à 8 h la permanence des soins.</p>"
    ).events


def test_the_people_of_one_day_are_not_those_of_the_next(told: Read) -> None:
    first, second = told(
        "<p>Quelque 85 donneurs étaient présents mercredi 5 mars 2025 à la collecte de sang d'Ussel. La prochaine "
        "collecte aura lieu le 9 avril 2025.</p>",
        on="2025-03-10",
    ).events
    assert (first.attendance_count, second.attendance_count) == (85, None)
