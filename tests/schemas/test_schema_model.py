"""Declarations that cannot hold are refused when they are made."""

from __future__ import annotations

from typing import Any

import pytest

from schemas import TABLES
from schemas.model import Column, ForeignKey, SchemaDeclarationError, Table
from schemas.row_checks import InOrder

WORDING = {"title_fr": "Un", "title_en": "One", "description_fr": "Un.", "description_en": "One."}


def column(name: str = "one", type_: Any = "string", **details: Any) -> Column:
    return Column(name, type_, **(WORDING | details))


def table(**details: Any) -> Table:
    stated: dict[str, Any] = {"columns": (column(required=True),), "primary_key": ("one",)}
    return Table("sample", **(WORDING | stated | details))


@pytest.mark.parametrize(
    ("name", "type_", "details", "reason"),
    [
        ("One", "string", {}, "its name must be snake_case"),
        ("a" * 64, "string", {}, "its name must have at most 63 characters"),
        (
            "one",
            "text",
            {},
            "its type 'text' is none of string, integer, number, decimal, boolean, date, datetime, time",
        ),
        ("one", "integer", {"max_length": 3}, "only a string may have codes, a pattern or a max_length"),
        (
            "one",
            "string",
            {"codes": "unit", "pattern": "^a$"},
            "it has codes, a pattern would say the same twice",
        ),
        ("one", "date", {"minimum": 0}, "only a number may have a minimum or maximum"),
        (
            "one",
            "string",
            {"title_fr": " "},
            "its titles and descriptions must be written in French and English",
        ),
        (
            "one",
            "string",
            {"personal": True, "required": True},
            "personal data can be withheld, so it may be null",
        ),
    ],
)
def test_a_column_that_cannot_hold_is_refused(
    name: str, type_: str, details: dict[str, Any], reason: str
) -> None:
    with pytest.raises(SchemaDeclarationError) as raised:
        column(name, type_, **details)
    assert str(raised.value) == f"Column {name!r}: {reason}."


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"columns": (column(required=True), column())}, "a column is declared twice."),
        ({"primary_key": ("two",)}, "its keys or checks name two, which it has not."),
        (
            {"foreign_keys": (ForeignKey("two", "event", "event_id"),)},
            "its keys or checks name two, which it has not.",
        ),
        ({"row_checks": (InOrder("one", "two"),)}, "its keys or checks name two, which it has not."),
        ({"columns": (column(),)}, "one is in the primary key and must be required."),
    ],
)
def test_a_table_that_cannot_hold_is_refused(details: dict[str, Any], reason: str) -> None:
    with pytest.raises(SchemaDeclarationError) as raised:
        table(**details)
    assert str(raised.value) == f"Table 'sample': {reason}"


def test_rows_are_sorted_by_the_primary_key_unless_told_otherwise() -> None:
    columns = (column(required=True), column("two"))
    assert table(columns=columns).sort_key == ("one",)
    assert table(columns=columns, sort_key=("two", "one")).sort_key == ("two", "one")


def test_what_is_derived_is_built_once() -> None:
    event = TABLES["event"]
    assert event.arrow_schema is event.arrow_schema
    assert event.pandera_model is event.pandera_model
    assert event.table_schema is event.table_schema
