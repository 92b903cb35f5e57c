"""Sums that nobody gives: refused, conditions, examples, budgets of bodies; and sums told twice at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def _amounts(told: Read, html: str) -> list[Decimal | None]:
    return [funding.amount_eur for funding in told(html).fundings]


@pytest.mark.parametrize(
    "refusal",
    [
        "et d'ajourner la demande de la commune de Mer (35 000 €)",
        "mais rejette la demande de la commune de Mer (35 000 €)",
    ],
)
def test_what_is_refused_is_no_funding(told: Read, refusal: str) -> None:
    (funding,) = told(
        "<p>La commission permanente du Département de l'Indre attribue une subvention de 96 430 € à la commune "
        f"de Vatan {refusal}.</p>"
    ).fundings
    assert (funding.amount_eur, funding.beneficiary) == (96430, "commune de Vatan")


@pytest.mark.parametrize(
    "aside",
    [
        "<p>Les projets de moins de 10 000 € ne seront pas instruits.</p>",
        "<p>Les demandes inférieures à 500 € de subvention sont irrecevables.</p>",
        "<p>Trois cas. Exemple : pour une aide de 20 000 € et un départ après 3 ans, le calcul est simple.</p>",
        "<h2>À propos</h2><p>Le CH Exemple dispose d'un budget annuel de 310 M€.</p>",
    ],
)
def test_conditions_examples_and_budgets_of_bodies_are_no_fundings(told: Read, aside: str) -> None:
    aid = "<h1>Aide à l'installation</h1><p>Le Département de l'Indre verse une aide de 30 000 € aux médecins.</p>"
    assert _amounts(told, aid + aside) == [30000]


def test_figures_that_repeat_the_words_for_a_sum_are_no_other_sum(told: Read) -> None:
    assert _amounts(
        told,
        "<p>Le Département de l'Indre consacre un million deux cent mille euros (1 200 000 €) au plan santé, "
        "soit 400 000 € par an.</p>",
    ) == [1_200_000, 400_000]


def test_a_column_of_caps_is_of_what_one_may_have(told: Read) -> None:
    fundings = told(
        "<h1>Aides du Département de l'Indre</h1><table><tr><th>Opération</th><th>Taux</th><th>Plafond</th></tr>"
        "<tr><td>Construction de maisons de santé</td><td>30 %</td><td>250 000 € HT</td></tr>"
        "<tr><td>Équipement de télémédecine</td><td>50 %</td><td>20 000 € HT</td></tr></table>"
    ).fundings
    assert [(f.amount_eur, f.amount_qualifier, f.rate_percent, f.funding_status) for f in fundings] == [
        (250_000, "up_to", 30, "open"),
        (20_000, "up_to", 50, "open"),
    ]


@pytest.mark.parametrize(
    "price",
    [
        "Un logement meublé revient à 410 euros par mois en moyenne",
        "Le stage dure deux jours et coûte 250 euros",
        "Jeter un mégot sur le sable coûte 135 euros",
    ],
)
def test_what_things_and_faults_cost_is_no_funding(told: Read, price: str) -> None:
    page = "<h1>Un projet de santé est financé</h1><p>La Région verse 8 000 € au projet. {}.</p>"
    assert _amounts(told, page.format(price)) == [Decimal(8000)]


def test_a_cost_has_not_the_giver_of_a_part_and_a_demand_gives_nothing(told: Read) -> None:
    cost, part = told(
        "Hôpital de Modèle\n\nD'un coût de 6 M€, le projet est soutenu par l'ARS Bretagne (2 M€).\n"
    ).fundings
    assert (cost.funder_name, part.funder_name) == (None, "ARS Bretagne")
    assert not told("Union Modèle\n\nLes salariés réclament une prime de 300 €.\n").fundings


def test_subventions_of_a_plan_come_from_those_named(told: Read) -> None:
    fundings = told(
        "Ville d'Exemple\n\nSubventions obtenues : ARS Bretagne 200 000 €, Région Bretagne 150 000 €\n"
    ).fundings
    assert [f.funder_name for f in fundings] == ["ARS Bretagne", "Région Bretagne"]


def test_whatever_verb_says_that_somebody_gives_the_sum_is_a_funding(told: Read) -> None:
    html = (
        "<p>Réunis lundi, les élus de la Région Bretagne ont voté 300 000 € pour trois maisons de santé :</p>"
    )
    html += "<ul><li>200 000 € pour celle de Carhaix</li><li>100 000 € pour les deux autres</li></ul>"
    assert _amounts(told, html) == [300_000, 200_000, 100_000]
    html = "<p>La Région Bretagne consacre 1,2 milliard d'euros à la santé, dont 30 millions du Feder.</p>"
    assert _amounts(told, html) == [1_200_000_000, 30_000_000]
