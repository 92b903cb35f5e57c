"""Days without a month take it from the dates around them."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.dates import WrittenDates

_READ_ON = date(2025, 3, 3)


def _days(text: str) -> list[tuple[str, date | None, date | None]]:
    return [(text[m.start : m.end], m.first, m.last) for m in WrittenDates(fold(text)).read_from(_READ_ON)]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("Du 7 au 11 avril 2025. Mardi 8 : Exempleville, place du marché", "Mardi 8", "2025-04-08", "2025-04-08"),
        ("Dimanche 30 mars : marche\nMardi 1er : conférence", "Mardi 1er", "2025-04-01", "2025-04-01"),
        ("Le dépistage du 4 avril puis un atelier le 14, à 18 h", "14", "2025-04-14", "2025-04-14"),
        ("Portes ouvertes le jeudi 27 mars. Le lendemain à 20 h, débat", "Le lendemain", "2025-03-28", "2025-03-28"),
        ("Mars 2025\nJeu. 20 & ven. 21 : dépistage", "Jeu. 20 & ven. 21", "2025-03-20", "2025-03-21"),
        ("Mars 2025\nDu lundi 10 au vendredi 14", "lundi 10 au vendredi 14", "2025-03-10", "2025-03-14"),
        ("Café des aidants vendredi 14 à 15 h", "vendredi 14", "2025-03-14", "2025-03-14"),
        ("du vendredi 16 (18 h) au dimanche 18 mai 2025", "vendredi 16 (18 h) au dimanche 18 mai 2025", "2025-05-16", "2025-05-18"),
        ("Les lundi 7 et mardi 8/4 : halle", "lundi 7 et mardi 8/4", "2025-04-07", "2025-04-08"),
    ],
)  # fmt: skip
def test_a_day_without_its_month(text: str, written: str, first: str, last: str) -> None:
    assert (written, date.fromisoformat(first), date.fromisoformat(last)) in _days(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ouvert le samedi 9h-12h et dimanche 10 h",
        "Dès avril, composez le 15 ; un médecin répond.",
        "Réunion le lundi 4, salle 2",  # no Monday the 4th is near
        "le 14, à 18 h",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert not [words for words, first, last in _days(text) if first == last]
