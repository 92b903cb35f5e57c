from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.review.announcement import ReadRow, Review, review
from flows.review.makers import Step

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "flows" / "fetch" / "sources" / "sample"
SUFFIXES = (".html", ".txt", ".pdf")

TEXT = 'Forum <script>alert("x")</script> & santé\nL’ARS verse 50 000 euros.'
URL = 'https://exemple.fr/?a="><script>'


@pytest.fixture
def forum() -> Review:
    """An event and two roles on one line, of words that would be markup if they were not escaped."""

    def on(start: int, end: int) -> dict[str, object]:
        return {"evidence": TEXT[start:end], "evidence_start": start, "evidence_end": end}

    def by(module: str, line: int, function: str) -> Step:
        return Step(f"flows.normalise.frames.{module}", function, line)

    title, add = (by("masthead", 21, "read_title"),), (by("roles", 39, "add"),)
    steps = (by("events", 44, "read_events"), by("x", 5, "<y>"))
    role = {"subject_type": "event", "subject_id": "e1", "role": "funder", **on(0, 41)}
    return Review(
        URL,
        date(2025, 1, 6),
        "fr",
        TEXT,
        (
            ReadRow(1, "announcement", {"announcement_id": "a1", "title": "Forum <b>\x1b[31m"}, title),
            ReadRow(2, "event", {"event_id": "e1", "name": "Forum", "venue_name": None, **on(0, 41)}, steps),
            ReadRow(3, "organisation_role", {"organisation_name": '"A" & <B>', **role}, add),
            ReadRow(4, "organisation_role", {"organisation_name": "C", **role}, add),
        ),
    )


@pytest.fixture(scope="session")
def reviews() -> dict[str, Review]:
    """Every announcement of the sample and of the gold folders, reviewed."""
    return {
        f"{file.parent.name}/{file.name}": review(
            file.read_bytes(), mimetypes.guess_type(file.name)[0] or "", url, day
        )
        for file, url, day in _announcements()
    }


def _announcements() -> Iterator[tuple[Path, str, date]]:
    """Their files, addresses and days."""
    for gold in sorted((ROOT / "tests" / "gold").glob("*/*.json")):
        facts = json.loads(gold.read_text("utf-8"))
        folder = SAMPLE if gold.parent.name == "sample" else gold.parent
        files = [folder / f"{gold.stem}{suffix}" for suffix in SUFFIXES]
        file = next(path for path in files if path.exists())
        yield file, facts["url"], date.fromisoformat(facts["retrieved_on"])
