"""Whom a release without names leaves out, beyond the persons that are read."""

from __future__ import annotations

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.organisations import find_organisations, fullest_names
from flows.normalise.mentions.persons import find_persons
from flows.normalise.mentions.withheld import names_to_withhold


def withheld(text: str) -> set[str]:
    folded = fold(text)
    organisations = find_organisations(text, folded)
    persons = find_persons(text, folded, organisations, fullest_names(organisations))
    return set(names_to_withhold(text, folded, persons, organisations))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("avec MM. Exemplovic et Modelski, Mmes Zorn et Kopek", {"Exemplovic", "Modelski", "Zorn", "Kopek"}),
        ("(Pr. A.-L. Exemplovic, CHU de Dijon)", {"A.-L. Exemplovic"}),
        ("Cabinet du Dr Zorane Exemplovic (Foix) : 12 000 €", {"Zorane Exemplovic"}),
        ("Cabinet infirmier Camille Exemplovic", {"Camille Exemplovic"}),
        ("EXEMPLOVIC-MODELSKI Camille, infirmière", {"EXEMPLOVIC-MODELSKI Camille"}),
        ("M. le sous-préfet Zdravko Exemplovic", {"Zdravko Exemplovic"}),
        ("Mme de La Modèle", {"La Modèle"}),
        ("tél. Mme. Exemplovic Directrice", {"Exemplovic"}),
        (
            "le discours de Jean de Modèle d’Exemplovic, maire de Foix",
            {"Jean de Modèle", "Jean de Modèle d’Exemplovic"},
        ),
        # The surname alone, too, where it stands for nothing else.
        (
            "Camille Exemplovic, directrice, ouvre. Exemplovic précise les dates.",
            {"Camille Exemplovic", "exemplovic"},
        ),
        ("Camille Roche, directrice, ouvre. Une roche fut gravie.", {"Camille Roche"}),
        ("Camille Roche, directrice, ouvre à la Clinique de la Roche.", {"Camille Roche"}),
    ],
)
def test_names_that_may_be_told(text: str, names: set[str]) -> None:
    assert withheld(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "rue du Dr Exemplovic, hôpital du Docteur Modelski, salle Monsieur Zorn",
        "Mme la Directrice générale de l’ARS, M. le Maire de Foix, Mmes et MM. les élus",
        "un professeur d’Université, un docteur en pharmacie, le colonel de Gendarmerie",
        "Gare de Corte à 900 m. Départ d’Ajaccio",
        "LYCEE Camille, CHU Jean, EHPAD Louise Michel",
    ],
)
def test_streets_bodies_and_functions_stay(text: str) -> None:
    assert withheld(text) == set()
