"""Fetching: from sources to the archive, one source after another, none able to stop the next.

`fetch` does all; `fetch_one` does one source, for a caller who runs several side by side.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.fetch.archive import Archive, Stored
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Link
from flows.fetch.http import HttpClient, HttpSettings
from flows.fetch.source import Source
from flows.fetch.state import SourceStatus, remember_outcome, remember_source
from flows.fetch.visitor import Visitor

logger = logging.getLogger(__name__)

Progress = Callable[[str, int], None]
"""Called after each capture with the source's id and the number of announcements it gave so far."""


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
    return FetchReport(tuple(fetch_one(source, archive, client, progress) for source in sources))


def fetch_one(
    source: Source, archive: Archive, client: HttpClient | None = None, progress: Progress | None = None
) -> SourceReport:
    """Fetch one source into the archive, and note there how it fared."""
    asked_at = datetime.now(UTC).replace(microsecond=0)
    newest: datetime | None = None
    announcements = stored = changed = 0
    problems: list[Problem] = []
    remember_source(archive.path, source)
    with archive.writer(source.id) as writer:
        for found in _found(source, client or HttpClient()):
            if isinstance(found, Problem):
                problems.append(found)
                logger.warning("%s: %s %s", source.id, found.reason_en, found.url or "")
                continue
            outcome = writer.add(found)
            announcements += 1
            stored += outcome is not Stored.KNOWN
            changed += outcome is Stored.NEW
            newest = found.fetched_at if newest is None else max(newest, found.fetched_at)
            if progress:
                progress(source.id, announcements)
    status = _status(source, asked_at if source.connector.live else newest, announcements, changed, problems)
    remember_outcome(archive.path, status, problems)
    return SourceReport(status, tuple(problems), stored)


def _found(source: Source, client: HttpClient) -> Iterator[Capture | Problem]:
    """What the source gives; a fault in its reading is one more problem, and the end of it."""
    obstacle = source.connector.obstacle(source.id)
    if obstacle:
        yield obstacle
        return
    visitor = Visitor(source.id, client)
    try:
        for found in source.connector.announcements(source.id, visitor):
            answer = visitor.announcement(found) if isinstance(found, Link) else found
            if answer is not None:
                yield answer
    except Exception as error:
        logger.exception("%s: reading the source failed", source.id)
        yield Problem(
            source.id,
            None,
            "source_unreadable",
            f"La lecture de la source s’est interrompue ({type(error).__name__} : {error}).",
            f"Reading the source broke off ({type(error).__name__}: {error}).",
            str(error),
        )


def _status(
    source: Source, checked_at: datetime | None, announcements: int, changed: int, problems: list[Problem]
) -> SourceStatus:
    """Judge how a source fared, in a code and a sentence."""
    read_fr = (
        f"{announcements} annonce{'s' if announcements > 1 else ''} lue{'s' if announcements > 1 else ''}"
    )
    read_en = f"{announcements} announcement{'' if announcements == 1 else 's'} read"
    if announcements and problems:
        state = "partly"
        message_fr = f"{read_fr} ; {len(problems)} non lue{'s' if len(problems) > 1 else ''} : "
        message_fr += problems[0].reason_fr
        message_en = f"{read_en}; {len(problems)} could not be: {problems[0].reason_en}"
    elif problems:
        state = "blocked" if all(one.rule == "robots_forbidden" for one in problems) else "failed"
        message_fr, message_en = problems[0].reason_fr, problems[0].reason_en
    elif not announcements:
        state = "empty"
        message_fr = "La source a répondu mais ne contient aucune annonce ; vérifier son adresse."
        message_en = "The source answered but holds no announcement; check its address."
    elif not changed:
        state = "unchanged"
        message_fr, message_en = f"{read_fr}, sans changement.", f"{read_en}, unchanged."
    else:
        state = "ok"
        message_fr, message_en = f"{read_fr}.", f"{read_en}."
    return SourceStatus(
        source.id, source.title, state, checked_at, announcements, len(problems), message_fr, message_en
    )
