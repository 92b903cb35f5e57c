"""Rows that hold go into the tables, what does not goes into quarantine: nothing vanishes.

A cell that breaks a rule is emptied where its column may be null, and its row stays; otherwise the
row goes, and with it the rows that hang on it. Either way the quarantine has the raw value, the rule
and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import pyarrow as pa

from flows.normalise.identities import identifier
from flows.normalise.rows import Row
from schemas import TABLES, Table
from schemas.validate import Failure, failures

RAW_VALUE_LENGTH = 300
"""Characters of a refused value that are kept."""


Refusal = tuple[Table, Row, Failure]
"""A row, its table, and what is wrong with it."""


def validated(rows: Mapping[str, list[Row]]) -> tuple[dict[str, pa.Table], list[Row]]:
    """The rows that hold, as tables of the declared Arrow schemas, and quarantine rows for the rest.

    Quarantine rows name the announcement; `quarantine_table` adds its address and an identifier.
    """
    kept: dict[str, list[Row]] = {}
    tables: dict[str, pa.Table] = {}
    broken: list[Refusal] = []
    for name in rows:
        kept[name], tables[name], found = _checked(TABLES[name], list(rows[name]))
        broken += found
    checked = dict(kept)
    if any(len(kept[name]) < len(rows[name]) for name in rows):
        broken += _without_orphans(kept)
    owners = {
        row[key]: row["announcement_id"]
        for name, key in (("event", "event_id"), ("programme", "programme_id"))
        for row in rows[name]
    }
    refused = [_quarantined(refusal, owners) for refusal in broken]
    for name in kept:
        if kept[name] is not checked[name]:
            tables[name] = arrow_table(TABLES[name], kept[name])
    return tables, refused


def quarantine_table(refused: Iterable[Row]) -> pa.Table:
    """Quarantine rows with an identifier from their facts, each once."""
    rows: dict[str, Row] = {}
    for row in refused:
        key = identifier("quarantine", *(row.get(fact) for fact in _FACTS))
        rows.setdefault(key, {"quarantine_id": key, **row})
    return arrow_table(TABLES["quarantine"], list(rows.values()))


_FACTS = ("source_id", "url", "stage", "table_name", "column_name", "rule", "raw_value", "evidence_start")


def _checked(table: Table, rows: list[Row]) -> tuple[list[Row], pa.Table, list[Refusal]]:
    """The rows that hold once bad cells are emptied, the same as a table, and all that was refused."""
    rows, arrow, found = _converted(table, rows)
    dropped: set[int] = set()
    while rows:
        broken = failures(table, arrow.to_pandas(types_mapper=pd.ArrowDtype))
        new = [f for f in broken if f.row_index is not None and f.row_index not in dropped]
        if not new:
            break
        for failure in new:
            assert failure.row_index is not None
            found.append((table, rows[failure.row_index], failure))
            if table.column(failure.column).required or failure.column in table.primary_key:
                dropped.add(failure.row_index)
            else:
                rows[failure.row_index] = {**rows[failure.row_index], failure.column: None}
        arrow = arrow_table(table, rows)
    if dropped:
        rows = [row for index, row in enumerate(rows) if index not in dropped]
        arrow = arrow_table(table, rows)
    return rows, arrow, found


def _converted(table: Table, rows: list[Row]) -> tuple[list[Row], pa.Table, list[Refusal]]:
    """The rows that fit the declared types, the same as a table, and refusals of the others.

    A sum of 20 digits does not fit.
    """
    try:
        return rows, arrow_table(table, rows), []
    except (pa.ArrowException, OverflowError):
        pass
    fit, refused = [], []
    for row in rows:
        try:
            arrow_table(table, [row])
            fit.append(row)
        except (pa.ArrowException, OverflowError) as error:
            refused.append((table, row, _unfit(table, row, error)))
    return fit, arrow_table(table, fit), refused


def _unfit(table: Table, row: Row, error: Exception) -> Failure:
    column = next(c.name for c in table.columns if not _fits(table, c.name, row.get(c.name)))
    return Failure(
        None,
        column,
        row.get(column),
        "type",
        f"La valeur ne tient pas dans le type de la colonne {column}.",
        f"The value does not fit the type of the column {column} ({error}).",
    )


def _fits(table: Table, column: str, value: object) -> bool:
    try:
        pa.array([value], type=table.arrow_schema.field(column).type)
    except (pa.ArrowException, OverflowError):
        return False
    return True


def arrow_table(table: Table, rows: list[Row]) -> pa.Table:
    """Rows as a table of the declared Arrow schema; columns that a row lacks are null."""
    return pa.Table.from_pylist(rows, schema=table.arrow_schema)


def _without_orphans(kept: dict[str, list[Row]]) -> list[Refusal]:
    """Take out, or unlink, rows whose parent row was refused; what refers to other tables is not judged.

    Parents come before children among the tables.
    """
    refused: list[Refusal] = []
    for name in kept:
        table = TABLES[name]
        for key in table.foreign_keys:
            if key.table not in kept:
                continue
            known = {None, *(row[key.target] for row in kept[key.table])}
            orphans = [row for row in kept[name] if row.get(key.column) not in known]
            refused += _unlink(table, kept, key.column, orphans)
        for typed in table.typed_keys:
            targets = {(code, row[column]) for code, t, column in typed.targets for row in kept[t]}
            orphans = [
                row
                for row in kept[name]
                if row[typed.id_column] is not None
                and (row[typed.type_column], row[typed.id_column]) not in targets
            ]
            refused += _unlink(table, kept, typed.id_column, orphans)
    return refused


def _unlink(table: Table, kept: dict[str, list[Row]], column: str, orphans: list[Row]) -> list[Refusal]:
    """Empty a reference to a refused row, or take the row out where it must have one."""
    if not orphans:
        return []
    required = table.column(column).required
    lost = {id(row) for row in orphans}
    rows = [row for row in kept[table.name] if id(row) not in lost]
    kept[table.name] = rows if required else rows + [{**row, column: None} for row in orphans]
    return [(table, row, _parent_refused(column, row[column])) for row in orphans]


def _parent_refused(column: str, value: object) -> Failure:
    return Failure(
        None,
        column,
        value,
        "parent_refused",
        "La ligne à laquelle celle-ci renvoie a été mise en quarantaine.",
        "The row that this one refers to was put in quarantine.",
    )


def _quarantined(refusal: Refusal, owners: Mapping[str, str]) -> Row:
    table, row, failure = refusal
    raw = None if failure.value is None else str(failure.value)[:RAW_VALUE_LENGTH]
    return {
        "announcement_id": row.get("announcement_id") or owners[row.get("event_id") or row["programme_id"]],
        "stage": "normalise",
        "table_name": table.name,
        "column_name": failure.column,
        "raw_value": raw,
        "rule": failure.rule,
        "reason_fr": failure.reason_fr,
        "reason_en": failure.reason_en,
        "evidence": row.get("evidence"),
        "evidence_start": row.get("evidence_start"),
        "evidence_end": row.get("evidence_end"),
    }
