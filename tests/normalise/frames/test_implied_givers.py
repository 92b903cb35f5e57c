"""Givers told without their name, or once for all sums: a common noun, a territory, the end of the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("publisher", "sentence"),
    [
        ("Syndicat Modèle", "Le syndicat a réglé 12 000 €."),
        ("Association Répit Modèle", "L'association y consacre 12 000 €."),
    ],
)
def test_the_publisher_gives_by_what_it_is(told: Read, publisher: str, sentence: str) -> None:
    (funding,) = told(f"<h1>Du nouveau</h1><p>{publisher}</p><p>{sentence}</p>").fundings
    assert funding.funder_name == publisher


def test_each_council_gives_in_its_own_territory(told: Read) -> None:
    fundings = told(
        "CPTS Modèle\n\nLe Département de la Creuse et le Département de la Corrèze reconduisent l'aide au stage : 250 € "
        "par mois en Creuse, 200 € par mois en Corrèze.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [
        ("Département de la Creuse", 250),
        ("Département de la Corrèze", 200),
    ]


def test_a_bourse_is_no_cost_of_its_giver(told: Read) -> None:
    (funding,) = told("Département du Finistère\n\nLa bourse s'élève à 750 € par mois.\n").fundings
    assert funding.funder_name == "Département du Finistère"


def test_what_several_leads_receive_is_given_by_the_body_that_tells_it(told: Read) -> None:
    fundings = told(
        "<h1>Les aides votées en juillet</h1><p>Région Bretagne</p><p>Les élus régionaux ont débloqué 348 000 €.</p>"
        "<p>La communauté de communes du Pays Exemple obtient 310 000 € pour l'extension de la maison de santé de Lormes."
        "</p><p>L'association Le Témoin reçoit 38 000 € pour acheter un échographe.</p>"
    ).fundings
    assert [(f.funder_name, f.beneficiary) for f in fundings] == [
        ("Région Bretagne", None),
        ("Région Bretagne", "communauté de communes du Pays Exemple"),
        ("Région Bretagne", "association Le Témoin"),
    ]


def test_what_is_given_to_those_who_write_is_no_aid_of_their_scheme(told: Read) -> None:
    (funding,) = told(
        "<h1>L'aide au stage rural est de retour</h1><p>Association Modèle</p><p>La journée est gratuite, avec le soutien de "
        "l'URPS Médecins libéraux de Bretagne, qui nous verse 1 500 €.</p><p>Demande à envoyer avant le 15 mai 2025.</p>"
    ).fundings
    assert (funding.funding_status, funding.application_deadline) == ("awarded", None)


def test_a_territory_that_gives_is_its_council(told: Read) -> None:
    fundings = told(
        "La Gazette\n\nÉtudes\n\nLa Creuse verse 700 € par mois aux externes, les Hautes-Pyrénées 900 €.\n\n"
        "L'Aude accorde 500 €. La Bretagne consacre 3 M€ aux stages.\n"
    ).fundings
    assert [f.funder_name for f in fundings] == [
        "Département de la Creuse",
        "Département des Hautes-Pyrénées",
        "Département de l'Aude",
        "Région Bretagne",
    ]


def test_the_region_is_no_regional_agency(told: Read) -> None:
    fundings = told(
        "Agence régionale de santé Bretagne\n\nTravaux\n\n12 millions d'euros sont investis, dont 8 millions par l'ARS "
        "et 4 millions par la Région.\n"
    ).fundings
    assert [f.funder_name for f in fundings] == [None, "Agence régionale de santé Bretagne", "Région"]
