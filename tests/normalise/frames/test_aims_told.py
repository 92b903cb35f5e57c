"""Aims in all tenses and turns of phrase, in lists and in running text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement
from flows.normalise.frames.objectives.words import is_infinitive

Read = Callable[..., Announcement]

URL = "https://www.orne.fr/actualites/page"
PLAN = "Le plan « Orne en forme »\n\nLe Département a adopté le plan « Orne en forme ».\n\n"


def aims(told: Read, text: str) -> list[tuple[str, str]]:
    [programme] = told(PLAN + text, url=URL).programmes
    return [(objective.level, objective.text) for objective in programme.objectives]


BOTH = [("objective", "rompre l'isolement"), ("objective", "éviter les chutes")]


@pytest.mark.parametrize(
    "lead",
    [
        "Le plan visait à :", "Le plan devra permettre :", "Les projets devront permettre de :",
        "Ce que l'on en attend", "Il s'agissait de :", "Elle cherchait à :", "Son rôle :",
        "Ce que l'équipe veut apporter :", "À quoi sert-il ?\nLes buts :", "Les raisons d'être du plan",
    ],
)  # fmt: skip
def test_a_list_under_words_of_aims_in_any_tense(told: Read, lead: str) -> None:
    assert aims(told, f"{lead}\n- rompre l'isolement ;\n- éviter les chutes.\n") == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        "Le plan visait à rompre l'isolement et à éviter les chutes.",
        "L'objectif est double : rompre l'isolement et éviter les chutes.",
        "Le plan poursuit deux buts : rompre l'isolement, éviter les chutes.",
        "Il s'agit à la fois de rompre l'isolement et d'éviter les chutes.",
        "Le plan a été conçu pour rompre l'isolement et éviter les chutes.",
        "Son ambition reste de rompre l'isolement et d'éviter les chutes.",
        "Ce que le Département veut obtenir : rompre l'isolement, éviter les chutes.",
        "Le plan doit permettre de rompre l'isolement et d'éviter les chutes.",
        "À quoi sert le plan ? À rompre l'isolement et à éviter les chutes.",
    ],
)
def test_aims_in_a_sentence(told: Read, sentence: str) -> None:
    assert aims(told, f"{sentence}\n") == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        "Le plan est ouvert à tous, pour s'inscrire il suffit d'appeler.",
        "Objectif affiché : 1 900 élèves vus chaque année.",
        "« On y arrive », veut croire le président.",
        "L'équipe compte recevoir 650 patients la première année.",
    ],
)
def test_what_readers_are_to_do_and_targets_are_no_aims(told: Read, sentence: str) -> None:
    assert aims(told, f"{sentence}\n") == []


def test_what_is_said_of_an_aim_in_brackets_is_none_of_it(told: Read) -> None:
    text = "Le plan :\nAxe 1 – Santé des aînés (3 actions)\nFiche 1 : un bus (voir ci-dessous)\nFiche 2 : un guichet\n"
    assert aims(told, text) == [("axis", "Santé des aînés"), ("action", "un bus"), ("action", "un guichet")]


@pytest.mark.parametrize(
    ("lead", "level"),
    [
        ("Voici ce qui reste :", ["action", "action"]),
        ("Le plan porte sur les domaines suivants :", ["axis", "axis"]),
        ("Pour y entrer, les communes doivent :", []),
        ("En cas de chute, il est conseillé de :", []),
    ],
)
def test_a_list_of_things_to_be_done_is_one_of_actions_unless_they_are_asked_of_somebody(
    told: Read, lead: str, level: list[str]
) -> None:
    found = aims(told, f"{lead}\n- prévenir un proche ;\n- former un voisin.\n")
    assert [told_level for told_level, _ in found] == level


def test_an_aim_ends_with_the_words_that_are_quoted(told: Read) -> None:
    text = "« Nous voulons rompre l'isolement et éviter les chutes », explique la présidente.\n"
    assert aims(told, text) == BOTH


def test_a_bare_count_stands_over_its_words(told: Read) -> None:
    page = (
        "<h1>Le plan « Orne en forme »</h1><p>Le Département a adopté le plan « Orne en forme ».</p>"
        "<p>Axe 1</p><h3>Rompre l'isolement</h3><ul><li>ouvrir un café</li></ul><h3>Axe 2</h3><p>Éviter les chutes</p>"
    )
    assert [(o.level, o.text) for p in told(page).programmes for o in p.objectives] == [
        ("axis", "Rompre l'isolement"),
        ("action", "ouvrir un café"),
        ("axis", "Éviter les chutes"),
    ]


def test_questions_over_lists_are_no_axes(told: Read) -> None:
    page = (
        "<h1>Le plan « Orne en forme »</h1><p>Le Département a adopté le plan « Orne en forme ».</p>"
        "<h2>Comment venir ?</h2><ul><li>prendre le bus</li><li>traverser la place</li></ul>"
        "<h2>Comment payer ?</h2><ul><li>verser un acompte</li><li>régler le solde</li></ul>"
    )
    assert [o.text for p in told(page).programmes for o in p.objectives] == []


def test_axes_told_by_their_count_and_by_their_heading_stand_once(told: Read) -> None:
    text = "Les axes retenus\n\nAxe 1 – Aller vers les aînés\nAxe 2 – Prévenir les chutes\n"
    assert aims(told, text) == [("axis", "Aller vers les aînés"), ("axis", "Prévenir les chutes")]


@pytest.mark.parametrize(
    "verb", ["éviter", "limiter", "faciliter", "conseiller", "réduire", "rompre", "inclure"]
)
def test_infinitives(verb: str) -> None:
    assert is_infinitive(verb.replace("é", "e"))


@pytest.mark.parametrize("noun", ["mesure", "structure", "centre", "premier", "avenir", "ordre", "lecture"])
def test_nouns_that_end_like_infinitives(noun: str) -> None:
    assert not is_infinitive(noun)


FIELDS = [("axis", "la prévention"), ("axis", "l'accès aux soins"), ("axis", "la santé mentale")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ses priorités : la prévention, l'accès aux soins, la santé mentale.",
        "Il se décline en trois volets (la prévention, l'accès aux soins et la santé mentale).",
        "Le plan retient trois axes, la prévention, l'accès aux soins et la santé mentale.",
        "Il suit trois grandes orientations, à savoir la prévention, l'accès aux soins et la santé mentale.",
        "Ses priorités portent sur la prévention, l'accès aux soins et la santé mentale.",
        "Il s'articule autour de la prévention, de l'accès aux soins et de la santé mentale.",
        "La prévention, l'accès aux soins et la santé mentale : tels sont les trois axes du plan.",
        "La prévention, l'accès aux soins et la santé mentale en sont les axes.",
    ],
)
def test_fields_that_a_sentence_says_to_be_axes(told: Read, sentence: str) -> None:
    assert [(level, text[0].lower() + text[1:]) for level, text in aims(told, f"{sentence}\n")] == FIELDS


def test_an_article_before_an_aim_is_part_of_it(told: Read) -> None:
    found = aims(told, "Ses actions : des ateliers, un numéro d'appel et des visites.\n")
    assert [text for _, text in found] == ["des ateliers", "un numéro d'appel", "des visites"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le plan permettra aux aînés de rompre l'isolement et d'éviter les chutes.",
        "Il est destiné à rompre l'isolement et à éviter les chutes.",
        "Il répond à la volonté du Département de rompre l'isolement et d'éviter les chutes.",
        "Les bénévoles apprendront à rompre l'isolement et à éviter les chutes.",
        "Il vise notamment à rompre l'isolement ainsi qu'à éviter les chutes.",
        "Afin de rompre l'isolement et d'éviter les chutes, le plan mobilise les communes.",
        "Rompre l'isolement et éviter les chutes, telle est l'ambition du plan.",
    ],
)
def test_aims_behind_any_verb_of_aiming(told: Read, sentence: str) -> None:
    assert [(level, text[0].lower() + text[1:]) for level, text in aims(told, f"{sentence}\n")] == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        "Objectif n° 1 : rompre l'isolement. Objectif n° 2 : éviter les chutes.",
        "Premier objectif : rompre l'isolement. Second objectif : éviter les chutes.",
        "Le premier objectif est de rompre l'isolement, le second d'éviter les chutes.",
        "Objectif 1 (rompre l'isolement), objectif 2 (éviter les chutes).",
    ],
)
def test_aims_counted_within_a_paragraph(told: Read, sentence: str) -> None:
    assert aims(told, f"{sentence}\n") == BOTH


def test_what_people_come_for_or_may_do_is_no_aim_of_a_plan(told: Read) -> None:
    assert (
        aims(told, "Ils étaient 200, à la salle des fêtes, pour applaudir le plan « Orne en forme ».\n") == []
    )
    assert aims(told, "Une infirmière y aide le patient à prendre ses mesures.\n") == []


def test_a_list_that_defines_a_term_stands_under_it(told: Read) -> None:
    page = (
        "<html><body><main><h1>Le plan « Orne en forme »</h1>"
        "<p>Le Département a adopté le plan « Orne en forme ».</p><dl><dt>Objectifs</dt>"
        "<dd><ul><li>Rompre l'isolement</li><li>Éviter les chutes</li></ul></dd></dl></main></body></html>"
    )
    [programme] = told(page, url=URL).programmes
    assert [objective.text for objective in programme.objectives] == [
        "Rompre l'isolement",
        "Éviter les chutes",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Le plan permettra :\n- de rompre l'isolement ; et\n- d'éviter les chutes. Une coordinatrice y veille.\n",
        "À quoi bon ? Rompre l'isolement et éviter les chutes.\n",
        "Il doit permettre de rompre l'isolement. Il vise aussi à éviter les chutes.\n",
    ],
)
def test_aims_lose_what_ties_them_to_the_words_before(told: Read, lines: str) -> None:
    assert [(level, text.lower()) for level, text in aims(told, lines)] == BOTH


def test_headings_over_nothing_but_things_to_be_done_are_axes(told: Read) -> None:
    text = "1. Aller vers\n- Créer un bus\n- Former des relais\n2. Bien vieillir\n- Prévenir les chutes\n"
    expected = [
        ("axis", "Aller vers"), ("action", "Créer un bus"), ("action", "Former des relais"),
        ("axis", "Bien vieillir"), ("action", "Prévenir les chutes"),
    ]  # fmt: skip
    assert aims(told, text) == expected
    html = (
        "<h1>Le plan « Orne en forme »</h1><h2>Aller vers</h2><ul><li>Créer un bus</li><li>Former des relais"
    )
    html += "</li></ul><h2>Bien vieillir</h2><ul><li>Prévenir les chutes</li></ul><h2>Contact</h2><p>M. Exemple</p>"
    [programme] = told(html, url=URL).programmes
    assert [(o.level, o.text) for o in programme.objectives] == expected


def test_bare_nouns_and_quoted_axes(told: Read) -> None:
    assert aims(told, "Ses missions : écoute, dépistage et orientation.\n") == [
        ("objective", "écoute"), ("objective", "dépistage"), ("objective", "orientation"),
    ]  # fmt: skip
    text = "Le premier axe, « Attirer », prévoit des aides. Le second axe, « Accueillir », porte sur les stages.\n"
    assert aims(told, text) == [("axis", "Attirer"), ("axis", "Accueillir")]


def test_what_a_pronoun_points_to_is_no_aim(told: Read) -> None:
    page = told(
        "Contrat local\n\nLe contrat local de santé (CLS) de Tiercé est signé. Élus et citoyens sont appelés à y "
        "contribuer.\n"
    )
    assert [(p.name, p.objectives) for p in page.programmes] == [("contrat local de santé", [])]
