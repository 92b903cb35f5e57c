from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app

WRONG_USAGE = 2
FAILED = 1


def _rhi(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _has_traceback(result: Result) -> bool:
    return "Traceback" in result.output or not isinstance(result.exception, SystemExit | type(None))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--sources", "nowhere"], "There is no source “nowhere”"),
        (["run", "--sources", "missing/file.yaml"], "There is no file or folder missing/file.yaml"),
        (["run", "--workers", "0"], "greater than or equal to 1"),
        (["run", "--colour", "red"], "No such option: --colour"),
        (["fetch", "--sources", "nowhere"], "There is no source “nowhere”"),
        (["source", "check", "nowhere"], "There is no source “nowhere”"),
        (["review", "missing.html"], "missing.html cannot be read"),
        (["evaluate", "."], "give one folder of gold at least"),
        (["dance"], "No such command 'dance'"),
    ],
)
def test_wrong_usage_is_told_plainly(arguments: list[str], words: str, tmp_path: Path) -> None:
    output = ["--output", str(tmp_path / "out")] if arguments[0] in ("run", "fetch") else []
    result = _rhi(*arguments, *output)
    assert result.exit_code == WRONG_USAGE
    assert words in result.stderr
    assert not _has_traceback(result)
    assert not (tmp_path / "out").exists()


def test_a_declaration_is_checked_without_fetching(tmp_path: Path) -> None:
    file = tmp_path / "source.yaml"
    file.write_text('id: exemple\ntitle: Exemple\nconnector: {kind: feed, url: "https://exemple.fr/rss"}\n')
    result = _rhi("source", "check", file, "--json")
    assert result.exit_code == 0
    assert [source["id"] for source in json.loads(result.stdout)] == ["exemple"]

    file.write_text("id: exemple\ntitel: Exemple\n")
    result = _rhi("source", "check", file)
    assert result.exit_code == WRONG_USAGE
    assert "unknown key “titel”" in result.stderr
    assert not _has_traceback(result)


def test_the_registry_lists_the_sample() -> None:
    assert "sample" in [source["id"] for source in json.loads(_rhi("source", "list", "--json").stdout)]
    assert "sample" in _rhi("source", "list").stdout


def test_a_setting_that_cannot_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RHI_WORKERS", "many")
    result = _rhi("publish", "--output", tmp_path)
    assert result.exit_code == WRONG_USAGE
    assert "RHI_WORKERS = 'many'" in result.stderr
    assert not _has_traceback(result)


@pytest.mark.parametrize("command", ["run", "fetch", "normalise", "publish"])
def test_a_folder_that_cannot_be_written(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    result = _rhi(command, "--output", tmp_path / "file" / "out")
    assert result.exit_code == FAILED
    assert "cannot be written" in result.stderr
    assert not _has_traceback(result)


def test_publish_without_tables(tmp_path: Path) -> None:
    result = _rhi("publish", "--output", tmp_path / "out")
    assert result.exit_code == FAILED
    assert "Run `rhi normalise` first" in result.stderr
    assert not _has_traceback(result)


def test_fetch_tells_what_was_read(tmp_path: Path) -> None:
    quiet = _rhi("fetch", "--output", tmp_path / "out", "--quiet")
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    assert (tmp_path / "out" / "archive").is_dir()
    again = json.loads(_rhi("fetch", "--output", tmp_path / "out", "--json").stdout)
    assert [(source["source_id"], source["status"]) for source in again["sources"]] == [
        ("sample", "unchanged")
    ]
