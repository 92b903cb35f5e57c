"""Happenings whose day, noun or verb stand apart or are told in other words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_a_line_of_body_town_and_venue_before_a_day_dates_what_the_title_names(told: Read) -> None:
    (event,) = told(
        "<h1>IXe Congrès de la Société Exemple de rhumatologie</h1>"
        "<p>Société Exemple – Blois, Halle aux grains, 20/03/2025</p><p>Inscriptions ouvertes.</p>"
    ).events
    assert (event.name, event.event_type) == (
        "IXe Congrès de la Société Exemple de rhumatologie",
        "conference",
    )
    assert (event.start_date, event.commune_code) == (date(2025, 3, 20), "41018")


def test_a_sentence_with_hour_and_place_dates_what_the_title_names(told: Read) -> None:
    (event,) = told(
        "<h1>Un forum des aidants à Dax</h1><p>La Ville Exemple pense à eux.</p>"
        "<p>Cela se passera le 12 mars 2025 dès 14 h à l'Atrium de Dax, avec une dizaine de bénévoles.</p>"
    ).events
    assert (event.event_type, event.start_date, event.start_time) == ("forum", date(2025, 3, 12), "14:00")


@pytest.mark.parametrize("told_to", ["aura lieu", "est prévue"])
def test_what_a_sentence_says_will_take_place_is_not_named_after_the_page(told: Read, told_to: str) -> None:
    page = told(
        "<h1>Bien dans ses baskets : un programme pour les collégiens</h1><p>La Fédération Exemple lance le "
        "programme « Bien dans ses baskets » dans les collèges de Foix.</p>"
        f"<p>Une restitution publique {told_to} le 12 juin 2025 à 18 h à la mairie de Foix.</p>"
    )
    assert [event.name for event in page.events] == ["restitution publique"]
    assert [programme.name for programme in page.programmes] == ["Bien dans ses baskets"]


def test_a_day_to_come_after_the_sentence_with_the_noun_is_that_of_it(told: Read) -> None:
    (event,) = told(
        "<h2>Le sommeil, parlons-en</h2><p>Conférence d'une somnologue, suivie d'échanges. "
        "Rendez-vous mardi 11 mars 2025, 18h-20h, à la salle des fêtes de Dax.</p>"
    ).events
    assert (event.event_type, event.start_date, event.end_time) == ("conference", date(2025, 3, 11), "20:00")


def test_the_noun_of_a_sentence_with_its_own_day_is_not_that_of_the_day_before(told: Read) -> None:
    events = told(
        "<h1>Deux jours pour le cœur</h1><p>Le Centre hospitalier Exemple propose une consultation de dépistage "
        "le jeudi 27 mars 2025, de 13 h à 18 h. Le lendemain à 20 h, le Dr Paul Exemple donnera une conférence "
        "sur l'infarctus à la salle des fêtes de Dax.</p>"
    ).events
    assert [(e.event_type, e.start_date, e.start_time) for e in events] == [
        ("screening", date(2025, 3, 27), "13:00"),
        ("conference", date(2025, 3, 28), "20:00"),
    ]


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("La course « Dax court » s'est courue dimanche 5 janvier 2025 sur les berges.", "other"),
        ("L'épreuve orale terminale est fixée au 3 juillet 2025, 8 h 45.", "training"),
        ("Un week-end d'accueil des internes est programmé du 16 au 18 mai 2025 à Dax.", "meeting"),
        ("Une simulation plan blanc sera menée le 12 mars 2025 à Dax.", "other"),
    ],
)
def test_verbs_and_nouns_of_what_takes_place(told: Read, sentence: str, event_type: str) -> None:
    (event,) = told(f"Mairie de Dax\n\nÀ savoir\n\n{sentence}").events
    assert event.event_type == event_type


def test_a_part_of_the_day_that_says_when_is_no_happening(told: Read) -> None:
    events = told(
        "Mairie de Dax\n\nTravaux\n\nLa voirie sera refaite le lundi 10 mars 2025 dans la matinée, "
        "la crèche est fermée toute la journée."
    ).events
    assert events == []


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        (
            "Une journée de formation aux gestes qui sauvent aura lieu",
            "journée de formation aux gestes qui sauvent",
        ),
        (
            "Une conférence sur les aliments qui soignent se tiendra",
            "conférence sur les aliments qui soignent",
        ),
        ("Une réunion publique, qui se tiendra en mairie, est fixée", "réunion publique"),
    ],
)
def test_a_clause_of_one_verb_is_part_of_a_name(told: Read, phrase: str, name: str) -> None:
    (event,) = told(f"<p>{phrase} le 20 mars 2025 à 9 h à Dax.</p>").events
    assert event.name == name
