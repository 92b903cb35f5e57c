"""Who holds an event and where, told beside others and beside other places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "organiser"),
    [
        (
            "En partenariat avec la Ligue contre le cancer, l'ARS Guyane organise une séance de dépistage mercredi "
            "22 octobre à Mana.",
            "ARS Guyane",
        ),
        (
            "Vendredi 24 octobre, de 8 h à 13 h, à Mana : dépistage gratuit, par la Ligue contre le cancer.",
            "Ligue contre le cancer",
        ),
    ],
)
def test_who_holds_an_event(told: Read, sentence: str, organiser: str) -> None:
    (event,) = told(f"Octobre rose\n\nPublié le 2 octobre 2025\n\n{sentence}", on="2025-10-05").events
    assert event.organiser_name == organiser


def test_an_association_tells_in_its_letter_of_its_own_events(told: Read) -> None:
    text = (
        "Association Exemple Santé\nLa lettre aux adhérents - n° 18\nPubliée le 2 juillet 2025\n\nEN DEUX MOTS\n\n"
        "> Soirée « IST : le retour », mercredi 8 octobre à 20 h 15, salle des fêtes de Dax."
    )
    (event,) = told(text, on="2025-07-05").events
    assert event.organiser_name == "Association Exemple Santé"


def test_a_town_that_a_venue_is_only_near(told: Read) -> None:
    text = (
        "Journée régionale\n\nPublié le 2 juillet 2025\n\nLa journée aura lieu le samedi 11 octobre 2025 au Domaine de "
        "l'Asnée, aux portes de Nancy.\n\nEn pratique : Domaine de l'Asnée, 11 rue de Laxou, 54600 Villers-lès-Nancy."
    )
    (event,) = told(text, on="2025-07-05").events
    assert (event.venue_name, event.street_address, event.commune_code) == (
        "Domaine de l'Asnée",
        "11 rue de Laxou",
        "54578",
    )


def test_the_town_that_a_headline_opens_with(told: Read) -> None:
    text = (
        "Soins dentaires : Le Moule aura son centre en mai\n\nPublié le 9 avril 2025\n\n"
        "Vendredi 25 avril, 17 h 30 : inauguration, en présence du maire."
    )
    (event,) = told(text, on="2025-04-10").events
    assert event.commune_code == "97117"


def test_who_pays_for_a_training_does_not_give_it(told: Read) -> None:
    (event,) = told(
        "URPS Exemple\n\nFormation aux bilans\n\nL'URPS Exemple propose une formation.\n\n"
        "Formation le 20 mars 2025 à 9 h à Rennes, prise en charge par l'ANDPC.\n"
    ).events
    assert event.organiser_name == "URPS Exemple"
