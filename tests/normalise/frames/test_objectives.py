from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.model import Objective
from flows.normalise.frames.objective_words import is_infinitive, tidy
from flows.normalise.frames.programmes import read_programmes
from flows.normalise.reading import Source, annotate

URL = "https://www.orne.fr/actualites/page"
TITLE = "Le Plan Santé Orne\n\nLe Département a adopté le Plan Santé Orne.\n\n"


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Level, text and parent's text of every objective of the only programme."""
    page = annotate(
        read_document(text.encode(), "text/plain; charset=utf-8", URL), URL, date(2024, 3, 1), Source()
    )
    [programme] = read_programmes(page, list(placed_dates(page)))
    return [_row(objective) for objective in programme.objectives]


def _row(objective: Objective) -> tuple[str, str, str | None]:
    return objective.level, objective.text, objective.parent.text if objective.parent else None


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Trois objectifs", "objective"),
        ("Les missions", "objective"),
        ("Les axes", "axis"),
        ("Orientations", "axis"),
        ("Les engagements attendus", "action"),
        ("Nos mesures", "action"),
    ],
)
def test_the_heading_of_a_list_gives_its_level(heading: str, level: str) -> None:
    text = f"{TITLE}{heading}\n- former les équipes ;\n- ouvrir des antennes.\n"
    assert told(text) == [(level, "former les équipes", None), (level, "ouvrir des antennes", None)]


def test_the_last_word_before_the_colon_gives_the_level() -> None:
    text = (
        f"{TITLE}Il compte 21 fiches-actions, réparties en 2 axes :\n1. L'accès aux soins\n2. La prévention\n"
    )
    assert told(text) == [("axis", "L'accès aux soins", None), ("axis", "La prévention", None)]


def test_numbered_headings_hold_their_actions() -> None:
    text = f"{TITLE}AXE 1 – FORMER\n1.1 Créer des logements\n1.2 Ouvrir une antenne\n\nAXE 2 – SOIGNER\n2.1 Financer un bus\n"
    assert told(text) == [
        ("axis", "FORMER", None),
        ("action", "Créer des logements", "FORMER"),
        ("action", "Ouvrir une antenne", "FORMER"),
        ("axis", "SOIGNER", None),
        ("action", "Financer un bus", "SOIGNER"),
    ]


def test_a_bare_axe_takes_its_words_from_the_list_before() -> None:
    text = (
        f"{TITLE}Il s'organise en 2 axes :\n  1. L'accès aux soins\n  2. La prévention\n\n"
        "AXE 1\n- Accueillir les internes\n- Équiper les EHPAD\n\nAXE 2\n- Bien manger à l'école\n- Bouger plus\n"
    )
    assert told(text) == [
        ("axis", "L'accès aux soins", None),
        ("action", "Accueillir les internes", "L'accès aux soins"),
        ("action", "Équiper les EHPAD", "L'accès aux soins"),
        ("axis", "La prévention", None),
        ("action", "Bien manger à l'école", "La prévention"),
        ("action", "Bouger plus", "La prévention"),
    ]


def test_items_of_an_inner_list_are_actions_of_the_item_above() -> None:
    text = f"{TITLE}2 ORIENTATIONS\n\nA. Graduer l'offre\n - Filière AVC\n - Chirurgie de proximité\nB. Fluidifier\n - Lits\n"
    assert told(text) == [
        ("axis", "Graduer l'offre", None),
        ("action", "Filière AVC", "Graduer l'offre"),
        ("action", "Chirurgie de proximité", "Graduer l'offre"),
        ("axis", "Fluidifier", None),
        ("action", "Lits", "Fluidifier"),
    ]


@pytest.mark.parametrize(
    ("sentence", "aims"),
    [
        ("Il poursuit trois buts : former, alerter, agir.", ["former", "alerter", "agir"]),
        (
            "Il a pour but de former les aidants et de loger les internes.",
            ["former les aidants", "loger les internes"],
        ),
        ("Il vise à former les aidants, à loger les internes.", ["former les aidants", "loger les internes"]),
        (
            "Il se donne deux objectifs : réduire de 20 % les chutes et équiper 150 patients.",
            ["réduire de 20 % les chutes", "équiper 150 patients"],
        ),
    ],
)
def test_aims_told_in_a_sentence(sentence: str, aims: list[str]) -> None:
    text = f"Le Plan Santé Orne\n\nLe Département a adopté le Plan Santé Orne. {sentence}\n"
    assert told(text) == [("objective", aim, None) for aim in aims]


