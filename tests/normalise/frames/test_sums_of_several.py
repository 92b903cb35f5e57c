"""Sums that several bodies give: each the same, each in turn, the unit told once; verbs in all their forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le poste est financé par l'ARS Bretagne et la CPAM du Finistère, qui apportent chacune 15 000 €.",
        "L'ARS Bretagne et la CPAM du Finistère versent chacune 15 000 €.",
        "Le bus est financé à parts égales par l'ARS Bretagne et la CPAM du Finistère (15 000 € chacune).",
        "L'ARS Bretagne et la CPAM du Finistère ont complété avec 15 000 € chacune.",
        "L'ARS Bretagne et la CPAM du Finistère y contribuent, chacune pour 15 000 €.",
    ],
)
def test_what_each_of_several_gives_is_a_row_for_each(told: Read, sentence: str) -> None:
    fundings = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert [(f.funder_name, f.amount_eur, f.amount_basis, f.funding_status == "open") for f in fundings] == [
        ("ARS Bretagne", 15_000, "total", False),
        ("CPAM du Finistère", 15_000, "total", False),
    ]


def test_each_of_a_list_gives_the_sum_at_its_place(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nL'ARS Bretagne et la CPAM du Finistère apportent respectivement 30 000 € et 20 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [
        ("ARS Bretagne", 30_000),
        ("CPAM du Finistère", 20_000),
    ]


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        (
            "Sur un budget de 80 millions d'euros, l'ARS Bretagne en apporte 27 ; la Région Bretagne 4,5.",
            [80_000_000, 27_000_000, 4_500_000],
        ),
        (
            "Sur les 1,8 M€ du chantier, l'ARS Bretagne en finance 0,6 et la Région Bretagne 0,3.",
            [1_800_000, 600_000, 300_000],
        ),
        (
            "L'ARS Bretagne met 20 000 € sur la table et la Région Bretagne en supporte 12 000.",
            [20_000, 12_000],
        ),
    ],
)
def test_a_unit_told_once_holds_for_the_sums_of_the_next_givers(
    told: Read, sentence: str, amounts: list[int]
) -> None:
    fundings = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert [f.amount_eur for f in fundings] == amounts
    assert [f.funder_name for f in fundings[-2:]] == ["ARS Bretagne", "Région Bretagne"]


def test_other_numbers_take_no_unit_from_a_sum(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nLe projet est financé à hauteur de 2,4 M€, et la Région Bretagne y associe 12 communes.\n"
    ).fundings
    assert [f.amount_eur for f in fundings] == [2_400_000]


@pytest.mark.parametrize(
    ("sentence", "funder"),
    [
        ("L'ARS Bretagne en prend 30 000 € à sa charge.", "ARS Bretagne"),
        ("L'État vient d'y affecter 30 000 €.", "État"),
        ("Le Département du Finistère y joindra 30 000 €.", "Département du Finistère"),
        ("La CPAM du Finistère a promis d'en prendre 30 000 € à sa charge.", "CPAM du Finistère"),
        ("La Région Bretagne s'est engagée à verser 30 000 €.", "Région Bretagne"),
        ("L'association Répit Modèle a mis 30 000 € de sa poche.", "association Répit Modèle"),
        ("Le Département du Finistère offrira 30 000 €.", "Département du Finistère"),
    ],
)
def test_verbs_of_giving_tell_the_giver_in_all_their_forms(told: Read, sentence: str, funder: str) -> None:
    (funding,) = told(f"Commune de Lormes\n\n{sentence}\n").fundings
    assert (funding.funder_name, funding.amount_eur) == (funder, 30_000)


def test_what_an_assembly_votes_is_not_given_by_the_next_body(told: Read) -> None:
    fundings = told(
        "Quimper. Une épicerie solidaire\n\nLe conseil municipal a voté une subvention de 15 000 € à l'association "
        "Santé Modèle. L'ARS apportera 20 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [(None, 15_000), ("ARS", 20_000)]


def test_a_verb_told_once_holds_for_the_next_council(told: Read) -> None:
    fundings = told(
        "Une maison de santé à Lormes\n\nLe conseil départemental verse 300 000 €, le conseil régional 200 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [
        ("conseil départemental", 300_000),
        ("conseil régional", 200_000),
    ]
