"""Who receives, told in other places: the next in turn, all of those before, a card's heading, behind the sum."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_the_next_receive_as_those_before(told: Read) -> None:
    fundings = told(
        "Département du Finistère\n\nLes généralistes toucheront 25 000 €, les sages-femmes 12 000 € et les internes "
        "300 € par mois.\n"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("généralistes", 25_000),
        ("sages-femmes", 12_000),
        ("internes", 300),
    ]


def test_a_long_clause_between_those_who_receive_and_their_verb(told: Read) -> None:
    (funding,) = told(
        "Département du Finistère\n\nLes étudiants qui s'engagent à exercer quatre ans dans le département recevront une "
        "bourse de 700 € par mois.\n"
    ).fundings
    assert funding.beneficiary == "étudiants qui s'engagent à exercer quatre ans dans le département"


@pytest.mark.parametrize(
    ("sentence", "receiver", "count"),
    [
        ("La bourse s'élève à 750 € par mois ; huit étudiants pourront en bénéficier.", "étudiants", 8),
        ("Les communes peuvent compter sur une subvention de 9 000 €.", "communes", None),
        (
            "La Ville verse 2 000 € à neuf associations de lutte contre l'oubli.",
            "associations de lutte contre l'oubli",
            9,
        ),
        ("Chaque garde a été payée 120 € aux confrères.", "confrères", None),
    ],
)
def test_receivers_told_around_a_sum(told: Read, sentence: str, receiver: str, count: int | None) -> None:
    (funding,) = told(f"Région Bretagne\n\n{sentence}\n").fundings
    assert (funding.beneficiary, funding.beneficiary_count) == (receiver, count)


def test_the_heading_of_a_card_in_a_list_of_winners_receives(told: Read) -> None:
    fundings = told(
        "<h1>« La santé en chemin » : trois équipes récompensées</h1><p>Fondation Exemple</p><h2>Les lauréats</h2>"
        "<h3>CPTS Modèle – Abbeville</h3><p>Une camionnette de dépistage.</p><p>42 000 €</p>"
        "<h3>Association Le Témoin (Laon)</h3><p>Des bilans dentaires.</p><p>Dotation : 25 000 €</p>"
        "<h3>CCAS de Doullens</h3><p>Un répit d'une demi-journée, soutenu à hauteur de 13 000 €.</p>"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("CPTS Modèle", 42_000),
        ("Association Le Témoin", 25_000),
        ("CCAS de Doullens", 13_000),
    ]
    assert {f.funder_name for f in fundings} == {"Fondation Exemple"}
