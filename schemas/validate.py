"""What is wrong with the rows of a frame, in sentences that a person understands.

Rules: `required`, `type`, `codes`, `pattern`, `blank`, `minimum`, `maximum`, `max_length`; those of
`schemas.row_checks` (`order`, `together`, `own_parent`, `territory`, `published_after_fetch`); and for
the frame as a whole `missing_column` and `unknown_column`.

Reasons quote codes, numbers and short forms but no running text, which may name persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from schemas.arrow import ARROW_TYPES
from schemas.codes import CODE_LISTS
from schemas.model import Column, Table
from schemas.patterns import HOUR, WORDING
from schemas.row_checks import RowCheck

_LONGEST_LIST = 12  # codes; a sentence that lists more is not read


@dataclass(frozen=True)
class Failure:
    """One rule broken by one cell, row or (`row_index` is None) by the frame as a whole."""

    row_index: int | None
    """Position of the row in the frame, from 0."""
    column: str
    value: Any
    """The cell as it is; may be personal data where the column's is."""
    rule: str
    reason_fr: str
    reason_en: str


def failures(table: Table, frame: pd.DataFrame) -> list[Failure]:
    """Every failure of the frame's rows against the table, by row and then by column.

    The frame bears Arrow dtypes, as `arrow_table.to_pandas(types_mapper=pandas.ArrowDtype)` gives. A
    column of a wrong type, missing or unknown is one failure without a row; its cells are not checked.
    """
    rows = frame.reset_index(drop=True)
    try:
        table.pandera_model.validate(rows, lazy=True)
    except SchemaErrors as errors:
        return _collect(table, rows, errors)
    return []


def _collect(table: Table, frame: pd.DataFrame, errors: SchemaErrors) -> list[Failure]:
    found = list(_frame_failures(table, frame, errors.schema_errors))
    unusable = {failure.column for failure in found}
    for error in errors.schema_errors:
        columns = _columns_of(table, error)
        if columns is None or unusable.intersection(columns):
            continue
        if error.reason_code is SchemaErrorReason.CHECK_ERROR:
            raise error
        found += [_row_failure(table, frame, error, int(i)) for i in set(error.failure_cases["index"])]
    place = {name: position for position, name in enumerate(table.column_names)}
    return sorted(
        found,
        key=lambda f: (-1 if f.row_index is None else f.row_index, place.get(f.column, len(place)), f.rule),
    )


def _frame_failures(table: Table, frame: pd.DataFrame, errors: list[SchemaError]) -> Iterator[Failure]:
    for error in errors:
        match error.reason_code:
            case SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME:
                name = str(error.failure_cases)
                yield Failure(
                    None,
                    name,
                    None,
                    "missing_column",
                    f"La colonne {name} manque dans la table {table.name}.",
                    f"The column {name} is missing from the table {table.name}.",
                )
            case SchemaErrorReason.COLUMN_NOT_IN_SCHEMA:
                name = str(error.failure_cases)
                yield Failure(
                    None,
                    name,
                    None,
                    "unknown_column",
                    f"La table {table.name} n’a pas de colonne {name}.",
                    f"The table {table.name} has no column {name}.",
                )
            case SchemaErrorReason.WRONG_DATATYPE:
                name = str(error.schema.name)
                expected, actual = ARROW_TYPES[table.column(name).type], frame[name].dtype
                yield Failure(
                    None,
                    name,
                    str(actual),
                    "type",
                    f"La colonne {name} est de type {actual} au lieu du type Arrow {expected}.",
                    f"The column {name} has the type {actual} instead of the Arrow type {expected}.",
                )


def _columns_of(table: Table, error: SchemaError) -> tuple[str, ...] | None:
    """The columns that an error is about; None for errors on the frame as a whole."""
    match error.reason_code:
        case SchemaErrorReason.SERIES_CONTAINS_NULLS:
            return (str(error.schema.name),)
        case SchemaErrorReason.DATAFRAME_CHECK | SchemaErrorReason.CHECK_ERROR:
            row_check = _row_check(table, error)
            return row_check.columns if row_check else (str(error.schema.name),)
    return None


def _row_check(table: Table, error: SchemaError) -> RowCheck | None:
    """The row check that failed; None where the check is on one column."""
    return table.row_checks[error.check_index] if error.schema is table.pandera_model else None


def _row_failure(table: Table, frame: pd.DataFrame, error: SchemaError, index: int) -> Failure:
    if row_check := _row_check(table, error):
        values = {name: _plain(frame[name].iloc[index]) for name in row_check.columns}
        name = row_check.columns[-1]
        shown = {key: _shown(value) for key, value in values.items()}
        return Failure(
            index,
            name,
            values[name],
            row_check.rule,
            row_check.reason_fr.format(**shown),
            row_check.reason_en.format(**shown),
        )
    column = table.column(str(error.schema.name))
    value = _plain(frame[column.name].iloc[index])
    nulls = error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS
    rule = "required" if nulls else str(error.check.name)
    reason_fr, reason_en = _reasons(column, rule, value)
    return Failure(index, column.name, value, rule, reason_fr, reason_en)


def _reasons(column: Column, rule: str, value: Any) -> tuple[str, str]:
    """What is wrong with a cell, in French and in English."""
    name, shown = column.name, _shown(value)
    fr, en = f"« {column.title_fr} » ({name})", f"“{column.title_en}” ({name})"
    match rule:
        case "required":
            return f"{fr} doit être renseigné, mais la case est vide.", f"{en} must be filled, but is empty."
        case "codes":
            return _code_reasons(column, fr, en, shown)
        case "pattern":
            form_fr, form_en = WORDING[HOUR if column.type == "time" else column.pattern or ""]
            return (
                f"{fr} : « {shown} » n’est pas {form_fr}.",
                f"{en}: “{shown}” is not {form_en}.",
            )
        case "blank":
            return (
                f"{fr} ne contient que des espaces ou un texte vide.",
                f"{en} holds an empty text or spaces only.",
            )
        case "minimum":
            return (
                f"{fr} : {shown} est inférieur au minimum, {column.minimum}.",
                f"{en}: {shown} is below the minimum, {column.minimum}.",
            )
        case "maximum":
            return (
                f"{fr} : {shown} est supérieur au maximum, {column.maximum}.",
                f"{en}: {shown} is above the maximum, {column.maximum}.",
            )
        case "max_length":
            return (
                f"{fr} compte {len(str(value))} caractères, pour un maximum de {column.max_length}.",
                f"{en} has {len(str(value))} characters; the maximum is {column.max_length}.",
            )
    raise ValueError(f"No sentence tells of the rule {rule!r}; add one to schemas/validate.py.")


def _code_reasons(column: Column, fr: str, en: str, shown: str) -> tuple[str, str]:
    codes = CODE_LISTS[column.codes or ""].values
    listed = ", ".join(codes[:_LONGEST_LIST]) + (", …" if len(codes) > _LONGEST_LIST else "")
    return (
        f"{fr} : « {shown} » n’est pas dans la liste {column.codes} ({listed}).",
        f"{en}: “{shown}” is not in the list {column.codes} ({listed}).",
    )


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value


def _shown(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
