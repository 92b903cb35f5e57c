"""`schemas/<table>.json`: the Table Schema of each table, at an address that portals can point to."""

from __future__ import annotations

from typing import Any

from schemas import TABLES, Table
from schemas.changelog import SCHEMA_VERSION

_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def file_name(table: Table) -> str:
    """The file's path in a release."""
    return f"schemas/{table.name}.json"


def table_schemas() -> dict[str, dict[str, Any]]:
    """The descriptors by file."""
    return {
        file_name(table): {"$schema": _PROFILE, "version": SCHEMA_VERSION, **table.table_schema}
        for table in TABLES.values()
    }
