"""Who leads a programme that the sentences around its name say is run by, entrusted to or paid to a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Le centre hospitalier de Vire en assure la gestion.", "centre hospitalier de Vire"),
        ("La Fondation du Bocage le coordonne, l'ARS le finance.", "Fondation du Bocage"),
        ("L'association Cap Exemple gère le lieu.", "association Cap Exemple"),
        ("L'association Cap Exemple, qui en a la charge, recrute.", "association Cap Exemple"),
        ("Son gestionnaire, la Fondation du Bocage, recrute.", "Fondation du Bocage"),
        ("Il est confié à l'association Cap Exemple.", "association Cap Exemple"),
        ("Porteur : Mutualité française Normandie.", "Mutualité française Normandie"),
        ("L'ARS le finance.", "ARS Normandie"),
    ],
)
def test_the_next_sentence_says_who_runs_a_service(told: Read, sentence: str, lead: str) -> None:
    text = (
        f"ARS Normandie\n\nDu nouveau\n\nUn centre de santé a ouvert le 2 janvier 2025 à Flers. {sentence}\n"
    )
    assert [p.lead_organisation_name for p in told(text).programmes] == [lead]


@pytest.mark.parametrize(
    "sentence",
    [
        "L'association Cap Exemple obtient 40 000 € pour un bus dentaire.",
        "L'association Cap Exemple vient de recevoir 40 000 € pour un bus dentaire.",
        "La Région a versé 40 000 € à l'association Cap Exemple pour un bus dentaire.",
        "La Région soutient l'association Cap Exemple pour un bus dentaire.",
    ],
)
def test_a_service_is_led_by_who_gets_the_money_for_it(told: Read, sentence: str) -> None:
    text = f"Région Normandie\n\nDu nouveau\n\n{sentence} Il circulera dès le 3 mars.\n"
    assert {p.lead_organisation_name for p in told(text).programmes} == {"association Cap Exemple"}


def test_one_sentence_says_who_will_run_two_services(told: Read) -> None:
    text = (
        "ARS Normandie\n\nDu nouveau\n\nLe centre périnatal de Flers ouvrira le 3 mars. Le centre de santé de Vire "
        "ouvrira le 7 avril. L'un et l'autre seront rattachés au centre hospitalier d'Argentan.\n"
    )
    assert {p.lead_organisation_name for p in told(text).programmes} == {"centre hospitalier d'Argentan"}
