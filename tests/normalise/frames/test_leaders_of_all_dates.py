"""Persons who take part in every date of a list: said so, or named below a label of who leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
DATES = "- Mardi 5 mai à 14 h, médiathèque de Dax\n- Mardi 12 mai à 14 h, salle des fêtes de Pau"


def speakers(told: Announcement) -> list[list[str]]:
    return [[speaker.person_name for speaker in event.speakers] for event in told.events]


@pytest.mark.parametrize(
    "words",
    [
        "Le Dr Jeanne Exemple, gériatre, animera les deux ateliers.",
        "Avec, à chaque étape, Jeanne Exemple, sage-femme.",
        "Formatrice : Jeanne Exemple, kinésithérapeute à l'hôpital de Dax.",
        "Intervenante : Jeanne Exemple, psychologue, présente aux deux dates.",
    ],
)
def test_who_leads_all_dates_of_a_list(told: Read, words: str) -> None:
    text = f"Les ateliers du printemps\n\nPublié le 2 avril 2026\n\n{DATES}\n\n{words}"
    assert speakers(told(text, on="2026-04-05")) == [["Jeanne Exemple"], ["Jeanne Exemple"]]


def test_who_leads_each_date_stays_with_it(told: Read) -> None:
    text = (
        "Café des aidants\n\nPublié le 2 avril 2026\n\n"
        "- Mardi 5 mai à 14 h, médiathèque de Dax. Intervenante : Jeanne Exemple, psychologue\n"
        "- Mardi 12 mai à 14 h, salle des fêtes de Pau. Intervenante : Alice Modèle, assistante sociale"
    )
    assert speakers(told(text, on="2026-04-05")) == [["Jeanne Exemple"], ["Alice Modèle"]]