def test_prose_counts_only_without_a_list() -> None:
    text = f"{TITLE[:-2]} Il vise à tout changer.\n\nTrois objectifs\n- former ;\n- loger ;\n- soigner.\n"
    assert [row[1] for row in told(text)] == ["former", "loger", "soigner"]


def test_the_aims_of_an_evening_have_no_table() -> None:
    text = (
        f"{TITLE}Une soirée pour tous\n\nCette soirée avait deux objectifs :\n"
        "- Présenter le réseau\n- Répondre aux questions\n"
    )
    assert told(text) == []


def test_a_list_of_people_is_no_list_of_objectives() -> None:
    text = f"{TITLE}Les signataires :\n- Camille Exemple, présidente\n- Sacha Modèle, directeur\n"
    assert told(text) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [("former les aidants", True), ("l'infirmier libéral", False), ("connaître ses droits", True),
     ("première étape", False), ("mieux soigner", True), ("territoire", False)],
)  # fmt: skip
def test_an_infinitive_opens_an_aim(words: str, expected: bool) -> None:
    from flows.normalise.documents.folding import fold

    assert is_infinitive(fold(words)) is expected


def test_closing_punctuation_and_outer_quotation_marks_are_left_out() -> None:
    assert tidy(" former les équipes ; ") == "former les équipes"
    assert tidy("« oser en parler ».") == "oser en parler"
    assert tidy("La santé mentale : « oser en parler »") == "La santé mentale : « oser en parler »"


def test_a_column_of_axes_and_one_of_actions() -> None:
    html = (
        "<html><body><main><h1>Le Département a adopté le Plan Santé Orne</h1><table>"
        "<tr><th>Orientation</th><th>Exemples</th><th>Actions</th></tr>"
        "<tr><td>1. Former</td><td>2025</td><td>Créer des logements</td></tr>"
        "<tr><td>2. Soigner</td><td>2026</td><td>Ouvrir un centre</td></tr></table></main></body></html>"
    )
    page = annotate(
        read_document(html.encode(), "text/html; charset=utf-8", URL), URL, date(2024, 3, 1), Source()
    )
    [programme] = read_programmes(page, list(placed_dates(page)))
    assert [_row(objective) for objective in programme.objectives] == [
        ("axis", "Former", None),
        ("action", "Créer des logements", "Former"),
        ("axis", "Soigner", None),
        ("action", "Ouvrir un centre", "Soigner"),
    ]


def test_lines_without_bullets_under_a_line_that_says_what_they_are() -> None:
    text = f"{TITLE}Objectifs du plan\nAméliorer l'accueil\nRéduire les délais\n"
    assert told(text) == [
        ("objective", "Améliorer l'accueil", None),
        ("objective", "Réduire les délais", None),
    ]


def test_numbered_items_go_on_after_the_actions_below_them() -> None:
    text = (
        f"{TITLE}Le plan compte deux axes :\n\n1. Former\nAction 1 : ouvrir un institut\n"
        "2. Soigner\nAction 2 : recruter des médecins\n"
    )
    assert told(text) == [
        ("axis", "Former", None),
        ("action", "ouvrir un institut", "Former"),
        ("axis", "Soigner", None),
        ("action", "recruter des médecins", "Soigner"),
    ]


@pytest.mark.parametrize(
    ("lead", "level"),
    [
        ("Vous apprendrez à", "objective"),
        ("Vous serez capables de :", "objective"),
        ("Les signataires s'engagent à :", "action"),
    ],
)
def test_words_that_introduce_what_is_learnt_or_promised(lead: str, level: str) -> None:
    text = f"{TITLE}{lead}\n- former les équipes\n- ouvrir des antennes\n"
    assert told(text) == [(level, "former les équipes", None), (level, "ouvrir des antennes", None)]


def test_what_those_receive_who_commit_themselves_is_no_action() -> None:
    text = f"{TITLE}Le Département aide celles qui s'engagent :\n- une bourse de 400 €\n- un logement\n"
    assert told(text) == []
