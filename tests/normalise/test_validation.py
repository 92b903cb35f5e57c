from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flows.normalise.validation import quarantine_table, validated

ANNOUNCEMENT = {
    "announcement_id": "a1",
    "source_id": "s",
    "url": "https://exemple.fr/a",
    "content_digest": "0" * 64,
    "fetched_at": datetime(2025, 1, 6, tzinfo=UTC),
    "first_seen_on": date(2025, 1, 6),
    "last_seen_on": date(2025, 1, 6),
}
QUOTED = {"evidence": "Forum", "evidence_start": 0, "evidence_end": 5}


def event(**cells: Any) -> dict[str, Any]:
    return {
        "event_id": "e1",
        "announcement_id": "a1",
        "name": "Forum",
        "event_type": "forum",
        "event_status": "scheduled",
        **QUOTED,
    } | cells


def rows(*events: dict[str, Any], **tables: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"announcement": [ANNOUNCEMENT], "event": list(events), "programme": [], **tables}


def test_rows_that_hold_pass_unchanged() -> None:
    tables, refused = validated(rows(event(start_time="18:30")))
    assert tables["event"]["start_time"].to_pylist() == ["18:30"]
    assert refused == []


def test_a_bad_cell_that_may_be_null_is_emptied_and_kept_in_quarantine() -> None:
    tables, refused = validated(rows(event(start_time="25:99")))
    assert tables["event"]["start_time"].to_pylist() == [None]
    (row,) = refused
    assert (row["announcement_id"], row["table_name"], row["column_name"], row["raw_value"], row["rule"]) == (
        "a1",
        "event",
        "start_time",
        "25:99",
        "pattern",
    )
    assert row["evidence"] == "Forum"


def test_a_row_without_a_needed_cell_goes_and_its_children_with_it() -> None:
    session = {"session_id": "s1", "event_id": "e1", "position": 1, "title": "Pause", "session_type": "break"}
    tables, refused = validated(rows(event(event_type="party"), event_session=[session | QUOTED]))
    assert tables["event"].num_rows == 0
    assert tables["event_session"].num_rows == 0
    assert [(r["table_name"], r["rule"], r["announcement_id"]) for r in refused] == [
        ("event", "codes", "a1"),
        ("event_session", "parent_refused", "a1"),
    ]


def test_a_link_that_may_be_null_is_emptied_where_its_row_was_refused() -> None:
    bad, child = event(event_type="party"), event(event_id="e2", parent_event_id="e1")
    tables, refused = validated(rows(bad, child))
    assert tables["event"].select(["event_id", "parent_event_id"]).to_pylist() == [
        {"event_id": "e2", "parent_event_id": None}
    ]
    assert [r["rule"] for r in refused] == ["codes", "parent_refused"]


def test_a_value_too_large_for_its_type_costs_only_its_row() -> None:
    funding = {"funding_id": "f1", "announcement_id": "a1", "amount_eur": Decimal(10) ** 20, **QUOTED}
    fine = {**funding, "funding_id": "f2", "amount_eur": Decimal(10)}
    tables, refused = validated(rows(event(), funding=[funding, fine]))
    assert tables["funding"]["funding_id"].to_pylist() == ["f2"]
    assert [(r["column_name"], r["rule"]) for r in refused] == [("amount_eur", "type")]


def test_the_same_refusal_is_quarantined_once() -> None:
    _, refused = validated(rows(event(start_time="25:99")))
    assert quarantine_table([*refused, *refused]).num_rows == 1
