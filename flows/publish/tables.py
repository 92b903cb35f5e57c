"""From the tables that normalise leaves to the rows that a release holds.

Rows get the declared schema, lose what may not be published and are sorted; empty texts become null.
A part of a table is in memory at a time, and the keys of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.errors import ReleaseError
from flows.publish.owners import Owners
from flows.publish.personal_data import WithheldNames, holds_words, withhold
from flows.publish.sorting import ROWS_A_PART, in_order
from schemas import Table

PERSON_NAMES = "person_names.parquet"
"""Whom each announcement names (announcement_id, person_name): for redaction, never published."""


class TablesToPublish:
    """The tables of a folder, made ready one by one."""

    def __init__(self, folder: Path, *, person_names: bool, suppressed: Sequence[str]) -> None:
        self._folder = folder
        self.names = WithheldNames(None if person_names else _read(folder / PERSON_NAMES), suppressed)
        self._owners = Owners(lambda name, columns: _read(folder / f"{name}.parquet", columns))

    def parts(self, table: Table, folder: Path) -> Iterator[pa.Table]:
        """The rows of a table as they are published, in parts; files may lie in `folder` meanwhile.

        Raises ReleaseError if the table is missing or is not as its declaration says.
        """
        order = list(dict.fromkeys([*table.sort_key, *table.primary_key]))
        parts = in_order(self._ready(table), order, folder)
        if self.names and any(holds_words(table.column(name)) for name in table.primary_key):
            parts = _without_doubles(parts, table.primary_key)
        missing: Counter[str] = Counter()
        for part in parts:
            yield part
            for column in table.columns:
                if column.required:
                    missing[column.name] += part.column(column.name).null_count
        for name, count in missing.items():
            if count:
                raise ReleaseError(
                    f"{table.name}.{name} is required but empty in {count} rows. "
                    "Run `rhi normalise` again: it puts such rows in quarantine."
                )

    def _ready(self, table: Table) -> Iterator[pa.Table]:
        """The rows without what may not be published, in the order of the file."""
        yield table.arrow_schema.empty_table()
        for rows in _rows(self._folder / f"{table.name}.parquet", table.arrow_schema):
            rows = _without_empty_texts(rows)
            yield withhold(table, rows, self._owners.of(table, rows), self.names)


def _rows(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    with _readable(path), pq.ParquetFile(path) as file:
        if not file.schema_arrow.equals(schema, check_metadata=False):
            raise ReleaseError(f"{path} does not have the declared columns. Run `rhi normalise` again.")
        for batch in file.iter_batches(ROWS_A_PART):
            yield pa.Table.from_batches([batch]).replace_schema_metadata(None).cast(schema)


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    with _readable(path):
        return pq.read_table(path, columns=columns)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Says of a table what is wrong with it where it cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing. Run `rhi normalise` first.") from None
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(f"{path} cannot be read ({error}). Run `rhi normalise` again.") from error


def _without_doubles(parts: Iterable[pa.Table], key: Sequence[str]) -> Iterator[pa.Table]:
    """The first of each rows that only a name set apart ("Cabinet du Dr [nom]", twice).

    The parts are in the order of the key.
    """
    last: list[pa.Table] = []
    for part in parts:
        keys = pa.concat_tables([*last, part.select(key)])
        repeats = [pc.equal(column[1:], column[:-1]) for column in keys.columns]
        is_first = pc.invert(reduce(pc.and_, repeats)).to_pylist()
        yield part.filter(pa.array([True, *is_first][-len(part) :] if len(part) else [], pa.bool_()))
        last = [keys.slice(len(keys) - 1)] if len(keys) else []


def _without_empty_texts(rows: pa.Table) -> pa.Table:
    """Unknown is null: an empty text would say the same twice, and CSV cannot tell them apart."""
    for index, field in enumerate(rows.schema):
        if pa.types.is_string(field.type):
            values = rows.column(index)
            empty = pc.equal(values, "")
            if pc.any(empty).as_py():
                rows = rows.set_column(index, field, pc.if_else(empty, None, values))
    return rows
