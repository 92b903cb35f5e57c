from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.fetch.connectors.pages import Pages
from flows.fetch.schedule import due
from flows.fetch.source import Source
from flows.fetch.state import SourceStatus, remember_outcome

PAGES = Pages(urls=("https://exemple.fr/a",))


def source(schedule: str | None) -> Source:
    return Source(id="s", title="S", schedule=schedule, connector=PAGES)


def asked(archive: Path, finished_at: datetime | None) -> None:
    status = SourceStatus("s", "S", "ok", finished_at, 1, 0, "", "", finished_at)
    remember_outcome(archive, status, [])


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [
        ("30 6 * * *", "2026-07-02T04:29", []),  # 6:29 in Paris, in summer
        ("30 6 * * *", "2026-07-02T04:31", ["s"]),
        ("30 6 * * *", "2026-07-01T23:00", []),
        ("0 6 * * 1", "2026-07-05T12:00", []),  # a Sunday
        ("0 6 * * 1", "2026-07-06T04:01", ["s"]),
        (None, "2026-07-01T10:01", ["s"]),
    ],
)
def test_source_is_due_when_its_schedule_came_round(
    tmp_path: Path, schedule: str | None, now: str, expected: list[str]
) -> None:
    asked(tmp_path, datetime(2026, 7, 1, 10, tzinfo=UTC))
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert [one.id for one in due([source(schedule)], tmp_path, instant)] == expected


def test_source_that_was_never_asked_is_due(tmp_path: Path) -> None:
    now = datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert len(due([source("0 6 * * 1")], tmp_path, now)) == 1
    asked(tmp_path, None)
    assert len(due([source("0 6 * * 1")], tmp_path, now)) == 1
