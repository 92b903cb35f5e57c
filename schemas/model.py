"""A published table is described once: its columns, their checks and their wording.

Everything else that speaks of a table (Arrow schema, checks, Table Schema, dictionary) is derived
from these descriptions, on demand, so that importing them stays light.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from schemas.row_checks import RowCheck

if TYPE_CHECKING:
    import pyarrow as pa
    from pandera.pandas import DataFrameSchema

ColumnType = Literal["string", "integer", "number", "decimal", "boolean", "date", "datetime", "time"]
"""What a cell holds. `decimal` is money (two decimals), `datetime` a UTC instant, `time` "HH:MM" text."""

COLUMN_TYPES: tuple[ColumnType, ...] = get_args(ColumnType)
NUMERIC_TYPES: tuple[ColumnType, ...] = ("integer", "number", "decimal")

_SNAKE_CASE = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_NAME = 63  # bytes: the limit of PostgreSQL, which portals import into


class SchemaDeclarationError(ValueError):
    """A table or column is declared in a way that cannot hold; the message says where and why."""


@dataclass(frozen=True)
class Code:
    """One value of a code list."""

    code: str
    label_fr: str
    label_en: str
    definition_fr: str
    definition_en: str


@dataclass(frozen=True)
class CodeList:
    """The values a column may take, in the order in which they are published."""

    name: str
    title_fr: str
    title_en: str
    codes: tuple[Code, ...]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The bare codes, as they stand in the tables."""
        return tuple(code.code for code in self.codes)


@dataclass(frozen=True)
class Column:
    """One column of a published table.

    `required` means never null. `pattern` holds for the whole value; it is written for RE2 (no
    look-around). `minimum` and `maximum` are inclusive. `unit` is a unit of measure ("EUR", "percent").
    `personal` marks data on persons, which is null unless the operator opts in. `volatile` marks what may
    change without anything new being announced (when a page was last seen): no change between releases.
    """

    name: str
    type: ColumnType
    _: KW_ONLY
    title_fr: str
    title_en: str
    description_fr: str
    description_en: str
    required: bool = False
    codes: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    unit: str | None = None
    personal: bool = False
    volatile: bool = False

    def __post_init__(self) -> None:
        def demand(holds: bool, reason: str) -> None:
            if not holds:
                raise SchemaDeclarationError(f"Column {self.name!r}: {reason}.")

        demand(_SNAKE_CASE.fullmatch(self.name) is not None, "its name must be snake_case")
        demand(len(self.name) <= _LONGEST_NAME, f"its name must have at most {_LONGEST_NAME} characters")
        demand(self.type in COLUMN_TYPES, f"its type {self.type!r} is none of {', '.join(COLUMN_TYPES)}")
        textual = (self.codes, self.pattern, self.max_length)
        demand(
            self.type == "string" or textual == (None, None, None),
            "only a string may have codes, a pattern or a max_length",
        )
        demand(self.codes is None or self.pattern is None, "it has codes, a pattern would say the same twice")
        demand(
            self.type in NUMERIC_TYPES or (self.minimum, self.maximum) == (None, None),
            "only a number may have a minimum or maximum",
        )
        for wording in (self.title_fr, self.title_en, self.description_fr, self.description_en):
            demand(bool(wording.strip()), "its titles and descriptions must be written in French and English")
        demand(not (self.personal and self.required), "personal data can be withheld, so it may be null")


@dataclass(frozen=True)
class ForeignKey:
    """Every non-null value of `column` is found in the column `target` of the table `table`."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class TypedKey:
    """A reference whose table is named in the row: (subject_type, subject_id).

    `targets` gives, for each code of `type_column`, the table and the key column that `id_column`
    refers to.
    """

    type_column: str
    id_column: str
    targets: tuple[tuple[str, str, str], ...]
    """(code, table, key column)"""


@dataclass(frozen=True)
class Table:
    """A published table. Releases sort its rows by `sort_key`, so that equal content is equal bytes."""

    name: str
    _: KW_ONLY
    title_fr: str
    title_en: str
    description_fr: str
    description_en: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    typed_keys: tuple[TypedKey, ...] = ()
    row_checks: tuple[RowCheck, ...] = ()
    sort_key: tuple[str, ...] = ()
    """Defaults to the primary key."""

    def __post_init__(self) -> None:
        if not self.sort_key:
            object.__setattr__(self, "sort_key", self.primary_key)
        names = self.column_names
        if len(set(names)) != len(names):
            raise SchemaDeclarationError(f"Table {self.name!r}: a column is declared twice.")
        used = {*self.primary_key, *self.sort_key, *(key.column for key in self.foreign_keys)}
        used |= {name for key in self.typed_keys for name in (key.type_column, key.id_column)}
        used |= {name for check in self.row_checks for name in check.columns}
        if unknown := sorted(used - set(names)):
            raise SchemaDeclarationError(
                f"Table {self.name!r}: its keys or checks name {', '.join(unknown)}, which it has not."
            )
        if nullable := [name for name in self.primary_key if not self.column(name).required]:
            raise SchemaDeclarationError(
                f"Table {self.name!r}: {', '.join(nullable)} is in the primary key and must be required."
            )

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in the order of publication."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def _columns_by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        return self._columns_by_name[name]

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """The explicit Arrow schema, with the wording as field metadata; see `schemas.arrow`."""
        from schemas.arrow import arrow_schema

        return arrow_schema(self)

    @cached_property
    def pandera_model(self) -> DataFrameSchema:
        """The checks on a frame of Arrow dtypes; see `schemas.checks`. Imports pandera, which is slow."""
        from schemas.checks import pandera_model

        return pandera_model(self)

    @cached_property
    def table_schema(self) -> dict[str, Any]:
        """The Table Schema descriptor (Frictionless Data); see `schemas.table_schema`."""
        from schemas.table_schema import table_schema

        return table_schema(self)
