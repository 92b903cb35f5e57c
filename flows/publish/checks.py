"""What must hold of a release before anybody sees it: read back from disk, not believed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.contents import Contents, FileFacts
from flows.publish.csv import read_csv
from flows.publish.errors import ReleaseError
from flows.publish.files import CHECKSUMS
from schemas import TABLES, Table, relations

_SHOWN = 5


def check_release(folder: Path, contents: Contents) -> None:
    """Raises ReleaseError unless schemas, counts, Parquet = CSV, all keys, metadata and checksums hold."""
    faults = [*_metadata_faults(folder), *checksum_faults(folder)]
    for table in TABLES.values():
        with pq.ParquetFile(folder / f"{table.name}.parquet") as file:
            count, told = file.metadata.num_rows, contents.rows[table.name]
            if not file.schema_arrow.equals(table.arrow_schema, check_metadata=True):
                faults.append(f"{table.name}.parquet does not have the declared Arrow schema")
            elif count != told:
                faults.append(f"{table.name}.parquet has {count} rows instead of {told}")
            elif fault := _csv_fault(table, file, folder / f"{table.name}.csv"):
                faults.append(fault)
    if not faults:
        faults = [f"{found.table}: {found.reason_en}" for found in relations.check(_Keys(folder))]
    if faults:
        shown = [fault.rstrip(".") for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            shown.append(f"and {len(faults) - _SHOWN} more")
        raise ReleaseError(
            "The release does not pass its checks, so the last release stands:\n  " + "\n  ".join(shown)
        )


def checksum_faults(folder: Path) -> Iterator[str]:
    """What SHA256SUMS does not tell rightly of the files in a release's folder."""
    lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del paths[CHECKSUMS]
    for name in sorted(told.keys() | paths.keys()):
        if name not in paths:
            yield f"{name} is missing"
        elif name not in told:
            yield f"{name} is not in {CHECKSUMS}"
        elif FileFacts.of(paths[name]).sha256 != told[name]:
            yield f"{name} does not have the digest that {CHECKSUMS} tells"


def _metadata_faults(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.json*")):
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            yield f"{path.relative_to(folder)} is no JSON ({error})"


class _Keys(Mapping[str, pa.Table]):
    """The key columns of the tables in a folder, read when they are asked for: few are in memory at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> pa.Table:
        table = TABLES[name]
        typed = [column for key in table.typed_keys for column in (key.type_column, key.id_column)]
        columns = {*table.primary_key, *(key.column for key in table.foreign_keys), *typed}
        return pq.read_table(self._folder / f"{name}.parquet", columns=sorted(columns))

    def __contains__(self, name: object) -> bool:
        return name in TABLES

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def _csv_fault(table: Table, file: pq.ParquetFile, path: Path) -> str | None:
    """How the CSV file differs from the rows of the Parquet file, or None."""
    done = 0
    coming = file.iter_batches()
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
