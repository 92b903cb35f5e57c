from __future__ import annotations

import re

import frictionless

from flows.publish.table_schemas import table_schemas
from schemas import TABLES
from schemas.changelog import SCHEMA_VERSION, VERSIONS, changelog


def test_every_column_came_with_a_version() -> None:
    """Fails where a column was declared without an entry in schemas/changelog.yaml, or left without one."""
    recorded = [
        (table, name) for version in VERSIONS for table, names in version.columns.items() for name in names
    ]
    declared = {(table.name, name) for table in TABLES.values() for name in table.column_names}
    assert sorted(declared - set(recorded)) == []
    assert sorted(set(recorded) - declared) == []
    assert len(recorded) == len(set(recorded))


def test_versions_are_told_newest_first() -> None:
    numbers = [tuple(map(int, version.number.split("."))) for version in VERSIONS]
    assert numbers == sorted(set(numbers), reverse=True)
    text = changelog()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [version.number for version in VERSIONS]
    assert "\nPremière version des tables.\n\n*First version of the tables.*\n" in text
    assert "- `announcement_url`: `announcement_id`, `url`, `first_seen_on`, `last_seen_on`\n" in text


def test_every_table_schema_stands_alone() -> None:
    schemas = table_schemas()
    assert list(schemas) == [f"schemas/{name}.json" for name in TABLES]
    for name, table in TABLES.items():
        descriptor = schemas[f"schemas/{name}.json"]
        assert frictionless.Schema.from_descriptor(descriptor).field_names == list(table.column_names)
        assert descriptor["version"] == SCHEMA_VERSION
        for field in (descriptor, *descriptor["fields"]):
            assert all(field[key] for key in ("title", "title_en", "description", "description_en")), field
