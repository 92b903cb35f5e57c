"""Programmes by a proper name without a noun beside it, and by a noun that only its capital makes proper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(text).programmes]


@pytest.mark.parametrize(
    ("text", "name", "programme_type"),
    [
        (
            "« Allô Relais » vous met en relation avec un conseiller dès le 3 février.",
            "Allô Relais",
            "service",
        ),
        ("Avec « Pas de trop », la caisse propose six séances gratuites.", "Pas de trop", "service"),
        ("À partir du 3 février, MonRelaisSanté accueille les lycéens.", "MonRelaisSanté", "service"),
        ("MonRelaisSanté est un nouveau dispositif qui aide les lycéens.", "MonRelaisSanté", "service"),
        ("La Ville lance « Objectif Collines ». Ce plan court jusqu'en 2028.", "Objectif Collines", "plan"),
    ],
)
def test_a_title_without_noun_is_what_is_launched_or_serves(
    told: Read, text: str, name: str, programme_type: str
) -> None:
    assert names(told, f"Du nouveau ce printemps\n\n{text}\n") == [(name, programme_type)]


@pytest.mark.parametrize(
    "text",
    [
        "Le webinaire « Allô Relais » vous accueille mardi 4 février à 12h30.",
        "« On reste ici », répond la présidente.",
        "La directrice a lu « Le Bruit des pages » aux enfants.",
    ],
)
def test_a_title_of_something_else_is_no_programme(told: Read, text: str) -> None:
    assert names(told, f"Du nouveau ce printemps\n\n{text}\n") == []


def test_a_capital_behind_an_article_makes_a_proper_name(told: Read) -> None:
    text = (
        "On vous raconte\n\nÀ partir du 3 février, le Cabinet des imprévus recevra les patients du lundi au "
        "samedi.\n"
    )
    assert names(told, text) == [("Cabinet des imprévus", "service")]


def test_a_part_is_named_with_the_body_it_belongs_to(told: Read) -> None:
    text = "En bref\n\nUne antenne de l'IFSI de Vire ouvrira à Condé-en-Normandie le 1er septembre 2025.\n"
    assert names(told, text) == [("antenne de l'IFSI de Vire", "service")]


def test_the_name_is_the_fullest_one(told: Read) -> None:
    text = (
        "Une équipe mobile pour les enfants\n\nDepuis le 6 janvier, une équipe mobile de pédopsychiatrie se "
        "déplace dans les foyers.\n"
    )
    assert names(told, text) == [("équipe mobile de pédopsychiatrie", "service")]


@pytest.mark.parametrize(
    ("text", "name", "programme_type"),
    [
        (
            "Le pacte local pour la santé des agriculteurs a été signé le 3 janvier 2025.",
            "pacte local pour la santé des agriculteurs",
            "partnership",
        ),
        (
            "La résidence pour étudiants en santé ouvrira le 1er mars 2025.",
            "résidence pour étudiants en santé",
            "service",
        ),
        (
            "Une ligne de garde pharmaceutique supplémentaire est créée à compter du 1er février.",
            "ligne de garde pharmaceutique",
            "service",
        ),
    ],
)
def test_what_completes_a_name_and_what_ends_it(
    told: Read, text: str, name: str, programme_type: str
) -> None:
    assert names(told, f"Pour nos soignants\n\n{text}\n") == [(name, programme_type)]


def test_assises_at_which_nobody_is_asked_are_a_happening(told: Read) -> None:
    asked = "Les Assises du soin sont lancées\n\nRéunions publiques et questionnaire jusqu'au 30 mars 2025.\n"
    assert names(told, asked) == [("Assises du soin", "consultation")]
    held = "Les Assises du soin changent de date\n\nElles auront lieu le 14 mars 2025 à Vire.\n"
    assert names(told, held) == []


@pytest.mark.parametrize("head", ["Mon relais santé : mode d'emploi", "Qu'est-ce que Mon relais santé ?"])
def test_what_a_heading_and_a_sentence_open_with_without_article_is_a_name(told: Read, head: str) -> None:
    text = f"{head}\n\nMon relais santé est un rendez-vous gratuit depuis septembre 2024.\n"
    assert names(told, text) == [("Mon relais santé", "service")]


def test_nouns_of_a_heading_that_take_an_article_in_the_text_are_no_name(told: Read) -> None:
    text = "Infirmières libérales : le bilan\n\nLes Infirmières libérales accueillent vingt patients.\n"
    assert names(told, text) == []
