"""The measure, and the bars that reading must not fall below."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

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


@pytest.mark.parametrize(("folder", "bar"), [("written", 0.92), ("training", 0.82), ("unseen", 0.60)])
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


def test_a_gold_document_that_the_release_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    result = evaluate([gold(tmp_path / "gold")], release(tmp_path))
    assert result.unread == ["one"]


def test_a_folder_that_is_no_release_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"is this the folder of a release\?"):
        evaluate([GOLD / "written"], tmp_path)
