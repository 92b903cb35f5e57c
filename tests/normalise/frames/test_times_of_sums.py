"""The time that a sum is for: years and days told behind it, the years of its programme, a year in figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("apporte 90 000 € entre 2026 et 2028.", date(2026, 1, 1), date(2028, 12, 31)),
        ("apporte 90 000 € au titre de l'exercice 2025.", date(2025, 1, 1), date(2025, 12, 31)),
        ("apporte 90 000 € du 1er septembre 2025 au 31 août 2026.", date(2025, 9, 1), date(2026, 8, 31)),
        ("a accordé 90 000 € en réponse à l'appel à projets de 2023.", None, None),
        ("finance à hauteur de 90 000 € une maison de santé qui ouvrira en 2026.", None, None),
    ],
)
def test_a_time_behind_a_sum_is_its_time_unless_it_dates_something_else(
    told: Read, sentence: str, first: date | None, last: date | None
) -> None:
    (funding,) = told(f"Commune de Lormes\n\nL'ARS Bretagne {sentence}\n").fundings
    assert (funding.amount_eur, funding.period_start, funding.period_end) == (90_000, first, last)


def test_as_many_years_as_the_programme_lasts_are_its_years(told: Read) -> None:
    (funding,) = told(
        "<h1>Contrat local de santé 2025-2027 du Pays Exemple</h1><p>Le contrat local de santé 2025-2027 du Pays "
        "Exemple a été signé lundi.</p><p>L'ARS Bretagne le finance pour 300 000 € sur les trois ans.</p>"
    ).fundings
    assert (funding.period_start, funding.period_end) == (date(2025, 1, 1), date(2027, 12, 31))


def test_a_line_that_ends_in_a_colon_says_what_the_day_below_is_for(told: Read) -> None:
    page = told(
        "Agence Exemple\n\nAppel à projets prévention\n\nDate limite de dépôt :\n\n19 septembre 2025\n\n"
        "Une enveloppe de 20 000 € est prévue par l'Agence Exemple."
    )
    assert [f.application_deadline for f in page.fundings] == [date(2025, 9, 19)]
    assert page.events == []
