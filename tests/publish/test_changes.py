"""What a release says of the one before, read from its files."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publish import pieces
from flows.publish.errors import ReleaseError
from flows.publish.release import Release, publish
from flows.settings import Settings

Rows = dict[str, list[dict[str, Any]]]
Publish = Callable[..., Release]


@pytest.fixture
def released(
    make_tables: Callable[[Rows], Path], tmp_path: Path, settings: Settings
) -> Callable[..., Release]:
    """Publishes rows after whatever was published before."""

    def publish_rows(rows: Rows, **chosen: Any) -> Release:
        return publish(make_tables(rows), tmp_path / "out", settings.model_copy(update=chosen))

    return publish_rows


def told(release: Release) -> list[tuple[str | None, ...]]:
    """The changes without their position."""
    rows = pq.read_table(release.path / "changes.parquet").to_pylist()
    assert [row.pop("position") for row in rows] == list(range(1, len(rows) + 1))
    return [tuple(row.values()) for row in rows]


def changed(
    table: str, key: str, column: str, before: str | None, after: str | None
) -> tuple[str | None, ...]:
    return (table, key, "changed", column, before, after, None)


def whole(table: str, key: str, change: str, superseded_by: str | None = None) -> tuple[str | None, ...]:
    return (table, key, change, None, None, None, superseded_by)


def test_a_first_release_has_no_changes(rows: Rows, released: Publish) -> None:
    release = released(rows)
    assert told(release) == []
    header = "position,table_name,row_key,change,column_name,value_before,value_after,superseded_by\r\n"
    assert (release.path / "changes.csv").read_bytes() == header.encode()
    assert release.rows["changes"] == 0


def test_cells_rows_added_and_rows_removed_are_told(rows: Rows, released: Publish) -> None:
    released(rows)
    event, funding = rows["event"][0], rows["funding"][0]
    event |= {"start_time": "19:00", "attendance_count": None, "attendance_qualifier": None, "latitude": 47.5}
    event |= {"end_date": dt.date(2025, 11, 5)}
    funding["amount_eur"] = Decimal(1200000)
    rows["event"].append(event | {"event_id": "e0", "announcement_id": "a2", "name": "Dépistage"})
    rows["event_session"] = []
    rows["event_speaker"] = []
    release = released(rows)
    assert told(release) == [
        changed("event", "e1", "start_time", "18:30", "19:00"),
        changed("event", "e1", "end_date", None, "2025-11-05"),
        changed("event", "e1", "latitude", "47.3216", "47.5"),
        changed("event", "e1", "attendance_count", "120", None),
        changed("event", "e1", "attendance_qualifier", "about", None),
        whole("event", "e0", "added"),
        whole("event_session", "s1", "removed"),
        whole("event_speaker", "e1 | 1", "removed"),
        changed("funding", "f1", "amount_eur", "1234567.50", "1200000.00"),
    ]
    assert release.rows["changes"] == 9


def test_a_mere_visit_is_no_change(rows: Rows, released: Publish) -> None:
    first = released(rows)
    for announcement in rows["announcement"]:
        announcement["last_seen_on"] = dt.date(2025, 10, 9)
        announcement["fetched_at"] += dt.timedelta(days=7)
        announcement["content_digest"] = "0" * 64
    rows["source_status"][0] |= {"status": "unchanged", "checked_at": dt.datetime(2025, 10, 9, tzinfo=dt.UTC)}
    rows["source_status"][0] |= {"announcements": 3, "rows": 5, "problems": 0, "message_en": "As before."}
    for moved in ("event", "event_session", "funding"):
        rows[moved][0] |= {"evidence_start": 100, "evidence_end": 127}
    second = released(rows)
    assert second.version != first.version
    assert told(second) == []


def test_the_same_tables_again_are_the_same_release_with_its_changes(rows: Rows, released: Publish) -> None:
    released(rows)
    rows["event"][0]["start_time"] = "19:00"
    second = released(rows)
    again = released(rows)
    assert (again.version, again.is_new) == (second.version, False)

    # only what is said of the data differs
    renamed = released(rows, operator_name="ARS Exemple")
    assert renamed.is_new
    assert told(renamed) == told(second) == [changed("event", "e1", "start_time", "18:30", "19:00")]


def test_what_changed_and_changed_back_is_told_twice(rows: Rows, released: Publish) -> None:
    first = copy.deepcopy(rows)
    released(first)
    rows["event"][0]["start_time"] = "19:00"
    released(rows)
    assert told(released(first)) == [changed("event", "e1", "start_time", "19:00", "18:30")]


def test_the_changes_depend_on_both_releases_alone(
    rows: Rows, make_tables: Callable[[Rows], Path], tmp_path: Path, settings: Settings
) -> None:
    later = copy.deepcopy(rows)
    later["event"][0]["start_time"] = "19:00"
    made = []
    for name in ("one", "other"):
        publish(make_tables(rows), tmp_path / name, settings)
        made.append(publish(make_tables(later), tmp_path / name, settings).path)
    one, other = ({path.name: path.read_bytes() for path in folder.glob("*.*")} for folder in made)
    assert one == other


def test_a_column_or_table_that_is_new_to_the_schema_is_no_change(rows: Rows, released: Publish) -> None:
    first = released(rows)
    sessions = first.path / "event_session.parquet"
    pq.write_table(pq.read_table(sessions).drop_columns("title"), sessions)
    (first.path / "event_speaker.parquet").unlink()
    rows["event_session"][0]["title"] = "Accueil"
    rows["event_session"][0]["start_time"] = "18:30"
    assert told(released(rows)) == [changed("event_session", "s1", "start_time", None, "18:30")]


def test_a_former_release_that_cannot_be_read_is_told_plainly(rows: Rows, released: Publish) -> None:
    first = released(rows)
    (first.path / "event.parquet").write_bytes(b"PAR1 damaged")
    with pytest.raises(ReleaseError, match=r"cannot be compared with .* delete the link `latest`"):
        released(rows)


# Names of persons


def test_names_that_were_published_are_not_told_again(rows: Rows, released: Publish) -> None:
    role = {
        "announcement_id": "a1",
        "subject_type": "event",
        "subject_id": "e1",
        "organisation_type": "health_centre",
        "role": "partner",
        "evidence": "partenaires",
        "evidence_start": 0,
        "evidence_end": 11,
    }
    rows["organisation_role"] = [role | {"organisation_name": "Cabinet du Dr Exemple"}]
    named = released(rows, person_names=True)
    assert "Camille Exemple" in (named.path / "event_speaker.csv").read_text("utf-8")
    # the text that named her is another now, so that nothing tells any more who she is
    rows["announcement"][1]["title"] = "Une soirée"
    rows["event_session"][0] |= {"title": "Ouverture", "start_time": "18:30"}
    rows["event_speaker"] = []
    rows["organisation_role"] = []
    rows["person_names"] = []
    withheld = released(rows)
    assert told(withheld) == [
        changed("event_session", "s1", "start_time", None, "18:30"),
        whole("event_speaker", "e1 | 1", "removed"),
    ]


def test_changes_with_names_are_not_taken_over_where_names_are_withheld(
    rows: Rows, released: Publish
) -> None:
    rows = {"announcement": rows["announcement"][1:], "source_status": rows["source_status"]}
    released(rows, person_names=True)
    rows["announcement"][0]["title"] = "Une soirée"
    named = released(rows, person_names=True)
    assert told(named) == [
        changed("announcement", "a1", "title", "Soirée avec Camille Exemple", "Une soirée")
    ]
    assert told(released(rows)) == []


def test_a_name_that_was_not_known_to_be_one_is_not_told_again(rows: Rows, released: Publish) -> None:
    names, rows["person_names"] = rows["person_names"], []
    rows["event_session"][0]["title"] = "Accueil par Camille Exemple"
    released(rows)
    rows["person_names"] = names
    rows["event_session"][0]["title"] = "Ouverture par Camille Exemple"
    changes = told(released(rows))
    assert changed("event_session", "s1", "title", "Accueil par [nom]", "Ouverture par [nom]") in changes
    # the announcements' titles differ in nothing but the names that they are now without
    assert {change[0] for change in changes} == {"event_session"}


def test_a_person_who_objected_is_not_told_of_again(rows: Rows, released: Publish, tmp_path: Path) -> None:
    (tmp_path / "objected.txt").write_text("Camille Exemple\n")
    role = {
        "announcement_id": "a1",
        "subject_type": "event",
        "subject_id": "e1",
        "organisation_name": "Cabinet Camille Exemple",
        "organisation_type": "health_centre",
        "role": "partner",
        "evidence": "partenaires",
        "evidence_start": 0,
        "evidence_end": 11,
    }
    rows["organisation_role"] = [role]
    released(rows, person_names=True)
    rows["announcement"][1]["title"] = "Une soirée"
    rows["organisation_role"] = []
    objected = released(rows, person_names=True, suppression_list=tmp_path / "objected.txt")
    assert changed("announcement", "a1", "title", "Soirée avec [nom]", "Une soirée") in told(objected)
    assert whole("organisation_role", "event | e1 | Cabinet [nom] | partner", "removed") in told(objected)
    assert "camille" not in (objected.path / "changes.csv").read_text("utf-8").lower()


# What takes the place of what


def later_event(event: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return event | {"event_id": "e2", "start_date": dt.date(2025, 11, 12), **facts}


def test_an_event_whose_day_was_corrected_is_superseded_and_so_are_its_sessions(
    rows: Rows, released: Publish
) -> None:
    released(rows)
    rows["event"] = [later_event(rows["event"][0], name="Soirée « santé pour tous » à Dijon")]
    rows["event_session"][0] |= {"session_id": "s2", "event_id": "e2"}
    rows["event_speaker"][0] |= {"session_id": "s2", "event_id": "e2"}
    rows["funding"][0]["event_id"] = "e2"
    assert told(released(rows)) == [
        whole("event", "e2", "added"),
        whole("event", "e1", "superseded", "e2"),
        whole("event_session", "s2", "added"),
        whole("event_session", "s1", "superseded", "s2"),
        whole("event_speaker", "e2 | 1", "added"),
        whole("event_speaker", "e1 | 1", "removed"),
        changed("funding", "f1", "event_id", "e1", "e2"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Dépistage du diabète"},
        {"announcement_id": "a2"},
        {"commune_code": "21231", "venue_name": "Salle Exemple"},
    ],
)
def test_another_event_supersedes_none(facts: dict[str, Any], rows: Rows, released: Publish) -> None:
    rows = {name: rows[name] for name in ("announcement", "event", "source_status")}
    released(rows)
    rows["event"] = [later_event(rows["event"][0], **facts)]
    assert told(released(rows)) == [whole("event", "e2", "added"), whole("event", "e1", "removed")]


def test_of_several_alike_the_nearest_day_takes_the_place(rows: Rows, released: Publish) -> None:
    event = rows["event"][0]
    rows = {name: rows[name] for name in ("announcement", "event", "source_status")}

    def on(**days: int) -> list[dict[str, Any]]:
        return [event | {"event_id": key, "start_date": dt.date(2025, 11, day)} for key, day in days.items()]

    rows["event"] = on(e1=4, e2=11, e3=18)
    released(rows)
    rows["event"] = on(e4=12, e5=5)
    assert told(released(rows)) == [
        whole("event", "e4", "added"),
        whole("event", "e5", "added"),
        whole("event", "e1", "superseded", "e5"),
        whole("event", "e2", "superseded", "e4"),
        whole("event", "e3", "removed"),
    ]


def test_a_sum_that_was_corrected_is_superseded(rows: Rows, released: Publish) -> None:
    released(rows)
    rows["funding"][0] |= {"funding_id": "f2", "amount_eur": Decimal(1300000)}
    assert told(released(rows)) == [
        whole("funding", "f2", "added"),
        whole("funding", "f1", "superseded", "f2"),
    ]


# Piece by piece


@given(
    st.sets(st.tuples(st.sampled_from("abcé"), st.integers(0, 20))),
    st.sets(st.tuples(st.sampled_from("abcé"), st.integers(0, 20))),
    st.integers(1, 7),
)
def test_pieces_lose_nothing_and_hold_the_same_keys(
    tmp_path_factory: pytest.TempPathFactory,
    before: set[tuple[str, int]],
    after: set[tuple[str, int]],
    rows_at_once: int,
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    schema = pa.schema([("name", pa.string()), ("number", pa.int64())])
    for name, keys in (("before", before), ("after", after)):
        found = [dict(zip(schema.names, key, strict=True)) for key in sorted(keys)]
        pq.write_table(pa.Table.from_pylist(found, schema=schema), folder / name)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "_ROWS_AT_ONCE", rows_at_once)
        found_pieces = [
            tuple([tuple(row.values()) for row in side.to_pylist()] for side in both)
            for both in pieces.pieces(folder / "before", folder / "after", schema, schema.names)
        ]
    assert [key for one, _ in found_pieces for key in one] == sorted(before)
    assert [key for _, other in found_pieces for key in other] == sorted(after)
    for (one, other), (next_one, next_other) in itertools.pairwise(found_pieces):
        assert not next_one or not other or next_one[0] > other[-1]
        assert not next_other or not one or next_other[0] > one[-1]
