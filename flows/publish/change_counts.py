"""How much changed from one release to another, table by table, in figures and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

COUNTED = ("table_name", "row_key", "change", "column_name")
_KINDS = ("added", "changed", "removed", "superseded")


@dataclass
class ChangeCounts:
    """The changes of one table."""

    rows: Counter[str] = field(default_factory=Counter)
    """Rows by kind of change; a row that changed in several columns is one."""
    columns: Counter[str] = field(default_factory=Counter)
    """Cells that changed, by column."""

    @property
    def entries(self) -> int:
        """Rows that the table `changes` has of them."""
        return self.rows.total() - self.rows["changed"] + self.columns.total()

    def in_words(self) -> str:
        """Such as "12 added, 3 changed (start_time 2, title 1), 1 removed"."""
        return ", ".join(self._words())

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**{kind: self.rows[kind] for kind in _KINDS}, "columns": dict(self.columns)}

    def _words(self) -> Iterator[str]:
        for kind in _KINDS:
            if count := self.rows[kind]:
                columns = ", ".join(f"{name} {cells}" for name, cells in self.columns.most_common())
                yield f"{count} {kind} ({columns})" if kind == "changed" else f"{count} {kind}"


class Counting:
    """Counts changes as they come by."""

    def __init__(self) -> None:
        self.tables: dict[str, ChangeCounts] = {}
        self._last_row: tuple[str, str] | None = None

    def add(self, part: pa.Table) -> None:
        """Counts some changes; they have the columns COUNTED and come in the order of the table `changes`."""
        for table in part["table_name"].unique().to_pylist():
            counts = self.tables.setdefault(table, ChangeCounts())
            changes = part.filter(pc.equal(part["table_name"], table))
            for kind, count in _counted(changes["change"]):
                if kind != "changed":
                    counts.rows[kind] += count
            cells = changes.filter(pc.equal(changes["change"], "changed"))
            counts.columns.update(dict(_counted(cells["column_name"])))
            if len(cells):
                keys = cells["row_key"].unique()
                # the cells of one row may come in two parts
                counts.rows["changed"] += len(keys) - (self._last_row == (table, keys[0].as_py()))
                self._last_row = (table, keys[-1].as_py())


def _counted(values: pa.ChunkedArray) -> Iterable[tuple[str, int]]:
    return ((one["values"], one["counts"]) for one in pc.value_counts(values).to_pylist())


def counts_of(changes: Path) -> Mapping[str, ChangeCounts]:
    """What a file of the table `changes` holds."""
    counting = Counting()
    with pq.ParquetFile(changes) as file:
        for batch in file.iter_batches(columns=list(COUNTED)):
            counting.add(pa.Table.from_batches([batch]))
    return counting.tables
