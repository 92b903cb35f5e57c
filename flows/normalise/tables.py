"""From the archive to tables: what is new is read, in batches side by side, and joins what was read before.

What comes out depends on the archive alone: not on the number of processes, and not on what was read when.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.fetch.archive import Archive
from flows.fetch.state import SOURCES, read_state
from flows.normalise.batch import Batch, read_batch
from flows.normalise.errors import TablesError
from flows.normalise.memory import reading_keys, remembered, write_readings
from flows.normalise.merging import Merger
from flows.normalise.selection import select
from flows.processes import processes

BATCH_SIZE = 500
"""Announcements a process reads at a time: large enough that starting it costs little."""

Progress = Callable[[int, int], None]


@dataclass
class NormaliseReport:
    """What came of reading an archive."""

    announcements: int = 0
    read: int = 0
    """Announcements that were read this time; the others stand as they were read before."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows of all announcements, by table."""
    quarantined: int = 0
    by_source: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each source: announcements, rows, quarantined."""


def normalise(
    archive_path: Path, tables_path: Path, *, workers: int = 1, progress: Progress | None = None
) -> NormaliseReport:
    """Read the announcements of an archive and write `<tables_path>/<table>.parquet` for all tables.

    Only those are read that are new or changed, or that newer rules may read otherwise; the rows of the
    others are taken from the tables that are there. `person_names.parquet` beside them lists the persons
    that each announcement names, for a release without names. `progress` is called with the
    announcements read and those to read.

    The tables are replaced together. Raises ArchiveError where the archive cannot be read, TablesError where
    the tables cannot be made.
    """
    jobs = select(Archive(archive_path).addresses())
    sources = {row["source_id"]: row for row in read_state(archive_path, SOURCES).to_pylist()}
    keys = reading_keys(jobs, sources)
    parts, made, former = (
        tables_path.with_name(tables_path.name + end) for end in (".parts", ".new", ".former")
    )
    if former.exists() and not tables_path.exists():
        former.rename(tables_path)  # a run was stopped between the two steps of `_replace`
    memory = remembered(tables_path)
    kept = memory.holds(jobs, keys)
    unread = [job for job, is_kept in zip(jobs, kept, strict=True) if not is_kept]
    for leftover in (parts, made, former):
        shutil.rmtree(leftover, ignore_errors=True)
    batches = [
        Batch(archive_path, parts / f"{start:09}", tuple(unread[start : start + BATCH_SIZE]), sources)
        for start in range(0, len(unread), BATCH_SIZE)
    ]
    done = 0
    with _told_plainly(tables_path):
        for read in _read_all(batches, workers):
            done += read
            if progress:
                progress(done, len(unread))
        merger = Merger(archive_path, jobs, kept, memory, [batch.folder for batch in batches])
        rows = merger.write(made)
        write_readings(made, jobs, keys)
        _replace(tables_path, made, former)
    for leftover in (parts, former):
        shutil.rmtree(leftover, ignore_errors=True)
    return NormaliseReport(len(jobs), len(unread), rows, rows.pop("quarantine"), merger.by_source)


@contextmanager
def _told_plainly(tables_path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TablesError(
            f"The tables {tables_path} cannot be written: {error.strerror or error}. "
            "Check the folder's rights and the space left."
        ) from error
    except BrokenProcessPool as error:
        raise TablesError(
            "A process that read announcements was ended from outside, perhaps for want of memory. Fewer "
            "workers need less."
        ) from error


def _read_all(batches: Sequence[Batch], workers: int) -> Iterator[int]:
    if workers < 2 or len(batches) < 2:
        yield from map(read_batch, batches)
        return
    with processes(min(workers, len(batches))) as pool:
        yield from pool.map(read_batch, batches)


def _replace(tables: Path, made: Path, former: Path) -> None:
    """Put new tables in the place of the former ones, which stay whole, under one name or the other."""
    if tables.exists():
        tables.rename(former)
    made.rename(tables)
