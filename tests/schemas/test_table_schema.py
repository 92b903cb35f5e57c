"""Table Schema descriptors: what portals read, in both languages, and valid to frictionless."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, Schema

from schemas import TABLES
from schemas.table_schema import table_schema


def test_fields_with_their_constraints() -> None:
    fields = {field["name"]: field for field in TABLES["event"].table_schema["fields"]}
    assert fields["event_id"] == {
        "name": "event_id",
        "type": "string",
        "title": "Identifiant de l’événement",
        "title_en": "Event identifier",
        "description": "Identifiant stable de l’événement, le même d’une publication à l’autre.",
        "description_en": "Stable identifier of the event, the same from release to release.",
        "constraints": {"required": True, "unique": True, "pattern": r"^[A-Za-z]\S*$"},
    }
    assert fields["latitude"]["unit"] == "degrees"
    assert {name: fields[name].get("constraints") for name in ("latitude", "start_time", "start_date")} == {
        "latitude": {"minimum": -90, "maximum": 90},
        "start_time": {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
        "start_date": None,
    }
    assert fields["attendance_mode"]["constraints"] == {"enum": ["offline", "online", "mixed"]}
    assert fields["evidence"]["constraints"] == {"required": True, "maxLength": 300}


def test_types_of_fields() -> None:
    types = {
        field["name"]: field["type"] for table in TABLES.values() for field in table.table_schema["fields"]
    }
    assert {name: types[name] for name in ("amount_eur", "position", "fetched_at", "end_time")} == {
        "amount_eur": "number",
        "position": "integer",
        "fetched_at": "datetime",
        "end_time": "string",
    }


def test_keys_and_missing_values() -> None:
    session = TABLES["event_speaker"].table_schema
    assert session["missingValues"] == [""]
    assert session["primaryKey"] == ["event_id", "position"]
    assert session["foreignKeys"] == [
        {"fields": ["event_id"], "reference": {"resource": "event", "fields": ["event_id"]}},
        {"fields": ["session_id"], "reference": {"resource": "event_session", "fields": ["session_id"]}},
    ]
    assert TABLES["event"].table_schema["foreignKeys"][1] == {
        "fields": ["parent_event_id"],
        "reference": {"resource": "", "fields": ["event_id"]},
    }
    assert "foreignKeys" not in TABLES["quarantine"].table_schema


@pytest.mark.parametrize("name", list(TABLES))
def test_frictionless_accepts_the_descriptor_and_keeps_it(name: str) -> None:
    descriptor = json.loads(json.dumps(table_schema(TABLES[name])))
    assert Schema.from_descriptor(descriptor).to_descriptor() == descriptor


def errors_of(rows: dict[str, list[dict[str, Any]]], folder: Path) -> list[list[Any]]:
    """(resource, row, field, error) that frictionless finds in CSV files of these rows."""
    package = Package(basepath=str(folder))
    for name, listed in rows.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].column_names)
            writer.writeheader()
            writer.writerows(listed)
        schema = Schema.from_descriptor(table_schema(TABLES[name]))
        package.add_resource(Resource(name=name, path=f"{name}.csv", schema=schema))
    report = package.validate()
    return [
        [task.name, *error]
        for task in report.tasks
        for error in task.flatten(["rowNumber", "fieldName", "type"])
    ]


def in_csv(row: dict[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()}


def test_frictionless_finds_good_files_valid(good_rows: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    assert errors_of({name: [in_csv(row)] for name, row in good_rows.items()}, tmp_path) == []


def test_frictionless_finds_what_breaks_a_rule(good_rows: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    rows = {name: [in_csv(row)] for name, row in good_rows.items()}
    event, session = rows["event"][0], rows["event_session"][0]
    rows["event"].append(event | {"event_id": "9", "event_type": "party", "start_time": "9h30", "name": ""})
    rows["event_session"].append(session | {"session_id": "s2", "event_id": "e9"})
    assert sorted(errors_of(rows, tmp_path)) == [
        ["event", 3, "event_id", "constraint-error"],
        ["event", 3, "event_type", "constraint-error"],
        ["event", 3, "name", "constraint-error"],
        ["event", 3, "start_time", "constraint-error"],
        ["event_session", 3, None, "foreign-key"],
    ]
