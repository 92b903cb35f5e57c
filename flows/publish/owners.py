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

    def of(self, table: Table) -> pa.ChunkedArray:
        """The announcement_id of each row of a table, in the order of its file; null where there is none."""
        if "announcement_id" in table.column_names:
            return self._read(table.name, ["announcement_id"]).column(0)
        for key in table.foreign_keys:
            parent = TABLES[key.table]
            if "announcement_id" in parent.column_names:
                known = self._parent(parent.name, key.target)
                references = self._read(table.name, [key.column]).column(0)
                return known.column("announcement_id").take(pc.index_in(references, known.column(key.target)))
        rows = len(self._read(table.name, list(table.primary_key)))
        return pa.chunked_array([pa.nulls(rows, pa.string())])

    def _parent(self, name: str, key: str) -> pa.Table:
        if name not in self._parents:
            self._parents[name] = self._read(name, [key, "announcement_id"])
        return self._parents[name]
