"""Whatever moment a publishing process is killed at, `latest` is whole, and the next one succeeds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from flows.publish.release import publish
from flows.settings import Settings

KILLING = Path(__file__).with_name("killing.py")
KILLS = 100
KILLS_OF_TWO = 20


def _kill(
    tables: Path, standing: Path, kills: int = KILLS, rows_worth_a_process: int = 10**9
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, KILLING, tables, standing, str(kills), str(rows_worth_a_process)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _told(killing: subprocess.Popen[str], kills: int = KILLS) -> list[dict[str, Any]]:
    output, errors = killing.communicate()
    assert killing.returncode == 0, errors
    told: list[dict[str, Any]] = json.loads(output)
    assert len(told) == kills
    assert {"open", "os.mkdir", "os.rename", "os.symlink"} <= {kill["event"] for kill in told}
    return told


def test_killed_at_any_of_200_moments_latest_is_absent_or_whole(
    tables: Path, tmp_path: Path, settings: Settings
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    last = publish(tables, tmp_path / "later", settings)
    leftover = last.path.with_name(".building-1")
    shutil.copytree(last.path, leftover)
    os.truncate(leftover / "event.parquet", 10)

    killings = [_kill(tables, first), _kill(tables, tmp_path / "later")]
    at_first, later = map(_told, killings)
    assert [kill for kill in (*at_first, *later) if kill["faults"]] == []
    # Before `latest` is switched the last release stands, afterwards the new one.
    assert len({kill["latest"] for kill in at_first}) == len({kill["latest"] for kill in later}) == 2
    assert None in {kill["latest"] for kill in at_first}
    assert last.version in {kill["latest"] for kill in later}


def test_killed_beside_another_process_latest_is_whole(
    tables: Path, tmp_path: Path, settings: Settings
) -> None:
    last = publish(tables, tmp_path / "output", settings)
    kills = _told(_kill(tables, tmp_path / "output", KILLS_OF_TWO, rows_worth_a_process=0), KILLS_OF_TWO)
    assert [kill for kill in kills if kill["faults"]] == []
    assert len({kill["latest"] for kill in kills}) == 2
    assert last.version in {kill["latest"] for kill in kills}
