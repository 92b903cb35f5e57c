from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.options import chosen_settings
from flows.publish.lock import alone_in
from flows.settings import Settings
from flows.telling import interrupted_afterwards

WRONG_USAGE = 2
FAILED = 1
PAGE = Path(__file__).parents[1] / "flows/fetch/sources/sample/agence-prevention-bretagne-appel-2025.html"


def _rhi(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _has_traceback(result: Result) -> bool:
    return "Traceback" in result.output or not isinstance(result.exception, SystemExit | type(None))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--sources", "nowhere"], "There is no source “nowhere”"),
        (["run", "--sources", "missing/file.yaml"], "There is no file or folder missing/file.yaml"),
        (
            ["run", "--sources", "https://ars.exemple.fr/a"],
            "`rhi source new https://ars.exemple.fr/a` declares",
        ),
        (["run", "--sources", __file__], "An announcement is given in a folder, with a captures.csv"),
        (["run", "--workers", "0"], "greater than or equal to 1"),
        (["run", "--colour", "red"], "No such option: --colour"),
        (["fetch", "--sources", "nowhere"], "There is no source “nowhere”"),
        (["source", "check", "nowhere"], "There is no source “nowhere”"),
        (["review", "missing.html"], "missing.html cannot be read"),
        (["review", str(PAGE), "--url", "ars.fr"], "“ars.fr” is no whole web address (https://…)."),
        (["review", str(PAGE), "--on", "30/12/2025"], "“30/12/2025” is no day of the form YYYY-MM-DD."),
        (["review", str(PAGE), "--html", "missing/page.html"], "missing/page.html cannot be written"),
        (["evaluate", "."], "give one folder of gold at least"),
        (["evaluate", ".", "."], "There is no table at announcement.parquet"),
        (["diff", "latest", "latest"], "There is none yet; `rhi run` makes one."),
        (["dance"], "No such command 'dance'"),
    ],
)
def test_wrong_usage_is_told_plainly(arguments: list[str], words: str, tmp_path: Path) -> None:
    output = ["--output", str(tmp_path / "out")] if arguments[0] in ("run", "fetch", "diff") else []
    result = _rhi(*arguments, *output)
    assert result.exit_code == WRONG_USAGE
    assert words in re.sub(r"[\s│]+", " ", result.stderr)
    assert not _has_traceback(result)
    assert not (tmp_path / "out").exists()


def test_the_registry_lists_the_sample() -> None:
    assert "sample" in [source["id"] for source in json.loads(_rhi("source", "list", "--json").stdout)]
    assert "sample" in _rhi("source", "list").stdout


def test_the_registry_shows_how_each_source_fared(tmp_path: Path) -> None:
    output = tmp_path / "out"
    (before,) = [
        line for line in _rhi("source", "list", "--output", output).stdout.splitlines() if "sample" in line
    ]
    assert before.split()[-3:] == ["every", "run", "never"]
    assert not output.exists()

    assert _rhi("fetch", "--output", output).exit_code == 0
    shown = _rhi("source", "list", "--output", output)
    (line,) = [line for line in shown.stdout.splitlines() if line.startswith("sample ")]
    listed = json.loads(_rhi("source", "list", "--output", output, "--json").stdout)
    (sample,) = [source for source in listed if source["id"] == "sample"]
    last = sample["last"]
    assert last["status"] == "ok"
    assert f"never        ok, {last['checked_at'][:16]} UTC: {last['message_en']}" in line
    assert [source["id"] for source in listed if source["last"]] == ["sample"]


def test_a_terminal_that_lacks_letters_is_shown_their_codes(announcement: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "flows.cli", "review", str(announcement), "--on", "2025-01-06"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    ).stdout.decode("latin-1")
    assert "\n\\u27e6event 2" in shown
    assert "Réunion publique sur le centre de santé" in shown


def test_a_setting_that_cannot_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RHI_WORKERS", "many")
    result = _rhi("publish", "--output", tmp_path)
    assert result.exit_code == WRONG_USAGE
    assert "RHI_WORKERS = 'many'" in result.stderr
    assert not _has_traceback(result)


def test_a_setting_of_another_form_is_told_with_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RHI_BASE_URL", "exemple.fr")
    result = _rhi("publish")
    assert (result.exit_code, result.stderr) == (
        WRONG_USAGE,
        "rhi: RHI_BASE_URL = 'exemple.fr': not of this form. Web address under which `latest/` and `releases/` "
        "are served, without a final slash.\n",
    )


def test_a_network_that_is_none_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RHI_ALLOWED_NETWORKS", "10.0.0.1/8")
    result = _rhi("publish")
    assert (result.exit_code, result.stderr) == (
        WRONG_USAGE,
        "rhi: RHI_ALLOWED_NETWORKS = '10.0.0.1/8': not of this form. Private networks that may be asked all the "
        "same, as in 10.0.0.0/8,127.0.0.1/32.\n",
    )


def test_a_setting_without_a_value_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(f"RHI_{name}".upper(), "")
    assert chosen_settings() == Settings.model_construct()


