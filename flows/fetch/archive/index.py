"""The archive's index: one row a capture, one Parquet file a WARC file.

The columns bear the names of Common Crawl's columnar index
(https://commoncrawl.org/columnar-index), so that queries written for one run on the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.fetch.archive.records import ArchiveError, capture_of, digest, stored_records
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
        pa.field("content_digest", pa.string(), nullable=False),
        pa.field("content_mime_type", pa.string(), nullable=False),
        pa.field("content_mime_detected", pa.string(), nullable=False),
        pa.field("warc_filename", pa.string(), nullable=False),
        pa.field("warc_record_offset", pa.int64(), nullable=False),
        pa.field("warc_record_length", pa.int64(), nullable=False),
        pa.field("source_id", pa.string(), nullable=False),
    ]
)


def index_row(
    capture: Capture, content_digest: str, warc_filename: str, offset: int, length: int
) -> dict[str, Any]:
    """The index row of a capture that lies at `offset` of `warc_filename`."""
    return {
        "url_surtkey": surt(capture.url),
        "url": capture.url,
        "url_host_name": host_name(capture.url),
        "fetch_time": capture.fetched_at,
        "fetch_status": capture.status,
        "content_digest": content_digest,
        "content_mime_type": declared_type(capture.content_type),
        "content_mime_detected": detected_type(capture.body),
        "warc_filename": warc_filename,
        "warc_record_offset": offset,
        "warc_record_length": length,
        "source_id": capture.source_id,
    }


def table_of(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Index rows as a table of the index's schema."""
    return pa.Table.from_pylist(list(rows), schema=INDEX_SCHEMA)


def read_part(path: Path) -> pa.Table:
    """The index of one WARC file; an empty table if none was written yet."""
    if not path.exists():
        return INDEX_SCHEMA.empty_table()
    try:
        return pq.read_table(path, schema=INDEX_SCHEMA)
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
        capture = capture_of(record.content, source_id)
        if capture is not None:
            rows.append(index_row(capture, digest(capture.body), warc.name, record.offset, record.length))
        end = record.offset + record.length
    return rows, end
