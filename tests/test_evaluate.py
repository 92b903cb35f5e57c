"""The measure, and the bars that reading must not fall below."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.confusion import Confusion, confusions
from flows.evaluate import MEASURES, Evaluation, evaluate
from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise.tables import normalise
from schemas import TABLES

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}


def reading_of(gold: Path, folder: Path) -> Evaluation:
    """Read the announcements of a gold folder and compare."""
    captures = []
    for path in sorted(gold.glob("*.json")):
        facts = json.loads(path.read_text("utf-8"))
        text = next(path.with_suffix(suffix) for suffix in TYPES if path.with_suffix(suffix).exists())
        day = datetime.fromisoformat(facts["retrieved_on"]).replace(hour=12, tzinfo=UTC)
        captures.append(Capture("gold", facts["url"], day, TYPES[text.suffix], text.read_bytes()))
    Archive(folder / "archive").append(captures)
    normalise(folder / "archive", folder / "tables")
    return evaluate([gold], folder / "tables")


@pytest.mark.skipif(not SEEDS.exists(), reason="the five real announcements are not beside this checkout")
def test_the_five_real_announcements_are_read_at_the_bar(tmp_path: Path) -> None:
    result = reading_of(SEEDS, tmp_path)
    assert result.unread == []
    assert result.all_cells.f1 >= 0.90


@pytest.mark.parametrize(("folder", "bar"), [("written", 0.96), ("training", 0.91), ("unseen", 0.78)])
def test_gold_announcements_are_read_at_the_bar(tmp_path: Path, folder: str, bar: float) -> None:
    result = reading_of(GOLD / folder, tmp_path)
    assert result.unread == []
    assert result.all_cells.f1 >= bar


def release(folder: Path, **tables: list[dict[str, object]]) -> Path:
    for name in MEASURES:
        rows = tables.get(name, [])
        schema = pa.schema([field.with_nullable(True) for field in TABLES[name].arrow_schema])
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
    return folder


def gold(folder: Path, **content: object) -> Path:
    base = {"url": "https://exemple.fr/a", "announcement": {"title": "Une annonce"}}
    (folder / "one.json").write_text(json.dumps({**base, **content}), "utf-8")
    return folder


ANNOUNCED = {"announcement_id": "a1", "url": "https://exemple.fr/a", "title": "Une annonce"}
QUOTED = {"evidence": "x", "evidence_start": 0, "evidence_end": 1}


def test_a_paired_row_counts_and_each_of_its_cells_for_itself(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    truth = {
        "name": "Forum santé",
        "event_type": "forum",
        "start_date": "2025-01-14",
        "commune_code": "40088",
    }
    said = {
        "event_id": "e1",
        "announcement_id": "a1",
        "name": "Le forum santé",
        "event_type": "meeting",
        "start_date": datetime(2025, 1, 14, tzinfo=UTC).date(),
        **QUOTED,
    }
    result = evaluate(
        [gold(tmp_path / "gold", events=[truth])], release(tmp_path, announcement=[ANNOUNCED], event=[said])
    )
    assert (result.rows["event"].right, result.rows["event"].said, result.rows["event"].gold) == (1, 1, 1)
    cells = result.cells["event"]
    assert (cells.right, cells.said, cells.gold) == (2, 3, 4)
    assert (cells.precision, cells.recall) == (2 / 3, 0.5)
    assert result.columns["event", "event_type"].right == 0


def test_a_row_of_another_thing_is_extra_and_the_gold_row_is_missed(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    truth = {"name": "Forum santé", "start_date": "2025-01-14"}
    said = {"event_id": "e1", "announcement_id": "a1", "name": "Vœux", "event_type": "other", **QUOTED}
    result = evaluate(
        [gold(tmp_path / "gold", events=[truth])], release(tmp_path, announcement=[ANNOUNCED], event=[said])
    )
    assert (result.rows["event"].right, result.rows["event"].said, result.rows["event"].gold) == (0, 1, 1)
    assert [(g is None, s is None) for _, table, g, s in result.comparisons if table == "event"] == [
        (False, True),
        (True, False),
    ]


@pytest.fixture
def mistaken(tmp_path: Path) -> list[Path]:
    """Gold and a release: two meetings read as conferences, one code left out, one too many, one row extra."""

    def meeting(number: int, **codes: str | None) -> dict[str, object]:
        return {"name": f"Réunion {number * 1111}", "start_date": f"2025-01-{number:02}", **codes}

    truth = [
        meeting(1, event_type="meeting", attendance_mode="online", region_code="84"),
        meeting(2, event_type="meeting", region_code="84"),
        meeting(3, event_type="meeting", event_status="held", region_code="84"),
        meeting(4, event_type="forum", region_code="84"),
        {"name": "Un gala jamais lu", "event_type": "ceremony"},
    ]
    said = [
        meeting(1, event_type="conference", attendance_mode=None, region_code="84"),
        meeting(2, event_type="conference", region_code="01"),
        meeting(3, event_type="meeting", event_status="held", region_code="84"),
        meeting(4, event_type="conference", attendance_mode="mixed", region_code="84"),
        {"name": "Tout autre chose", "event_type": "webinar"},
    ]
    for number, row in enumerate(said):
        day = row.get("start_date")
        row |= {"event_id": f"e{number}", "announcement_id": "a1", **QUOTED}
        row["start_date"] = date.fromisoformat(str(day)) if day else None
    (tmp_path / "gold").mkdir()
    return [gold(tmp_path / "gold", events=truth), release(tmp_path, announcement=[ANNOUNCED], event=said)]


MISTAKEN = [
    Confusion("event", "event_type", "meeting", "conference", 2),
    Confusion("event", "event_type", "forum", "conference", 1),
    Confusion("event", "attendance_mode", "nothing", "mixed", 1),
    Confusion("event", "attendance_mode", "online", "nothing", 1),
    Confusion("event", "region_code", "84", "01", 1),
]


def test_codes_read_for_others_are_counted_in_paired_rows(mistaken: list[Path]) -> None:
    folder, published = mistaken
    assert confusions(evaluate([folder], published)) == MISTAKEN


def test_the_command_prints_codes_read_for_others(mistaken: list[Path]) -> None:
    arguments = ["evaluate", *map(str, mistaken)]
    shown = CliRunner().invoke(app, [*arguments, "--confusion"]).stdout.splitlines()
    assert [line.split() for line in shown if "→" in line] == [
        ["event.event_type", "2", "meeting", "→", "conference"],
        ["event.event_type", "1", "forum", "→", "conference"],
        ["event.attendance_mode", "1", "nothing", "→", "mixed"],
        ["event.attendance_mode", "1", "online", "→", "nothing"],
        ["event.region_code", "1", "84", "→", "01"],
    ]
    assert "→" not in CliRunner().invoke(app, arguments).stdout
    as_json = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert as_json["confusion"][0] == {
        "table": "event", "column": "event_type", "gold": "meeting", "read": "conference", "count": 2,
    }  # fmt: skip
    assert len(as_json["confusion"]) == 5


def test_every_compared_column_with_a_code_list_is_looked_at() -> None:
    """A wrong code in each such column is told of, in each table."""
    coded = {
        (name, column.name)
        for name, measure in MEASURES.items()
        for column in TABLES[name].columns
        if column.codes and column.name in measure.columns
    }
    evaluation = Evaluation()
    for table, column in coded:
        cells = dict.fromkeys(MEASURES[table].columns)
        evaluation.comparisons.append(("one", table, {**cells, column: "x"}, {**cells, column: "yy"}))
    assert {(c.table, c.column, c.gold, c.read, c.count) for c in confusions(evaluation)} == {
        (table, column, "x", "yy", 1) for table, column in coded
    }
    assert {("event_session", "session_type"), ("funding", "instrument"), ("indicator", "unit")} <= coded


def test_a_gold_document_that_the_release_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    result = evaluate([gold(tmp_path / "gold")], release(tmp_path))
    assert result.unread == ["one"]


def test_a_folder_that_is_no_release_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"is this the folder of a release\?"):
        evaluate([GOLD / "written"], tmp_path)


def test_a_file_that_is_no_gold_document_is_named(tmp_path: Path) -> None:
    for content in ("{", "[]", "{}", '{"url": "https://exemple.fr/"}'):
        (tmp_path / "other.json").write_text(content)
        with pytest.raises(FileNotFoundError, match=r"other\.json is no gold document: it needs `url` and"):
            evaluate([tmp_path], release(tmp_path))


def test_a_document_that_gold_does_not_hold_is_told_with_those_it_holds(mistaken: list[Path]) -> None:
    result = CliRunner().invoke(app, ["evaluate", *map(str, mistaken), "--document", "nowhere"])
    assert result.exit_code == 2
    assert "nowhere is none of the gold documents: " in re.sub(r"[\s│]+", " ", result.stderr)


def test_a_folder_without_gold_documents_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match=r"There are no gold documents \(\*\.json\) in .*empty"):
        evaluate([tmp_path / "empty"], release(tmp_path))
