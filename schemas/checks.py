"""The pandera checks of a table, on pandas frames whose columns bear Arrow dtypes.

`arrow_table.to_pandas(types_mapper=pandas.ArrowDtype)` makes such a frame. Validate lazily
(`model.validate(frame, lazy=True)`) to get every failure at once; `schemas.validate` puts them into
sentences. Keys are not checked here: uniqueness and references concern whole tables, see
`schemas.relations`.

Importing pandera takes about a second, so only `Table.pandera_model` and `schemas.validate` do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
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


@dataclass(frozen=True)
class _Rule:
    """What must hold of each cell, worked out by Arrow where the cells lie.

    Pandera drops nulls and looks failures up before and after each check of its own, which costs more
    than the check. This one counts nulls as right, and names single cells only where one is wrong.
    """

    holds: Callable[[pa.Array], pa.Array]
    """True, false or null for each cell."""

    def __call__(self, cells: pd.Series) -> bool | pd.Series[bool]:
        found = self.holds(pa.array(cells.array))
        if pc.all(found).as_py() is not False:
            return True
        return pd.Series(pc.fill_null(found, True).to_pylist(), index=cells.index)


def _checks(column: Column) -> Iterator[Check]:
    """The checks of a column, each named as the attribute of `Column` that it comes from."""
    pattern = HOUR if column.type == "time" else column.pattern
    if column.codes is not None:
        codes = pa.array([*CODE_LISTS[column.codes].values, None])
        yield _check("codes", lambda cells: pc.is_in(cells, codes))
    elif pattern is not None:
        yield _check("pattern", lambda cells: pc.match_substring_regex(cells, pattern))
    elif column.type == "string":
        yield _check("blank", _is_not_blank)
    if (minimum := column.minimum) is not None:
        yield _check("minimum", lambda cells: pc.greater_equal(cells, minimum))
    if (maximum := column.maximum) is not None:
        yield _check("maximum", lambda cells: pc.less_equal(cells, maximum))
    if (longest := column.max_length) is not None:
        yield _check("max_length", lambda cells: pc.less_equal(pc.utf8_length(cells), longest))


def _check(name: str, holds: Callable[[pa.Array], pa.Array]) -> Check:
    return Check(_Rule(holds), name=name, ignore_na=False)


def _is_not_blank(texts: pa.Array) -> pa.Array:
    """CSV cannot tell an empty text from a null, so there are no empty texts."""
    return pc.not_equal(pc.utf8_trim_whitespace(texts), "")
