from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.model import Objective
from flows.normalise.frames.objectives.words import is_infinitive, tidy
from flows.normalise.frames.programmes.read import read_programmes
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


def test_bullets_under_numbered_items_stand_below_them() -> None:
    text = (
        f"{TITLE}Le plan compte deux volets.\n\n1/ Attirer\n– une prime ;\n– un logement.\n"
        "2/ Aller vers\n– un bus de soins.\n"
    )
    assert told(text) == [
        ("axis", "Attirer", None),
        ("action", "une prime", "Attirer"),
        ("action", "un logement", "Attirer"),
        ("axis", "Aller vers", None),
        ("action", "un bus de soins", "Aller vers"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Axe 1 : Attirer", "Axe 2 : Prévenir"),
        ("AXE I. Attirer", "AXE II. Prévenir"),
        ("1er axe : Attirer", "2e axe : Prévenir"),
        ("Axe stratégique n° 1 – Attirer", "Axe stratégique n° 2 – Prévenir"),
        ("Pilier 1 / Attirer", "Pilier 2 / Prévenir"),
    ],
)
def test_lines_that_open_with_a_level_and_a_count(first: str, second: str) -> None:
    text = f"{TITLE}{first}\n- Verser une prime\n\n{second}\n- Vacciner au collège\n"
    assert told(text) == [
        ("axis", "Attirer", None),
        ("action", "Verser une prime", "Attirer"),
        ("axis", "Prévenir", None),
        ("action", "Vacciner au collège", "Prévenir"),
    ]


def test_three_levels_counted_each_in_its_way() -> None:
    text = (
        f"{TITLE}Le plan\n\nAXE 1 – ATTIRER\nObjectif 1.1 Loger les internes\nAction 1 Ouvrir une maison\n"
        "Action 2 Meubler des studios\nObjectif 1.2 Accueillir les familles\nAction 3 Recruter une référente\n"
    )
    assert told(text) == [
        ("axis", "ATTIRER", None),
        ("objective", "Loger les internes", "ATTIRER"),
        ("action", "Ouvrir une maison", "Loger les internes"),
        ("action", "Meubler des studios", "Loger les internes"),
        ("objective", "Accueillir les familles", "ATTIRER"),
        ("action", "Recruter une référente", "Accueillir les familles"),
    ]


def told_of_html(body: str) -> list[tuple[str, str, str | None]]:
    """The same of a web page."""
    html = f"<html><body><main><h1>Le Plan Santé Orne</h1><p>Le Département a adopté le Plan Santé Orne.</p>{body}</main></body></html>"
    page = annotate(
        read_document(html.encode(), "text/html; charset=utf-8", URL), URL, date(2024, 3, 1), Source()
    )
    [programme] = read_programmes(page, list(placed_dates(page)))
    return [_row(objective) for objective in programme.objectives]


def test_sub_headings_of_a_heading_that_announces_axes() -> None:
    body = (
        "<h2>Deux axes</h2><h3>Attirer</h3><ul><li>Une prime</li></ul>"
        "<h3>Prévenir</h3><ul><li>Des ateliers au collège</li></ul>"
    )
    assert told_of_html(body) == [
        ("axis", "Attirer", None),
        ("action", "Une prime", "Attirer"),
        ("axis", "Prévenir", None),
        ("action", "Des ateliers au collège", "Prévenir"),
    ]
    assert told_of_html(body.replace("Deux", "Trois")) == []


def test_facts_and_links_under_an_axis_are_no_actions() -> None:
    body = (
        "<h3>Axe 1 – Attirer</h3><ul><li>Enveloppe : 50 000 €</li><li>Clôture : 30 avril 2024</li></ul>"
        "<p>Exemples : une maison d’internes…</p><p>Télécharger le règlement</p>"
    )
    assert told_of_html(body) == [("axis", "Attirer", None)]


@pytest.mark.parametrize(
    ("lead", "level"),
    [
        ("Concrètement, le Département va :", "action"),
        ("Le plan prévoit :", "action"),
        ("Pour :", "objective"),
    ],
)
def test_words_that_introduce_a_list_only_of_things_to_be_done(lead: str, level: str) -> None:
    verbs = f"{TITLE}{lead}\n- créer deux centres ;\n- la formation de vingt tuteurs.\n"
    assert told(verbs) == [
        (level, "créer deux centres", None),
        (level, "la formation de vingt tuteurs", None),
    ]
    assert told(f"{TITLE}{lead}\n- un réseau\n- vingt tuteurs\n") == []


@pytest.mark.parametrize("heading", ["Calendrier des actions", "Critères des actions", "Pièces à joindre"])
def test_a_heading_that_says_first_that_something_else_is_listed(heading: str) -> None:
    assert told(f"{TITLE}{heading}\n- ouvrir un centre\n- former des tuteurs\n") == []


def test_numbers_and_sub_numbers_of_things_to_be_done() -> None:
    text = f"{TITLE}1. Attirer\n1.1 Verser une prime\n1.2 Loger les internes\n2. Prévenir\n2.1 Vacciner au collège\n"
    assert told(text) == [
        ("axis", "Attirer", None),
        ("action", "Verser une prime", "Attirer"),
        ("action", "Loger les internes", "Attirer"),
        ("axis", "Prévenir", None),
        ("action", "Vacciner au collège", "Prévenir"),
    ]


def test_a_line_labelled_as_an_aim_counts_where_no_list_does() -> None:
    assert told(f"{TITLE}Finalité : réduire l'attente aux urgences.\nBudget : 40 000 €\n") == [
        ("objective", "réduire l'attente aux urgences", None)
    ]


@pytest.mark.parametrize(
    ("sentence", "aims"),
    [
        (
            "Avec le Plan Santé Orne, le Département souhaite loger les internes et former les aidants.",
            ["loger les internes", "former les aidants"],
        ),
        ("Il a pour ambition d'attirer, soigner et prévenir.", ["attirer", "soigner", "prévenir"]),
        ("Il s'adresse à ceux qui souhaitent s'installer.", []),
    ],
)
def test_what_is_wished_is_an_aim(sentence: str, aims: list[str]) -> None:
    text = f"Le Plan Santé Orne\n\nLe Département a adopté le Plan Santé Orne. {sentence}\n"
    assert told(text) == [("objective", aim, None) for aim in aims]


def test_headings_counted_in_the_words_before_them() -> None:
    body = (
        "<p>Il repose sur deux piliers.</p><h2>Attirer</h2><p>Des aides.</p><h2>Prévenir</h2><p>Des ateliers.</p>"
        "<h2>Contact</h2><p>Le service santé.</p>"
    )
    assert told_of_html(body) == [("axis", "Attirer", None), ("axis", "Prévenir", None)]


def test_an_emoji_before_each_item_makes_no_inner_list() -> None:
    body = "<h2>Trois actions</h2><ul><li>📍 Un centre</li><li>🚌 Un bus</li><li>🎓 Une bourse</li></ul>"
    assert [row[1:] for row in told_of_html(body)] == [
        ("Un centre", None),
        ("Un bus", None),
        ("Une bourse", None),
    ]
