from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.fetch import connectors
from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.folder import Folder

HEADER = "path,url,retrieved_on,content_type\n"


def folder(path: Path, table: str, **files: bytes) -> Folder:
    (path / "captures.csv").write_text(table, "utf-8")
    for name, body in files.items():
        (path / f"{name}.html").write_bytes(body)
    return Folder(path=path)


class _Offline:
    def listing(self, url: str) -> Capture | Problem:
        raise AssertionError(f"{url} was asked for")


def read(connector: Folder) -> list[Capture | Problem]:
    return list(connector.announcements("ars", _Offline()))


def test_each_row_is_a_capture(tmp_path: Path) -> None:
    table = HEADER + (
        "a.html,https://exemple.fr/a,2026-01-15,text/html; charset=utf-8\n\n"
        "b.html,https://exemple.fr/b,2026-01-15T09:30:00+01:00,\n"
    )
    assert read(folder(tmp_path, table, a="é".encode(), b=b"")) == [
        Capture(
            "ars",
            "https://exemple.fr/a",
            datetime(2026, 1, 15, 12, tzinfo=UTC),
            "text/html; charset=utf-8",
            b"\xc3\xa9",
        ),
        Capture("ars", "https://exemple.fr/b", datetime(2026, 1, 15, 8, 30, tzinfo=UTC), "text/html", b""),
    ]


def test_table_as_a_french_spreadsheet_writes_it(tmp_path: Path) -> None:
    table = "\ufeffPath;URL;retrieved_on;content_type;note\r\na.html;https://exemple.fr/a;2026-01-15;text/html;x\r\n"
    [capture] = read(folder(tmp_path, table, a=b"A"))
    assert isinstance(capture, Capture)
    assert (capture.url, capture.body) == ("https://exemple.fr/a", b"A")


@pytest.mark.parametrize(
    ("row", "rule", "raw_value"),
    [
        ("absent.html,https://exemple.fr/x,2026-01-15,text/html", "file_missing", "absent.html"),
        ("../secret.html,https://exemple.fr/x,2026-01-15,text/html", "path_outside_folder", "../secret.html"),
        ("/etc/hostname,https://exemple.fr/x,2026-01-15,text/html", "path_outside_folder", "/etc/hostname"),
        ("a.html,https://exemple.fr/x,15/01/2026,text/html", "date_unreadable", "15/01/2026"),
        ("a.html,https://exemple.fr/x,2026-02-30,text/html", "date_unreadable", "2026-02-30"),
        ("a.html,/x,2026-01-15,text/html", "url_unreadable", "/x"),
        ("a.html", "url_unreadable", ""),
    ],
)
def test_bad_row_is_a_problem_and_the_rest_goes_on(
    tmp_path: Path, row: str, rule: str, raw_value: str
) -> None:
    (tmp_path / "secret.html").write_bytes(b"secret")
    (tmp_path / "source").mkdir()
    table = f"{HEADER}{row}\na.html,https://exemple.fr/a,2026-01-15,text/html\n"
    problem, capture = read(folder(tmp_path / "source", table, a=b"A"))
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.raw_value) == (rule, raw_value)
    assert isinstance(capture, Capture)
    assert capture.body == b"A"


def test_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_bytes(b"secret")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.html").symlink_to(tmp_path / "secret.html")
    [problem] = read(
        folder(tmp_path / "source", HEADER + "a.html,https://exemple.fr/a,2026-01-15,text/html\n")
    )
    assert isinstance(problem, Problem)
    assert problem.rule == "path_outside_folder"


def test_file_too_large_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connectors.folder, "MAX_BODY_BYTES", 10)
    table = HEADER + "a.html,https://exemple.fr/a,2026-01-15,text/html\n"
    [problem] = read(folder(tmp_path, table, a=b"x" * 11))
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.raw_value) == ("body_too_large", "11")


def test_files_without_a_row_are_told_of(tmp_path: Path) -> None:
    table = HEADER + "a.html,https://exemple.fr/a,2026-01-15,text/html\n"
    (tmp_path / "style.css").write_bytes(b"body {}")
    (tmp_path / "annexe.PDF").write_bytes(b"%PDF-")
    capture, problem = read(folder(tmp_path, table, a=b"A", b=b"B"))
    assert isinstance(capture, Capture)
    assert problem == Problem(
        "ars",
        None,
        "files_unnamed",
        "Sans ligne dans captures.csv, donc non lu : annexe.PDF, b.html (nombre de fichiers : 2).",
        "Without a row in captures.csv, and so not read: annexe.PDF, b.html (number of files: 2).",
        "annexe.PDF, b.html",
    )


def test_missing_column_is_named(tmp_path: Path) -> None:
    obstacle = folder(tmp_path, "path,url,content_type\n").obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "captures_column_missing"
    assert f"The header of {tmp_path / 'captures.csv'} lacks retrieved_on" in obstacle.reason_en
    assert "Absent de l’en-tête" in obstacle.reason_fr


def test_empty_table_lacks_every_column(tmp_path: Path) -> None:
    obstacle = folder(tmp_path, "").obstacle("ars")
    assert obstacle is not None
    assert "path, url, retrieved_on, content_type" in obstacle.reason_en


def test_missing_table_is_an_obstacle(tmp_path: Path) -> None:
    obstacle = Folder(path=tmp_path / "nulle-part").obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "captures_table_missing"


def test_table_that_is_not_utf8_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "captures.csv").write_bytes(b"path,url,retrieved_on,content_type,\xe9\n")
    obstacle = Folder(path=tmp_path).obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "captures_table_unreadable"


def test_rows_before_bytes_that_are_not_utf8_are_kept(tmp_path: Path) -> None:
    rows = HEADER + "a.html,https://exemple.fr/a,2026-01-15,text/html\n" * 500
    (tmp_path / "captures.csv").write_bytes(rows.encode() + b"\xe9.html,https://exemple.fr/b,2026-01-15,\n")
    (tmp_path / "a.html").write_bytes(b"A")
    *captures, problem = read(Folder(path=tmp_path))
    assert captures
    assert isinstance(problem, Problem)
    assert problem.rule == "captures_table_unreadable"