@pytest.mark.parametrize("command", ["run", "publish"])
@pytest.mark.parametrize("stated", [[], ["RHI_LEGAL_BASIS"], ["RHI_OBJECTION_CONTACT"]])
def test_names_without_a_reason_are_refused_at_once(
    command: str, stated: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("RHI_LEGAL_BASIS", "RHI_OBJECTION_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    for name in stated:
        monkeypatch.setenv(name, "donnees@exemple.fr")
    result = _rhi(command, "--output", tmp_path / "out", "--person-names")
    assert result.exit_code == WRONG_USAGE
    assert result.stderr == (
        "rhi: Names of persons are published only with a stated legal basis and a contact for objections. "
        "Set RHI_LEGAL_BASIS and RHI_OBJECTION_CONTACT, or publish without names.\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "publish"])
def test_a_suppression_list_that_cannot_be_read_is_refused_at_once(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "objections.txt"
    monkeypatch.setenv("RHI_SUPPRESSION_LIST", str(path))
    missing = _rhi(command, "--output", tmp_path / "out")
    path.write_text("Exemple\n")
    wrong = _rhi(command, "--output", tmp_path / "out")
    assert (missing.exit_code, wrong.exit_code) == (WRONG_USAGE, WRONG_USAGE)
    assert f"the suppression list {path} cannot be read (No such file or directory)." in missing.stderr
    assert f"{path}, line 1: “Exemple” is no first name and surname." in wrong.stderr
    assert not (tmp_path / "out").exists()


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


def test_normalise_without_an_archive_leaves_the_tables_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "event.parquet").write_text("as before")
    result = _rhi("normalise", "--output", tmp_path)
    assert result.exit_code == FAILED
    assert result.stderr == f"rhi: {tmp_path / 'archive'} holds no announcement. Run `rhi fetch` first.\n"
    assert (tmp_path / "tables" / "event.parquet").read_text() == "as before"


def test_ctrl_c_within_an_import_takes_effect_behind_it() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start what runs behind them without it
    done = []

    def importing() -> None:
        with interrupted_afterwards():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("imported")

    with pytest.raises(KeyboardInterrupt):
        importing()
    assert done == ["imported"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("command", ["fetch", "normalise", "publish"])
def test_a_second_run_in_the_same_folder_is_refused(command: str, tmp_path: Path) -> None:
    with alone_in(tmp_path):
        result = _rhi(command, "--output", tmp_path)
    assert result.exit_code == FAILED
    assert result.stderr == (
        f"rhi: Another run is at work in {tmp_path}. Wait until it has ended, or choose another --output.\n"
    )


ANNOUNCED = """Ville d'Exemple

Réunion publique sur le centre de santé

La réunion publique sur le centre de santé aura lieu le mardi 14 janvier 2025 à 18h30, à la salle des
fêtes de Saint-Agrève (07).
"""


@pytest.fixture
def announcement(tmp_path: Path) -> Path:
    file = tmp_path / "reunion.txt"
    file.write_text(ANNOUNCED, "utf-8")
    return file


def test_review_shows_words_values_and_the_rule_that_read_them(announcement: Path) -> None:
    shown = _rhi("review", announcement, "--on", "2025-01-06").stdout
    assert re.search(
        r"⟦event 2 (⟦organisation_role 3 )?La réunion publique sur le centre de santé aura", shown
    )
    event = shown.split("\n2 event\n")[1].split("\n\n")[0]
    assert "   event_type: meeting\n   start_date: 2025-01-14\n   start_time: 18:30\n" in event
    assert "\n   « La réunion publique sur le centre de santé aura lieu" in event
    assert re.search(r"\n   read by events/read\.py:\d+ read_events › ", event)


def test_review_as_json_and_as_a_page(announcement: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    arguments = ["review", announcement, "--on", "2025-01-06", "--url", "https://ars.exemple.fr/reunion"]
    rows = json.loads(_rhi(*arguments, "--json").stdout)
    assert rows["announcement"][0]["url"] == "https://ars.exemple.fr/reunion"
    (event,) = rows["event"]
    assert event["start_date"] == "2025-01-14"
    assert event["read_by"][0].endswith(" read_events")
    assert event["evidence"].startswith("La réunion publique sur le centre de santé aura lieu")

    count = sum(map(len, rows.values()))
    assert _rhi(*arguments, "--html", page).stdout == f"{page}: {count} rows\n"
    assert 'title="event 2' in page.read_text("utf-8")
    assert json.loads(_rhi(*arguments, "--html", page, "--json").stdout) == rows


def test_review_of_a_page_without_text(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    result = _rhi("review", tmp_path / "empty.html")
    assert result.exit_code == FAILED
    assert "it holds no readable text" in result.stderr
    assert not _has_traceback(result)


def test_fetch_tells_what_was_read(tmp_path: Path) -> None:
    quiet = _rhi("fetch", "--output", tmp_path / "out", "--quiet")
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    assert (tmp_path / "out" / "archive").is_dir()
    again = json.loads(_rhi("fetch", "--output", tmp_path / "out", "--json").stdout)
    assert [(source["source_id"], source["status"]) for source in again["sources"]] == [
        ("sample", "unchanged")
    ]


def test_what_could_not_be_fetched_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "captures.csv").write_text(
        "path,url,retrieved_on,content_type\n"
        f"{PAGE.name},https://exemple.fr/a,2025-01-06,\n"
        "absente.html,https://exemple.fr/b,2025-01-06,\n"
    )
    (tmp_path / PAGE.name).write_bytes(PAGE.read_bytes())
    result = _rhi("fetch", "--sources", tmp_path, "--output", tmp_path / "out")
    assert result.stderr == ""
    assert result.stdout.splitlines()[1].endswith(
        ": partly. 1 announcement read; 1 could not be: The file “absente.html”, named in captures.csv, does not "
        "exist."
    )


def test_normalise_tells_what_was_read_and_what_was_not_again(tmp_path: Path) -> None:
    _rhi("fetch", "--output", tmp_path / "out", "--quiet")
    first = _rhi("normalise", "--output", tmp_path / "out", "--workers", "1")
    count = pq.read_metadata(tmp_path / "out" / "tables" / "announcement.parquet").num_rows
    assert f"\n  {count} announcements: {count} read, 0 unchanged since read before\n" in first.stdout
    again = json.loads(_rhi("normalise", "--output", tmp_path / "out", "--json").stdout)
    assert (again["announcements"], again["read"]) == (count, 0)
