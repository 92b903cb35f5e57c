"""What stands around a happening: its town, its hour, its last day to register, the title that names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_an_hour_in_full_follows_its_day(told: Read) -> None:
    (event,) = told(
        "<h1>Soirée plaies et cicatrisation</h1><p>Mardi 18 mars 2025, 20 heures, salle des fêtes de Dax.</p>"
    ).events
    assert (event.start_time, event.date_precision) == ("20:00", "time")


@pytest.mark.parametrize(
    ("page", "commune"),
    [
        (
            "<h1>Forum santé</h1><p>Le forum se tiendra le 20 mars 2025 à la salle Poirel de Nancy.</p>",
            "54395",
        ),
        ("<h1>Nancy accueille le forum santé</h1><p>Le 20 mars 2025, dès 9 h, salle Poirel.</p>", "54395"),
        ("<h1>Bar-le-Duc : forum santé</h1><p>Le 20 mars 2025, dès 9 h, salle Couchot.</p>", "55029"),
        ("<h1>Soirée plaies à Lannion</h1><p>Mardi 18 mars 2025, 20 h, palais des congrès.</p>", "22113"),
    ],
)
def test_the_town_is_told_behind_a_named_hall_or_in_the_title(told: Read, page: str, commune: str) -> None:
    (event,) = told(page).events
    assert event.commune_code == commune


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Tarif préférentiel jusqu'au 2 mai, inscriptions closes le 23 mai.", date(2025, 5, 23)),
        ("Pensez à signaler votre présence la veille au plus tard.", date(2025, 6, 2)),
        ("Signalez votre venue une semaine avant au plus tard.", date(2025, 5, 27)),
    ],
)
def test_the_last_day_to_register_is_told_in_many_ways(told: Read, sentence: str, day: date) -> None:
    (event,) = told(
        f"<h1>Journée annuelle du réseau Exemple</h1><p>Mardi 3 juin 2025 à 14 h à Dax.</p><p>{sentence}</p>"
    ).events
    assert (event.start_date, event.registration_deadline) == (date(2025, 6, 3), day)


def test_what_begins_for_good_is_nothing_to_attend(told: Read) -> None:
    assert (
        told(
            "<h1>Urgences : le nouveau bâtiment</h1><p>Il ouvre ses portes mardi 11 février 2025 à 8 h, "
            "12 rue Exemple, à Dax.</p>"
        ).events
        == []
    )


def test_each_day_of_a_sentence_has_the_town_right_before_it(told: Read) -> None:
    events = told(
        "<h1>Le bus santé arrive</h1><p>Le bus santé sera à Nancy le 11 mars 2025 de 9 h à 12 h (place du Lac), "
        "à Épinal le 13 mars de 14 h à 17 h (parking de la mairie) et à Colmar le 14 mars.</p>"
    ).events
    assert [(e.start_date, e.commune_code, e.venue_name) for e in events][:2] == [
        (date(2025, 3, 11), "54395", "place du Lac"),
        (date(2025, 3, 13), "88160", "parking de la mairie"),
    ]
