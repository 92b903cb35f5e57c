"""The pandera checks of a table, on pandas frames whose columns bear Arrow dtypes.

`arrow_table.to_pandas(types_mapper=pandas.ArrowDtype)` makes such a frame. Validate lazily
(`model.validate(frame, lazy=True)`) to get every failure at once; `schemas.validate` puts them into
sentences. Keys are not checked here: uniqueness and references concern whole tables, see
`schemas.relations`.

Importing pandera takes about a second, so only `Table.pandera_model` and `schemas.validate` do it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from pandera.pandas import Check, DataFrameSchema
from pandera.pandas import Column as PanderaColumn

from schemas.arrow import ARROW_TYPES
from schemas.codes import CODE_LISTS
from schemas.model import Column, Table
from schemas.patterns import HOUR


def pandera_model(table: Table) -> DataFrameSchema:
    """Every column of the table and no other, with its type, nullability and checks, and the row checks."""
    return DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        checks=[Check(check.holds, name=check.rule, ignore_na=False) for check in table.row_checks],
        strict=True,
        name=table.name,
        title=table.title_en,
        description=table.description_en,
    )


def _column(column: Column) -> PanderaColumn:
    return PanderaColumn(
        pd.ArrowDtype(ARROW_TYPES[column.type]),
        checks=list(_checks(column)),
        nullable=not column.required,
        title=column.title_en,
        description=column.description_en,
    )


def _checks(column: Column) -> Iterator[Check]:
    """The checks of a column, each named as the attribute of `Column` that it comes from."""
    pattern = HOUR if column.type == "time" else column.pattern
    if column.codes is not None:
        yield Check.isin(CODE_LISTS[column.codes].values, name="codes")
    elif pattern is not None:
        yield Check.str_matches(pattern, name="pattern")
    elif column.type == "string":
        yield Check(_is_not_blank, name="blank")
    if column.minimum is not None:
        yield Check.ge(column.minimum, name="minimum")
    if column.maximum is not None:
        yield Check.le(column.maximum, name="maximum")
    if column.max_length is not None:
        yield Check.str_length(max_value=column.max_length, name="max_length")


def _is_not_blank(texts: pd.Series[str]) -> pd.Series[bool]:
    """CSV cannot tell an empty text from a null, so there are no empty texts."""
    return texts.str.strip() != ""
