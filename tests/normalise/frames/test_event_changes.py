"""Happenings moved, put off or called off, and how one attends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    "sentence",
    [
        "L'atelier mémoire initialement prévu le mardi 11 mars aura lieu le mardi 25 mars 2025 à 14 h à Dax.",
        "L'atelier mémoire du 11 mars est repoussé de deux semaines. Il se tiendra le 25 mars 2025 à 14 h à Dax.",
        "L'atelier mémoire, qui devait se tenir le 11 mars, se tiendra le 25 mars 2025 à 14 h à Dax.",
        "L'atelier mémoire aura lieu le 25 mars 2025 à 14 h (et non le 11 mars) à Dax.",
        "L'atelier mémoire aura lieu le 25 mars 2025 à 14 h au lieu du 11 mars, à Dax.",
        "L'atelier mémoire est annulé et reporté au 25 mars 2025 à 14 h, à Dax.",
    ],
)
def test_of_a_moved_happening_the_new_day_is_told_once(told: Read, sentence: str) -> None:
    (event,) = told(f"<h1>Atelier mémoire</h1><p>{sentence}</p>").events
    assert (event.name, event.start_date, event.start_time) == ("Atelier mémoire", date(2025, 3, 25), "14:00")
    assert event.event_status == "rescheduled"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("La collecte de sang du 14 mars 2025 à Dax n'aura finalement pas lieu.", "cancelled"),
        ("La collecte de sang du 14 mars 2025 à Dax est déprogrammée.", "cancelled"),
        ("La collecte de sang du 14 mars 2025 à Dax est suspendue jusqu'à nouvel ordre.", "postponed"),
        ("La collecte de sang du 14 mars 2025 à Dax est reportée à une date ultérieure.", "postponed"),
    ],
)
def test_what_is_called_or_put_off_keeps_its_day(told: Read, sentence: str, status: str) -> None:
    (event,) = told(f"<h1>Don du sang</h1><p>{sentence}</p>").events
    assert (event.start_date, event.event_status) == (date(2025, 3, 14), status)


@pytest.mark.parametrize(
    "title", ["[REPORTÉ] Forum santé", "Forum santé : nouvelle date", "Forum santé – changement de date !"]
)
def test_a_label_of_how_it_stands_is_no_part_of_a_name(told: Read, title: str) -> None:
    (event,) = told(f"<h1>{title}</h1><p>Jeudi 27 mars 2025, 18 h, salle des fêtes de Dax.</p>").events
    assert (event.name, event.event_status) == (
        "Forum santé",
        "postponed" if "REPORTÉ" in title else "rescheduled",
    )


@pytest.mark.parametrize(
    ("place", "venue"),
    [
        ("à la Briqueterie, de 10 h à 17 h", "Briqueterie"),
        ("à l'Atabal, à Biarritz", "Atabal"),
        ("au Quai de la gare, à 18 h", "Quai de la gare"),
        ("aux Ursulines. Entrée libre", "Ursulines"),
        ("à la Région, de 10 h à 17 h", None),
        ("à Noël. Entrée libre", None),
    ],
)
def test_a_house_is_told_by_a_capital_and_its_position(told: Read, place: str, venue: str | None) -> None:
    (event,) = told(
        f"<h1>Forum des aidants</h1><p>Le forum des aidants aura lieu samedi 22 mars 2025 {place}.</p>"
    ).events
    assert event.venue_name == venue


def test_the_first_word_of_a_venue_is_no_town(told: Read) -> None:
    (event,) = told(
        "<h1>Réunion publique</h1><p>Rendez-vous au Parc des expositions de Dijon, mardi 18 mars 2025, 18h30.</p>"
    ).events
    assert (event.venue_name, event.commune_code) == ("Parc des expositions de Dijon", "21231")


def test_a_venue_stands_between_the_town_and_the_day(told: Read) -> None:
    first, second = told(
        "<h1>Permanences</h1><p>Les bénévoles tiendront deux permanences :</p>"
        "<p>à Rochefort, maison des associations, mardi 7 octobre 2025 ;</p>"
        "<p>à Jonzac, salle des fêtes, mardi 18 novembre 2025.</p>"
    ).events
    assert (first.venue_name, second.venue_name) == ("maison des associations", "salle des fêtes")


def test_a_town_in_a_function_is_not_where_one_meets(told: Read) -> None:
    (event,) = told(
        "<h1>Souffrance au travail</h1><p>Conférence de Marie Exemple, psychologue au CHU de Brest, vendredi "
        "7 février 2025 à 20 h, espace Exemple, Dax.</p>"
    ).events
    assert event.commune_code == "40088"


def test_an_open_day_is_held_in_the_house_that_it_is_of(told: Read) -> None:
    (event,) = told(
        "<h1>À noter</h1><p>Le Centre hospitalier de Dax organise une journée portes ouvertes le samedi "
        "8 février 2025, de 9 h à 16 h.</p>"
    ).events
    assert (event.venue_name, event.attendance_mode) == ("Centre hospitalier de Dax", "offline")


def test_of_a_sitting_nobody_says_how_one_attends_it(told: Read) -> None:
    (event,) = told("<p>Le comité de suivi se réunira le 12 mars 2025.</p>").events
    assert event.attendance_mode is None
    (event,) = told("<p>La conférence grand public aura lieu le 12 mars 2025 à 18 h.</p>").events
    assert event.attendance_mode == "offline"


def test_tomorrow_is_a_day_only_with_what_goes_on(told: Read) -> None:
    assert told("<h1>Au salon « Soigner demain »</h1><p>L'hôpital se prépare.</p>").events == []


def test_struck_words_called_off_are_read_and_cancel_no_other_entry(told: Read) -> None:
    first, second = told(
        "<main><h1>Agenda</h1><h2>Mars 2025</h2><ul><li><strike><b>Jeudi 20</b> – 20h : ciné-débat sur la santé "
        "mentale</strike> ANNULÉ</li><li><s>Jeudi 13</s> Jeudi 27 – 18h : conférence sur le cœur</li></ul></main>"
    ).events
    assert (first.start_date, first.start_time, first.event_status) == (
        date(2025, 3, 20),
        "20:00",
        "cancelled",
    )
    assert (second.start_date, second.start_time, second.event_status) == (
        date(2025, 3, 27),
        "18:00",
        "scheduled",
    )
