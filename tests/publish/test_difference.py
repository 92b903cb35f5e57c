"""What changed, in figures and words: after a run, and between any two releases."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.publish.change_counts import Counting
from flows.publish.release import Release, publish
from flows.report import run_report
from flows.settings import Settings
from flows.terminal import show_report

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def releases(
    rows: Rows, make_tables: Callable[[Rows], Path], output: Path, settings: Settings
) -> list[Release]:
    """Three releases; the last differs in nothing but when an announcement was seen."""
    made = [publish(make_tables(rows), output, settings)]
    event = rows["event"][0]
    rows["event"] = [
        event | {"name": "Soirée", "start_time": "19:00", "commune_code": "21231"},
        *(event | {"event_id": f"f{n}", "name": f"Atelier {n}", "announcement_id": "a2"} for n in range(12)),
    ]
    rows["funding"] = []
    made.append(publish(make_tables(rows), output, settings))
    rows["announcement"][0]["last_seen_on"] = dt.date(2025, 10, 9)
    made.append(publish(make_tables(rows), output, settings))
    return made


def rhi(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_run_says_what_changed(releases: list[Release], capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = (run_report(release=release) for release in releases)
    words = "12 added, 1 changed (name 1, start_time 1, commune_code 1)"
    assert second.news == [("event", words), ("funding", "1 removed")]
    assert f"| event | {words} |\n| funding | 1 removed |\n" in second.as_markdown()
    assert second.as_dict()["changes"]["event"] == {
        "added": 12,
        "changed": 1,
        "removed": 0,
        "superseded": 0,
        "columns": {"name": 1, "start_time": 1, "commune_code": 1},
    }
    show_report(second, quiet=False, as_json=False)
    assert f"Changed\n  event                {words}\n  funding              1 removed\n" in (
        capsys.readouterr().out
    )
    assert "Nothing but when pages were last seen." in third.as_markdown()
    show_report(third, quiet=False, as_json=False)
    assert "Changed\n  Nothing but when pages were last seen.\n" in capsys.readouterr().out
    assert (first.changes, first.as_dict()["changes"]) == (None, None)
    assert "Changed" not in first.as_markdown()


def test_a_release_that_was_there_has_no_news(
    releases: list[Release], rows: Rows, make_tables: Callable[[Rows], Path], output: Path, settings: Settings
) -> None:
    again = publish(make_tables(rows), output, settings)
    assert (again.version, again.changes) == (releases[-1].version, None)


def test_diff_shows_counts_and_the_first_changes(releases: list[Release], output: Path) -> None:
    shown = rhi("diff", releases[0].version, "latest", "--output", output)
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[:7] == [
        f"{releases[0].version} → {releases[2].version}",
        "",
        "event: 12 added, 1 changed (name 1, start_time 1, commune_code 1)",
        '  e1 name: “Soirée "santé, pour tous" à Dijon” → “Soirée”',
        "  e1 start_time: “18:30” → “19:00”",
        "  e1 commune_code: unknown → “21231”",
        "  f0 added",
    ]
    assert lines[13:] == ["  … and 5 more", "", "funding: 1 removed", "  f1 removed"]


def test_diff_shows_long_values_from_where_they_differ(
    rows: Rows, make_tables: Callable[[Rows], Path], output: Path, settings: Settings
) -> None:
    for day in ("lundi", "mardi"):
        rows["event"][0]["name"] = (
            f"Soirée d’échanges sur la santé des habitants de la ville et du canton, {day}"
        )
        last = publish(make_tables(rows), output, settings)
    [first] = [path for path in last.path.parent.iterdir() if path.is_dir() and path != last.path]
    assert "  e1 name: “…ville et du canton, lundi” → “…ville et du canton, mardi”\n" in (
        rhi("diff", first, last.path).stdout
    )


def test_diff_works_backwards_on_folders_for_one_table_and_as_json(
    releases: list[Release], output: Path
) -> None:
    result = rhi("diff", releases[1].path, releases[0].path, "--table", "funding", "--json")
    assert json.loads(result.stdout) == {
        "before": str(releases[1].path),
        "after": str(releases[0].path),
        "tables": {
            "funding": {
                "added": 1,
                "changed": 0,
                "removed": 0,
                "superseded": 0,
                "columns": {},
                "first": [
                    {
                        "table_name": "funding",
                        "row_key": "f1",
                        "change": "added",
                        "column_name": None,
                        "value_before": None,
                        "value_after": None,
                        "superseded_by": None,
                    }
                ],
            }
        },
    }
    same = rhi("diff", "latest", "latest", "--output", output)
    assert same.stdout.endswith("\nNo difference.\n")


def test_diff_of_what_is_no_release_or_table_is_wrong_usage(releases: list[Release], output: Path) -> None:
    result = rhi("diff", "2020-01-01-0f8c2a51", "latest", "--output", output)
    assert result.exit_code == 2
    assert "2020-01-01-0f8c2a51 is no folder of a release" in " ".join(result.stderr.split())
    assert releases[0].version in result.stderr
    assert rhi("diff", "latest", "latest", "--output", output, "--table", "weather").exit_code == 2


def test_cells_of_one_row_in_two_parts_are_one_row() -> None:
    counting = Counting()
    for keys in (["e1", "e1", "e2"], ["e2", "e3"], ["e4"]):
        cells = {"table_name": ["event"] * len(keys), "row_key": keys, "change": ["changed"] * len(keys)}
        counting.add(pa.table({**cells, "column_name": ["name"] * len(keys)}))
    assert counting.tables["event"].in_words() == "4 changed (name 6)"
