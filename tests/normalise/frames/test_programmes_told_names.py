"""Names that a sentence of its own tells, and proper names right behind a noun or behind "avec"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(f"Du nouveau ce printemps\n\n{text}\n").programmes]


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle s'appelle « Les Moulinets » et compte trois infirmières.",
        "Son nom : Les Moulinets.",
        "Le dispositif a un nom : Les Moulinets.",
        "Le nom choisi par les soignants : Les Moulinets.",
        "Elle a été baptisée « Les Moulinets » par les patients.",
        "Elle porte le joli nom de « Les Moulinets ».",
        "Répondant au nom de « Les Moulinets », elle compte trois infirmières.",
    ],
)
def test_a_sentence_tells_the_name_of_what_was_told_before(told: Read, sentence: str) -> None:
    text = f"À partir du 3 février 2025, une équipe mobile ira à la rencontre des malades. {sentence}"
    assert names(told, text) == [("Les Moulinets", "service")]


def test_what_no_noun_names_comes_by_its_name(told: Read) -> None:
    text = "Dès le 3 février 2025, une infirmière se rendra dans les mairies. Son nom de code : Pas de Porte."
    assert names(told, text) == [("Pas de Porte", "service")]


@pytest.mark.parametrize(
    ("text", "programme_type"),
    [
        ("Nouveau : avec « Pas de trop », la Région soutient les étudiants.", "aid_scheme"),
        ("Grâce à « Pas de trop », les écoliers recevront une visite.", "service"),
        (
            "Grâce à « Pas de trop », les écoliers recevront une visite. Porté par la Ville, le plan court "
            "jusqu'en 2027.",
            "plan",
        ),
    ],
)
def test_what_one_gives_or_gets_with_a_title(told: Read, text: str, programme_type: str) -> None:
    assert names(told, text) == [("Pas de trop", programme_type)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La Ville lance le parcours Mon Souffle, ouvert à tous.", "Mon Souffle"),
        ("La Ville reconduit en 2025 son dispositif Pass'Grand Air pour les malades.", "Pass'Grand Air"),
        ("Le Département lance l'application Mes Moulinets, gratuite.", "Mes Moulinets"),
        ("Le programme Bouge Malin est reconduit en 2025 par la Ville.", "Bouge Malin"),
    ],
)
def test_a_proper_name_stands_right_behind_its_noun(told: Read, text: str, name: str) -> None:
    assert [n for n, _ in names(told, text)] == [name]
