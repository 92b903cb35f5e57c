"""A release that lost too much since the last one stays back, and says what and how to let it pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.publish.contents import Contents
from flows.publish.errors import ReleaseError
from flows.publish.gates import GateClosedError
from flows.publish.metadata_files import write_metadata
from flows.publish.release import publish
from flows.publish.tally import KEY_COLUMNS, tally
from flows.settings import Settings
from schemas import TABLES

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]


def _many(rows: Rows, announcements: int, source: str = "sample", prefix: str = "b") -> Rows:
    """As many announcements more, each with an event that has a session."""
    page, event, session = rows["announcement"][1], rows["event"][0], rows["event_session"][0]
    for number in range(announcements):
        key = f"{prefix}{number}"
        address = {"announcement_id": key, "url": f"https://exemple.fr/{key}", "source_id": source}
        rows["announcement"].append(page | address)
        rows["event"].append(event | {"event_id": f"e{key}", "announcement_id": key, "commune_code": "21231"})
        rows["event_session"].append(session | {"session_id": f"s{key}", "event_id": f"e{key}"})
    return rows


def _without(rows: Rows, count: int) -> Rows:
    """The rows without the last announcements and what belongs to them."""
    return rows | {name: rows[name][:-count] for name in ("announcement", "event", "event_session")}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_rows_are_counted_by_table_and_by_the_source_of_their_announcement(
    rows: Rows, make_tables: MakeTables
) -> None:
    rows["source_status"].append(rows["source_status"][0] | {"source_id": "autre"})
    counted = tally(make_tables(_many(rows, 3, "autre")))
    assert {name: count for name, count in counted.rows.items() if count} == {
        "announcement": 5,
        "event": 4,
        "event_session": 4,
        "event_speaker": 1,
        "funding": 1,
    }
    assert {"quarantine", "source_status", "changes"}.isdisjoint(counted.rows)
    assert counted.by_source == {
        ("announcement", "autre"): 3,
        ("announcement", "sample"): 2,
        ("event", "autre"): 3,
        ("event", "sample"): 1,
        ("event_session", "autre"): 3,
        ("event_session", "sample"): 1,
        ("event_speaker", "sample"): 1,
        ("funding", "sample"): 1,
    }
    assert counted.filled["event", "commune_code"] == 3
    assert counted.filled["event", "start_date"] == 4


def test_key_columns_are_columns_that_may_be_null() -> None:
    found = [TABLES[table].column(name) for table, names in KEY_COLUMNS.items() for name in names]
    assert [column.name for column in found if column.required] == []


def test_a_table_that_loses_rows_keeps_the_last_release(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    last = publish(make_tables(_many(rows, 38)), output, settings)
    with pytest.raises(GateClosedError) as closed:
        publish(make_tables(_without(rows, 13)), output, settings)
    report = output / "gate-report.md"
    assert str(closed.value) == (
        "The release lacks much that the last one held, so the last release stands:\n"
        "  announcement: 27 instead of 40 rows (-32%, allowed -30%)\n"
        "  event: 26 instead of 39 rows (-33%, allowed -30%)\n"
        "  event_session: 26 instead of 39 rows (-33%, allowed -30%)\n"
        f"All of it is in {report}. If this is right, let this one release pass: `rhi publish --allow-loss`, or "
        "the flow's parameter allow_loss. RHI_GATE_… settings say how much may be lost without a word."
    )
    assert "| event | 39 rows | 26 | 33% | 30% |" in report.read_text("utf-8")
    assert (output / "latest").resolve() == last.path.resolve()
    assert [path.name for path in (output / "releases").iterdir() if path.is_dir()] == [last.version]


def test_a_loss_within_bounds_passes(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    publish(make_tables(_many(rows, 38)), output, settings)
    made = publish(make_tables(_without(rows, 11)), output, settings)
    assert (output / "latest").resolve() == made.path.resolve()


def test_a_few_rows_close_no_gate(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    publish(make_tables(_many(rows, 9)), output, settings)
    assert publish(make_tables(_without(rows, 9)), output, settings).rows["event"] == 1
    publish(make_tables(_many(rows, 1, prefix="c")), output, settings)
    with pytest.raises(GateClosedError, match="event: 1 instead of 11 rows"):
        publish(make_tables(_without(rows, 10)), output, settings)


def test_a_source_that_loses_rows_is_named(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    rows["source_status"].append(rows["source_status"][0] | {"source_id": "autre"})
    publish(make_tables(_many(_many(rows, 60), 20, "autre", "c")), output, settings)
    with pytest.raises(
        GateClosedError, match=r"event_session of autre: 9 instead of 20 rows \(-55%, allowed -50%\)"
    ):
        publish(make_tables(_without(rows, 11)), output, settings)
    lenient = settings.model_copy(update={"gate_source_rows_lost": 0.6})
    assert publish(make_tables(_without(rows, 11)), output, lenient).rows["event"] == 70


def test_a_key_column_that_empties_is_named(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    publish(make_tables(_many(rows, 39)), output, settings)
    for event in rows["event"][-13:]:
        event["commune_code"] = None
    with pytest.raises(
        GateClosedError, match=r"event\.commune_code: 65% instead of 98% filled \(-32%, allowed -20%\)"
    ):
        publish(make_tables(rows), output, settings)


def test_a_shorter_quarantine_is_no_loss(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    fault = rows["quarantine"][0]
    rows["quarantine"] = [fault | {"quarantine_id": f"q{number}"} for number in range(30)]
    publish(make_tables(rows), output, settings)
    assert publish(make_tables(rows | {"quarantine": []}), output, settings).rows["quarantine"] == 0


def test_a_column_that_the_last_release_did_not_have_is_no_gain_or_loss(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    last = publish(make_tables(_many(rows, 20)), output, settings).path
    events = pq.read_table(last / "event.parquet")
    pq.write_table(events.drop_columns(["commune_code"]), last / "event.parquet")
    (last / "funding.parquet").unlink()
    rows["event"][0]["name"] = "Autre soirée"
    assert publish(make_tables(rows), output, settings).is_new


def test_allow_loss_lets_one_release_pass_and_the_report_goes(
    rows: Rows, make_tables: MakeTables, tmp_path: Path, settings: Settings
) -> None:
    publish(make_tables(_many(rows, 38)), tmp_path, settings)
    make_tables(_without(rows, 30))
    held = CliRunner().invoke(app, ["publish", "--output", str(tmp_path)])
    assert held.exit_code == 1
    assert held.stderr.startswith("rhi: The release lacks much that the last one held")
    assert (tmp_path / "gate-report.md").exists()
    let_pass = CliRunner().invoke(app, ["publish", "--output", str(tmp_path), "--allow-loss"])
    assert let_pass.exit_code == 0
    assert not (tmp_path / "gate-report.md").exists()
    assert pq.read_metadata(tmp_path / "latest" / "event.parquet").num_rows == 9
    again = CliRunner().invoke(app, ["publish", "--output", str(tmp_path)])
    assert again.exit_code == 0


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda folder: (folder / "manifest.json").write_text("{"), r"manifest\.json is no JSON \("),
        (
            lambda folder: (folder / "README.fr.md").write_text("x"),
            r"README\.fr\.md does not have the digest",
        ),
        (lambda folder: (folder / "README.fr.md").unlink(), r"README\.fr\.md is missing"),
        (lambda folder: (folder / "notes.txt").write_text("x"), r"notes\.txt is not in SHA256SUMS"),
    ],
)
def test_metadata_and_checksums_are_read_back(
    spoil: Callable[[Path], object],
    fault: str,
    tables: Path,
    output: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write_and_spoil(contents: Contents, version: str, building: Path) -> None:
        write_metadata(contents, version, building)
        spoil(building)

    monkeypatch.setattr("flows.publish.release.write_metadata", write_and_spoil)
    with pytest.raises(ReleaseError, match=fault):
        publish(tables, output, settings)
    assert not (output / "latest").exists()
