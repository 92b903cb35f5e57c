"""What is known of each source beside its captures: who it is, how it fared, what it lacked.

Three small tables in the archive's folder. A source's rows are replaced when it is fetched again;
those of sources that were not asked stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.fetch.archive.records import ArchiveError, cannot_write
from flows.fetch.capture import Problem
from flows.fetch.locking import locked

if TYPE_CHECKING:
    from flows.fetch.source import Source

SOURCES = "sources.parquet"
STATUSES = "source_status.parquet"
PROBLEMS = "problems.parquet"


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How a source fared when it was last asked."""

    source_id: str
    title: str
    status: str
    """A code of the list `source_state`."""
    checked_at: datetime | None
    """When it was asked; for files, when the newest capture in them was taken; null if none was read."""
    announcements: int
    """Captures the source gave this time, new or not."""
    problems: int
    message_fr: str
    message_en: str
    finished_at: datetime | None = None
    """When its last fetch came to its end; what was captured later belongs to one that did not. Null for
    files."""


_TEXT = pa.string()
_SCHEMAS = {
    SOURCES: pa.schema(
        [
            (name, _TEXT)
            for name in (
                "source_id",
                "title",
                "publisher_name",
                "publisher_type",
                "publisher_siren",
                "region_code",
                "department_code",
                "licence",
                "language",
            )
        ]
    ),
    STATUSES: pa.schema(
        [
            ("source_id", _TEXT),
            ("title", _TEXT),
            ("status", _TEXT),
            ("checked_at", pa.timestamp("us", tz="UTC")),
            ("announcements", pa.int64()),
            ("problems", pa.int64()),
            ("message_fr", _TEXT),
            ("message_en", _TEXT),
            ("finished_at", pa.timestamp("us", tz="UTC")),
        ]
    ),
    PROBLEMS: pa.schema(
        [(name, _TEXT) for name in ("source_id", "url", "rule", "reason_fr", "reason_en", "raw_value")]
    ),
}


def remember_source(archive: Path, source: Source) -> None:
    """Note who a source is, before its first capture is stored."""
    publisher = source.publisher
    row = {
        "source_id": source.id,
        "title": source.title,
        "publisher_name": publisher.name if publisher else None,
        "publisher_type": publisher.type if publisher else None,
        "publisher_siren": publisher.siren if publisher else None,
        "region_code": source.territory.region_code,
        "department_code": source.territory.department_code,
        "licence": source.licence,
        "language": source.language,
    }
    with _writing(archive):
        _replace_rows(archive / SOURCES, source.id, [row])


def remember_outcome(archive: Path, status: SourceStatus, problems: Iterable[Problem]) -> None:
    """Note how a source fared and what it lacked, in place of what was noted before."""
    with _writing(archive):
        _replace_rows(archive / PROBLEMS, status.source_id, [asdict(problem) for problem in problems])
        _replace_rows(archive / STATUSES, status.source_id, [asdict(status)])


def finished_at(archive: Path, source_id: str) -> datetime | None:
    """When the last visit to a source came to its end; null if none did."""
    statuses = read_state(archive, STATUSES)
    found: list[datetime | None] = statuses.filter(pc.equal(statuses["source_id"], source_id))[
        "finished_at"
    ].to_pylist()
    return found[0] if found else None


def read_state(archive: Path, name: str) -> pa.Table:
    """One of the three tables (`SOURCES`, `STATUSES`, `PROBLEMS`), by source; empty if nothing was noted."""
    path = archive / name
    if not path.exists():
        return _SCHEMAS[name].empty_table()
    try:
        return pq.read_table(path, schema=_SCHEMAS[name])
    except (OSError, pa.ArrowException) as error:
        raise ArchiveError(
            f"{path} cannot be read ({error}). Delete it and fetch the sources again."
        ) from error


@contextmanager
def _writing(archive: Path) -> Iterator[None]:
    """Alone in the tables; what the system refuses is told as a fault of the archive."""
    try:
        with locked(archive / "locks" / ".state", wait=True):
            yield
    except OSError as error:
        raise cannot_write(archive, error) from error


def _replace_rows(path: Path, source_id: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Put a source's rows in place of its former ones; the file is replaced whole or not at all."""
    schema = _SCHEMAS[path.name]
    before = read_state(path.parent, path.name)
    others = before.filter(pc.not_equal(before["source_id"], source_id))
    table = pa.concat_tables([others, pa.Table.from_pylist(rows, schema=schema)])
    order = pc.sort_indices(table["source_id"])
    partial = path.with_suffix(".partial")
    pq.write_table(table.take(order).combine_chunks(), partial, compression="zstd", compression_level=3)
    partial.replace(path)
