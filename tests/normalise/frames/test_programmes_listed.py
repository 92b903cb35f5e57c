"""Calls listed under their plural, calls whose complement says what is asked, and headlines that name a course."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(text).programmes]


def test_items_under_calls_are_calls_where_they_tell_a_day_or_an_end(told: Read) -> None:
    text = """La lettre du littoral

APPELS À PROJETS
- « Grand Air » : dossiers à déposer jusqu'au 30 avril 2025
- Habitat inclusif (rural) : clos le 15 décembre
- Nos conseils pour réussir

AGENDA
- 12 mai : assemblée générale
"""
    assert names(told, text) == [
        ("Grand Air", "call_for_projects"),
        ("Habitat inclusif", "call_for_projects"),
    ]


def test_the_paragraph_under_an_item_tells_its_day(told: Read) -> None:
    text = """<html><body><main><h1>La lettre du littoral</h1><h2>Appels à projets en cours</h2>
    <ul><li>Équipes mobiles gériatriques</li></ul><p>Les candidatures se terminent le 30 avril 2025.</p>
    <h2>Mouvements</h2><ul><li>Paul Exemple</li></ul><p>Il arrive le 3 février 2025.</p></main></body></html>"""
    assert names(told, text) == [("Équipes mobiles gériatriques", "call_for_projects")]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Appel à posters", "Envoyez un résumé jusqu'au 12 mai 2025."),
        ("Appel à textes", "Les auteurs peuvent déposer un article jusqu'au 12 mai 2025."),
    ],
)
def test_a_call_says_what_it_asks_for(told: Read, heading: str, sentence: str) -> None:
    text = f"<html><body><main><h1>Congrès du littoral</h1><h2>{heading}</h2><p>{sentence}</p></main></body></html>"
    assert names(told, text) == [(heading, "call_for_projects")]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Repérer la fragilité à domicile",
            "Formation | Gérontologie | 2 jours\n\nDates : 4 et 5 juin 2025.",
        ),
        ("Repérer la fragilité à domicile", "La formation commencera le 14 avril 2025 à Auch."),
        (
            "Repérer la fragilité à domicile : inscrivez-vous",
            "La caisse propose une formation de deux jours, les 9 et 10 avril 2025.",
        ),
    ],
)
def test_a_headline_names_the_course_under_it(told: Read, headline: str, text: str) -> None:
    assert names(told, f"{headline}\n\n{text}\n") == [("Repérer la fragilité à domicile", "training")]


@pytest.mark.parametrize(
    "headline",
    ["Agriculteurs en détresse : la caisse forme ses agents", "L'hôpital recrute", "Un lieu pour souffler"],
)
def test_a_headline_of_news_names_nothing(told: Read, headline: str) -> None:
    text = f"{headline}\n\nLes agents suivront une formation de deux jours en avril 2025.\n"
    assert names(told, text) == []


def test_small_letters_in_quotation_marks_tell_only_of_what_kind(told: Read) -> None:
    text = "Du nouveau\n\nLe jury a retenu cinq projets d'« aller vers » lundi 3 février 2025.\n"
    assert names(told, text) == []
    zoning = (
        "Du nouveau\n\nL'agence a arrêté le nouveau zonage « dentiste ». Il s'applique le 1er mars 2025.\n"
    )
    assert names(told, zoning) == [("zonage « dentiste »", "other")]
