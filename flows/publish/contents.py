"""What a release holds, as its metadata and its README tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.settings import Settings

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Date of the data where a release holds none at all."""


@dataclass(frozen=True)
class FileFacts:
    """Size in bytes and SHA-256 of a published file."""

    bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileFacts:
        """The facts of a file on disk."""
        with path.open("rb") as file:
            return cls(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())

    @classmethod
    def of_all(cls, paths: Mapping[str, Path]) -> dict[str, FileFacts]:
        """The facts of several files, side by side: digests are made outside of the interpreter."""
        with ThreadPoolExecutor() as pool:
            return dict(zip(paths, pool.map(cls.of, paths.values()), strict=True))


@dataclass(frozen=True)
class Coverage:
    """Which days and regions a release tells of. Days are null where nothing is dated."""

    announced_from: date | None = None
    announced_to: date | None = None
    events_from: date | None = None
    events_to: date | None = None
    announcements_by_region: tuple[tuple[str | None, int], ...] = ()
    """(region_code, announcements), most first; None where no region is known."""


@dataclass(frozen=True)
class Contents:
    """All that the metadata of a release are made from."""

    settings: Settings
    newest: datetime
    """When the newest announcement was fetched (or, without any, a source last asked): the date of the
    data. No clock is asked."""
    rows: Mapping[str, int]
    """Rows by table."""
    files: Mapping[str, FileFacts]
    """The data files by name."""
    sources: tuple[Mapping[str, Any], ...]
    """Rows of source_status."""
    coverage: Coverage
    is_rewritten: bool = False
    """Whether names of persons were withdrawn after the release had been published."""

    @property
    def data_date(self) -> date:
        """The day of the newest announcement fetched (UTC)."""
        return self.newest.date()


def contents_of(folder: Path, rows: Mapping[str, int], settings: Settings) -> Contents:
    """What the data files in a folder hold; `rows` is how many were written to each table."""
    announcement = pq.read_table(folder / "announcement.parquet", columns=["published_on", "region_code"])
    event = pq.read_table(folder / "event.parquet", columns=["start_date"])
    sources = pq.read_table(folder / "source_status.parquet")
    return Contents(
        settings=settings,
        newest=newest_of(folder),
        rows=rows,
        files=FileFacts.of_all({path.name: path for path in sorted(folder.iterdir())}),
        sources=tuple(sources.to_pylist()),
        coverage=_coverage(announcement, event),
    )


def newest_of(folder: Path) -> datetime:
    """When the newest announcement of a folder was fetched, or a source last asked where there is none."""
    for table, column in (("announcement", "fetched_at"), ("source_status", "checked_at")):
        instants = pq.read_table(folder / f"{table}.parquet", columns=[column]).column(column)
        newest: datetime | None = pc.max(instants).as_py()
        if newest:
            return newest
    return BEGINNING


def _coverage(announcement: pa.Table, event: pa.Table) -> Coverage:
    regions = announcement.group_by("region_code").aggregate([([], "count_all")]).to_pylist()
    counts = [(row["region_code"], row["count_all"]) for row in regions]
    return Coverage(
        *_first_and_last(announcement.column("published_on")),
        *_first_and_last(event.column("start_date")),
        announcements_by_region=tuple(sorted(counts, key=lambda c: (c[0] is None, -c[1], c[0] or ""))),
    )


def _first_and_last(days: pa.ChunkedArray) -> tuple[date | None, date | None]:
    extremes = pc.min_max(days).as_py()
    return extremes["min"], extremes["max"]
