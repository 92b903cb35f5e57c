"""The tables of a run: rows kept, rows read, and what only the whole can tell.

When an announcement was found, and at which addresses, changes without its being read again: that is told
here for all of them, from what the archive holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from flows.fetch.state import PROBLEMS, STATUSES, read_state
from flows.normalise.batch import BATCH_TABLES, TOLD_TABLES, batch_schema, read_table
from flows.normalise.memory import Memory
from flows.normalise.order import Flags, Numbers, Owners, Placed, in_order, write_table
from flows.normalise.selection import Job
from flows.normalise.validation import arrow_table, quarantine_table
from schemas import TABLES

_JOBS_AT_ONCE = 10_000


class Merger:
    """Writes the tables of all announcements, and counts what it writes."""

    def __init__(
        self, archive_path: Path, jobs: Sequence[Job], kept: Flags, memory: Memory, folders: Sequence[Path]
    ) -> None:
        """`kept` flags the jobs whose rows are in `memory`; `folders` has those of the others, by batch."""
        self._archive_path = archive_path
        self._jobs = jobs
        self._kept = kept
        self._memory = memory
        self._folders = folders
        self._owners = Owners(job.announcement_id for job in jobs)
        self._source_ids = sorted({job.source_id for job in jobs})
        numbers = {source_id: number for number, source_id in enumerate(self._source_ids)}
        self._source_numbers = np.array([numbers[job.source_id] for job in jobs], np.int64)
        self._told: list[Numbers] = []
        """The places of the announcements that have a row."""
        self._counts: dict[str, Counter[str]] = {}

    @property
    def by_source(self) -> dict[str, dict[str, int]]:
        """For each source: announcements, rows, quarantined."""
        return {source: dict(counts) for source, counts in sorted(self._counts.items())}

    def write(self, folder: Path) -> dict[str, int]:
        """Write every table to a folder, and give the number of rows of each."""
        folder.mkdir(parents=True)
        written: dict[str, int] = {}
        for name in BATCH_TABLES:
            written[name] = write_table(folder / f"{name}.parquet", batch_schema(name), self._rows(name))
        for name, rows in (("announcement_url", self._addresses()), ("source_status", self._statuses())):
            written[name] = write_table(folder / f"{name}.parquet", TABLES[name].arrow_schema, rows)
        return {name: written[name] for name in TABLES if name in written}

    def _rows(self, name: str) -> Iterator[pa.Table]:
        """The rows of a table, kept or read."""
        former = (self._owners.placed(name, rows, self._kept) for rows in self._memory.rows(name))
        read = (self._owners.placed(name, read_table(path, name), ~self._kept) for path in self._folders)
        for part in in_order(former, read):
            if name == "announcement":
                self._told.append(part.places)
                self._count("announcements", part.places)
                yield self._with_days(part)
                continue
            if name == "quarantine":
                yield self._at_each_address(part)
                continue
            if name in TOLD_TABLES:
                self._count("rows", part.places)
            yield part.rows
        if name == "quarantine":
            yield self._not_fetched()

    def _at_each_address(self, refused: Placed) -> pa.Table:
        """Quarantine rows; a whole announcement that was refused has one for each of its addresses."""
        rows, places = [], []
        for place, row in zip(refused.places.tolist(), refused.rows.to_pylist(), strict=True):
            job = self._jobs[place]
            is_whole = row["table_name"] is None
            if is_whole and row["url"] != job.url:
                continue  # told of a further address by an earlier run
            del row["quarantine_id"]
            found = [{**row, "url": address.url} for address in job.addresses] if is_whole else [row]
            rows += found
            places += [place] * len(found)
        self._count("quarantined", np.array(places, np.int64))
        return quarantine_table(rows)

    def _with_days(self, announcements: Placed) -> pa.Table:
        """Announcements with the days on which they were found."""
        jobs = [self._jobs[place] for place in announcements.places]
        rows = announcements.rows
        for name in ("first_seen_on", "last_seen_on"):
            index = rows.schema.get_field_index(name)
            days = pa.array([getattr(job, name) for job in jobs], pa.date32())
            rows = rows.set_column(index, rows.schema.field(index), days)
        return rows

    def _addresses(self) -> Iterator[pa.Table]:
        """The addresses of the announcements that have a row."""
        told = np.concatenate([np.empty(0, np.int64), *self._told])
        for start in range(0, len(told), _JOBS_AT_ONCE):
            places = told[start : start + _JOBS_AT_ONCE]
            rows = [
                {
                    "announcement_id": self._jobs[place].announcement_id,
                    "url": address.url,
                    "first_seen_on": address.first_seen_on,
                    "last_seen_on": address.last_seen_on,
                }
                for place in places
                for address in self._jobs[place].addresses
            ]
            self._count("rows", places.repeat([len(self._jobs[place].addresses) for place in places]))
            yield arrow_table(TABLES["announcement_url"], rows)

    def _not_fetched(self) -> pa.Table:
        """What could not be fetched, as quarantine rows."""
        problems = read_state(self._archive_path, PROBLEMS).to_pylist()
        rows = quarantine_table({**problem, "stage": "fetch"} for problem in problems)
        for source_id in rows["source_id"].to_pylist():
            self._counts.setdefault(source_id, Counter())["quarantined"] += 1
        return rows

    def _statuses(self) -> Iterator[pa.Table]:
        """How each source fared, with the rows that its announcements gave."""
        rows = []
        for status in read_state(self._archive_path, STATUSES).to_pylist():
            counts = self._counts.get(status["source_id"], Counter())
            rows.append(
                {
                    **status,
                    "announcements": counts["announcements"],
                    "rows": counts["rows"],
                    "problems": counts["quarantined"],
                }
            )
        yield arrow_table(TABLES["source_status"], rows)

    def _count(self, what: str, places: Numbers) -> None:
        """Count one row by source for each announcement's place."""
        found = np.bincount(self._source_numbers[places], minlength=len(self._source_ids))
        for source_id, count in zip(self._source_ids, found.tolist(), strict=True):
            if count:
                self._counts.setdefault(source_id, Counter())[what] += count
