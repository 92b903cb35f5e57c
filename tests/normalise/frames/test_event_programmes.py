"""Programmes of a week or a month: entries under headings, and lines that say when, what and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

WEEKS = """<html><body><h1>Deux semaines pour le cœur</h1>
<p>Du lundi 3 au dimanche 16 mars 2025, la CPTS du Lac vous donne rendez-vous partout à Dax à l'occasion des
Semaines du cœur.</p>
<h3>Des battements : exposition de dessins</h3>
<p>Réalisés par les patients, ils sont à voir du 3 au 14 mars à la médiathèque de Dax.</p>
<h3>Marche « à petits pas »</h3><p>Samedi 8 mars, départ à 9 h 30 de la place de la Fontaine.</p>
<h3>Devenir secouriste</h3><p>Lundi 10 et mardi 11 mars, de 9 h à 17 h, salle polyvalente. Dix places.</p>
<h3>Cœur à l'ouvrage</h3><p>Jeudi 13 mars, de 14 h à 17 h, salle des fêtes. Jeux et quiz pour tous.</p>
</body></html>"""


def test_sections_side_by_side_with_a_day_below_are_entries_called_by_their_headings(told: Read) -> None:
    weeks, *entries = told(WEEKS).events
    assert (weeks.name, weeks.event_type, weeks.end_date) == (
        "Semaines du cœur",
        "campaign",
        date(2025, 3, 16),
    )
    assert [(e.name, e.event_type, e.start_date, e.start_time) for e in entries] == [
        ("Des battements : exposition de dessins", "other", date(2025, 3, 3), None),
        ("Marche « à petits pas »", "other", date(2025, 3, 8), "09:30"),
        ("Devenir secouriste", "training", date(2025, 3, 10), "09:00"),
        ("Cœur à l'ouvrage", "other", date(2025, 3, 13), "14:00"),
    ]


def test_the_parts_of_a_whole_have_its_organiser(told: Read) -> None:
    assert {e.organiser_name for e in told(WEEKS).events} == {"CPTS du Lac"}


def test_sections_that_tell_of_something_else_are_no_entries(told: Read) -> None:
    page = (
        "<html><body><h1>La lettre du réseau</h1>"
        "<h3>Quarante ans de nuits</h3><p>Anne Specimen quitte le service le 28 février 2025.</p>"
        "<h3>Un logiciel commun</h3><p>Il est livré depuis le 3 mars 2025 à Dax.</p>"
        "<h3>Soirée du réseau</h3><p>Jeudi 13 mars 2025 à 19h, salle des fêtes de Dax.</p></body></html>"
    )
    assert [e.name for e in told(page).events] == ["Soirée du réseau"]


def test_a_line_is_called_by_its_part_that_says_neither_when_nor_where(told: Read) -> None:
    page = (
        "<html><body><h1>Octobre rose à Dax</h1><p>Au programme :</p><ul>"
        "<li>jeudi 9 octobre, de 10h à 17h : des stands d'information dans le hall</li>"
        "<li>vendredi 10 octobre – Manger, bouger, dormir, 18 h, salle des fêtes</li>"
        "<li>mardi 14 octobre à 18h : conférence « Le sein en questions » à la médiathèque</li>"
        "<li>samedi 25 octobre à 9h30 : une marche de 5 km, départ devant l'hôpital</li></ul></body></html>"
    )
    assert [(e.name, e.event_type) for e in told(page, on="2025-09-20").events] == [
        ("stands d'information", "other"),
        ("Manger, bouger, dormir", "other"),
        ("conférence « Le sein en questions »", "conference"),
        ("marche de 5 km", "other"),
    ]


def test_steps_of_works_are_no_happenings(told: Read) -> None:
    page = (
        "<html><body><h1>La maison de santé avance</h1><h2>Calendrier</h2><ul>"
        "<li>3 mars 2025 : début des travaux à Dax</li>"
        "<li>5 juin 2025 : ouverture d'une antenne à Mimizan</li></ul></body></html>"
    )
    assert told(page).events == []


def test_a_call_to_come_names_nothing(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Inauguration du médicobus</h1>"
        "<p>Rendez-vous le vendredi 14 mars 2025 à 11 h, place de la Fontaine, à Dax.</p></body></html>"
    ).events
    assert (event.name, event.event_type) == ("Inauguration du médicobus", "ceremony")


def test_a_day_whose_name_is_only_inside_a_longer_word_is_no_part_of_it(told: Read) -> None:
    events = told(
        "Du 3 au 16 mars 2025 se tiennent les rencontres d'information de Dax.\n\n"
        "La formation aura lieu le 10 mars 2025 à 9h, salle des fêtes de Dax."
    ).events
    assert [e.start_date for e in events] == [date(2025, 3, 3), date(2025, 3, 10)]
