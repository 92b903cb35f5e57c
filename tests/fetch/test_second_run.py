"""A second run over a site that has not changed: what it asks, what it reads, what it publishes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.fetch.connectors.pages import Pages
from flows.fetch.http.settings import HttpSettings
from flows.fetch.run import fetch
from flows.fetch.source import Source
from flows.normalise.tables import NormaliseReport, normalise
from flows.publish.release import Release, publish
from flows.settings import Settings

FORUM = "<title>Forum</title><h1>Forum de l’emploi</h1><p>Le forum a lieu le 14 janvier 2025 à 18h30 à Dijon."
PLAN = (
    "<title>Plan</title><h1>Plan santé</h1><p>Le plan régional de santé 2025-2028 vise à réduire l’isolement."
)
SAY_WHEN = {"source_status.csv", "source_status.parquet"}


def run(source: Source, output: Path, http: HttpSettings) -> tuple[NormaliseReport, Release]:
    fetch([source], output / "archive", http)
    report = normalise(output / "archive", output / "tables")
    return report, publish(output / "tables", output, Settings())


def test_it_asks_conditionally_reads_nothing_and_publishes_the_same_but_for_what_was_checked(
    site: Any, tmp_path: Path, hasty: HttpSettings
) -> None:
    urls = [
        site.answer(path, page.encode(), ETag=f'"{path}"')
        for path, page in (("/forum", FORUM), ("/plan", PLAN))
    ]
    source = Source(id="site", title="Site", connector=Pages(urls=tuple(urls)))
    first, before = run(source, tmp_path, hasty)
    assert (first.announcements, first.read) == (2, 2)

    for path in ("/forum", "/plan"):
        site.answers[path] = [(304, {}, b"")]
    site.requests.clear()
    second, after = run(source, tmp_path, hasty)
    asked = [(path, headers.get("If-None-Match")) for path, headers in site.requests if path in site.answers]
    assert asked == [("/forum", '"/forum"'), ("/plan", '"/plan"')]
    assert (second.announcements, second.read) == (2, 0)

    data = [path.name for path in after.path.iterdir() if path.suffix in (".csv", ".parquet", ".ics")]
    assert len(data) > 28
    for name in set(data) - SAY_WHEN:
        assert (before.path / name).read_bytes() == (after.path / name).read_bytes(), name
    told = [
        pq.read_table(release.path / "source_status.parquet").to_pylist()[0] for release in (before, after)
    ]
    assert {name for name in told[0] if told[0][name] != told[1][name]} <= {
        "checked_at",
        "status",
        "message_fr",
        "message_en",
    }
    assert [status["status"] for status in told] == ["ok", "unchanged"]
