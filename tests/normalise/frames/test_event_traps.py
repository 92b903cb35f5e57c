"""What looks like a day, a place or a happening and is none: titles, clocks, steps of a procedure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_a_body_that_validates_a_plan_holds_no_event(told: Read) -> None:
    page = told(
        "Projet médical partagé 2025-2029\n\nLe projet médical partagé du GHT Exemple a été validé le 28 janvier 2025 "
        "par le comité stratégique.\n\nAction : ouvrir un centre de crise à Nîmes\n"
    )
    assert page.events == []
    assert [p.name for p in page.programmes] == ["Projet médical partagé 2025-2029"]


def test_tomorrow_and_today_in_a_title_are_no_days(told: Read) -> None:
    (event,) = told(
        "<h1>Colloque « Guérir demain »</h1><p>L'Hôpital Exemple organise le mardi 11 mars 2025 à Dijon un "
        "colloque « Guérir demain, prévenir aujourd'hui ».</p>"
    ).events
    assert (event.start_date, event.commune_code) == (date(2025, 3, 11), "21231")


CALENDAR = (
    "<h1>Appel à projets Sommeil</h1><p>Lancé par l'Agence Exemple.</p><table><tr><th>Étape</th><th>Échéance</th></tr>"
    "<tr><td>Lancement</td><td>6 janvier 2025</td></tr>"
    "<tr><td>Clôture des candidatures</td><td>31 mars 2025</td></tr>"
    "<tr><td>Comité de sélection</td><td>12 mai 2025</td></tr></table>"
)


def test_the_steps_of_a_call_are_no_events(told: Read) -> None:
    found = told(CALENDAR)
    assert found.events == []
    assert [p.end_date for p in found.programmes] == [date(2025, 3, 31)]
    assert found.published_on is None


def test_the_hour_of_the_next_day_is_not_that_of_the_day_before(told: Read) -> None:
    first, second = told(
        "<p>Une conférence sur le sommeil se tiendra le 11 mars 2025 à Dax. Une réunion publique aura lieu "
        "le 28 mars 2025 à 14 heures.</p>"
    ).events
    assert (first.start_date, first.start_time) == (date(2025, 3, 11), None)
    assert (second.start_date, second.start_time) == (date(2025, 3, 28), "14:00")


def test_an_island_is_no_meeting_and_the_clock_of_paris_no_place(told: Read) -> None:
    (event,) = told(
        "<h1>Séminaire austral</h1><p>Un séminaire se tiendra à Saint-Pierre de La Réunion du 24 au 26 mars 2025. "
        "Il ouvrira à 9 h (heure de Paris), soit 6 h à Paris en hiver.</p>"
    ).events
    assert (event.name, event.commune_code, event.region_code) == ("Séminaire austral", "97416", "04")


def test_each_heading_is_followed_by_its_own_day_or_comes_after_it(told: Read) -> None:
    named = [
        ("Atelier sommeil", "Mardi 11 mars 2025", date(2025, 3, 11)),
        ("Conférence sur le cœur", "Mercredi 12 mars 2025", date(2025, 3, 12)),
        ("Forum des aidants", "Jeudi 13 mars 2025", date(2025, 3, 13)),
    ]
    for layout in ("<h2>{0}</h2><p>{1}</p>", "<p>{1}</p><h2>{0}</h2>"):
        page = "<main><h1>Agenda</h1>" + "".join(layout.format(*entry) for entry in named) + "</main>"
        assert [(e.name, e.start_date) for e in told(page).events] == [(name, on) for name, _, on in named]


def test_days_to_come_over_the_headings_of_an_agenda_are_those_of_its_events(told: Read) -> None:
    events = told(
        "<main><h1>Agenda</h1><p>3 avril 2025 Événement</p><h2>Journée de la douleur</h2>"
        "<p>24 avril 2025 Événement</p><h2>Atelier nutrition</h2></main>",
        on="2025-03-05",
    ).events
    assert [e.start_date for e in events] == [date(2025, 4, 3), date(2025, 4, 24)]


def test_a_former_edition_has_its_own_audience(told: Read) -> None:
    (event,) = told(
        "<main><h1>Journée de la douleur</h1><p>Vendredi 13 juin 2025 – Cité Exemple, Lille. La 24e édition, le "
        "14 juin 2024 à Amiens, avait réuni 312 participants.</p><p>Inscription : bulletin à renvoyer avant le "
        "30/05.</p></main>"
    ).events
    assert (event.registration_deadline, event.attendance_count) == (date(2025, 5, 30), None)


def test_who_is_present_stands_between_the_act_and_its_object(told: Read) -> None:
    (event,) = told(
        "<p>Mardi 7 janvier 2025 à 11 h, l'Hôpital Exemple de Dax a inauguré, en présence de Paul Exemple, directeur, "
        "et d'Anne Modèle, maire de Dax, sa nouvelle unité de soins palliatifs.</p>",
        on="2025-01-09",
    ).events
    assert (event.event_type, event.name) == (
        "ceremony",
        "inauguration de la nouvelle unité de soins palliatifs",
    )


def test_a_kind_of_bodies_organises_no_forum(told: Read) -> None:
    (event,) = told(
        "<p>CCAS de Dax</p><h1>Agenda</h1><p>Le forum des associations santé aura lieu le 13 mars 2025 à 9 h.</p>"
    ).events
    assert event.organiser_name == "CCAS de Dax"


def test_a_season_all_along_dates_no_happening(told: Read) -> None:
    announcement = told(
        "CPTS du Bassin Exemple\n\nUne infirmière arrive\n\n"
        "Merci à Mme Modèle, qui a tenu la permanence tout l'été. L'atelier mémoire aura lieu cet hiver.\n",
        on="2025-09-08",
    )
    assert [event.name for event in announcement.events] == ["atelier mémoire"]


def test_the_days_of_a_call_in_its_heading_date_no_event(told: Read) -> None:
    found = told(
        "4 mars > 30 avril - Jeunesse : appel à projets\n\nLe CCAS aide les jeunes.\nQuels thèmes choisir ?\n"
        "- Culture et évènements grand public\n- Prévention en santé\n",
        on="2025-03-10",
    )
    assert [e.name for e in found.events] == []
    assert [(p.start_date, p.end_date) for p in found.programmes] == [(date(2025, 3, 4), date(2025, 4, 30))]
