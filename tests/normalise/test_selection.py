from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise.selection import Job, select


def capture(url: str, day: int, body: str, *, status: int = 200) -> Capture:
    return Capture("s", url, datetime(2025, 1, day, 12, tzinfo=UTC), "text/plain", body.encode(), status)


def jobs(folder: Path, *captures: Capture) -> list[Job]:
    archive = Archive(folder)
    archive.append(captures)
    return select(archive.addresses())


def test_the_newest_capture_of_an_address_is_read(tmp_path: Path) -> None:
    (job,) = jobs(
        tmp_path, capture("https://exemple.fr/a", 3, "new"), capture("https://exemple.fr/a", 1, "old")
    )
    assert job.fetched_at.day == 3
    assert [(a.first_seen_on, a.last_seen_on) for a in job.addresses] == [
        (date(2025, 1, 1), date(2025, 1, 3))
    ]


def test_spellings_of_one_address_are_one(tmp_path: Path) -> None:
    found = jobs(
        tmp_path,
        capture("https://exemple.fr/a", 1, "old"),
        capture("https://EXEMPLE.fr/a?utm_source=lettre", 2, "new"),
    )
    assert len(found) == 1


def test_one_content_is_one_announcement_known_by_the_address_seen_first(tmp_path: Path) -> None:
    first = jobs(tmp_path / "1", capture("https://exemple.fr/old", 1, "text"))
    moved = jobs(
        tmp_path / "2",
        capture("https://exemple.fr/old", 1, "text"),
        capture("https://exemple.fr/a-new-address", 5, "text"),
    )
    assert [job.announcement_id for job in moved] == [first[0].announcement_id]
    assert [a.url for a in moved[0].addresses] == [
        "https://exemple.fr/old",
        "https://exemple.fr/a-new-address",
    ]


def test_punctuation_tells_addresses_apart(tmp_path: Path) -> None:
    urls = (
        "https://exemple.fr/a-b",
        "https://exemple.fr/a/b",
        "https://exemple.fr/a?b",
        "https://exemple.fr/ab",
    )
    found = jobs(tmp_path, *(capture(url, 1, url) for url in urls))
    assert len({job.announcement_id for job in found}) == 4


def test_tracking_parameters_do_not_change_the_identifier(tmp_path: Path) -> None:
    [plain] = jobs(tmp_path / "1", capture("https://exemple.fr/a", 1, "text"))
    [tracked] = jobs(tmp_path / "2", capture("https://exemple.fr/a?utm_source=lettre", 1, "text"))
    assert plain.announcement_id == tracked.announcement_id


def test_addresses_that_lead_in_a_circle_announce_nothing(tmp_path: Path) -> None:
    there, back = (
        replace(capture(f"https://exemple.fr/{name}", 1, ""), status=301, headers=(("Location", target),))
        for name, target in (("a", "https://exemple.fr/b"), ("b", "https://exemple.fr/a"))
    )
    assert jobs(tmp_path, there, back) == []


def test_what_did_not_answer_is_not_read(tmp_path: Path) -> None:
    assert jobs(tmp_path, capture("https://exemple.fr/a", 1, "gone", status=404)) == []
