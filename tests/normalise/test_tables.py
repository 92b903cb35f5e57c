"""From an archive to tables: the same bytes from any number of processes, and every source counted."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise import tables
from flows.normalise.errors import TablesError
from flows.normalise.tables import normalise

GOLD = Path(__file__).parents[1] / "gold" / "written"


def archive_of(folder: Path) -> Path:
    captures = [
        Capture(
            "gold",
            f"https://exemple.fr/{path.name}",
            datetime(2024, 6, 1, 12, tzinfo=UTC),
            "text/html" if path.suffix == ".html" else "text/plain",
            path.read_bytes(),
        )
        for path in sorted(GOLD.iterdir())
        if path.suffix in (".html", ".txt")
    ]
    Archive(folder).append(
        [*captures, Capture("other", "https://exemple.fr/vide", captures[0].fetched_at, "text/html", b"")]
    )
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_one_and_two_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH_SIZE", 6)
    archive = archive_of(tmp_path / "archive")
    normalise(archive, tmp_path / "one", workers=1)
    normalise(archive, tmp_path / "two", workers=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_report_counts_by_table_and_by_source(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    report = normalise(
        archive_of(tmp_path / "archive"),
        tmp_path / "tables",
        progress=lambda done, total: steps.append((done, total)),
    )
    assert report.announcements == 21
    assert report.rows["announcement"] == 20
    assert report.quarantined == 1
    assert report.by_source["gold"]["announcements"] == 20
    assert report.by_source["other"] == {"quarantined": 1}
    assert steps == [(21, 21)]
    for name, count in report.rows.items():
        assert pq.read_metadata(tmp_path / "tables" / f"{name}.parquet").num_rows == count


def test_tables_that_cannot_be_written_are_told_with_where_and_what_to_do(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive")
    (tmp_path / "tables.parts").write_text("no folder")
    with pytest.raises(TablesError) as told:
        normalise(archive, tmp_path / "tables")
    assert str(told.value) == (
        f"The tables {tmp_path / 'tables'} cannot be written: Not a directory. "
        "Check the folder's rights and the space left."
    )


def end(_batch: object) -> int:
    os._exit(1)


def test_a_reader_that_is_ended_from_outside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH_SIZE", 6)
    monkeypatch.setattr(tables, "read_batch", end)
    with pytest.raises(TablesError, match="A process that read announcements was ended from outside"):
        normalise(archive_of(tmp_path / "archive"), tmp_path / "tables", workers=2)


def test_everyone_named_is_listed_for_a_release_without_names(tmp_path: Path) -> None:
    normalise(archive_of(tmp_path / "archive"), tmp_path / "tables")
    named = set(pq.read_table(tmp_path / "tables" / "person_names.parquet")["person_name"].to_pylist())
    assert {"Hamid Saadoune", "Hélène Vauquelin", "Nadège Cazalbou"} <= named
