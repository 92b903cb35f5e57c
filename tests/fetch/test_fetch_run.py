from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from flows.fetch.archive import Archive, ArchiveError
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, Site
from flows.fetch.connectors.folder import Folder
from flows.fetch.connectors.pages import Pages
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings
from flows.fetch.run import fetch, fetch_one
from flows.fetch.source import Publisher, Source, Territory
from flows.fetch.state import PROBLEMS, SOURCES, STATUSES, read_state
from schemas.codes import CODE_LISTS

HEADER = "path,url,retrieved_on,content_type\n"


def folder_source(path: Path, rows: str, source_id: str = "ars") -> Source:
    path.mkdir(parents=True, exist_ok=True)
    (path / "captures.csv").write_text(HEADER + rows)
    for name, body in (("a.html", b"A"), ("vide.html", b"")):
        if name in rows:
            (path / name).write_bytes(body)
    return Source(id=source_id, title=f"Titre {source_id}", connector=Folder(path=path))


GOOD = (
    "a.html,https://exemple.fr/a,2026-01-15,text/html\nvide.html,https://exemple.fr/b,2026-01-20,text/html\n"
)
BAD = "absent.html,https://exemple.fr/c,2026-01-15,text/html\n"


def test_source_that_gives_everything_is_ok_then_unchanged(tmp_path: Path) -> None:
    source = folder_source(tmp_path / "source", GOOD)
    report = fetch([source], tmp_path / "archive")
    [status] = report.statuses
    assert (status.source_id, status.title, status.status) == ("ars", "Titre ars", "ok")
    assert (status.announcements, status.problems, report.stored) == (2, 0, 2)
    assert status.checked_at == datetime(2026, 1, 20, 12, tzinfo=UTC)
    assert (status.message_fr, status.message_en) == ("2 annonces lues.", "2 announcements read.")
    again = fetch([source], tmp_path / "archive")
    assert (again.statuses[0].status, again.announcements, again.stored) == ("unchanged", 2, 0)
    assert again.statuses[0].message_fr == "2 annonces lues, sans changement."


def test_empty_page_is_archived(tmp_path: Path) -> None:
    fetch([folder_source(tmp_path / "source", GOOD)], tmp_path / "archive")
    archive = Archive(tmp_path / "archive")
    assert [capture.body for capture in archive.records(archive.addresses().to_pylist())] == [b"A", b""]


def test_sources_fare_each_for_itself(tmp_path: Path) -> None:
    sources = [
        folder_source(tmp_path / "1", BAD, "failed"),
        Source(id="absent", title="Absent", connector=Folder(path=tmp_path / "nowhere")),
        folder_source(tmp_path / "2", "", "empty"),
        folder_source(tmp_path / "3", BAD + GOOD, "partly"),
        folder_source(tmp_path / "4", GOOD, "ok"),
    ]
    report = fetch(sources, tmp_path / "archive")
    assert [status.status for status in report.statuses] == ["failed", "failed", "empty", "partly", "ok"]
    assert report.statuses[0].checked_at is None
    assert (
        report.statuses[0].message_fr == "Le fichier « absent.html », cité dans captures.csv, n’existe pas."
    )
    assert report.statuses[3].message_fr == (
        "2 annonces lues ; 1 non lue : Le fichier « absent.html », cité dans captures.csv, n’existe pas."
    )
    assert [(problem.source_id, problem.rule) for problem in report.problems] == [
        ("failed", "file_missing"),
        ("absent", "captures_table_missing"),
        ("partly", "file_missing"),
    ]
    assert {status.status for status in report.statuses} <= set(CODE_LISTS["source_state"].values)


class _Breaking(Connector):
    kind: Literal["breaking"] = "breaking"

    def announcements(self, source_id: str, site: Site) -> Iterator[Capture | Problem]:  # noqa: ARG002
        yield Capture(source_id, "https://exemple.fr/a", datetime(2026, 1, 15, tzinfo=UTC), "text/html", b"A")
        raise ZeroDivisionError("a fault of the connector")


def test_fault_in_a_connector_is_a_problem_of_its_source(tmp_path: Path) -> None:
    breaking = Source.model_construct(
        id="breaking",
        title="B",
        publisher=None,
        territory=Territory(),
        licence=None,
        language="fr",
        connector=_Breaking(),
    )
    report = fetch([breaking, folder_source(tmp_path / "source", GOOD)], tmp_path / "archive")
    assert [status.status for status in report.statuses] == ["partly", "ok"]
    assert report.problems[0].rule == "source_unreadable"
    assert "ZeroDivisionError: a fault of the connector" in report.problems[0].reason_en


