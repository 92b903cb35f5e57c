"""Who pays where no sum is told: behind words of financing, before verbs of paying, like the one before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

_PROGRAMME = (
    "Centre hospitalier de Vannes\n\nLe programme « Bougeons mieux »\n\nPorté par le centre hospitalier de Vannes, le "
    "programme « Bougeons mieux » aide les jeunes à reprendre une activité physique. "
)


@pytest.mark.parametrize(
    "sentence",
    [
        "L'ARS Bretagne et la MNT financent le poste d'éducateur sportif.",
        "L'ARS Bretagne et la MNT en assurent le financement.",
        "L'ARS Bretagne et la MNT le subventionnent.",
        "L'ARS Bretagne et la MNT participent au financement.",
        "L'ARS Bretagne et la MNT soutiennent le projet financièrement.",
        "L'ARS Bretagne et la MNT prennent en charge la location de la salle.",
        "L'ARS Bretagne et la MNT ont accordé une subvention à ce projet.",
        "Les frais de transport sont à la charge de l'ARS Bretagne et de la MNT.",
        "La location des tablettes est prise en charge par l'ARS Bretagne et la MNT.",
        "Il bénéficie du mécénat de l'ARS Bretagne et de la MNT.",
        "Un don de l'ARS Bretagne et de la MNT a permis d'acheter le matériel.",
        "Le financement est assuré par l'ARS Bretagne et la MNT.",
        "Le financement provient de l'ARS Bretagne et de la MNT.",
        "Deux financeurs se sont engagés : l'ARS Bretagne et la MNT.",
        "Sponsors : ARS Bretagne, MNT.",
        "Il est financé dans le cadre du plan régional par l'ARS Bretagne et la MNT.",
        "L'ARS Bretagne et la MNT se partagent la facture.",
    ],
)
def test_those_who_pay_without_a_sum(told: Read, sentence: str) -> None:
    fundings = told(_PROGRAMME + sentence + "\n").fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [("ARS Bretagne", None), ("MNT", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "L'ARS Bretagne anime le comité.",
        "Le soutien de l'ARS Bretagne finance le poste d'éducateur sportif.",
        "L'ARS Bretagne offre un goûter aux enfants.",
        "Pour mémoire, l'ARS Bretagne finance le centre de santé.",
    ],
)
def test_those_who_only_help_are_no_payers(told: Read, sentence: str) -> None:
    assert told(_PROGRAMME + sentence + "\n").fundings == []
