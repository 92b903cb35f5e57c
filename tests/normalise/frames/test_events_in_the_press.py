"""Happenings as newspapers tell them: by a proper name, an edition, a weekday alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
NEUTRAL = "https://neutre.org/x"


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        (
            "« Les Estivales » que monte l'Association Exemple se tiennent jeudi 9 et vendredi 10 à l'Atrium.",
            "Les Estivales",
            date(2025, 1, 9),
            date(2025, 1, 10),
        ),
        (
            "Les SISM reviennent du lundi 6 au vendredi 10 janvier à Dax.",
            "SISM",
            date(2025, 1, 6),
            date(2025, 1, 10),
        ),
        (
            "La Dacquoise revient le dimanche 12 janvier à Dax.",
            "Dacquoise",
            date(2025, 1, 12),
            date(2025, 1, 12),
        ),
        (
            "Les 21 et 22 janvier, ce sera le coup d'envoi de l'édition 2025 de l'université du sommeil à Dax.",
            "édition 2025 de l'université du sommeil",
            date(2025, 1, 21),
            date(2025, 1, 22),
        ),
        (
            "Et puis il y a la 4e édition des Bonnets Bleus, qui se déroulera le samedi 18 janvier à Dax.",
            "4e édition des Bonnets Bleus",
            date(2025, 1, 18),
            date(2025, 1, 18),
        ),
        (
            "Les salons du bien vieillir ont lieu de mardi à jeudi à Dax.",
            "salons du bien vieillir",
            date(2025, 1, 7),
            date(2025, 1, 9),
        ),
    ],
)
def test_what_takes_place_by_its_name(told: Read, text: str, name: str, first: date, last: date) -> None:
    (event,) = told(f"En ce début d'année\n\n{text}", url=NEUTRAL).events
    assert (event.name, event.start_date, event.end_date) == (name, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "La Maison de santé Exemple s'ouvrira le 13 janvier aux patients du quartier.",
        "Les travaux se dérouleront le 13 janvier.",
        "La date donnée dans l'édition du jeudi 9 janvier est erronée.",
    ],
)
def test_what_only_sounds_like_one(told: Read, text: str) -> None:
    assert told(f"En ce début d'année\n\n{text}", url=NEUTRAL).events == []


def test_what_is_told_twice_is_one(told: Read) -> None:
    (event,) = told(
        'Des infirmiers en herbe\n\nSamedi 4 janvier, les familles se pressaient à la journée "portes ouvertes" de l\'institut. '
        'À Dax, l\'institut proposait une journée "portes ouvertes" le 4 janvier.',
        url=NEUTRAL,
    ).events
    assert (event.name, event.event_type) == ("portes ouvertes", "open_day")


def test_the_month_over_a_text_is_that_of_what_has_its_day_below(told: Read) -> None:
    (event,) = told(
        "JANVIER 2025 :\n\nColloque « Soigner partout »\n\nLe 14 janvier 2025 se tiendra à Dax le colloque "
        "« Soigner partout ».",
        url=NEUTRAL,
    ).events
    assert (event.start_date, event.date_precision) == (date(2025, 1, 14), "day")


def test_a_day_of_several_is_no_event_and_its_hours_are_theirs(told: Read) -> None:
    (event,) = told(
        "3es RENCONTRES DU SOIN les 8 et 9 janvier 2025 à Dax\n\nJournée du mercredi 8 janvier\n\n"
        "8h30 : accueil des participants\n\n9h00 : ouverture\n\n12h30 : repas\n",
        url=NEUTRAL,
    ).events
    assert (event.start_date, event.end_date) == (date(2025, 1, 8), date(2025, 1, 9))
    assert [session.start_time for session in event.sessions] == ["08:30", "09:00", "12:30"]


def test_who_is_quoted_or_waited_for_takes_no_part(told: Read) -> None:
    (event,) = told(
        "Une réunion qui compte\n\nLa réunion publique a eu lieu mardi 7 janvier 2025 à Dax. « Nous irons au bout », "
        "revendique Anne Exemple, conseillère municipale. Le collectif voudrait encore rencontrer "
        "Paul Modèle, maire de Dax.",
        url=NEUTRAL,
        on="2025-01-09",
    ).events
    assert event.speakers == []


def test_a_house_that_somebody_speaks_of_is_no_venue(told: Read) -> None:
    (event,) = told(
        "Un premier forum santé à Dax\n\nLe samedi 4 janvier, la Ville a organisé un premier forum santé.\n\n"
        "« J'ai appris mon métier à l'hôpital Modèle de Bordeaux, souligne le maire. Dormir compte. »",
        url=NEUTRAL,
    ).events
    assert (event.venue_name, event.commune_code) == (None, "40088")


def test_a_speech_at_something_is_no_event(told: Read) -> None:
    events = told(
        "Les assises du soin\n\nLes assises du soin se tiendront les 13 et 14 janvier 2025 à Dax.\n\n"
        "Lundi 13 janvier : discours de M. Paul Modèle, maire de Dax, à 9 h.\n\n"
        "Mardi 14 janvier : discours de Mme Anne Exemple, ministre de la santé, à 13 h.\n",
        url=NEUTRAL,
    ).events
    assert [event.name for event in events] == ["assises du soin"]


def test_a_town_told_as_a_sentence_is_where_the_next_one_takes_place(told: Read) -> None:
    page = told(
        "# En bref\n\nSaint-Junien. Une réunion d'information aura lieu jeudi 20 février, à 18 heures, salle des "
        "congrès. Rochechouart. Le don du sang est organisé vendredi 21 février, de 15 à 19 heures, à la salle "
        "Bertrand.",
        url=NEUTRAL,
    )
    assert [(e.name, e.commune_code) for e in page.events] == [
        ("réunion d'information", "87154"),
        ("don du sang", "87126"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Pau inaugure le 15 avril prochain, à 11 heures, sa « Maison sport-santé ».",
            "inauguration de la « Maison sport-santé »",
        ),
        (
            "La préfète signera le 15 avril, à 15 h, à l'hôpital de Pau une convention avec le CHU.",
            "signature d'une convention avec le CHU",
        ),
        (
            "« Nous signerons une convention avec le CHU le 15 avril », dit-il à Pau.",
            "signature d'une convention",
        ),
        (
            "Le scanner de l'hôpital de Pau, en service depuis mars, sera inauguré le 15 avril à 11 h.",
            "inauguration du scanner de l'hôpital de Pau",
        ),
    ],
)
def test_an_act_is_named_by_its_object_wherever_its_day_stands(told: Read, text: str, name: str) -> None:
    (event,) = told(f"# Du nouveau à Pau\n\n{text}", url=NEUTRAL).events
    assert event.name.startswith(name)
    assert (event.event_type, event.start_date) == ("ceremony", date(2025, 4, 15))


def test_what_a_day_is_the_occasion_of_is_not_what_takes_place(told: Read) -> None:
    (event,) = told(
        "# Don d'organes\n\nÀ l'occasion de la Journée nationale du don, le 22 juin, l'Hôpital Exemple tiendra "
        "un stand dans le hall vendredi 20 juin, de 9 h à 17 h."
    ).events
    assert (event.name, event.start_date) == ("stand", date(2025, 6, 20))


def test_the_eve_and_a_day_of_its_own_belong_to_the_noun_beside_them(told: Read) -> None:
    events = told(
        "# Portes ouvertes\n\nLa Maison de santé Exemple vous accueille le samedi 5 avril, de 9 h à 13 h. "
        "L'inauguration aura lieu la veille, à 17 h."
    ).events
    assert [(e.name, e.event_type, e.start_date) for e in events] == [
        ("Portes ouvertes", "open_day", date(2025, 4, 5)),
        ("inauguration", "ceremony", date(2025, 4, 4)),
    ]
