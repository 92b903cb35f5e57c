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
        "Vos animatrices\n- Jeanne Exemple, psychologue",
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


def test_a_number_says_which_dates_are_meant(told: Read) -> None:
    page = (
        "<h1>Formation : accompagner</h1><p>2 septembre 2024</p><h2>Dates et lieux</h2><table>"
        "<tr><th>Groupe</th><th>Dates</th><th>Lieu</th></tr>"
        "<tr><td>Nièvre</td><td>lundi 7 et mardi 8 octobre 2024</td><td>Maison de la culture de Nevers</td></tr>"
        "<tr><td>Haute-Saône</td><td>lundi 4 et mardi 5 novembre 2024</td><td>Espace Villon, Vesoul</td></tr>"
        "</table><p>Une visioconférence de retour d'expérience réunira les deux groupes le vendredi 17 janvier "
        "2025 de 10h à 11h30.</p><h2>Intervenants</h2>"
        "<p>Céline Specimen, diététicienne, et Marc Exemple, chargé de projets, animent les deux groupes.</p>"
    )
    both = ["Céline Specimen", "Marc Exemple"]
    assert speakers(told(f"<html><body>{page}</body></html>", on="2024-09-03")) == [both, both, []]
