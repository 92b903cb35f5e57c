"""Names of persons leave releases that are out already; how many releases stay."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.publish.checks import checksum_faults
from flows.publish.errors import ReleaseError
from flows.publish.release import Release, publish
from flows.publish.rewriting import rewrite_releases
from flows.publish.staging import standing
from flows.settings import Settings

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]
WordsOf = Callable[[Path], str]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def old(rows: Rows, make_tables: MakeTables, output: Path, naming_settings: Settings) -> list[Release]:
    """Three releases with names: with Camille Exemple, with both persons, and the latest, with Zoé Modèle."""
    camille, zoe = (
        rows["event_speaker"][0],
        rows["event_speaker"][0]
        | {
            "position": 2,
            "session_id": None,
            "person_name": "Zoé Modèle",
            "evidence": "Zoé Modèle, maire",
        },
    )
    rows["person_names"] = [{"announcement_id": "a1", "person_name": "Zoé Modèle"}]
    made = []
    for speakers, title in (
        ([camille], "Annonce"),
        ([camille, zoe], "Annonce de Camille Exemple"),
        ([zoe], "Annonce"),
    ):
        rows["event_speaker"] = speakers
        rows["announcement"][1]["title"] = title
        made.append(publish(make_tables(rows), output, naming_settings))
    return made


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _objecting(settings: Settings, folder: Path, *names: str) -> Settings:
    (folder / "objections.txt").write_text("\n".join(names), "utf-8")
    return settings.model_copy(update={"suppression_list": folder / "objections.txt"})


def test_who_objected_leaves_old_releases_and_nothing_else_does(
    old: list[Release],
    tmp_path: Path,
    output: Path,
    naming_settings: Settings,
    words_of: WordsOf,
) -> None:
    first, second, latest = (release.path for release in old)
    assert "camille" in words_of(first)
    assert "annonce de camille exemple" in words_of(second / "changes.parquet")
    before = _bytes(latest)
    settings = _objecting(naming_settings, tmp_path, "Camille Exemple")
    order = standing(output / "releases")
    assert rewrite_releases(tmp_path / "tables", output, settings) == [first.name, second.name]
    assert standing(output / "releases") == order

    for release in (first, second):
        assert "camille" not in words_of(release)
        assert list(checksum_faults(release)) == []
    speakers = pq.read_table(second / "event_speaker.parquet").to_pylist()
    assert [row["person_name"] for row in speakers] == [None, "Zoé Modèle"]
    assert [row["evidence"] for row in speakers] == ["[nom], directrice", "Zoé Modèle, maire"]
    changes = pq.read_table(second / "changes.parquet").to_pylist()
    assert {"title": "Annonce de [nom]"}.items() <= {
        change["column_name"]: change["value_after"] for change in changes
    }.items()
    manifest = json.loads((second / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == second.name
    assert manifest["person_names"] is True
    assert manifest["rewritten"]["reason_en"].startswith("Names of persons were withdrawn after publication")
    assert _bytes(latest) == before
    assert "rewritten" not in json.loads((latest / "manifest.json").read_text("utf-8"))


@pytest.mark.usefixtures("old")
def test_what_tells_nothing_of_the_kind_stays_as_it_is(
    tmp_path: Path, output: Path, naming_settings: Settings
) -> None:
    before = _bytes(output / "releases")
    nobody = _objecting(naming_settings, tmp_path, "Maxime Inconnu")
    assert rewrite_releases(tmp_path / "tables", output, nobody) == []
    assert _bytes(output / "releases") == before

    camille = _objecting(naming_settings, tmp_path, "Camille Exemple")
    assert len(rewrite_releases(tmp_path / "tables", output, camille)) == 2
    rewritten = _bytes(output / "releases")
    assert rewrite_releases(tmp_path / "tables", output, camille) == []
    assert _bytes(output / "releases") == rewritten


def test_who_objected_leaves_old_releases_even_where_a_gate_holds_the_next_one_back(
    old: list[Release], rows: Rows, make_tables: MakeTables, output: Path, words_of: WordsOf
) -> None:
    first, second, latest = (release.path for release in old)
    before = _bytes(latest)
    rows["event_speaker"] = []
    shutil.move(make_tables(rows), output)
    (output / "objections.txt").write_text("Camille Exemple", "utf-8")
    settings = {
        "RHI_PERSON_NAMES": "yes",
        "RHI_LEGAL_BASIS": "consentement",
        "RHI_OBJECTION_CONTACT": "dpo@exemple.fr",
        "RHI_SUPPRESSION_LIST": str(output / "objections.txt"),
        "RHI_GATE_FEWEST_LOST": "1",
    }
    done = CliRunner().invoke(app, ["publish", "--rewrite", "--output", str(output)], env=settings)
    assert done.exit_code == 1
    assert "event_speaker: 0 instead of 1" in done.stderr
    assert "camille" not in words_of(first) + words_of(second)
    assert _bytes(latest) == before


def test_an_operator_who_withdraws_names_withdraws_them_from_old_releases(
    old: list[Release], output: Path, words_of: WordsOf
) -> None:
    shutil.move(output.parent / "tables", output)
    command = ["publish", "--rewrite", "--json", "--output", str(output)]
    done = json.loads(CliRunner().invoke(app, command).stdout)
    assert done["rewritten"] == [release.version for release in old]
    assert done["version"] not in done["rewritten"]
    for release in standing(output / "releases"):
        assert [path.name for path in release.iterdir() if re.search("camille|zoe", words_of(path))] == []
        assert list(checksum_faults(release)) == []
        manifest = json.loads((release / "manifest.json").read_text("utf-8"))
        assert (manifest["person_names"], manifest["legal_basis"]) == (False, None)
    assert json.loads(CliRunner().invoke(app, command).stdout)["rewritten"] == []


def test_names_that_no_page_tells_any_more_are_withdrawn_too(
    rows: Rows, make_tables: MakeTables, tmp_path: Path, output: Path, words_of: WordsOf
) -> None:
    naming = Settings(person_names=True, legal_basis="essai", objection_contact="o@exemple.fr")
    rows["announcement"][0]["title"] = "Le pôle de Zoé Modèle"
    rows["event"][0]["organiser_name"] = "Cabinet du Dr Exemplovic"
    old = publish(make_tables(rows), output, naming).path
    assert "zoe modele" in words_of(old)
    rows["announcement"][0]["title"] = "Le pôle"
    rows["event"][0]["organiser_name"] = None
    settings = Settings()
    publish(make_tables(rows), output, settings)
    assert rewrite_releases(tmp_path / "tables", output, settings) == [old.name]
    assert [path.name for path in old.iterdir() if re.search("modele|exemplovic", words_of(path))] == []
    assert list(checksum_faults(old)) == []


def test_a_release_of_an_older_schema_is_made_anew_in_the_present_one(
    old: list[Release], tmp_path: Path, output: Path, naming_settings: Settings
) -> None:
    first = old[0].path
    events = pq.read_table(first / "event.parquet")
    pq.write_table(events.drop_columns(["audience"]), first / "event.parquet")
    (first / "indicator.parquet").unlink()
    (first / "changes.parquet").unlink()
    assert first.name in rewrite_releases(
        tmp_path / "tables", output, _objecting(naming_settings, tmp_path, "Camille Exemple")
    )
    assert pq.read_table(first / "event.parquet")["audience"].to_pylist() == [None]
    assert pq.read_metadata(first / "indicator.parquet").num_rows == 0


def test_a_release_that_cannot_be_made_anew_is_told_and_the_others_are_done(
    old: list[Release], tmp_path: Path, output: Path, naming_settings: Settings, words_of: WordsOf
) -> None:
    first, second, _ = (release.path for release in old)
    (first / "event.parquet").write_bytes(b"PAR1")
    with pytest.raises(ReleaseError, match=rf"may still tell names; .*\n  {first}: "):
        rewrite_releases(
            tmp_path / "tables", output, _objecting(naming_settings, tmp_path, "Camille Exemple")
        )
    assert "camille" not in words_of(second)


def test_a_release_that_lost_its_name_gets_it_back(
    old: list[Release], tmp_path: Path, output: Path, naming_settings: Settings
) -> None:
    first, second, _ = (release.path for release in old)
    first.rename(first.with_name(f".replaced-{first.name}"))
    shutil.copytree(second, second.with_name(f".replaced-{second.name}"))
    shutil.copytree(second, second.with_name(".removed-2020-01-01-00000000"))
    before = _bytes(second)
    publish(tmp_path / "tables", output, naming_settings)
    assert {path.name for path in (output / "releases").iterdir()} == {
        ".lock",
        *(release.version for release in old),
    }
    assert _bytes(second) == before


@pytest.mark.parametrize(("kept", "versions"), [(None, 4), (9, 4), (2, 2), (1, 1)])
def test_the_newest_releases_stay(
    old: list[Release],
    tmp_path: Path,
    output: Path,
    naming_settings: Settings,
    kept: int | None,
    versions: int,
) -> None:
    (output / "releases" / "mine").mkdir()
    for number, release in enumerate(old):
        os.utime(release.path, ns=(number, number))
    settings = naming_settings.model_copy(update={"keep_releases": kept, "operator_name": "ARS Exemple"})
    made = publish(tmp_path / "tables", output, settings)
    expected = [*(release.path for release in old), made.path][-versions:]
    assert standing(output / "releases") == expected
    assert {path.name for path in (output / "releases").iterdir()} == {".lock", "mine"} | {
        path.name for path in expected
    }


def test_the_latest_release_stays_however_old_its_data_are(
    rows: Rows, make_tables: MakeTables, output: Path, settings: Settings
) -> None:
    keeping_one = settings.model_copy(update={"keep_releases": 1})
    newest = publish(make_tables(rows), output, keeping_one)
    for announcement in rows["announcement"]:
        announcement["fetched_at"] -= dt.timedelta(days=365)
    older = publish(make_tables(rows), output, keeping_one)
    assert older.version < newest.version
    assert standing(output / "releases") == [older.path, newest.path]
    assert (output / "latest").resolve() == older.path.resolve()


@pytest.mark.parametrize("renaming", [1, 2, 3])
def test_a_crash_between_two_names_loses_no_release(
    old: list[Release],
    tmp_path: Path,
    output: Path,
    naming_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    words_of: WordsOf,
    renaming: int,
) -> None:
    settings = _objecting(naming_settings, tmp_path, "Camille Exemple")
    rename = Path.rename
    done: list[Path] = []

    def crash(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == renaming:
            # Not even tidying up is left to do to a process that is killed.
            patched.setattr("shutil.rmtree", lambda *_, **__: None)
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", crash)
        with pytest.raises(KeyboardInterrupt):
            rewrite_releases(tmp_path / "tables", output, settings)
    assert (output / "latest").resolve() == old[2].path.resolve()
    assert [fault for release in standing(output / "releases") for fault in checksum_faults(release)] == []

    rewrite_releases(tmp_path / "tables", output, settings)
    assert [release.name for release in standing(output / "releases")] == [one.version for one in old]
    assert not any("camille" in words_of(release.path) for release in old[:2])
    assert [path.name for path in (output / "releases").glob(".*")] == [".lock"]
