"""What a programme is called where the text says so, and the one thing that a page is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

AGENCY = "https://www.normandie.ars.sante.fr/page"


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(text, url=AGENCY, on="2025-01-15").programmes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La ville déploie de mars à juin un programme d'actions baptisé Bouger Manger Dormir.", "plan"),
        ("La ville lance une étude nommée Bouger Manger Dormir.", "project"),
        ("« Bouger Manger Dormir » : c'est le nom de la formation que la caisse propose.", "training"),
        ("Il s'appelle « Bouger Manger Dormir ». Depuis le 2 janvier, le bus s'arrête à Vire.", "service"),
    ],
)
def test_the_text_says_what_a_thing_is_called(told: Read, text: str, expected: str) -> None:
    assert names(told, f"Du nouveau\n\n{text}\n") == [("Bouger Manger Dormir", expected)]


def test_a_heading_is_the_title_of_the_course_under_it(told: Read) -> None:
    text = "Santé planétaire\n\nCette formation de 70 heures débutera le 9 octobre 2025.\n"
    assert names(told, text) == [("Santé planétaire", "training")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L'agence a validé hier un plan de lutte contre les moustiques.",
            "plan de lutte contre les moustiques",
        ),
        ("La commune prépare son premier plan santé intercommunal.", "plan santé intercommunal"),
    ],
)
def test_the_plan_that_a_page_of_nothing_else_decides_is_what_it_is_about(
    told: Read, text: str, expected: str
) -> None:
    assert [name for name, _ in names(told, f"L'île se prépare\n\n{text}\n")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Comme le prévoit le plan Grand froid, le 115 reste joignable.",
        "Il a bénéficié, comme d'autres avant lui, du contrat de début d'exercice.",
        "Du 15 juillet au 20 août, le centre de soins ouvre de 9h à 16h.",
    ],
)
def test_what_a_page_of_nothing_else_only_mentions_is_not(told: Read, text: str) -> None:
    assert names(told, f"Un hiver à Vire\n\n{text}\n") == []


def test_a_service_under_a_heading_below_a_sentence_is_found(told: Read) -> None:
    text = (
        "<h1>Deux nouveautés</h1><h3>Point écoute</h3><p>À partir du 18 février 2025, le mercredi.</p>"
        "<h3>Consultation de santé sexuelle</h3><p>À partir du 24 février 2025, le mardi.</p>"
    )
    assert ("Consultation de santé sexuelle", "service") in names(told, text)
