"""Two files of one table, side by side: piece by piece, each piece the same range of keys in both.

Published files are sorted by their primary key, so memory holds a piece of each and no more, however
large the tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_AT_ONCE = 65_536

Key = tuple[Any, ...]


def pieces(
    before: Path, after: Path, schema: pa.Schema, key: Sequence[str]
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """The rows of both Parquet files, sorted by `key`, that lie between the same keys.

    They have the columns of `schema`; one that a file lacks is null.
    """
    with pq.ParquetFile(before) as one, pq.ParquetFile(after) as other:
        former, latter = _Rows(one, schema, key), _Rows(other, schema, key)
        while bounds := [last for rows in (former, latter) if (last := rows.last_key()) is not None]:
            bound = min(bounds)
            yield former.up_to(bound), latter.up_to(bound)


class _Rows:
    """The rows of a file, taken from the beginning."""

    def __init__(self, file: pq.ParquetFile, schema: pa.Schema, key: Sequence[str]) -> None:
        self._schema = schema
        self._key = key
        held = [name for name in schema.names if name in file.schema_arrow.names]
        self._batches = file.iter_batches(_ROWS_AT_ONCE, columns=held)
        self._waiting = schema.empty_table()

    def last_key(self) -> Key | None:
        """The last key at hand, or None where no row is left."""
        while not len(self._waiting):
            batch = next(self._batches, None)
            if batch is None:
                return None
            self._waiting = self._whole(batch)
        return self._key_at(len(self._waiting) - 1)

    def up_to(self, bound: Key) -> pa.Table:
        """Takes the rows at hand whose key is not beyond the bound."""
        count = bisect_right(range(len(self._waiting)), bound, key=self._key_at)
        taken = self._waiting.slice(0, count)
        self._waiting = self._waiting.slice(count)
        return taken

    def _key_at(self, row: int) -> Key:
        return tuple(self._waiting.column(name)[row].as_py() for name in self._key)

    def _whole(self, batch: pa.RecordBatch) -> pa.Table:
        held = batch.schema.names
        columns = [
            batch.column(field.name) if field.name in held else pa.nulls(len(batch), field.type)
            for field in self._schema
        ]
        return pa.table(columns, names=self._schema.names)
