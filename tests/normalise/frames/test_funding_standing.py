"""How money stands by the act that a page tells: out of hand, promised, an estimate, open from a later day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("La Fondation Exemple a offert 28 000 € pour l'achat de deux voitures.", "paid"),
        ("L'ARS Bretagne y a contribué à hauteur de 28 000 €.", "paid"),
        ("Chaque garde a été indemnisée 280 €.", "paid"),
        ("La Région Bretagne a promis 28 000 €.", "announced"),
        ("La Région Bretagne s'est engagée à verser 28 000 €.", "announced"),
        ("Le coût du chantier est estimé à 28 000 €.", "announced"),
        ("L'ARS Bretagne a accordé 28 000 € au projet, qui ouvrira en 2026.", "awarded"),
    ],
)
def test_the_act_told_before_a_sum_says_how_it_stands(told: Read, sentence: str, status: str) -> None:
    (funding,) = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert funding.funding_status == status


def test_each_clause_has_its_own_act(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nL'ARS Bretagne vient d'y affecter 200 000 € ; la Région Bretagne a promis 120 000 €.\n"
    ).fundings
    assert [f.funding_status for f in fundings] == ["awarded", "announced"]


def test_an_aid_that_one_can_ask_for_later_is_announced(told: Read) -> None:
    (funding,) = told(
        "<h1>Le Département du Finistère adopte le règlement de sa prime</h1><p>Les médecins bénéficieront d'une prime "
        "d'installation de 25 000 €.</p><p>Les demandes pourront être déposées à compter du 5 mai 2025.</p>"
    ).fundings
    assert (funding.amount_basis, funding.funding_status) == ("per_beneficiary", "announced")


def test_what_is_kept_for_all_who_ask_is_open_as_their_aid_is(told: Read) -> None:
    fundings = told(
        "<h1>La Région Bretagne crée une bourse</h1><p>Chaque année, 40 étudiants toucheront 500 € par mois. L'enveloppe "
        "s'élève à 240 000 € pour 2025.</p><p>Les demandes se font en ligne du 2 janvier au 31 octobre 2025.</p>"
    ).fundings
    assert [(f.amount_basis, f.funding_status, f.application_deadline) for f in fundings] == [
        ("per_month", "open", date(2025, 10, 31)),
        ("total", "open", date(2025, 10, 31)),
    ]
