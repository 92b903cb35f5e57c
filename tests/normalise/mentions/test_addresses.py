"""Street addresses in running text."""

from __future__ import annotations

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.addresses import find_addresses


def read(text: str) -> list[str]:
    return [text[a.start : a.end] for a in find_addresses(text, fold(text))]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("(15 A, avenue Albert 1er – 21000 Dijon)", ["15 A, avenue Albert 1er"]),
        ("samedi à 10 h 30, place Haute", ["place Haute"]),
        ("hôpital Nord, route de Saint-Malo", ["route de Saint-Malo"]),
        ("la feuille de route de Saint-Malo", []),
        ("(112 Rue de la Marne, 33500 Libourne", ["112 Rue de la Marne"]),
        ("(2 Rue Charles Viguerie, salle 3", ["2 Rue Charles Viguerie"]),
        ("Palais Neptune, place Besagne, 83000 Toulon", ["place Besagne"]),
        ("Le Quattro, 43 avenue du Commandant-Dumont\nAjaccio", ["43 avenue du Commandant-Dumont"]),
        ("Palais des Congrès, quai L’Herminier, 20000", ["quai L’Herminier"]),
        ("1 bis rue de la Chapelle ;", ["1 bis rue de la Chapelle"]),
        ("Entrée par la rue du Docteur-Mallet, 15100", ["rue du Docteur-Mallet"]),
        ("à Carcassonne (Allée de Bezons)", ["Allée de Bezons"]),
        ("(27 boulevard de Strasbourg, 61000 Alençon)", ["27 boulevard de Strasbourg"]),
        ("(Couvent des Jacobins, 20 place Sainte-Anne)", ["20 place Sainte-Anne"]),
        ("salle polyvalente (avenue d’Auvergne)", ["avenue d’Auvergne"]),
        ("aménagé rue du Collège, à Argentan", ["rue du Collège"]),
        ("place Sarda-Garriga\nSAINT-BENOIT", ["place Sarda-Garriga"]),
        ("3, place du 8 Mai 1945, 44000 Nantes", ["3, place du 8 Mai 1945"]),
        ("20 avenue du 19-Mars-1962, 72700 Allonnes", ["20 avenue du 19-Mars-1962"]),
        (
            "Esplanade Claude Monet, 2 place Jean Nouzille, CS 55035",
            ["Esplanade Claude Monet", "2 place Jean Nouzille"],
        ),
        ("12-14 rue de l’église, 72000 Le Mans", ["12-14 rue de l’église"]),
        ("8 route de Lyon 69000", ["8 route de Lyon"]),
    ],
)
def test_found_as_written(text: str, addresses: list[str]) -> None:
    assert read(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "la mise en place Nationale",
        "20 places ouvertes",
        "135 places, soit 15 par site",
        "au cours de la Journée",
        "en route",
        "la place des usagers",
        "une rue animée",
        "le passage en commission",
        "cours de Yoga",
    ],
)
def test_no_address(text: str) -> None:
    assert read(text) == []
