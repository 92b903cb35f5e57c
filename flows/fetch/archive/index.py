"""The archive's index: one row a capture, one Parquet file a WARC file.

The columns bear the names of Common Crawl's columnar index
(https://commoncrawl.org/columnar-index), so that queries written for one run on the other. Added are
what tells one record from another (`source_id`, `warc_record_type`, `purpose`), where a revisit's content
is (`content_time`), and what a page is asked for again with (`etag`, `last_modified`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from requests.structures import CaseInsensitiveDict

from flows.fetch.archive.records import ArchiveError, Revisit, digest, entry_of, stored_records
from flows.fetch.capture import Capture
from flows.fetch.media_type import declared_type, detected_type
from flows.fetch.surt import host_name, surt

INDEX_SCHEMA = pa.schema(
    [
        pa.field("url_surtkey", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("url_host_name", pa.string(), nullable=False),
        pa.field("fetch_time", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("fetch_status", pa.int16(), nullable=False),
        pa.field("fetch_redirect", pa.string()),
        pa.field("content_digest", pa.string(), nullable=False),
        pa.field("content_mime_type", pa.string(), nullable=False),
        pa.field("content_mime_detected", pa.string(), nullable=False),
        pa.field("warc_filename", pa.string(), nullable=False),
        pa.field("warc_record_offset", pa.int64(), nullable=False),
        pa.field("warc_record_length", pa.int64(), nullable=False),
        pa.field("source_id", pa.string(), nullable=False),
        pa.field("warc_record_type", pa.string(), nullable=False),
        pa.field("purpose", pa.string(), nullable=False),
        pa.field("content_time", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("etag", pa.string()),
        pa.field("last_modified", pa.string()),
    ]
)


REVISIT_TYPE = "warc/revisit"
"""The media type that indexes of web archives give to revisits."""


def index_row(
    entry: Capture | Revisit, content_digest: str, warc_filename: str, offset: int, length: int
) -> dict[str, Any]:
    """The index row of what lies at `offset` of `warc_filename`."""
    headers = CaseInsensitiveDict(entry.headers)
    row = {
        "url_surtkey": surt(entry.url),
        "url": entry.url,
        "url_host_name": host_name(entry.url),
        "fetch_time": entry.fetched_at,
        "fetch_status": entry.status,
        "fetch_redirect": headers.get("Location"),
        "content_digest": content_digest,
        "warc_filename": warc_filename,
        "warc_record_offset": offset,
        "warc_record_length": length,
        "source_id": entry.source_id,
        "purpose": entry.purpose,
        "etag": headers.get("ETag"),
        "last_modified": headers.get("Last-Modified"),
    }
    if isinstance(entry, Revisit):
        return row | {
            "content_mime_type": REVISIT_TYPE,
            "content_mime_detected": REVISIT_TYPE,
            "warc_record_type": "revisit",
            "content_time": entry.content_at,
        }
    return row | {
        "content_mime_type": declared_type(entry.content_type),
        "content_mime_detected": detected_type(entry.body),
        "warc_record_type": "response",
        "content_time": entry.fetched_at,
    }


def table_of(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Index rows as a table of the index's schema."""
    return pa.Table.from_pylist(list(rows), schema=INDEX_SCHEMA)


def read_part(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The index of one WARC file, all columns or some; an empty table if none was written yet, or one of
    another shape, which is rebuilt from the archive like a missing one."""
    names = columns or INDEX_SCHEMA.names
    schema = pa.schema([INDEX_SCHEMA.field(name) for name in names])
    if not path.exists():
        return schema.empty_table()
    try:
        if not pq.read_schema(path).equals(INDEX_SCHEMA):
            return schema.empty_table()
        return pq.read_table(path, columns=list(names))
    except (OSError, pa.ArrowException) as error:
        raise ArchiveError(
            f"The index {path} cannot be read ({error}). Delete it: it is rebuilt from the archive."
        ) from error


def write_part(path: Path, table: pa.Table) -> None:
    """Put the index of one WARC file in place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    pq.write_table(table, partial, compression="zstd", compression_level=3)
    partial.replace(path)


def indexed_end(part: pa.Table) -> int:
    """The byte up to which the WARC file of an index is indexed."""
    if not part.num_rows:
        return 0
    last: int = part["warc_record_offset"][-1].as_py() + part["warc_record_length"][-1].as_py()
    return last


def unindexed(warc: Path, start: int, source_id: str) -> tuple[list[dict[str, Any]], int]:
    """Index rows for the records from byte `start` on, and the byte where the last whole record ends.

    There are such records when a run was stopped between writing the archive and its index.
    """
    size = warc.stat().st_size
    if size < start:
        raise ArchiveError(
            f"{warc} is shorter ({size} bytes) than its index says ({start}). Restore the file from a "
            "copy, or delete its index: it is rebuilt from what is there."
        )
    rows = []
    end = start
    for record in stored_records(warc, start) if size > start else ():
        entry = entry_of(record.content, source_id)
        if entry is not None:
            held = entry.content_digest if isinstance(entry, Revisit) else digest(entry.body)
            rows.append(index_row(entry, held, warc.name, record.offset, record.length))
        end = record.offset + record.length
    return rows, end
