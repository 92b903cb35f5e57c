"""What a release holds in figures: rows by table and source, and how full the columns that matter are.

Counted are the tables that refer to others; a shorter quarantine is no loss, nor are fewer changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.owners import Owners
from schemas import TABLES

KEY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "announcement": ("title", "publisher_name", "published_on", "region_code"),
    "event": ("start_date", "start_time", "commune_code", "region_code"),
    "event_session": ("start_time",),
    "event_speaker": ("role", "organisation_name"),
    "programme": ("lead_organisation_name", "start_date", "region_code"),
    "programme_site": ("commune_code",),
    "funding": ("funder_name", "amount_eur"),
}
"""Columns that may be null, and without which a table answers few questions."""


@dataclass(frozen=True)
class Tally:
    """The figures of a release. Tables and columns that it does not have are left out."""

    rows: dict[str, int] = field(default_factory=dict)
    """Rows by table."""
    by_source: dict[tuple[str, str], int] = field(default_factory=dict)
    """Rows by table and source_id."""
    filled: dict[tuple[str, str], int] = field(default_factory=dict)
    """Cells that hold a value, by table and key column."""


def tally(folder: Path) -> Tally:
    """Counts the Parquet files of a release; only columns of keys are read, one table at a time."""

    def read(name: str, columns: list[str]) -> pa.Table:
        return pq.read_table(folder / f"{name}.parquet", columns=columns)

    counted = Tally()
    owners = Owners(read)
    announcements = read("announcement", ["announcement_id", "source_id"])
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        if not (table.foreign_keys and path.exists()):
            continue
        metadata = pq.read_metadata(path)
        counted.rows[table.name] = metadata.num_rows
        for column in KEY_COLUMNS.get(table.name, ()):
            if column in metadata.schema.names:
                counted.filled[table.name, column] = _filled(metadata, column)
        places = pc.index_in(owners.of(table), announcements.column("announcement_id"))
        for found in pc.value_counts(announcements.column("source_id").take(places.drop_null())).to_pylist():
            counted.by_source[table.name, found["values"]] = found["counts"]
    return counted


def _filled(metadata: pq.FileMetaData, column: str) -> int:
    """How many cells of a column are not null, by the statistics of the file."""
    index = metadata.schema.names.index(column)
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    return sum(
        group.num_rows - group.column(index).statistics.null_count for group in groups if group.num_rows
    )
