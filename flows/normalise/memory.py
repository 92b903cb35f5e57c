"""What earlier runs read, so that an announcement is read again only where its reading could differ.

Beside the tables lies `readings.parquet` with a key for each announcement: the digest of all that its reading
rests on. As long as the key is the same, so are the rows; what was refused is among them, for by the same
rules it would be refused again. Its metadata hold the digests of the tables: only tables that are, byte for
byte, those that were written are taken for a memory.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import schemas
from flows.normalise.batch import BATCH_TABLES
from flows.normalise.order import Flags
from flows.normalise.selection import Job

_READINGS = "readings.parquet"
_SCHEMA = pa.schema([("announcement_id", pa.string()), ("key", pa.string())])
_DIGESTS = b"digests"
_HERE = Path(__file__).parent
_FETCH = _HERE.with_name("fetch")
_RULES = (
    _HERE,
    Path(schemas.__file__).parent,
    _FETCH / "calendar_text.py",
    _FETCH / "charset.py",
    _FETCH / "surt.py",
)
"""All code, words and reference data that say what is read."""
_LIBRARIES = (
    "icalendar",
    "numpy",
    "pandas",
    "pandera",
    "pyahocorasick",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "PyYAML",
    "RapidFuzz",
    "Resiliparse",
    "selectolax",
)


@dataclass(frozen=True, slots=True)
class Memory:
    """The tables that the last run left, and the key that each announcement was read under."""

    folder: Path
    keys: Mapping[str, str]

    def holds(self, jobs: Sequence[Job], keys: Sequence[str]) -> Flags:
        """For each job whether it was read under the same key."""
        same = (self.keys.get(job.announcement_id) == key for job, key in zip(jobs, keys, strict=True))
        return np.fromiter(same, np.bool_, len(jobs))

    def rows(self, table: str) -> Iterator[pa.Table]:
        """The rows of a former table, one row group after another."""
        if self.keys:
            with pq.ParquetFile(self.folder / f"{table}.parquet") as file:
                for group in range(file.num_row_groups):
                    yield file.read_row_group(group)


def remembered(folder: Path) -> Memory:
    """The memory in a folder of tables; an empty one where something is missing, unreadable or changed."""
    try:
        readings = pq.read_table(folder / _READINGS)
        metadata = readings.schema.metadata or {}
        if not readings.schema.equals(_SCHEMA) or metadata.get(_DIGESTS) != _digests(folder):
            return Memory(folder, {})
    except (OSError, pa.ArrowException):
        return Memory(folder, {})
    ids, keys = (readings[name].to_pylist() for name in _SCHEMA.names)
    return Memory(folder, dict(zip(ids, keys, strict=True)))


def write_readings(folder: Path, jobs: Sequence[Job], keys: Sequence[str]) -> None:
    """Make the tables that were written to a folder the memory of the next run."""
    schema = _SCHEMA.with_metadata({_DIGESTS: _digests(folder)})
    readings = pa.table([[job.announcement_id for job in jobs], list(keys)], schema=schema)
    pq.write_table(readings, folder / _READINGS, compression="zstd")


def _digests(folder: Path) -> bytes:
    """The digests of the tables that are kept, as JSON."""
    digests = {name: _digest(folder / f"{name}.parquet") for name in BATCH_TABLES}
    return json.dumps(digests).encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def reading_keys(jobs: Sequence[Job], sources: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """For each job the digest of all that its reading rests on; `sources` as in `Batch`."""
    rules = rules_version()
    declared = {source_id: json.dumps(row, sort_keys=True) for source_id, row in sources.items()}
    return [_key(rules, declared.get(job.source_id, ""), job) for job in jobs]


def _key(rules: str, declared: str, job: Job) -> str:
    # Records of an archive never change: the place of one stands for its bytes and its declared type.
    facts = (
        rules,
        job.source_id,
        declared,
        job.url,
        job.fetched_at.isoformat(),
        job.content_digest,
        job.record["warc_filename"],
        str(job.record["warc_record_offset"]),
    )
    return sha256("\x1f".join(facts).encode()).hexdigest()


def rules_version() -> str:
    """A digest of what decides how a capture is read: the project's own files and the libraries' versions."""
    digest = sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"\n{library} {version(library)}".encode())
    for place in _RULES:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"\n{path.relative_to(place.parent).as_posix()} {_digest(path)}".encode())
    return digest.hexdigest()
