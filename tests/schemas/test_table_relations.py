"""Keys and references across tables: each kind of violation is found, and nothing else."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from schemas import TABLES
from schemas.relations import Violation, check

Rows = dict[str, dict[str, Any]]
Tables = dict[str, pa.Table]


def table(name: str, *rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=TABLES[name].arrow_schema)


def test_linked_tables_hold(good_tables: Tables) -> None:
    assert check(good_tables) == []


def test_empty_tables_hold() -> None:
    assert check({name: table(name) for name in TABLES}) == []


def test_a_key_that_is_null(good_rows: Rows) -> None:
    rows = table("event_speaker", good_rows["event_speaker"], good_rows["event_speaker"] | {"position": None})
    assert check({"event_speaker": rows}) == [
        Violation(
            "event_speaker",
            "position",
            "key_null",
            1,
            (None,),
            "position fait partie de la clé de la table event_speaker et ne peut pas être vide.",
            "position is part of the key of the table event_speaker and cannot be empty.",
        )
    ]


def test_a_key_that_is_repeated_is_told_of_the_later_rows(good_rows: Rows) -> None:
    event = good_rows["event"]
    rows = table("event", event, event | {"event_id": "e2"}, event, event)
    found = check({"event": rows})
    assert [(v.row, v.value, v.rule, v.column) for v in found] == [
        (2, ("e1",), "key_duplicate", "event_id"),
        (3, ("e1",), "key_duplicate", "event_id"),
    ]
    assert found[0].reason_fr == "La clé (e1) figure déjà dans la table event."
    assert found[0].reason_en == "The key (e1) already stands in the table event."


def test_a_key_of_several_columns_is_compared_as_a_whole(good_rows: Rows) -> None:
    speaker = good_rows["event_speaker"]
    second, elsewhere = speaker | {"position": 2}, speaker | {"event_id": "e2"}
    found = check({"event_speaker": table("event_speaker", speaker, second, elsewhere, second)})
    assert [(v.row, v.column, v.value) for v in found] == [(3, "event_id, position", ("e1", 2))]


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [(t.name, key.column, key.table) for t in TABLES.values() for key in t.foreign_keys],
)
def test_a_reference_that_finds_no_row(
    name: str, column: str, target: str, good_rows: Rows, good_tables: Tables
) -> None:
    good_tables[name] = table(name, good_rows[name] | {column: "nowhere"})
    assert [v for v in check(good_tables) if (v.table, v.column) == (name, column)] == [
        Violation(
            name,
            column,
            "reference",
            0,
            ("nowhere",),
            f"{column} renvoie à nowhere, qui n’existe pas dans la table {target}.",
            f"{column} refers to nowhere, which does not exist in the table {target}.",
        )
    ]


def test_references_within_a_table(good_rows: Rows) -> None:
    event = good_rows["event"]
    child = event | {"event_id": "e2", "parent_event_id": "e1"}
    orphan = event | {"event_id": "e3", "parent_event_id": "e9"}
    found = check({"event": table("event", child, orphan, event)})
    assert [(v.row, v.column, v.value) for v in found] == [(1, "parent_event_id", ("e9",))]


@pytest.mark.parametrize(
    ("subject_type", "subject_id", "holds"),
    [
        ("event", "e1", True),
        ("programme", "p1", True),
        ("funding", "f1", True),
        ("event", "p1", False),
        ("funding", "f2", False),
        ("announcement", "a1", False),
        (None, "e1", False),
        (None, None, True),
    ],
)
def test_a_subject_is_looked_for_in_the_table_of_its_type(
    subject_type: str | None,
    subject_id: str | None,
    holds: bool,
    good_rows: Rows,
    good_tables: Tables,
) -> None:
    row = good_rows["indicator"] | {"subject_type": subject_type, "subject_id": subject_id}
    good_tables["indicator"] = table("indicator", row)
    expected = (
        [] if holds else [("indicator", "subject_id", "typed_reference", 0, (subject_type, subject_id))]
    )
    assert [(v.table, v.column, v.rule, v.row, v.value) for v in check(good_tables)] == expected


def test_references_to_tables_that_are_not_given_are_not_checked(good_tables: Tables) -> None:
    assert check({name: good_tables[name] for name in ("event", "organisation_role")}) == []


def test_tables_in_several_chunks(good_rows: Rows) -> None:
    event = good_rows["event"]
    first, second = table("event", event), table("event", event | {"event_id": "e2"})
    session = good_rows["event_session"]
    sessions = pa.concat_tables(
        [table("event_session", session | {"session_id": f"s{i}", "event_id": f"e{i}"}) for i in range(1, 4)]
    )
    found = check({"event": pa.concat_tables([first, second]), "event_session": sessions})
    assert [(v.row, v.value) for v in found] == [(2, ("e3",))]


def test_a_name_that_is_no_table_is_refused() -> None:
    with pytest.raises(KeyError, match="events"):
        check({"events": pa.table({})})
