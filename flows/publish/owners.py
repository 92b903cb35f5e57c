"""Which announcement a row belongs to, by its own column or its parent's."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from schemas import TABLES, Table


class Owners:
    """The announcements of the rows of a folder's tables."""

    def __init__(self, read: Callable[[str, list[str]], pa.Table]) -> None:
        """`read` gives some columns of a table."""
        self._read = read
        self._parents: dict[str, pa.Table] = {}

    def of_all(self, table: Table) -> pa.ChunkedArray:
        """The announcement_id of each row of a whole table; null where there is none."""
        keys = ("announcement_id", *(key.column for key in table.foreign_keys), *table.primary_key)
        column = next(name for name in keys if name in table.column_names)
        return self.of(table, self._read(table.name, [column]))

    def of(self, table: Table, rows: pa.Table) -> pa.ChunkedArray:
        """The announcement_id of each row; null where there is none."""
        if "announcement_id" in table.column_names:
            return rows.column("announcement_id")
        for key in table.foreign_keys:
            parent = TABLES[key.table]
            if parent is not table and "announcement_id" in parent.column_names:
                known = self._parent(parent.name, key.target)
                places = pc.index_in(rows.column(key.column), known.column(key.target))
                return known.column("announcement_id").take(places)
        return pa.chunked_array([pa.nulls(len(rows), pa.string())])

    def _parent(self, name: str, key: str) -> pa.Table:
        if name not in self._parents:
            self._parents[name] = self._read(name, [key, "announcement_id"])
        return self._parents[name]