def test_tables_hold_the_last_outcome_of_each_source(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    fetch([folder_source(tmp_path / "b", BAD + GOOD, "b"), folder_source(tmp_path / "a", BAD, "a")], archive)
    fetch([folder_source(tmp_path / "b", GOOD, "b")], archive)
    assert read_state(archive, STATUSES).select(["source_id", "status"]).to_pylist() == [
        {"source_id": "a", "status": "failed"},
        {"source_id": "b", "status": "unchanged"},
    ]
    assert read_state(archive, PROBLEMS).to_pylist() == [
        {
            "source_id": "a",
            "url": "https://exemple.fr/c",
            "rule": "file_missing",
            "reason_fr": "Le fichier « absent.html », cité dans captures.csv, n’existe pas.",
            "reason_en": "The file “absent.html”, named in captures.csv, does not exist.",
            "raw_value": "absent.html",
        }
    ]


def test_archive_remembers_who_a_source_is(tmp_path: Path) -> None:
    source = folder_source(tmp_path / "source", GOOD).model_copy(
        update={
            "publisher": Publisher(name="ARS Exemple", type="regional_health_agency", siren="123456782"),
            "territory": Territory(region_code="53", department_code="35"),
            "licence": "lov2",
        }
    )
    fetch([source], tmp_path / "archive")
    assert read_state(tmp_path / "archive", SOURCES).to_pylist() == [
        {
            "source_id": "ars",
            "title": "Titre ars",
            "publisher_name": "ARS Exemple",
            "publisher_type": "regional_health_agency",
            "publisher_siren": "123456782",
            "region_code": "53",
            "department_code": "35",
            "licence": "lov2",
            "language": "fr",
        }
    ]


def test_live_source_is_checked_now_and_unchanged_when_its_pages_are(
    site: Any, tmp_path: Path, hasty: HttpSettings
) -> None:
    source = Source(id="site", title="Site", connector=Pages(urls=(site.answer("/a", b"A"),)))
    first = fetch([source], tmp_path, hasty).statuses[0]
    assert first.status == "ok"
    assert first.checked_at is not None
    assert abs(first.checked_at.timestamp() - time.time()) < 10
    assert fetch([source], tmp_path, hasty).statuses[0].status == "unchanged"
    site.answers["/a"] = [(200, {}, b"B")]
    assert fetch([source], tmp_path, hasty).statuses[0].status == "ok"


def test_page_is_asked_for_once_however_its_address_is_spelled(
    site: Any, tmp_path: Path, hasty: HttpSettings
) -> None:
    first, second = site.answer("/a", b"A"), site.answer("/b", b"B")
    urls = (first, site.url + "/absente", second, first + "/?utm_source=lettre")
    report = fetch([Source(id="site", title="Site", connector=Pages(urls=urls))], tmp_path, hasty)
    assert site.asked == ["/a", "/absente", "/b"]
    assert (report.announcements, [problem.rule for problem in report.problems]) == (2, ["http_status"])


def test_source_whose_robots_txt_forbids_is_blocked(site: Any, tmp_path: Path, hasty: HttpSettings) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /\n")
    source = Source(id="site", title="Site", connector=Pages(urls=(site.answer("/a", b"A"),)))
    assert fetch([source], tmp_path, hasty).statuses[0].status == "blocked"


def test_sources_may_be_fetched_side_by_side(tmp_path: Path) -> None:
    sources = [folder_source(tmp_path / f"s{number}", GOOD, f"s{number}") for number in range(12)]
    archive = Archive(tmp_path / "archive")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda source: fetch_one(source, archive, HttpClient()), sources))
    assert archive.addresses().num_rows == 24
    for name in (SOURCES, STATUSES):
        assert len(set(read_state(archive.path, name)["source_id"].to_pylist())) == 12


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    fetch(
        [folder_source(tmp_path / "source", GOOD)],
        tmp_path / "archive",
        progress=lambda source_id, count: told.append((source_id, count)),
    )
    assert told == [("ars", 1), ("ars", 2)]


def test_archive_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(ArchiveError, match="cannot be written"):
        fetch([folder_source(tmp_path / "source", GOOD)], tmp_path / "archive")


def test_same_source_gives_the_same_archive(tmp_path: Path) -> None:
    source = folder_source(tmp_path / "source", BAD + GOOD)
    for name in ("1", "2"):
        fetch([source], tmp_path / name)
    first, second = (
        {str(file.relative_to(tmp_path / name)): file.read_bytes() for file in (tmp_path / name).rglob("*.*")}
        for name in ("1", "2")
    )
    assert set(first) >= {"warc/ars-00001.warc.gz", "index/ars-00001.parquet", STATUSES, PROBLEMS, SOURCES}
    assert first == second
