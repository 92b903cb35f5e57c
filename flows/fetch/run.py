"""Fetching: from sources to the archive, side by side, none able to stop another.

`fetch` does all; `fetch_one` does one source, for a caller who runs several himself.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.fetch.archive import Archive, Stored
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Found, Link
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings
from flows.fetch.outcome import Outcome, source_unreadable, status_of
from flows.fetch.source import Source
from flows.fetch.state import SourceStatus, finished_at, remember_outcome, remember_source
from flows.fetch.visitor import Visitor

logger = logging.getLogger(__name__)

SOURCES_AT_ONCE = 40
"""Fetching is waiting: so many sources wait side by side."""

Progress = Callable[[str, int], None]
"""Called after each capture with the source's id and the number of announcements it gave so far; from the
thread that fetches the source."""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What came of fetching one source."""

    status: SourceStatus
    problems: tuple[Problem, ...]
    stored: int
    """Captures that were not in the archive before."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What came of fetching, source by source in the order asked for."""

    sources: tuple[SourceReport, ...]

    @property
    def statuses(self) -> list[SourceStatus]:
        """The status of each source."""
        return [report.status for report in self.sources]

    @property
    def problems(self) -> list[Problem]:
        """The problems of all sources."""
        return [problem for report in self.sources for problem in report.problems]

    @property
    def announcements(self) -> int:
        """Captures that all sources gave, new or not."""
        return sum(report.status.announcements for report in self.sources)

    @property
    def stored(self) -> int:
        """Captures that were not in the archive before."""
        return sum(report.stored for report in self.sources)


def fetch(
    sources: Iterable[Source],
    archive_path: Path,
    http: HttpSettings | None = None,
    progress: Progress | None = None,
) -> FetchReport:
    """Fetch sources into the archive at `archive_path`.

    What a source cannot give is in the report and in the archive's tables. Raises `ArchiveError` if
    the archive itself cannot be written.
    """
    archive = Archive(archive_path)
    client = HttpClient(http)
    with ThreadPoolExecutor(SOURCES_AT_ONCE, thread_name_prefix="fetch") as pool:
        return FetchReport(
            tuple(pool.map(lambda source: fetch_one(source, archive, client, progress), sources))
        )


def fetch_one(
    source: Source, archive: Archive, client: HttpClient, progress: Progress | None = None
) -> SourceReport:
    """Fetch one source into the archive, and note there how it fared."""
    begun_at = datetime.now(UTC)
    outcome = Outcome()
    remember_source(archive.path, source)
    with archive.writer(source.id) as writer:
        held_before = writer.holds_announcements
        visitor = Visitor(
            client, archive, writer, source.politeness, begun_at, finished_at(archive.path, source.id)
        )
        for found in _found(source, visitor):
            if isinstance(found, Problem):
                outcome.problems.append(found)
                logger.info("%s: %s %s", source.id, found.reason_en, found.url or "")
                continue
            outcome.count(writer.add(found) if isinstance(found, Capture) else found)
            if isinstance(found, Capture):
                outcome.saw(found.fetched_at)
            if progress:
                progress(source.id, outcome.announcements)
    status = status_of(source, outcome, begun_at, held_before=held_before)
    remember_outcome(archive.path, status, outcome.problems)
    return SourceReport(status, tuple(outcome.problems), outcome.stored)


def _found(source: Source, visitor: Visitor) -> Iterator[Capture | Stored | Problem]:
    """What the source gives; a fault in its reading is one more problem, and the end of it."""
    obstacle = source.connector.obstacle(source.id)
    if obstacle:
        yield obstacle
        return
    try:
        yield from _visited(
            source.connector.announcements(source.id, visitor), visitor, source.politeness.concurrency
        )
    except Exception as error:
        logger.exception("%s: reading the source failed", source.id)
        yield source_unreadable(source.id, error)


def _visited(
    announcements: Iterator[Found], visitor: Visitor, at_once: int
) -> Iterator[Capture | Stored | Problem]:
    """What the connector found, its links asked for: as many at once as the source allows, in their order."""
    under_way: deque[Future[Stored | Problem | None]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="ask") as pool:
        for found in announcements:
            if not isinstance(found, Link):
                yield found
                continue
            under_way.append(pool.submit(visitor.announcement, found))
            if len(under_way) >= at_once:
                yield from _answer(under_way)
        while under_way:
            yield from _answer(under_way)


def _answer(under_way: deque[Future[Stored | Problem | None]]) -> Iterator[Stored | Problem]:
    answer = under_way.popleft().result()
    if answer is not None:
        yield answer
