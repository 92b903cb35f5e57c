"""Table Schema descriptors (Frictionless Data), in both languages.

`title` and `description` are French; `title_en` and `description_en` stand beside them, on the
table and on every field. Hours are text with a pattern, as they are in the files. References whose
table is named in the row (`TypedKey`) have no form in Table Schema and are told in the descriptions.

Specification: https://specs.frictionlessdata.io/table-schema/
"""

from __future__ import annotations

from typing import Any

from schemas.codes import CODE_LISTS
from schemas.model import Column, ColumnType, ForeignKey, Table
from schemas.patterns import HOUR

FIELD_TYPES: dict[ColumnType, str] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
    "time": "string",
}


def table_schema(table: Table) -> dict[str, Any]:
    """The descriptor of a table; `foreignKeys` is left out when there are none, as profiles demand."""
    descriptor: dict[str, Any] = {
        "name": table.name,
        "title": table.title_fr,
        "title_en": table.title_en,
        "description": table.description_fr,
        "description_en": table.description_en,
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        descriptor["foreignKeys"] = [_foreign_key(table, key) for key in table.foreign_keys]
    return descriptor


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "title": column.title_fr,
        "title_en": column.title_en,
        "description": column.description_fr,
        "description_en": column.description_en,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints := _constraints(table, column):
        field["constraints"] = constraints
    return field


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    stated = {
        "required": column.required or None,
        "unique": table.primary_key == (column.name,) or None,
        "enum": list(CODE_LISTS[column.codes].values) if column.codes else None,
        "pattern": HOUR if column.type == "time" else column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "maxLength": column.max_length,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _foreign_key(table: Table, key: ForeignKey) -> dict[str, Any]:
    resource = "" if key.table == table.name else key.table  # an empty name is the table itself
    return {"fields": [key.column], "reference": {"resource": resource, "fields": [key.target]}}
