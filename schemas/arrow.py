"""Arrow schemas of the tables: explicit types, wording as field metadata, Table Schema as metadata.

Types are those that portals and readers of Parquet agree on: no dictionaries, no nulls, no time32,
instants as timestamp[us, UTC], money as decimal128(14, 2), hours as "HH:MM" text.
"""

from __future__ import annotations

import json

import pyarrow as pa

from schemas.model import Column, ColumnType, Table

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "decimal": pa.decimal128(14, 2),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "time": pa.string(),
}

TABLE_SCHEMA_KEY = "table_schema"
"""Key of the schema metadata that holds the Table Schema as JSON."""


def arrow_schema(table: Table) -> pa.Schema:
    """The schema that the table's Parquet files bear; columns that are required are not nullable."""
    descriptor = json.dumps(table.table_schema, ensure_ascii=False, separators=(",", ":"))
    return pa.schema([_field(column) for column in table.columns], metadata={TABLE_SCHEMA_KEY: descriptor})


def _field(column: Column) -> pa.Field:
    metadata = {
        "title_fr": column.title_fr,
        "title_en": column.title_en,
        "description_fr": column.description_fr,
        "description_en": column.description_en,
    }
    if column.unit:
        metadata["unit"] = column.unit
    return pa.field(column.name, ARROW_TYPES[column.type], nullable=not column.required, metadata=metadata)
