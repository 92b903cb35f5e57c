"""What differs between two releases: rows added, changed cell by cell, removed, superseded.

Rows are known by their primary key, and compared column by column. Columns marked volatile are left
out: a page seen once more is no change. So are columns that only one of the releases has.
"""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.csv import as_text
from flows.publish.errors import ReleaseError
from flows.publish.manifest import FILE_NAME as MANIFEST
from flows.publish.owners import Owners
from flows.publish.personal_data import holds_words
from flows.publish.pieces import pieces
from flows.publish.superseding import THINGS, superseded
from schemas import TABLES, Column, Table
from schemas.changes import CHANGES

COMPARED = tuple(table for table in TABLES.values() if table is not CHANGES)
OWNER = "owner"
"""The announcement that a difference belongs to, beside the columns that are published."""
DIFFERENCE = pa.schema(
    [
        pa.field(name, pa.string())
        for name in (*(name for name in CHANGES.column_names if name != "position"), OWNER)
    ]
)
_BETWEEN_KEYS = " | "  # Of the columns of a key one at most is free text, so no two keys read alike.


class Comparison:
    """The differences between two releases."""

    def __init__(self, before: Path, after: Path, *, names_withdrawn: bool) -> None:
        """`before` and `after` are folders of releases.

        `names_withdrawn` where the former may hold names of persons and the latter may not: words are then
        not compared, for the former ones would tell the names again.
        """
        self._before = before
        self._after = after
        self._with_words = not names_withdrawn
        self._owners = Owners(lambda name, columns: pq.read_table(after / f"{name}.parquet", columns=columns))
        self._superseded: dict[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether all tables are the same, byte for byte."""
        return all(self._is_same(table) for table in COMPARED)

    def differences(self, tables: Iterable[Table] = COMPARED) -> Iterator[pa.Table]:
        """The differences in parts with the schema DIFFERENCE.

        Table by table come cells changed, rows added, then rows removed or superseded, each in the order of
        keys. Raises ReleaseError where the former release cannot be read.
        """
        for table in tables:
            if not self._is_same(table) and self._is_comparable(table):
                try:
                    yield from self._differences(table)
                except (OSError, pa.ArrowException) as error:
                    raise ReleaseError(
                        f"The release {self._before} cannot be compared with ({error}). Restore it; if it is "
                        "the latest, you may also delete the link `latest`: the next release is then a first."
                    ) from error

    def _is_same(self, table: Table) -> bool:
        before, after = (folder / f"{table.name}.parquet" for folder in (self._before, self._after))
        return before.exists() and filecmp.cmp(before, after, shallow=False)

    def _is_comparable(self, table: Table) -> bool:
        """A table that is new was not compared with anything; a key with words is not told."""
        known = (self._before / f"{table.name}.parquet").exists()
        return known and (self._with_words or not any(map(is_wording, map(table.column, table.primary_key))))

    def _differences(self, table: Table) -> Iterator[pa.Table]:
        before, after = (folder / f"{table.name}.parquet" for folder in (self._before, self._after))
        compared = self._compared(table, pq.read_schema(before), pq.read_schema(after))
        thing = THINGS.get(table.name)
        about = thing.columns if thing else ()
        needed = {*table.primary_key, *about, *compared}
        schema = pa.schema([(field.name, field.type) for field in table.arrow_schema if field.name in needed])
        owners = self._owners.of(table)
        done = 0
        none = _described(schema.empty_table(), pa.chunked_array([], pa.string()), about)
        removed, added = [none], [none]
        for former, latter in pieces(before, after, schema, table.primary_key):
            latter = latter.append_column(OWNER, owners.slice(done, len(latter)))
            done += len(latter)
            former_keys, latter_keys = _row_keys(table, former), _row_keys(table, latter)
            if not latter_keys.equals(former_keys):
                places = pc.index_in(latter_keys, former_keys)
                kept, gone = pc.is_valid(places), pc.invert(pc.is_in(former_keys, latter_keys))
                removed.append(_described(former, former_keys, about).filter(gone))
                added.append(_described(latter, latter_keys, about).filter(pc.invert(kept)))
                former, latter = former.take(places.drop_null()), latter.filter(kept)
                latter_keys = latter_keys.filter(kept)
            yield from self._changed(table, compared, former, latter, latter_keys)
        gone_rows, new_rows = pa.concat_tables(removed), pa.concat_tables(added)
        yield _difference(table, pa.repeat("added", len(new_rows)), new_rows.select(["row_key"]))
        if thing:
            self._superseded.update(superseded(thing, gone_rows, new_rows, self._superseded))
        yield self._removed(table, gone_rows["row_key"])

    def _compared(self, table: Table, before: pa.Schema, after: pa.Schema) -> list[str]:
        return [
            column.name
            for column in table.columns
            if not column.volatile
            and column.name not in table.primary_key
            and column.name in before.names
            and before.field(column.name).type == after.field(column.name).type
            and (self._with_words or not is_wording(column))
        ]

    def _changed(
        self, table: Table, columns: list[str], was: pa.Table, now: pa.Table, keys: pa.ChunkedArray
    ) -> Iterator[pa.Table]:
        """A row for each cell that differs, in the order of rows and columns."""
        cells = [
            _cells(number, name, was[name], now[name], keys, rows)
            for number, name in enumerate(columns)
            if len(rows := pc.indices_nonzero(_differs(was[name], now[name])))
        ]
        if cells:
            found = pa.concat_tables(cells).sort_by([("row", "ascending"), ("number", "ascending")])
            change = pa.repeat("changed", len(found))
            yield _difference(table, change, found.append_column(OWNER, now[OWNER].take(found["row"])))

    def _removed(self, table: Table, keys: pa.ChunkedArray) -> pa.Table:
        instead = pa.array([self._superseded.get(key) for key in keys.to_pylist()], pa.string())
        rows = pa.table({"row_key": keys, "superseded_by": instead})
        change = pc.if_else(pc.is_valid(instead), "superseded", "removed")
        return _difference(table, change, rows)


def has_names(release: Path) -> bool:
    """Whether a release may hold names of persons: its manifest says so, or does not say."""
    try:
        manifest = json.loads((release / MANIFEST).read_text("utf-8"))
        return bool(manifest["person_names"])
    except (OSError, ValueError, KeyError):
        return True


def is_wording(column: Column) -> bool:
    """Whether a column holds names of persons or words of announcements, where names may stand."""
    return column.personal or holds_words(column)


def _row_keys(table: Table, rows: pa.Table) -> pa.ChunkedArray:
    """The key of each row as one text."""
    cells = [as_text(rows[name]) for name in table.primary_key]
    return cells[0] if len(cells) == 1 else pc.binary_join_element_wise(*cells, _BETWEEN_KEYS)


def _described(rows: pa.Table, keys: pa.ChunkedArray, columns: Sequence[str]) -> pa.Table:
    """What rows are known again by."""
    return rows.select(columns).append_column("row_key", keys)


def _differs(was: pa.ChunkedArray, now: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where one is known and the other is not, or both are and differ."""
    return pc.coalesce(pc.not_equal(was, now), pc.xor(pc.is_null(was), pc.is_null(now)))


def _cells(
    number: int, name: str, was: pa.ChunkedArray, now: pa.ChunkedArray, keys: pa.ChunkedArray, rows: pa.Array
) -> pa.Table:
    """The differing cells of a column, each with its row's place."""
    return pa.table(
        {
            "row": rows,
            "number": pa.repeat(number, len(rows)),
            "row_key": keys.take(rows),
            "column_name": pa.repeat(name, len(rows)),
            "value_before": as_text(was.take(rows)),
            "value_after": as_text(now.take(rows)),
        }
    )


def _difference(table: Table, change: pa.Array, known: pa.Table) -> pa.Table:
    """Rows with the schema DIFFERENCE; what is not known of them is null."""
    rows = known.num_rows
    told = {"table_name": pa.repeat(table.name, rows), "change": change}
    for name in known.column_names:
        told[name] = known[name]
    nulls = pa.nulls(rows, pa.string())
    return pa.table([told.get(name, nulls) for name in DIFFERENCE.names], schema=DIFFERENCE)
