"""One batch of announcements: read from the archive, validated, written as small tables.

Each process reads batches on its own; nothing but paths and counts passes between processes. The small
tables are Arrow files: they live until they are merged, and Parquet takes twice as long to write
and to read back.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import feather

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise.documents import UnreadableDocument
from flows.normalise.reading import Reading, Source, read
from flows.normalise.rows import Row, Rows
from flows.normalise.selection import Job
from flows.normalise.validation import quarantine_table, validated
from schemas import TABLES

logger = logging.getLogger(__name__)

PERSON_NAMES = pa.schema([("announcement_id", pa.string()), ("person_name", pa.string())])
"""Whom each announcement names; never published."""

TOLD_TABLES = tuple(
    name for name in TABLES if name not in ("announcement_url", "changes", "quarantine", "source_status")
)
"""What announcements tell."""
BATCH_TABLES = (*TOLD_TABLES, "quarantine", "person_names")
"""All that reading them gives."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Announcements to read together, and the folder that their tables go to."""

    archive_path: Path
    folder: Path
    jobs: tuple[Job, ...]
    sources: Mapping[str, Mapping[str, Any]]
    """What is known of each source, by source_id (rows of the archive's `sources.parquet`)."""


def read_batch(batch: Batch) -> int:
    """Read a batch and write its tables; gives the number of announcements read."""
    rows: dict[str, list[Row]] = {name: [] for name in TOLD_TABLES}
    refused: list[Row] = []
    names: list[Row] = []
    captures = Archive(batch.archive_path).records(job.record for job in batch.jobs)
    for job, capture in zip(batch.jobs, captures, strict=True):
        source = batch.sources.get(job.source_id, {})
        reading = _read(job, capture, source)
        if not isinstance(reading, Reading):
            refused.append(reading)
            continue
        for table, found in _rows(job, reading, source).items():
            rows[table] += found
        names += [{"announcement_id": job.announcement_id, "person_name": n} for n in reading.person_names]
    tables, broken = validated(rows)
    addresses = {job.announcement_id: {"source_id": job.source_id, "url": job.url} for job in batch.jobs}
    refused += [{**row, **addresses[row["announcement_id"]]} for row in broken]
    tables["quarantine"] = quarantine_table(refused)
    tables["person_names"] = pa.Table.from_pylist(names, schema=PERSON_NAMES)
    batch.folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        feather.write_feather(table, batch.folder / f"{name}.arrow")
    return len(batch.jobs)


def batch_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table of `BATCH_TABLES`."""
    return TABLES[name].arrow_schema if name in TABLES else PERSON_NAMES


def read_table(folder: Path, name: str) -> pa.Table:
    """A table that `read_batch` wrote to its folder."""
    return feather.read_table(folder / f"{name}.arrow", memory_map=False)


def _read(job: Job, capture: Capture, source: Mapping[str, Any]) -> Reading | Row:
    """The reading of one announcement, or the quarantine row that says why there is none."""
    declared = Source(source.get("publisher_name"), source.get("region_code"), source.get("department_code"))
    try:
        return read(capture.body, capture.content_type, job.url, job.fetched_at.date(), declared)
    except UnreadableDocument as problem:
        return _unread(job, problem.rule, problem.reason_fr, problem.reason_en, capture.content_type)
    except Exception as error:  # one announcement that the rules trip over must not stop the others
        logger.exception("Reading %s failed", job.url)
        kind = type(error).__name__
        return _unread(
            job,
            "reading_failed",
            f"La lecture a échoué ({kind}) : c’est une erreur du programme, à signaler avec l’adresse.",
            f"Reading failed ({kind}): this is an error of the program, to be reported with the address.",
            str(error)[:300],
        )


def _unread(job: Job, rule: str, reason_fr: str, reason_en: str, raw_value: str) -> Row:
    return {
        "source_id": job.source_id,
        "url": job.url,
        "announcement_id": job.announcement_id,
        "stage": "normalise",
        "raw_value": raw_value or None,
        "rule": rule,
        "reason_fr": reason_fr,
        "reason_en": reason_en,
    }


def _rows(job: Job, reading: Reading, source: Mapping[str, Any]) -> dict[str, list[Row]]:
    rows = Rows(reading.page.document, job.announcement_id)
    rows.add(reading.told)
    told = reading.told
    announcement = {
        "announcement_id": job.announcement_id,
        "source_id": job.source_id,
        "url": job.url,
        "title": told.title,
        "publisher_name": told.publisher_name,
        "published_on": told.published_on,
        "language": told.language,
        "region_code": told.region_code,
        "department_code": told.department_code,
        "content_digest": job.content_digest,
        "fetched_at": job.fetched_at,
        "first_seen_on": job.first_seen_on,
        "last_seen_on": job.last_seen_on,
        "licence": source.get("licence"),
    }
    return {**rows.by_table, "announcement": [announcement]}
