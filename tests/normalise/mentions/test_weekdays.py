"""Weekdays without an article, and the day after this one: days only beside a verb of what happens once."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.dates import WrittenDates

REFERENCE = date(2025, 1, 6)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Une marche sera organisée dimanche.", date(2025, 1, 12), date(2025, 1, 12)),
        ("Une marche s'est déroulée dimanche.", date(2025, 1, 5), date(2025, 1, 5)),
        ("La convention a été signée mardi soir par les élus.", date(2024, 12, 31), date(2024, 12, 31)),
        ("Samedi, l'institut de formation faisait visiter ses salles.", date(2025, 1, 4), date(2025, 1, 4)),
        ("Les salons ont lieu de mardi à jeudi à Dax.", date(2025, 1, 7), date(2025, 1, 9)),
        ("Le salon ouvre ses portes demain pour quatre jours.", date(2025, 1, 7), date(2025, 1, 7)),
        ("Aujourd'hui et demain, l'agence réunit ses partenaires.", date(2025, 1, 6), date(2025, 1, 7)),
    ],
)
def test_one_day(text: str, first: date, last: date) -> None:
    (found,) = WrittenDates(fold(text)).read_from(REFERENCE)
    assert (found.first, found.last, found.precision) == (first, last, "day")


@pytest.mark.parametrize(
    "text",
    [
        "Le service est ouvert du lundi au vendredi.",
        "La permanence se tient le mardi.",
        "L'accueil est assuré mardi et jeudi.",
        "Lundi : fermé. Mardi, 14h-16h : atelier mémoire au centre social.",
        "La rencontre a lieu chaque troisième jeudi du mois.",
        "Les soignants d'aujourd'hui et demain.",
    ],
)
def test_no_day(text: str) -> None:
    assert WrittenDates(fold(text)).read_from(REFERENCE) == []
