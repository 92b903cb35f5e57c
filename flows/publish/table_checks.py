"""What must hold of the tables of a release: read back from disk, not believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.csv import read_csv
from schemas import TABLES, Table, relations

_ROWS_AT_ONCE = 16_384


def file_faults(folder: Path, rows: Mapping[str, int]) -> list[str]:
    """Where the files of tables do not have the declared schema and so many rows, and Parquet = CSV.

    Args:
        folder: Where the files lie.
        rows: How many were written to each table, by its name.
    """
    faults = []
    for name, told in rows.items():
        table = TABLES[name]
        with pq.ParquetFile(folder / f"{name}.parquet") as file:
            count = file.metadata.num_rows
            if not file.schema_arrow.equals(table.arrow_schema, check_metadata=True):
                faults.append(f"{name}.parquet does not have the declared Arrow schema")
            elif count != told:
                faults.append(f"{name}.parquet has {count} rows instead of {told}")
            elif fault := _csv_fault(table, file, folder / f"{name}.csv"):
                faults.append(fault)
    return faults


def key_faults(folder: Path) -> list[str]:
    """Where keys are not unique or filled, or refer to a row that is not there."""
    return [f"{found.table}: {found.reason_en}" for found in relations.check(_Keys(folder))]


class _Keys(Mapping[str, pa.Table]):
    """The key columns of the tables in a folder, read when they are asked for: few are in memory at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> pa.Table:
        table = TABLES[name]
        typed = [column for key in table.typed_keys for column in (key.type_column, key.id_column)]
        columns = {*table.primary_key, *(key.column for key in table.foreign_keys), *typed}
        # What Arrow keeps of the tables before for its own use, and files buffered as they are written, would
        # take half of the memory.
        pa.default_memory_pool().release_unused()
        return pq.read_table(self._folder / f"{name}.parquet", columns=sorted(columns), pre_buffer=False)

    def __contains__(self, name: object) -> bool:
        return name in TABLES

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def _csv_fault(table: Table, file: pq.ParquetFile, path: Path) -> str | None:
    """How the CSV file differs from the rows of the Parquet file, or None."""
    done = 0
    coming = file.iter_batches(_ROWS_AT_ONCE)
    waiting = table.arrow_schema.empty_table()
    for batch in read_csv(path, table.arrow_schema):
        while len(waiting) < len(batch) and (more := next(coming, None)):
            waiting = pa.concat_tables([waiting, pa.Table.from_batches([more])])
        expected, waiting = waiting.slice(0, len(batch)), waiting.slice(len(batch))
        for name in table.column_names:
            if not pa.chunked_array([batch.column(name)]).equals(expected.column(name)):
                return f"{path.name} and the Parquet file differ in {name}, after row {done}"
        done += len(batch)
    count = file.metadata.num_rows
    return None if done == count else f"{path.name} has {done} rows, the Parquet file {count}"
