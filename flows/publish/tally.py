"""What a release holds in figures: rows by table and source, and how full the columns that matter are.

Counted are the tables that tell of announcements; a shorter quarantine is no loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import TABLES, Table

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
    """Counts the Parquet files of a release; only columns of keys are read, one at a time.

    Raises OSError or pyarrow.ArrowException where a file cannot be read.
    """
    counted = Tally()
    sources = _Sources(folder)
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        if not (tells_of_announcements(table) and path.exists()):
            continue
        metadata = pq.read_metadata(path)
        counted.rows[table.name] = metadata.num_rows
        for column in KEY_COLUMNS.get(table.name, ()):
            if column in metadata.schema.names:
                counted.filled[table.name, column] = _filled(metadata, column)
        for found in pc.value_counts(sources.of_rows(table).drop_null()).to_pylist():
            counted.by_source[table.name, found["values"]] = found["counts"]
    return counted


def tells_of_announcements(table: Table) -> bool:
    """Whether the rows of a table belong to announcements, by its first foreign key or its parent's."""
    if table.name == "announcement":
        return True
    return bool(table.foreign_keys) and tells_of_announcements(TABLES[table.foreign_keys[0].table])


class _Sources:
    """The source of each row, found through the announcement that the row belongs to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_table: dict[str, pa.ChunkedArray] = {}

    def of_rows(self, table: Table) -> pa.ChunkedArray:
        """The source_id of each row of a table, null where its parent is not there."""
        if table.name not in self._by_table:
            key = table.foreign_keys[0]
            references = self._column(table.name, key.column)
            if table.name != "announcement":
                parents = self._column(key.table, key.target)
                references = self.of_rows(TABLES[key.table]).take(pc.index_in(references, parents))
            self._by_table[table.name] = references
        return self._by_table[table.name]

    def _column(self, table: str, column: str) -> pa.ChunkedArray:
        return pq.read_table(self._folder / f"{table}.parquet", columns=[column]).column(column)


def _filled(metadata: pq.FileMetaData, column: str) -> int:
    """How many cells of a column are not null, by the statistics of the file."""
    index = metadata.schema.names.index(column)
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    return sum(
        group.num_rows - group.column(index).statistics.null_count for group in groups if group.num_rows
    )
