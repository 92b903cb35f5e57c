"""Whatever the text: rows that hold, each resting on words that are found at its offsets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.normalise.documents import UnreadableDocument
from flows.normalise.reading import Reading, Source, read
from flows.normalise.rows import Rows
from flows.normalise.validation import validated

GOLD = Path(__file__).parents[1] / "gold"
DAY = date(2025, 1, 6)

PIECES = st.sampled_from(
    [
        "Réunion publique", "le mardi 14 janvier 2025", "à 18h30", "à Dax (40)", "Mme Camille Exemple, maire de Dax",
        "ARS Exemple", "12 000 €", "jusqu'à 60 %", "plus de 120 professionnels", "Appel à projets « Bien vieillir »",
        "du 3 au 5 mars", "9h30 – 10h : accueil", "AXE 1 – PRÉVENIR", "- Créer un centre", "avant le 31 mars",
        "financé par la CPAM", "Plan santé 2024-2028", "Objectifs :", "« Le soin autrement »", "les 6, 13 et 20 juin",
        "reporté au 8 octobre", "annulée", "en visioconférence", "12 rue Exemple, 40100 Dax", "Total | 3,5 M€",
        "\n\n", "\n", ". ", ", ", " : ", " – ", " | ", "(", ")", "«", "»", "?", "1)", "31 février", "25h99", "0 €", "€",
    ]
)  # fmt: skip


def faults(reading: Reading) -> list[dict[str, object]]:
    """The rows of a reading that do not validate, or whose evidence is not where they say."""
    rows = Rows(reading.page.document, "a1")
    rows.add(reading.told)
    text = reading.page.document.text
    made = [row for table in rows.by_table.values() for row in table]
    misplaced = [row for row in made if text[row["evidence_start"] : row["evidence_end"]] != row["evidence"]]
    _, refused = validated({"event": [], "programme": [], "funding": [], **rows.by_table})
    return misplaced + refused


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
def test_any_mixture_of_what_announcements_say_gives_rows_that_hold(text: str) -> None:
    try:
        reading = read(text.encode(), "text/plain; charset=utf-8", "https://exemple.fr/a", DAY, Source())
    except UnreadableDocument:
        return
    assert faults(reading) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_whatsoever_is_read_or_refused(text: str) -> None:
    try:
        reading = read(text.encode(), "text/plain; charset=utf-8", "https://exemple.fr/a", DAY, Source())
    except UnreadableDocument:
        return
    assert faults(reading) == []


@pytest.mark.parametrize("path", sorted(GOLD.glob("*/*.json")), ids=lambda path: path.stem)
def test_rows_of_every_gold_announcement_hold(path: Path) -> None:
    page = next((p for s in (".html", ".txt") if (p := path.with_suffix(s)).exists()), None)
    if page is None:
        pytest.skip("its page ships as a sample source")
    gold = json.loads(path.read_text("utf-8"))
    kind = "text/html" if page.suffix == ".html" else "text/plain"
    reading = read(page.read_bytes(), kind, gold["url"], date.fromisoformat(gold["retrieved_on"]), Source())
    assert faults(reading) == []
