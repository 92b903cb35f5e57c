"""What must hold of a release before anybody sees it: read back from disk, not believed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.contents import Contents
from flows.publish.csv import read_csv
from flows.publish.errors import ReleaseError
from schemas import TABLES, Table, relations

_SHOWN = 5


def check_release(folder: Path, contents: Contents) -> None:
    """Raises ReleaseError unless schemas, counts, Parquet = CSV and all keys hold."""
    tables: dict[str, pa.Table] = {}
    faults: list[str] = []
    for table in TABLES.values():
        rows = pq.read_table(folder / f"{table.name}.parquet")
        if not rows.schema.equals(table.arrow_schema, check_metadata=True):
            faults.append(f"{table.name}.parquet does not have the declared Arrow schema")
        elif len(rows) != contents.rows[table.name]:
            faults.append(f"{table.name}.parquet has {len(rows)} rows instead of {contents.rows[table.name]}")
        elif fault := _csv_fault(table, rows, folder / f"{table.name}.csv"):
            faults.append(fault)
        tables[table.name] = rows.select(_key_columns(table))
    faults += [f"{found.table}: {found.reason_en}" for found in relations.check(tables)]
    if faults:
        shown = [fault.rstrip(".") for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            shown.append(f"and {len(faults) - _SHOWN} more")
        raise ReleaseError(
            "The release does not pass its checks, so the last release stands:\n  " + "\n  ".join(shown)
        )


def _key_columns(table: Table) -> list[str]:
    typed = [name for key in table.typed_keys for name in (key.type_column, key.id_column)]
    return list(dict.fromkeys([*table.primary_key, *(key.column for key in table.foreign_keys), *typed]))


def _csv_fault(table: Table, rows: pa.Table, path: Path) -> str | None:
    """How the CSV file differs from the rows of the Parquet file, or None."""
    done = 0
    for batch in read_csv(path, table.arrow_schema):
        expected = rows.slice(done, len(batch))
        for name in table.column_names:
            if not pa.chunked_array([batch.column(name)]).equals(expected.column(name)):
                return f"{path.name} and the Parquet file differ in {name}, after row {done}"
        done += len(batch)
    return None if done == len(rows) else f"{path.name} has {done} rows, the Parquet file {len(rows)}"
