"""The form of money by what it is for: what runs by the year, a call that was won, the next giver's turn;
tables headed by questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    "sentence",
    [
        "Au titre de l'AAP « Aller vers », l'ARS Bretagne accorde 80 000 €.",
        "L'ARS Bretagne apporte 80 000 €, dans le cadre de son appel à projets de 2023.",
    ],
)
def test_money_won_in_a_call_is_the_money_of_the_call(told: Read, sentence: str) -> None:
    fundings = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert [(f.amount_eur, f.instrument) for f in fundings] == [(80_000, "call_for_projects")]


@pytest.mark.parametrize(
    "sentence",
    [
        "La Région Bretagne verse 45 000 € par an pour le poste d'infirmière et l'ARS Bretagne 20 000 €.",
        "Le fonctionnement revient à 45 000 € par an, dont 20 000 € apportés par l'ARS Bretagne.",
    ],
)
def test_what_runs_by_the_year_is_operating_for_the_next_giver_as_well(told: Read, sentence: str) -> None:
    fundings = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert [(f.amount_eur, f.amount_basis, f.instrument) for f in fundings] == [
        (45_000, "per_year", "operating"),
        (20_000, "per_year", "operating"),
    ]
    assert fundings[1].funder_name == "ARS Bretagne"


@pytest.mark.parametrize(
    ("sentence", "instrument"),
    [
        (
            "Une aide de 30 % du coût des travaux, dans la limite de 25 000 €, est versée aux communes.",
            "grant",
        ),
        ("Le camion, dont le prix est estimé à 25 000 €, sera acheté en 2027.", "investment"),
        ("Le fonds de dotation Exemple a versé 25 000 €.", None),
        ("L'ARS Bretagne donne un coup de pouce de 25 000 €.", None),
    ],
)
def test_nouns_that_are_no_form_of_the_sum(told: Read, sentence: str, instrument: str | None) -> None:
    (funding,) = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert funding.instrument == instrument


def test_a_pool_is_no_sum_for_each(told: Read) -> None:
    (funding,) = told(
        "Agence régionale de santé Bretagne\n\nPour la prime de cabinet, l'Agence a réservé une enveloppe de 240 000 €.\n"
    ).fundings
    assert funding.amount_basis == "total"


def test_a_table_of_aids_headed_by_questions(told: Read) -> None:
    fundings = told(
        "<h1>Aides à l'installation en 2025</h1><table><tr><th>Vous êtes</th><th>De qui ?</th><th>Combien ?</th></tr>"
        "<tr><td>Interne en stage</td><td>Département du Finistère</td><td>300 € par mois</td></tr>"
        "<tr><td>Médecin qui s'installe</td><td>Région Bretagne</td><td>Prime de 10 000 €</td></tr></table>"
    ).fundings
    assert [(f.funder_name, f.beneficiary, f.amount_basis, f.period_start) for f in fundings] == [
        ("Département du Finistère", "Interne en stage", "per_month", None),
        ("Région Bretagne", "Médecin qui s'installe", "per_beneficiary", None),
    ]
    assert {f.funding_status for f in fundings} == {"open"}


def test_the_owner_pays_works_out_of_its_own_funds(told: Read) -> None:
    fundings = told(
        "<h1>Un scanner à l'hôpital</h1><p>Centre hospitalier de Lormes</p><table><tr><th>Qui finance ?</th>"
        "<th>Montant</th></tr><tr><td>ARS Bretagne</td><td>540 000 €</td></tr><tr><td>Autofinancement de l'hôpital</td>"
        "<td>440 000 €</td></tr></table>"
    ).fundings
    assert [(f.funder_name, f.instrument) for f in fundings] == [
        ("ARS Bretagne", None),
        ("Centre hospitalier de Lormes", "investment"),
    ]


def test_what_a_session_costs_is_no_funding(told: Read) -> None:
    text = "Association Modèle\n\nLa séance coûte 3 euros, le reste étant pris en charge par la CPAM du Finistère.\n"
    assert [f.amount_eur for f in told(text).fundings] == [None]
