"""Who leads a programme that the sentences around its name say is run by, entrusted to or paid to a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Son gestionnaire, la Fondation du Bocage, recrute.", "Fondation du Bocage"),
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
    ],
)
def test_a_service_is_led_by_who_gets_the_money_for_it(told: Read, sentence: str) -> None:
    text = f"Région Normandie\n\nDu nouveau\n\n{sentence} Il circulera dès le 3 mars.\n"
    assert {p.lead_organisation_name for p in told(text).programmes} == {"association Cap Exemple"}


def test_a_newspaper_carries_no_contract(told: Read) -> None:
    announcement = told(
        "Un contrat local de santé est signé\n\n© Ouest-France\n\nSigné mardi, le contrat local de santé (CLS) "
        "de Tiercé entre dans sa phase active. Une photo © Ouest-France l'illustre."
    )
    assert [p.lead_organisation_name for p in announcement.programmes] == [None]
