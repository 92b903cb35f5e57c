from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.publish.csv import as_csv_too, read_csv
from flows.publish.errors import OutputBusyError, ReleaseError
from flows.publish.lock import alone_in
from flows.publish.release import publish
from flows.settings import Settings
from schemas import TABLES

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_release_holds_every_table_and_its_metadata(tables: Path, output: Path, settings: Settings) -> None:
    made = publish(tables, output, settings)
    assert made.is_new
    assert made.version.startswith("2025-10-02-")
    assert made.path == output / "releases" / made.version
    assert (output / "latest").resolve() == made.path.resolve()
    expected = {f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")}
    expected |= {f"schemas/{name}.json" for name in TABLES}
    expected |= {"datapackage.json", "dictionnaire.csv", "manifest.json", "SHA256SUMS"}
    expected |= {"README.fr.md", "README.en.md", "LICENCE.txt", "CHANGELOG.md", "croissant.json"}
    expected |= {"index.html", "catalog.ttl", "catalog.jsonld", "catalog.rdf"}
    expected |= {"initiatives-sante.xlsx", "events.ics"}
    assert set(_bytes(made.path)) == expected
    assert (made.rows["announcement"], made.rows["event"], made.rows["programme"]) == (2, 1, 0)


def test_every_parquet_file_has_exactly_its_declared_schema(
    tables: Path, output: Path, settings: Settings
) -> None:
    path = publish(tables, output, settings).path
    for name, table in TABLES.items():
        file = pq.ParquetFile(path / f"{name}.parquet")
        assert file.schema_arrow.equals(table.arrow_schema, check_metadata=True), name
        assert file.metadata.format_version == "2.6"
        if file.metadata.num_rows:
            column = file.metadata.row_group(0).column(0)
            assert (column.compression, column.has_column_index) == ("ZSTD", True)
            sorted_by = [key.column_index for key in file.metadata.row_group(0).sorting_columns]
            assert sorted_by == [table.column_names.index(key) for key in table.sort_key]


def test_csv_and_parquet_hold_the_same_rows(tables: Path, output: Path, settings: Settings) -> None:
    path = publish(tables, output, settings).path
    for name, table in TABLES.items():
        rows = pq.read_table(path / f"{name}.parquet")
        found = [
            row for batch in read_csv(path / f"{name}.csv", table.arrow_schema) for row in batch.to_pylist()
        ]
        assert found == rows.to_pylist()
        assert (path / f"{name}.csv").read_bytes().endswith(b"\r\n")


def test_rows_are_sorted_and_empty_texts_are_null(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    rows["announcement"][0]["publisher_name"] = ""
    path = publish(make_tables(rows), output, settings).path
    found = pq.read_table(path / "announcement.parquet", columns=["announcement_id", "publisher_name"])
    assert found.to_pylist() == [
        {"announcement_id": "a1", "publisher_name": "ARS Exemple"},
        {"announcement_id": "a2", "publisher_name": None},
    ]


def test_no_byte_of_a_release_tells_a_name_unless_the_operator_opts_in(
    tables: Path, output: Path, settings: Settings, naming_settings: Settings
) -> None:
    withheld = publish(tables, output, settings).path
    for path in withheld.glob("*.csv"):
        assert "exemple" not in path.read_text("utf-8").lower().replace("ars exemple", "").replace(
            "exemple.fr", ""
        ).replace("par exemple", ""), path.name
    speaker = pq.read_table(withheld / "event_speaker.parquet").to_pylist()[0]
    assert (speaker["person_name"], speaker["evidence"]) == (None, "[nom], directrice")
    assert pq.read_table(withheld / "event_session.parquet")["title"].to_pylist() == ["Ouverture par [nom]"]
    assert pq.read_table(withheld / "quarantine.parquet")["raw_value"].to_pylist() == ["[nom]"]

    published = publish(tables, output, naming_settings).path
    assert published != withheld
    speaker = pq.read_table(published / "event_speaker.parquet").to_pylist()[0]
    assert (speaker["person_name"], speaker["evidence"]) == ("Camille Exemple", "Camille Exemple, directrice")


def test_who_objected_is_in_no_byte_of_the_next_release(
    rows: Rows,
    make_tables: MakeTables,
    output: Path,
    naming_settings: Settings,
    words_of: Callable[[Path], str],
) -> None:
    rows["quarantine"][0]["raw_value"] = "EXEMPLE Camille ; le Dr Exemple"
    first = publish(make_tables(rows), output, naming_settings).path
    (output / "objections.txt").write_text("Camille Exemple\n", "utf-8")
    objected = naming_settings.model_copy(update={"suppression_list": output / "objections.txt"})
    second = publish(make_tables(rows), output, objected).path

    def naming(release: Path) -> set[str]:
        names = ("camille", "c. exemple", "dr exemple")
        return {path.name for path in release.iterdir() if any(name in words_of(path) for name in names)}

    assert {"event_speaker.csv", "event_speaker.parquet", "initiatives-sante.xlsx"} <= naming(first)
    assert naming(second) == set()
    speaker = pq.read_table(second / "event_speaker.parquet").to_pylist()[0]
    assert (speaker["person_name"], speaker["role"]) == (None, "directrice")


def test_rows_that_only_a_name_set_apart_become_one(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
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
    rows["person_names"].append({"announcement_id": "a1", "person_name": "Zoé Modèle"})
    rows["organisation_role"] = [
        role | {"organisation_name": "Cabinet du Dr Exemple"},
        role | {"organisation_name": "Cabinet du Dr Modèle"},
    ]
    path = publish(make_tables(rows), output, settings).path
    names = pq.read_table(path / "organisation_role.parquet")["organisation_name"].to_pylist()
    assert names == ["Cabinet du Dr [nom]"]


def test_the_same_tables_give_the_same_bytes(tables: Path, tmp_path: Path, settings: Settings) -> None:
    one = publish(tables, tmp_path / "one", settings)
    other = publish(tables, tmp_path / "other", settings)
    assert one.version == other.version
    assert _bytes(one.path) == _bytes(other.path)


def test_a_release_that_is_there_is_pointed_to_again(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    publish(make_tables(rows), output, settings)
    rows["event"][0]["name"] = "Autre soirée"
    second = publish(make_tables(rows), output, settings)
    before = {path: path.stat().st_mtime_ns for path in second.path.rglob("*")}

    again = publish(make_tables(rows), output, settings)
    assert (again.version, again.is_new) == (second.version, False)
    assert (output / "latest").resolve() == second.path.resolve()
    assert {path: path.stat().st_mtime_ns for path in second.path.rglob("*")} == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda release: (release / "event.csv").write_text("edited by hand"),
        lambda release: (release / "event.ics").write_text("added by hand"),
        lambda release: (release / "SHA256SUMS").unlink(),
        lambda release: (release / "croissant.json").unlink(),
    ],
)
def test_a_release_that_somebody_edited_is_put_in_place_again(
    spoil: Callable[[Path], object], tables: Path, output: Path, settings: Settings
) -> None:
    made = publish(tables, output, settings)
    before = _bytes(made.path)
    spoil(made.path)
    assert _bytes(made.path) != before
    assert publish(tables, output, settings).path == made.path
    assert _bytes(made.path) == before


def test_what_is_said_of_the_data_makes_a_version_too(tables: Path, output: Path, settings: Settings) -> None:
    one = publish(tables, output, settings)
    other = publish(tables, output, settings.model_copy(update={"operator_name": "ARS Exemple"}))
    assert one.version != other.version


def test_checksums_are_those_of_the_files(tables: Path, output: Path, settings: Settings) -> None:
    path = publish(tables, output, settings).path
    lines = (path / "SHA256SUMS").read_text().splitlines()
    found = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert found == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in _bytes(path).items()
        if name != "SHA256SUMS"
    }


def test_tables_without_a_row_are_a_release(
    make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    made = publish(make_tables({}), output, settings)
    assert made.version.startswith("1970-01-01-")
    assert set(made.rows.values()) == {0}


def test_a_fault_leaves_the_last_release_as_it_was(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    last = publish(make_tables(rows), output, settings)
    rows["event_session"][0]["event_id"] = "e404"
    with pytest.raises(ReleaseError, match=r"event_session: .*e404, which does not exist in the table event"):
        publish(make_tables(rows), output, settings)
    assert (output / "latest").resolve() == last.path.resolve()
    assert [path.name for path in (output / "releases").iterdir() if path.is_dir()] == [last.version]


def test_a_csv_file_that_differs_is_found(
    tables: Path, output: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(names: Sequence[str], parts: Iterator[pa.Table], path: Path) -> Iterator[pa.Table]:
        for part in parts:
            list(as_csv_too(names, [part.slice(1) if path.name == "announcement.csv" else part], path))
            yield part

    monkeypatch.setattr("flows.publish.data_files.as_csv_too", careless)
    with pytest.raises(
        ReleaseError, match=r"announcement.csv and the Parquet file differ in announcement_id"
    ):
        publish(tables, output, settings)
    assert not (output / "latest").exists()


@pytest.mark.parametrize("step", ["write_metadata", "check_release", "put_in_place", "_switch"])
def test_a_crash_at_any_step_leaves_latest_whole(
    rows: Rows,
    make_tables: MakeTables,
    output: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    last = publish(make_tables(rows), output, settings)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    rows["event"][0]["name"] = "Autre soirée"
    make_tables(rows)
    with monkeypatch.context() as patched:
        patched.setattr(f"flows.publish.release.{step}", crash)
        # Not even tidying up is left to do to a process that is killed.
        patched.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            publish(output.parent / "tables", output, settings)
    assert (output / "latest").resolve() == last.path.resolve()

    made = publish(output.parent / "tables", output, settings)
    assert (output / "latest").resolve() == made.path.resolve()
    releases = {path.name for path in (output / "releases").iterdir() if path.is_dir()}
    assert releases == {last.version, made.version}


def test_one_run_at_a_time(tables: Path, output: Path, settings: Settings) -> None:
    with (
        alone_in(output / "releases"),
        pytest.raises(OutputBusyError, match=r"Another run is at work in .*choose another --output"),
    ):
        publish(tables, output, settings)
    assert publish(tables, output, settings).is_new


def test_a_lock_goes_with_its_holder(output: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from flows.publish.lock import alone_in\n"
            "with alone_in(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)",
            str(output),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(OutputBusyError), alone_in(output):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with alone_in(output):
        pass


def test_a_folder_that_cannot_be_written_is_told(tables: Path, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ReleaseError, match=r"file/out/releases cannot be written .*choose another --output"):
        publish(tables, tmp_path / "file" / "out", settings)


def test_latest_that_is_a_folder_is_told_and_kept(tables: Path, output: Path, settings: Settings) -> None:
    (output / "latest").mkdir(parents=True)
    (output / "latest" / "mine.txt").write_text("kept")
    with pytest.raises(ReleaseError, match=r"latest is no link to a release, .* Move it elsewhere"):
        publish(tables, output, settings)
    assert (output / "latest" / "mine.txt").read_text() == "kept"
    assert {path.name for path in output.iterdir()} == {"latest", "releases"}


def test_missing_tables_are_told(tables: Path, output: Path, settings: Settings) -> None:
    (tables / "funding.parquet").unlink()
    with pytest.raises(ReleaseError, match=r"funding.parquet is missing. Run `rhi normalise` first"):
        publish(tables, output, settings)
    pq.write_table(pa.table({"funding_id": ["f1"]}), tables / "funding.parquet")
    with pytest.raises(ReleaseError, match="does not have the declared columns"):
        publish(tables, output, settings)
    shutil.copy(__file__, tables / "funding.parquet")
    with pytest.raises(ReleaseError, match=r"funding.parquet cannot be read"):
        publish(tables, output, settings)


def test_the_day_of_a_release_is_that_of_its_newest_capture(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    rows["announcement"][0]["fetched_at"] = dt.datetime(2026, 1, 31, 23, 59, tzinfo=dt.UTC)
    assert publish(make_tables(rows), output, settings).version.startswith("2026-01-31-")
