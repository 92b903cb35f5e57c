"""Sums told beside others: what was given before, the parts of a whole, rates of a list, those chosen in brackets,
rows and lines with a last day of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    "sentence",
    [
        "La prime d'installation passe de 10 000 à 25 000 €.",
        "La prime d'installation, portée de 10 000 € à 25 000 €, est versée aux médecins.",
        "Les médecins bénéficieront d'une prime de 25 000 €, contre 10 000 € auparavant.",
        "La prime est désormais de 25 000 € (10 000 € jusqu'ici).",
    ],
)
def test_what_was_given_before_is_no_funding(told: Read, sentence: str) -> None:
    fundings = told(f"Département du Finistère\n\n{sentence}\n").fundings
    assert [(f.amount_eur, f.amount_max_eur) for f in fundings] == [(25_000, None)]


def test_some_of_those_chosen_receive_what_stands_in_brackets(told: Read) -> None:
    fundings = told(
        "<h1>Maisons de santé : dix dossiers aidés</h1><p>Lundi 24 mars, la commission permanente a retenu dix dossiers "
        "dans la région. Parmi eux : Carhaix (260 000 €), Loudéac (210 000 €) et Le Palais (185 000 €).</p>"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("Carhaix", 260_000),
        ("Loudéac", 210_000),
        ("Le Palais", 185_000),
    ]


def test_each_body_of_a_list_bears_the_rate_behind_it(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nFinancement : ARS Bretagne, 60 % ; Département du Finistère (15 %).\n"
    ).fundings
    assert [(f.funder_name, f.rate_percent) for f in fundings] == [
        ("ARS Bretagne", 60),
        ("Département du Finistère", 15),
    ]


def test_a_rate_is_not_that_of_the_next_clause(told: Read) -> None:
    fundings = told(
        "Pôle de santé\n\nL'État y participe à hauteur de 40 % au titre de la DETR ; la Région Bretagne apporte 300 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.rate_percent) for f in fundings] == [
        ("État", None, 40),
        ("Région Bretagne", 300_000, None),
    ]


def test_the_rows_of_a_call_have_their_own_last_days_and_its_giver(told: Read) -> None:
    fundings = told(
        "<h1>Santé mentale : deux volets</h1><p>L'Agence régionale de santé Bretagne lance un appel à projets d'un montant "
        "de 320 000 €.</p><table><tr><th>Volet</th><th>Enveloppe</th><th>Dépôt des dossiers</th></tr><tr><td>Équipes "
        "mobiles</td><td>200 000 €</td><td>jusqu'au 2 juin 2025</td></tr><tr><td>Pair-aidance</td><td>120 000 €</td>"
        "<td>jusqu'au 15 septembre 2025</td></tr></table>"
    ).fundings
    assert [(f.amount_eur, f.application_deadline) for f in fundings] == [
        (320_000, date(2025, 9, 15)),
        (200_000, date(2025, 6, 2)),
        (120_000, date(2025, 9, 15)),
    ]
    assert {f.funder_name for f in fundings} == {"Agence régionale de santé Bretagne"}
