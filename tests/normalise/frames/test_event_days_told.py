"""Happenings told by the day of another, or whose subject is another thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentences", "second"),
    [
        (
            "La signature aura lieu le jeudi 23 janvier 2025 à 9 h. Le lendemain, portes ouvertes à 14 h.",
            ("portes ouvertes", date(2025, 1, 24), "14:00"),
        ),
    ],
)
def test_a_happening_told_by_the_day_of_another(
    told: Read, sentences: str, second: tuple[str, date, str]
) -> None:
    events = told(f"<h1>Santé dans le Lac</h1><p>{sentences}</p>").events
    assert len(events) == 2
    assert (events[1].name, events[1].start_date, events[1].start_time) == second


def test_a_thing_that_begins_is_not_the_happening_of_the_title(told: Read) -> None:
    events = told(
        "<h1>Portes ouvertes à l’IFSI</h1><p>Samedi 25 janvier 2025, de 9h à 13h, à Bastia.</p>"
        "<h2>Du nouveau</h2><p>La première promotion démarrera le 3 mars 2025.</p>"
    ).events
    assert [event.start_date for event in events] == [date(2025, 1, 25)]


def test_towns_as_headings_are_stops_of_what_the_title_names(told: Read) -> None:
    events = told(
        "<h1>Portes ouvertes de nos instituts : rendez-vous fin janvier !</h1><h3>Saint-Malo</h3>"
        "<p>le samedi 18 janvier 2025, 9 h – 13 h<br>IFSI, 1 rue de la Marne, 35400 Saint-Malo</p>"
        "<h3>Dinan</h3><p>le samedi 25 janvier 2025, 9 h – 12 h<br>IFAS, rue du Test, 22100 Dinan</p>"
    ).events
    assert [(event.name, event.event_type) for event in events] == [
        ("Portes ouvertes de nos instituts – Saint-Malo", "open_day"),
        ("Portes ouvertes de nos instituts – Dinan", "open_day"),
    ]


def test_a_heading_with_a_day_is_named_by_the_one_under_it(told: Read) -> None:
    events = told(
        "<h1>Nos webinaires</h1><h3>21 janvier</h3><h4>Seul, à deux : quel exercice ?</h4><p>Gratuit.</p>"
        "<h3>28 janvier</h3><h4>Contrats, aides : s’y retrouver</h4><p>Gratuit.</p>"
    ).events
    assert [(event.name, event.event_type, event.start_date) for event in events] == [
        ("Seul, à deux : quel exercice ?", "webinar", date(2025, 1, 21)),
        ("Contrats, aides : s’y retrouver", "webinar", date(2025, 1, 28)),
    ]


def test_cells_of_a_column_of_places_name_nothing(told: Read) -> None:
    events = told(
        "<h1>Devenir auxiliaire</h1><h3>Réunions d’information</h3><table>"
        "<tr><td>Mar. 21/01</td><td>17h-18h</td><td>Les Abymes</td><td>IFSI, amphi Modèle</td></tr>"
        "<tr><td>Jeu. 23/01</td><td>17h-18h</td><td>Saint-Claude</td><td>Camp Modèle, salle B12</td></tr>"
        "</table>"
    ).events
    assert [(event.name, event.event_type) for event in events] == [
        ("Réunions d’information – Les Abymes", "meeting"),
        ("Réunions d’information – Saint-Claude", "meeting"),
    ]


def test_an_awareness_month_is_a_campaign_but_names_none_of_its_days(told: Read) -> None:
    events = told(
        "<h1>Mars bleu : parlons-en</h1><p>Du 1er au 31 mars 2025, nous venons à vous.</p>"
        "<h2>Le côlon géant se déplace</h2><ul>"
        "<li>Sam. 8 mars, 8h-13h – Dax, place du Test</li>"
        "<li>Merc. 12 mars, 9h-16h – Pau, place du Test</li></ul><p>Un test de dépistage gratuit.</p>"
    ).events
    assert [(event.name, event.event_type) for event in events] == [
        ("Mars bleu : parlons-en", "campaign"),
        ("Le côlon géant – Dax", "screening"),
        ("Le côlon géant – Pau", "screening"),
    ]


def test_what_others_organise_has_no_organiser(told: Read) -> None:
    ours, theirs = told(
        "Lettre de la CPTS du Lac\n\nN° 3 - janvier 2025\n\nÀ LA UNE\n\n"
        "Notre soirée « Plaies » aura lieu le mardi 21 janvier à 19h à Dax.\n\n"
        "CHEZ NOS PARTENAIRES\n\nJeudi 23 janvier, Pau : forum des aidants, 9h-17h.\n"
    ).events
    assert (ours.organiser_name, theirs.organiser_name) == ("CPTS du Lac", None)


def test_a_season_is_held_when_it_is_over(told: Read) -> None:
    page = "# La lettre\n\nPublié le 3 octobre 2025\n\nL'Exemple organisera à l'automne, à Rennes, un colloque « Santé »."
    (event,) = told(page, on="2025-10-05").events
    assert (event.start_date, event.date_precision, event.event_status) == (
        date(2025, 9, 1),
        "season",
        "scheduled",
    )


def test_the_hours_of_a_day_in_a_heading_stand_below_it(told: Read) -> None:
    (event,) = told(
        "<h1>Forum « Bien vieillir » le 25 septembre 2025</h1><p>Ce forum rassemble vingt exposants à la Halle, "
        "de 10 h à 17 h.</p><p>Le bar ouvre à 9 h.</p>"
    ).events
    assert (event.start_date, event.start_time, event.end_time) == (date(2025, 9, 25), "10:00", "17:00")


def test_a_season_that_leads_to_days_and_a_day_of_the_calendar_are_no_events(told: Read) -> None:
    series = told(
        "<h1>Permanences des familles</h1><p>Nos bénévoles tiendront deux permanences au dernier trimestre 2025, de "
        "14 h à 16 h :</p><p>à Rochefort, mairie, mardi 7 octobre 2025 ;<br>à Jonzac, mairie, mardi 18 novembre "
        "2025.</p>"
    )
    assert [e.start_date for e in series.events] == [date(2025, 10, 7), date(2025, 11, 18)]
    observed = told(
        "<h1>31 mai 2025 : Journée mondiale sans tabac</h1><p>Le samedi 31 mai 2025, de 11 heures à 17 heures, un "
        "atelier se tient place de la République, à Dax.</p>"
    )
    assert [(e.name, e.start_time) for e in observed.events] == [("atelier", "11:00")]


def test_a_line_with_day_and_town_is_named_by_what_follows_them(told: Read) -> None:
    events = told(
        "<h1>À venir</h1><ul><li><b>6 février 2025, Arras</b> – Café-deuil, 17 h, médiathèque</li>"
        "<li><b>20 mars 2025, Épinal</b> – Marche des aidants, 14 h, parc du Château</li></ul>"
    ).events
    assert [(e.name, e.commune_code) for e in events] == [
        ("Café-deuil", "62041"),
        ("Marche des aidants", "88160"),
    ]
