"""The data files of a release: the tables, and what is made from them.

The tables are written in two shares, side by side, and so is what is made and checked of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from flows.publish import dictionary
from flows.publish.beside import beside
from flows.publish.calendar_file import write_calendar
from flows.publish.changes import write_changes
from flows.publish.contents import Contents, contents_of, newest_of
from flows.publish.csv import as_csv_too, write_csv
from flows.publish.errors import demand_none
from flows.publish.national import write_national
from flows.publish.parquet import write_parquet
from flows.publish.spreadsheet import write_workbook
from flows.publish.table_checks import file_faults, key_faults
from flows.publish.tables import TablesToPublish
from flows.settings import Settings
from schemas import TABLES
from schemas.changes import CHANGES


def write_data(
    tables_path: Path, building: Path, settings: Settings, differences: Iterator[pa.Table]
) -> Contents:
    """Writes the data files and checks those of the tables.

    `differences` from the release before are asked for when the other tables are there. Raises ReleaseError
    where the tables are not as normalise leaves them, or what is written of them does not hold together.
    """
    tables = TablesToPublish(tables_path, settings)
    rows = tables.rows()
    with beside(sum(rows.values())) as helper:
        mine, others = _shares(rows)
        written = helper.submit(_write_tables, TablesToPublish(tables_path, settings), building, others)
        counts = _write_tables(tables, building, mine) | written.result()
        # While the helper reads what was written, it is compared with the release before.
        calendar = helper.submit(write_calendar, building)
        faults = helper.submit(file_faults, building, counts)
        changes = {CHANGES.name: write_changes(differences, building, tables.names)}
        workbook = helper.submit(write_workbook, building, settings, newest_of(building))
        of_keys = key_faults(building)
        write_csv(dictionary.dictionary(), building / dictionary.FILE_NAME)
        write_national(building)
        demand_none([*faults.result(), *file_faults(building, changes), *of_keys])
        calendar.result()
        workbook.result()
    counts |= changes
    return contents_of(building, {name: counts[name] for name in TABLES}, settings)


def _write_tables(tables: TablesToPublish, building: Path, names: Sequence[str]) -> dict[str, int]:
    """Writes some tables, each in parts; gives their rows."""
    counts = {}
    for name in names:
        table = TABLES[name]
        parts = tables.parts(table, building)
        parts = as_csv_too(table.column_names, parts, building / f"{name}.csv")
        counts[name] = write_parquet(table, parts, building / f"{name}.parquet")
    pa.default_memory_pool().release_unused()  # checks need as much again, in other pieces
    return counts


def _shares(rows: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """The tables in two shares of about as many cells each.

    The largest tables are in one share: memory that they need is then needed in one of two processes only.
    """
    cells = {name: count * len(TABLES[name].columns) for name, count in rows.items()}
    largest: list[str] = []
    for name in sorted(cells, key=cells.__getitem__, reverse=True):
        if sum(cells[known] for known in (*largest, name)) <= sum(cells.values()) / 2:
            largest.append(name)
    return largest, [name for name in rows if name not in largest]
