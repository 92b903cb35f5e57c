from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
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


def test_a_page_that_moved_and_was_edited_then_is_the_same_announcement(tmp_path: Path) -> None:
    (before,) = jobs(tmp_path / "1", capture("https://exemple.fr/old", 1, "text"))
    (after,) = jobs(
        tmp_path / "2",
        capture("https://exemple.fr/old", 1, "text"),
        capture("https://exemple.fr/new", 5, "text"),
        capture("https://exemple.fr/new", 6, "text, edited"),
        capture("https://exemple.fr/newer", 8, "text, edited"),
        capture("https://exemple.fr/newer", 9, "text, edited twice"),
    )
    assert after.announcement_id == before.announcement_id
    assert (after.url, after.fetched_at.day) == ("https://exemple.fr/newer", 9)
    assert (after.first_seen_on, after.last_seen_on) == (date(2025, 1, 1), date(2025, 1, 9))
    assert [address.url.rpartition("/")[2] for address in after.addresses] == ["old", "new", "newer"]


def test_a_copy_that_is_edited_is_an_announcement_of_its_own_as_long_as_the_other_page_is_there(
    tmp_path: Path,
) -> None:
    one = capture("https://exemple.fr/one", 1, "text")
    (first,) = jobs(tmp_path / "1", one)
    kept, own = jobs(
        tmp_path / "2",
        one,
        capture("https://exemple.fr/copy", 5, "text"),
        capture("https://exemple.fr/one", 5, "text"),
        capture("https://exemple.fr/copy", 6, "text, edited"),
    )
    assert kept.announcement_id == first.announcement_id
    assert (own.url, own.first_seen_on) == ("https://exemple.fr/copy", date(2025, 1, 5))
    assert own.announcement_id != first.announcement_id


def test_of_two_pages_that_go_on_from_one_the_first_does(tmp_path: Path) -> None:
    (before,) = jobs(tmp_path / "1", capture("https://exemple.fr/old", 1, "text"))
    after = jobs(
        tmp_path / "2",
        capture("https://exemple.fr/old", 1, "text"),
        *(capture(f"https://exemple.fr/{name}", 5, "text") for name in "ab"),
        *(capture(f"https://exemple.fr/{name}", 6, f"text of {name}") for name in "ba"),
    )
    assert [job.url for job in after if job.announcement_id == before.announcement_id] == [
        "https://exemple.fr/a"
    ]
    assert len({job.announcement_id for job in after}) == 2


def test_another_spelling_of_an_address_leaves_the_identifier(tmp_path: Path) -> None:
    first = capture("https://exemple.fr/a", 1, "text")
    (before,) = jobs(tmp_path / "1", first)
    (after,) = jobs(tmp_path / "2", first, capture("https://EXEMPLE.fr/a?utm_source=lettre", 2, "new"))
    assert after.announcement_id == before.announcement_id


def test_a_page_that_two_sources_find_stays_with_the_one_that_found_its_content_first(
    tmp_path: Path,
) -> None:
    page = capture("https://exemple.fr/a", 1, "text")
    other = replace(page, source_id="other", fetched_at=page.fetched_at + timedelta(hours=1))
    (first,) = jobs(tmp_path / "1", page, other)
    (later,) = jobs(
        tmp_path / "2", page, other, replace(page, fetched_at=page.fetched_at + timedelta(days=1))
    )
    assert (first.source_id, later.source_id) == ("s", "s")
    assert later.last_seen_on == date(2025, 1, 2)


def test_what_did_not_answer_is_not_read(tmp_path: Path) -> None:
    assert jobs(tmp_path, capture("https://exemple.fr/a", 1, "gone", status=404)) == []
