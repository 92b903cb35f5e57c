"""Events told by several announcements are linked; scored on pairs that were written for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from flows.publish import encounters
from flows.publish.release import publish
from flows.publish.same_as import ANNOUNCEMENT_COLUMNS, EVENT_COLUMNS, ORDER, same_as
from flows.settings import Settings
from schemas import TABLES

Rows = dict[str, list[dict[str, Any]]]
PAIRS = Path(__file__).parents[1] / "gold" / "same_as"
FIRST_SEEN = dt.date(2025, 1, 1)


def table(name: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> pa.Table:
    schema = pa.schema([TABLES[name].arrow_schema.field(column).with_nullable(True) for column in columns])
    return pa.Table.from_pylist(rows, schema=schema)


def links(events: list[dict[str, Any]], seen: Mapping[str, dt.date] | None = None) -> dict[str, str]:
    """Event → canonical event; each event is of an announcement of its own unless it names one."""
    told = [{"announcement_id": f"a-{row['event_id']}", "date_precision": "day", **row} for row in events]
    announcements = [
        {"announcement_id": key, "first_seen_on": (seen or {}).get(key, FIRST_SEEN)}
        for key in {row["announcement_id"] for row in told}
    ]
    in_order = table("event", EVENT_COLUMNS, told).sort_by([(name, "ascending") for name in ORDER])
    parts = [in_order.slice(start, 3) for start in range(0, len(in_order), 3)]
    found = same_as(parts, table("announcement", ANNOUNCEMENT_COLUMNS, announcements))
    return dict(zip(*(column.to_pylist() for column in found.columns), strict=True))


@pytest.mark.parametrize(
    "half",
    [
        "development",
        # what the rules were not tuned on
        "held_out",
    ],
)
def test_precision_and_recall_on_pairs_written_for_it(half: str) -> None:
    pairs = yaml.safe_load((PAIRS / f"{half}.yaml").read_text("utf-8"))
    assert len(pairs) >= 40
    meant = {number for number, pair in enumerate(pairs) if pair["same"]}
    linked = {
        number
        for number, pair in enumerate(pairs)
        if links([{"event_id": side, **pair[side]} for side in ("one", "other")])
    }
    right = len(linked & meant)
    assert right / len(linked) >= 0.98, [pairs[number]["case"] for number in linked - meant]
    assert right / len(meant) >= 0.90, [pairs[number]["case"] for number in meant - linked]


FORUM = {
    "name": "Forum des aidants d’Exemple",
    "event_type": "forum",
    "start_date": dt.date(2025, 10, 6),
    "start_time": "14:00",
    "commune_code": "19272",
    "department_code": "19",
}


def test_the_event_whose_announcement_was_seen_first_is_canonical() -> None:
    events = [{"event_id": key, **FORUM} for key in ("e1", "e2", "e3")]
    assert links(events) == {"e2": "e1", "e3": "e1"}
    assert links(events, {"a-e3": dt.date(2024, 12, 31)}) == {"e1": "e3", "e2": "e3"}


def test_events_of_one_announcement_are_never_one() -> None:
    events = [
        {"event_id": "e1", **FORUM, "announcement_id": "a1"},
        {"event_id": "e2", **FORUM, "announcement_id": "a1"},
        {"event_id": "e3", **FORUM, "announcement_id": "a2"},
        {"event_id": "e4", **FORUM, "announcement_id": "a2"},
    ]
    assert links(events) == {"e3": "e1", "e4": "e2"}
    assert links(events[:2]) == {}


def test_the_likest_of_several_is_taken() -> None:
    workshops = [
        {**FORUM, "event_id": f"{key}-{name}", "announcement_id": f"a-{key}", "name": name}
        for key in "xy"
        for name in ("Atelier sommeil des enfants", "Atelier sommeil des adolescents")
    ]
    assert links(workshops) == {row["event_id"].replace("x", "y"): row["event_id"] for row in workshops[:2]}


def test_what_is_known_to_the_month_alone_is_not_compared() -> None:
    events = [{"event_id": key, **FORUM, "date_precision": "month"} for key in ("e1", "e2")]
    assert links(events) == {}


def test_many_events_of_one_town_and_day_are_compared_with_those_of_like_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["adolescents", "bénévoles", "cancers", "dentistes", "endométriose", "fibromyalgie", "greffes"]
    events = [
        {
            **FORUM,
            "event_id": f"{key}-{name}",
            "announcement_id": f"a-{key}",
            "name": f"Forum des {name}{end}",
        }
        for key, end in (("x", ""), ("y", " (rencontre régionale)"))
        for name in names
    ]
    expected = {f"y-{name}": f"x-{name}" for name in names}
    assert links(events) == expected
    monkeypatch.setattr(encounters, "_MANY", 3)
    monkeypatch.setattr(encounters, "_NEIGHBOURS", 1)
    assert links(events) == expected


def test_a_release_links_them(
    rows: Rows, make_tables: Callable[[Rows], Path], tmp_path: Path, settings: Settings
) -> None:
    event = rows["event"][0]
    rows["event"] = [
        event | {"event_id": "e0", "announcement_id": "a2", "name": "Soirée « Santé pour tous »"},
        event | {"commune_code": "21231", "commune_name": "Dijon", "department_code": "21"},
    ]
    rows["event"][0] |= {"department_code": "21"}
    path = publish(make_tables(rows), tmp_path / "out", settings).path
    found = pq.read_table(path / "event.parquet", columns=["event_id", "same_as_event_id"]).to_pylist()
    assert found == [
        {"event_id": "e0", "same_as_event_id": None},
        {"event_id": "e1", "same_as_event_id": "e0"},
    ]
