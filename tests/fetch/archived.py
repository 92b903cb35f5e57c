"""Captures to archive, and short ways to see what an archive holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from flows.fetch.archive import INDEX_SCHEMA, Archive
from flows.fetch.capture import Capture

MOMENT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


def page(name: str, body: bytes = b"<p>Forum</p>", source_id: str = "ars", day: int = 0) -> Capture:
    return Capture(
        source_id,
        f"https://exemple.fr/{name}",
        MOMENT + timedelta(days=day),
        "text/html; charset=utf-8",
        body,
    )


def index_of(archive: Archive) -> pa.Table:
    return pa.concat_tables([INDEX_SCHEMA.empty_table(), *(part for _, part in archive.parts())])


def read_all(path: Path) -> list[Capture]:
    archive = Archive(path)
    rows = index_of(archive).to_pylist()
    return list(archive.records(row for row in rows if row["warc_record_type"] == "response"))


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}
