"""What is named beside what a page tells of: parts of it, wishes, contents of a meeting, other schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[str]:
    return [p.name for p in told(text, on="2025-01-15").programmes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reconstruction de l'EHPAD Les Glycines : c'est parti\n\nLes travaux de reconstruction de l'EHPAD Les "
            "Glycines commenceront le 5 mai 2025. Le nouveau bâtiment accueillera une unité Alzheimer. Un pôle "
            "d'activités et de soins adaptés ouvrira en 2027.",
            "Reconstruction de l'EHPAD Les Glycines",
        ),
        (
            "Le contrat local de santé du Pays de Retz signé\n\nLe contrat local de santé 2025-2029 du Pays de Retz "
            "a été signé le 6 janvier 2025. Parmi les actions prévues : la création d'une maison des adolescents.",
            "contrat local de santé 2025-2029",
        ),
        (
            "Premier bilan du contrat territorial de santé mentale\n\nTrois ans après, le contrat territorial de santé "
            "mentale de l'Aude a permis de créer une équipe mobile pour adolescents. L'avenant signé le 6 janvier 2025 "
            "le prolonge jusqu'en 2027.",
            "contrat territorial de santé mentale",
        ),
        (
            "Un DU pour les coordinateurs\n\nDans le cadre de la stratégie régionale et du plan Innovation 2030, "
            "l'université crée un DU de coordination en santé. Il ouvre en octobre 2025.",
            "DU de coordination en santé",
        ),
        (
            "Du nouveau aux champs\n\nLa caisse ouvre le 3 mars 2025 une plateforme d'écoute pour les agriculteurs, "
            "Agri'oreille. Elle complète le dispositif VigiBlé.",
            "Agri'oreille",
        ),
    ],
)
def test_a_page_tells_of_the_whole_alone(told: Read, text: str, expected: str) -> None:
    assert names(told, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Colloque des équipes mobiles, le 5 juin 2025\n\nAu programme : présentation de la plateforme e-Répit, retour "
        "sur l'expérimentation « Grand pas » et le programme « Vivre ici ».",
        "Le maire écrit à l'agence\n\nLe maire demande l'ouverture d'un centre de santé. Le Département a déjà créé "
        "un centre de santé à Moulins.",
        "Une nouvelle directrice\n\nPaule Modèle dirige la maison de santé depuis le 6 janvier 2025. Elle veut ouvrir "
        "une antenne à Vailly.",
        "Grippe\n\nLa vaccination se poursuit. Le centre de vaccination de Troyes reste ouvert jusqu'au 28 février.",
    ],
)
def test_a_page_tells_of_none(told: Read, text: str) -> None:
    assert names(told, text) == []
