"""What is named beside what a page tells of: parts of it, wishes, contents of a meeting, other schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[str]:
    return [p.name for p in told(text, on="2025-01-15").programmes]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire écrit à l'agence\n\nLe maire demande l'ouverture d'un centre de santé. Le Département a déjà créé "
        "un centre de santé à Moulins.",
        "Une nouvelle directrice\n\nPaule Modèle dirige la maison de santé depuis le 6 janvier 2025. Elle veut ouvrir "
        "une antenne à Vailly.",
        "Grippe\n\nLa vaccination se poursuit. Le centre de vaccination de Troyes reste ouvert jusqu'au 28 février.",
    ],
)
def test_a_page_tells_of_none(told: Read, text: str) -> None:
    assert names(told, text) == []


def test_a_prize_with_a_capital_is_competed_for(told: Read) -> None:
    text = """<html><body><main><h1>Journée du littoral</h1><h2>Étudiants : tentez le Prix du mémoire</h2>
    <p>Le Prix du mémoire récompense un travail de fin d'études. Le lauréat reçoit 1 500 €. Appel à candidatures
    ouvert du 1er mars au 12 mai 2025.</p></main></body></html>"""
    assert [(p.name, p.programme_type) for p in told(text).programmes] == [
        ("Prix du mémoire", "call_for_projects")
    ]


def test_aids_stand_over_the_table_of_their_sums(told: Read) -> None:
    text = """<html><body><main><h1>La carte est revue</h1><h2>Les aides à l'installation en 2025</h2><table>
    <tr><th>Qui verse ?</th><th>Combien ?</th></tr><tr><td>Assurance maladie</td><td>10 000 €</td></tr>
    <tr><td>Région</td><td>5 000 €</td></tr></table></main></body></html>"""
    ((name, programme_type),) = [(p.name, p.programme_type) for p in told(text).programmes]
    assert name.startswith("aides à l'installation")
    assert programme_type == "aid_scheme"


def test_a_study_drawn_on_is_not_told_of(told: Read) -> None:
    text = "Bouger\n\n« Grand pas » est un programme de la caisse. Selon l'étude Esteban, on bouge peu."
    assert names(told, text) == ["Grand pas"]


def test_what_an_action_of_a_plan_opens_is_no_programme_of_its_own(told: Read) -> None:
    page = told(
        "Département du Cantal\n\nLe plan « Cantal Santé »\n\nLe Département lance le plan « Cantal Santé ».\n\n"
        "Action 1 : Ouvrir une maison des internes à Saint-Flour\n\nAction 2 : Créer un centre de santé à Mauriac\n"
    )
    assert [p.name for p in page.programmes] == ["Cantal Santé"]


def test_what_says_of_what_kind_the_subject_is_names_nothing_else(told: Read) -> None:
    page = told(
        "Ville de Nanterre\n\nLa Maison de la santé mentale ouvre le 3 mars\n\nLieu d'accueil, d'information et "
        "d'orientation, la Maison de la santé mentale ouvrira le lundi 3 mars 2025.\n"
    )
    assert [p.name for p in page.programmes] == ["Maison de la santé mentale"]
