"""What a run did, for people, for programs and for Prefect's page of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.publish.errors import ReleaseError

if TYPE_CHECKING:
    from flows.fetch.run import SourceReport
    from flows.normalise.tables import NormaliseReport
    from flows.publish.change_counts import ChangeCounts
    from flows.publish.release import Release

NOTHING_READ = frozenset({"failed", "blocked", "empty"})
"""States of a source that gave no announcement."""
NO_NEWS = "Nothing but when pages were last seen."


@dataclass(frozen=True)
class SourceOutcome:
    """How one source fared when it was fetched."""

    source_id: str
    title: str
    status: str
    announcements: int
    problems: int
    message: str

    @classmethod
    def of(cls, report: SourceReport) -> SourceOutcome:
        """The outcome that a fetch reports."""
        status = report.status
        return cls(
            status.source_id,
            status.title,
            status.status,
            status.announcements,
            status.problems,
            status.message_en,
        )


@dataclass(frozen=True)
class RunReport:
    """What was read, made and quarantined, and where it lies."""

    sources: tuple[SourceOutcome, ...] = ()
    announcements: int = 0
    """Announcements in the tables or in quarantine."""
    read: int = 0
    """Those of them that normalise read this time; the others stand as they were read before."""
    quarantined: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows by table."""
    by_source: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each source: announcements, rows, quarantined."""
    version: str | None = None
    path: str | None = None
    """Where the release lies."""
    is_new: bool = False
    changes: Mapping[str, ChangeCounts] | None = None
    """What differs from the release before, by table; None where there is none to compare with."""
    rewritten: tuple[str, ...] = ()
    """Versions of old releases from which names were withdrawn."""

    @property
    def readings(self) -> str:
        """How much was read, in words."""
        count = f"{self.announcements} announcement{'' if self.announcements == 1 else 's'}"
        return f"{count}: {self.read} read, {self.announcements - self.read} unchanged since read before"

    @property
    def news(self) -> list[tuple[str, str]]:
        """What differs from the release before, in words, by table."""
        return [(table, counts.in_words()) for table, counts in (self.changes or {}).items()]

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, for `--json`."""
        return {
            "sources": [vars(source) for source in self.sources],
            "announcements": self.announcements,
            "read": self.read,
            "quarantined": self.quarantined,
            "rows": dict(self.rows),
            "by_source": {source: dict(rows) for source, rows in self.by_source.items()},
            "version": self.version,
            "path": self.path,
            "is_new": self.is_new,
            "changes": None
            if self.changes is None
            else {table: counts.as_dict() for table, counts in self.changes.items()},
            "rewritten": list(self.rewritten),
        }

    def as_markdown(self) -> str:
        """The report as Prefect shows it."""
        parts = ["# Run report"]
        if self.version:
            parts.append(
                f"Release **{self.version}** in `{self.path}`" + ("" if self.is_new else " (unchanged)")
            )
        if self.sources:
            lines = (
                (source.title, source.status, source.announcements, source.problems, source.message)
                for source in self.sources
            )
            head = ("Source", "Status", "Announcements", "Problems", "Message")
            parts += ["## Read", _markdown_table(head, lines)]
        if self.rows:
            parts += [
                "## Made",
                f"{self.readings}. {self.quarantined} rows in quarantine.",
                _markdown_table(("Table", "Rows"), self.rows.items()),
            ]
        if self.changes is not None:
            news = _markdown_table(("Table", "Changes"), self.news) if self.news else NO_NEWS
            parts += ["## Changed since the release before", news]
        if self.by_source:
            counts = list(dict.fromkeys(count for counts in self.by_source.values() for count in counts))
            by_source = (
                (source, *(found.get(count, 0) for count in counts))
                for source, found in self.by_source.items()
            )
            parts += ["## By source", _markdown_table(("Source", *counts), by_source)]
        return "\n\n".join(parts) + "\n"


class NothingReadError(ReleaseError):
    """No source gave an announcement: that is a fault of the run, not news."""


def demand_announcements(fetched: Sequence[SourceReport]) -> None:
    """Raises NothingReadError unless one of the sources that were asked gave an announcement."""
    if fetched and all(report.status.status in NOTHING_READ for report in fetched):
        reasons = " ".join(f"{report.status.title}: {report.status.message_en}" for report in fetched)
        raise NothingReadError(f"No source gave an announcement. {reasons} The last release stands.")


def run_report(
    fetched: Sequence[SourceReport] = (),
    read: NormaliseReport | None = None,
    release: Release | None = None,
    rewritten: Sequence[str] = (),
) -> RunReport:
    """The report of the stages that ran."""
    return RunReport(
        sources=tuple(SourceOutcome.of(report) for report in fetched),
        announcements=read.announcements if read else 0,
        read=read.read if read else 0,
        quarantined=read.quarantined if read else 0,
        rows=release.rows if release else read.rows if read else {},
        by_source=read.by_source if read else {},
        version=release.version if release else None,
        path=str(release.path) if release else None,
        is_new=release.is_new if release else False,
        changes=release.changes if release else None,
        rewritten=tuple(rewritten),
    )


def _markdown_table(head: Sequence[str], lines: Iterable[Iterable[object]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)
