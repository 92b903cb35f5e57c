"""Large releases are made by two processes; nobody sees that but by the clock."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.publish.beside import ROWS_WORTH_A_PROCESS, beside
from flows.publish.errors import ReleaseError
from flows.publish.lock import alone_in
from flows.publish.metadata_files import CHECKSUMS
from flows.publish.release import publish
from flows.publish.staging import sweep
from flows.settings import Settings

Rows = dict[str, list[dict[str, Any]]]

HOLDER = """
import os, sys, time
from pathlib import Path
from flows.publish.beside import beside
from flows.publish.lock import alone_in

with alone_in(Path(sys.argv[1])), beside(10**9) as helper:
    print(helper.submit(os.getpid).result() != os.getpid(), flush=True)
    helper.submit(time.sleep, 600).result()
"""


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has any release made as a large one."""
    monkeypatch.setattr("flows.publish.beside.ROWS_WORTH_A_PROCESS", 0)


@pytest.mark.parametrize(
    ("rows", "is_alone"), [(ROWS_WORTH_A_PROCESS - 1, True), (ROWS_WORTH_A_PROCESS, False)]
)
def test_only_a_large_release_starts_a_process(rows: int, is_alone: bool) -> None:
    with beside(rows) as helper:
        assert (helper.submit(os.getpid).result() == os.getpid()) is is_alone


def test_two_processes_give_the_same_bytes(
    rows: Rows,
    make_tables: Callable[[Rows], Path],
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    versions: list[list[str]] = [[], []]
    for name in ("Soirée", "Autre soirée"):
        rows["event"][0]["name"] = name
        tables = make_tables(rows)
        for number, least in enumerate((10**9, 0)):
            monkeypatch.setattr("flows.publish.beside.ROWS_WORTH_A_PROCESS", least)
            made = publish(tables, tmp_path / str(number), settings)
            versions[number].append((made.path / CHECKSUMS).read_text("utf-8"))
    assert versions[0] == versions[1]
    assert versions[0][0] != versions[0][1]


@pytest.mark.parametrize("table", ["announcement", "event"])
@pytest.mark.usefixtures("in_processes")
def test_an_error_reads_the_same_in_whichever_process_it_comes_up(
    table: str, rows: Rows, make_tables: Callable[[Rows], Path], tmp_path: Path, settings: Settings
) -> None:
    required = {"announcement": "url", "event": "event_type"}[table]
    rows[table][0][required] = ""
    told = f"{table}.{required} is required but empty in 1 rows. Run `rhi normalise` again"
    with pytest.raises(ReleaseError, match=told):
        publish(make_tables(rows), tmp_path / "output", settings)
    assert [path.name for path in (tmp_path / "output").rglob("*")] == ["releases", ".lock"]


def test_a_process_that_is_ended_is_told() -> None:
    with (
        pytest.raises(
            ReleaseError, match=r"ended from outside, perhaps for want of memory\. The last release"
        ),
        beside(ROWS_WORTH_A_PROCESS) as helper,
    ):
        helper.submit(os.kill, helper.submit(os.getpid).result(), signal.SIGKILL).result()


def test_a_process_ends_with_its_parent_and_holds_no_lock(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    holder.kill()
    holder.wait()
    with alone_in(tmp_path):
        pass
    # Both write there: the end comes when neither is left.
    assert holder.communicate(timeout=60) == ("", None)


def test_what_outlives_its_parent_adds_nothing_to_what_is_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".building-1"
    left.mkdir()
    (left / "event.csv").write_text("half", "utf-8")
    remove = shutil.rmtree

    def meet_a_writer(folder: Path) -> None:
        with pytest.raises(FileNotFoundError):
            (left / "event.parquet").write_text("late", "utf-8")
        remove(folder)

    monkeypatch.setattr("shutil.rmtree", meet_a_writer)
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
