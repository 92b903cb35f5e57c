"""Programmes that rows, labels, cards and headings name, and titles told without their noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(text, on="2025-01-15").programmes]


def test_each_row_of_a_table_of_calls_is_a_call_with_its_own_last_day(told: Read) -> None:
    text = (
        "<main><h1>Autonomie</h1><p>Appels à candidatures en cours</p><table>"
        "<tr><th>Objet</th><th>Clôture</th></tr>"
        "<tr><td>Renfort des lieux d'écoute</td><td>14 février 2025</td></tr>"
        "<tr><td>Relayage à domicile</td><td>28 mars 2025</td></tr></table></main>"
    )
    found = told(text, on="2025-01-15").programmes
    assert [(p.name, p.programme_type, str(p.end_date)) for p in found] == [
        ("Renfort des lieux d'écoute", "call_for_projects", "2025-02-14"),
        ("Relayage à domicile", "call_for_projects", "2025-03-28"),
    ]


def test_a_table_without_days_lists_no_programmes(told: Read) -> None:
    text = (
        "<main><h1>Autonomie</h1><p>Appels à candidatures en cours</p><table>"
        "<tr><th>Objet</th><th>Page</th></tr>"
        "<tr><td>Renfort des lieux d'écoute</td><td>3</td></tr>"
        "<tr><td>Relayage à domicile</td><td>4</td></tr></table></main>"
    )
    assert names(told, text) == []


@pytest.mark.parametrize("label", ["Intitulé", "Titre", "Objet"])
def test_a_label_gives_the_title_of_what_the_heading_says(told: Read, label: str) -> None:
    text = (
        "<main><h2>Appel à projets 2025</h2><table>"
        f"<tr><th>{label}</th><td>Eau et santé au bourg</td></tr>"
        "<tr><th>Clôture</th><td>6 juin 2025</td></tr></table></main>"
    )
    assert names(told, text) == [("Eau et santé au bourg", "call_for_projects")]


def test_a_heading_is_the_title_of_what_its_card_opens_with(told: Read) -> None:
    text = (
        "<main><h1>Nos actualités</h1><h3>Bouger à tout âge</h3><p>Projet mené de mars 2024 à février 2026 "
        "par la Mutualité Exemple à Bourges.</p></main>"
    )
    assert names(told, text) == [("Bouger à tout âge", "project")]


@pytest.mark.parametrize("noun", ["appel à manifestation d'intérêt", "l'appel à candidatures est lancé"])
def test_a_heading_may_tell_the_title_before_the_noun(told: Read, noun: str) -> None:
    text = f"<main><h1>Répit des aidants : {noun}</h1><p>Dossiers attendus avant le 4 avril 2025.</p></main>"
    assert names(told, text) == [("Répit des aidants", "call_for_projects")]


def test_a_title_without_noun_is_what_the_next_sentence_calls_it(told: Read) -> None:
    text = (
        "Des dents saines au foyer\n\nDepuis le 1er octobre 2024, la CPAM Exemple expérimente « Souris donc ! » "
        "dans trois foyers. Ce projet se donne pour ambition d'amener 80 jeunes au fauteuil.\n"
    )
    assert names(told, text) == [("Souris donc !", "project")]


def test_a_draft_is_named_by_what_is_drafted(told: Read) -> None:
    text = (
        "<main><p>La Métropole de Lyon met en ligne son projet de stratégie métropolitaine de santé. "
        "Chacun peut réagir jusqu'au 31 mai 2025.</p></main>"
    )
    assert names(told, text) == [("stratégie métropolitaine de santé", "strategy")]


def test_what_will_be_built_is_works(told: Read) -> None:
    text = (
        "Un toit à Remiremont\n\nUne unité de vie protégée de 14 chambres sera construite dès avril 2025.\n"
    )
    assert names(told, text) == [("unité de vie protégée", "investment")]
