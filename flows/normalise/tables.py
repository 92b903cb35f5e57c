"""From the archive to tables: batches of announcements, read side by side, merged in one order.

What comes out depends on the archive alone: batches are cut from the sorted list of announcements,
whatever the number of processes, and merged in that order.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.fetch.archive import Archive
from flows.fetch.state import PROBLEMS, SOURCES, STATUSES, read_state
from flows.normalise.batch import BATCH_TABLES, PERSON_NAMES, Batch, read_batch, read_table
from flows.normalise.rows import Row
from flows.normalise.selection import Job, select
from flows.normalise.validation import arrow_table, quarantine_table
from schemas import TABLES

BATCH_SIZE = 500
"""Announcements a process reads at a time: large enough that starting it costs little."""


@dataclass
class NormaliseReport:
    """What came of reading an archive."""

    announcements: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    """Rows made, by table."""
    quarantined: int = 0
    by_source: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each source: announcements, rows, quarantined."""


def normalise(
    archive_path: Path,
    tables_path: Path,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> NormaliseReport:
    """Read every announcement of an archive and write `<tables_path>/<table>.parquet` for all tables.

    `person_names.parquet` beside them lists the persons that each announcement names, for a release
    without names. `progress` is called with the announcements read and those there are.

    Raises ArchiveError where the archive cannot be read, OSError where the tables cannot be written.
    """
    jobs = select(Archive(archive_path).addresses())
    sources = {row["source_id"]: row for row in read_state(archive_path, SOURCES).to_pylist()}
    parts = tables_path.with_name(tables_path.name + ".parts")
    shutil.rmtree(parts, ignore_errors=True)
    batches = [
        Batch(archive_path, parts / f"{start:09}", tuple(jobs[start : start + BATCH_SIZE]), sources)
        for start in range(0, len(jobs), BATCH_SIZE)
    ]
    done = 0
    for read in _read_all(batches, workers):
        done += read
        if progress:
            progress(done, len(jobs))
    tables_path.mkdir(parents=True, exist_ok=True)
    report = _merged(archive_path, [batch.folder for batch in batches], tables_path, jobs)
    shutil.rmtree(parts, ignore_errors=True)
    return report


def _read_all(batches: Sequence[Batch], workers: int) -> Iterator[int]:
    if workers < 2 or len(batches) < 2:
        yield from map(read_batch, batches)
        return
    # a fresh interpreter for each process: a fork of a program with threads may hang
    with ProcessPoolExecutor(min(workers, len(batches)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_batch, batches)


def _merged(archive: Path, folders: Sequence[Path], tables: Path, jobs: Sequence[Job]) -> NormaliseReport:
    """Join the batches' tables one by one, and add what only the whole can tell."""
    source_of = {job.announcement_id: job.source_id for job in jobs}
    report = NormaliseReport(announcements=len(jobs))
    counts: dict[str, Counter[str]] = {}
    for job in jobs:
        counts.setdefault(job.source_id, Counter())["announcements"] += 1
    owners: dict[str, str] = {}
    for name in BATCH_TABLES:
        table = TABLES[name]
        extra = _fetch_problems(archive) if name == "quarantine" else None
        with pq.ParquetWriter(tables / f"{name}.parquet", table.arrow_schema, compression="zstd") as writer:
            for part in _parts(folders, name, extra):
                writer.write_table(part.cast(table.arrow_schema))
                report.rows[name] = report.rows.get(name, 0) + part.num_rows
                _count(name, part, source_of, owners, counts)
        report.rows.setdefault(name, 0)
    with pq.ParquetWriter(tables / "person_names.parquet", PERSON_NAMES) as writer:
        for folder in folders:
            writer.write_table(read_table(folder, "person_names"))
    statuses = list(_statuses(archive, counts))
    pq.write_table(arrow_table(TABLES["source_status"], statuses), tables / "source_status.parquet")
    report.rows["source_status"] = len(statuses)
    report.quarantined = report.rows.pop("quarantine")
    report.by_source = {source: dict(count) for source, count in sorted(counts.items())}
    return report


def _parts(folders: Sequence[Path], name: str, extra: pa.Table | None) -> Iterator[pa.Table]:
    for folder in folders:
        yield read_table(folder, name)
    if extra is not None:
        yield extra


def _count(
    name: str,
    part: pa.Table,
    source_of: dict[str, str],
    owners: dict[str, str],
    counts: dict[str, Counter[str]],
) -> None:
    """Count rows by source: a row's own, its announcement's, or its parent's."""
    if name == "quarantine":
        for source in part["source_id"].to_pylist():
            counts.setdefault(source, Counter())["quarantined"] += 1
        return
    if name == "announcement":
        return
    names = part.column_names
    if "announcement_id" in names:
        announcements = part["announcement_id"].to_pylist()
    else:
        parent = "event_id" if "event_id" in names else "programme_id"
        announcements = [owners[key] for key in part[parent].to_pylist()]
    for source, rows in Counter(map(source_of.__getitem__, announcements)).items():
        counts[source]["rows"] += rows
    if name in ("event", "programme"):
        owners.update(zip(part[f"{name}_id"].to_pylist(), announcements, strict=True))


def _fetch_problems(archive: Path) -> pa.Table:
    """What could not be fetched, as quarantine rows."""
    return quarantine_table({**row, "stage": "fetch"} for row in read_state(archive, PROBLEMS).to_pylist())


def _statuses(archive: Path, counts: dict[str, Counter[str]]) -> Iterator[Row]:
    """How each source fared, with the rows that its announcements gave."""
    for row in read_state(archive, STATUSES).to_pylist():
        count: Counter[Any] = counts.get(row["source_id"], Counter())
        yield {
            **row,
            "announcements": count["announcements"],
            "rows": count["rows"],
            "problems": count["quarantined"],
        }
