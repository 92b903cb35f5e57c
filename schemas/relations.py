"""Do the tables hold together: are keys unique and filled, and does every reference find its row?

Everything is compared column-wise by Arrow's kernels; beside the tables, memory holds the keys that others
refer to, one hash table of them at a time, and Python objects only for rows at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas import TABLES
from schemas.model import ForeignKey, Table, TypedKey


@dataclass(frozen=True)
class Violation:
    """One row that breaks a key or refers to a row that does not exist.

    Rules: `key_null`, `key_duplicate`, `reference` and `typed_reference`.
    """

    table: str
    column: str
    """The column at fault; for a duplicate of several columns, their names with ", " between."""
    rule: str
    row: int
    """Position of the row in the table given, from 0."""
    value: tuple[Any, ...]
    """The key or reference, column by column."""
    reason_fr: str
    reason_en: str


def check(tables: Mapping[str, pa.Table]) -> list[Violation]:
    """Every violation in the tables given (table name → rows), by table, rule and row.

    The first row that bears a key is in order, those that repeat it are reported. References to a
    table that is not given are not checked. To put a violation right by dropping its row may leave
    others without the row they refer to: check again until nothing is found. KeyError if a name
    is no table's.
    """

    @cache
    def keys(table: str, column: str) -> pa.ChunkedArray | None:
        return tables[table][column] if table in tables else None

    found: list[Violation] = []
    for name, rows in tables.items():
        table = TABLES[name]
        found += _null_keys(table, rows)
        found += _duplicate_keys(table, rows)
        for key in table.foreign_keys:
            known = rows[key.target] if key.table == name else keys(key.table, key.target)
            if known is not None:
                found += _dangling(table, rows, key, known)
        for typed_key in table.typed_keys:
            found += _dangling_typed(table, rows, typed_key, keys)
    return found


def _null_keys(table: Table, rows: pa.Table) -> Iterator[Violation]:
    for column in table.primary_key:
        for row in _positions(pc.is_null(rows[column])):
            yield Violation(
                table.name,
                column,
                "key_null",
                row,
                (None,),
                f"{column} fait partie de la clé de la table {table.name} et ne peut pas être vide.",
                f"{column} is part of the key of the table {table.name} and cannot be empty.",
            )


def _duplicate_keys(table: Table, rows: pa.Table) -> Iterator[Violation]:
    key = list(table.primary_key)
    if _increase(rows.select(key)):
        return
    keys = rows.select(key).append_column("row", pa.arange(0, len(rows)))
    groups = keys.group_by(key).aggregate([("row", "min"), ("row", "count")])
    repeated = groups.filter(pc.greater(groups["row_count"], 1)).select([*key, "row_min"])
    if not len(repeated):
        return
    joined = keys.join(repeated, key, join_type="inner")
    later = joined.filter(pc.not_equal(joined["row"], joined["row_min"])).sort_by("row")
    for values in later.to_pylist():
        value = tuple(values[column] for column in key)
        shown = ", ".join(map(str, value))
        yield Violation(
            table.name,
            ", ".join(key),
            "key_duplicate",
            values["row"],
            value,
            f"La clé ({shown}) figure déjà dans la table {table.name}.",
            f"The key ({shown}) already stands in the table {table.name}.",
        )


def _increase(keys: pa.Table) -> bool:
    """Whether each key is greater than the one before it, so that none stands twice."""
    is_greater = pa.scalar(False)
    for column in reversed(keys.columns):
        before, after = column[:-1], column[1:]
        is_greater = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), is_greater))
    return bool(pc.all(is_greater, skip_nulls=False).as_py())


def _dangling(table: Table, rows: pa.Table, key: ForeignKey, known: pa.ChunkedArray) -> Iterator[Violation]:
    references = rows[key.column]
    found = pc.is_in(references, value_set=known)
    for row in _positions(pc.and_not(pc.is_valid(references), found)):
        value = references[row].as_py()
        yield Violation(
            table.name,
            key.column,
            "reference",
            row,
            (value,),
            f"{key.column} renvoie à {value}, qui n’existe pas dans la table {key.table}.",
            f"{key.column} refers to {value}, which does not exist in the table {key.table}.",
        )


def _dangling_typed(
    table: Table, rows: pa.Table, key: TypedKey, keys: Callable[[str, str], pa.ChunkedArray | None]
) -> Iterator[Violation]:
    types, references = rows[key.type_column], rows[key.id_column]
    in_order = pc.is_null(references)
    for code, target, target_column in key.targets:
        of_type = pc.fill_null(pc.equal(types, code), False)
        if (known := keys(target, target_column)) is not None:
            of_type = pc.and_(of_type, pc.is_in(references, value_set=known))
        in_order = pc.or_(in_order, of_type)
    for row in _positions(pc.invert(in_order)):
        kind, value = types[row].as_py(), references[row].as_py()
        yield Violation(
            table.name,
            key.id_column,
            "typed_reference",
            row,
            (kind, value),
            f"({key.type_column}, {key.id_column}) renvoie à ({kind}, {value}), qui n’existe pas.",
            f"({key.type_column}, {key.id_column}) refers to ({kind}, {value}), which does not exist.",
        )


def _positions(mask: pa.ChunkedArray) -> list[int]:
    """Where the mask is true, in order."""
    positions: list[int] = pc.indices_nonzero(mask).to_pylist()
    return positions
