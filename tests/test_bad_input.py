"""What comes in broken is told of in quarantine, and the rest goes on: from a folder to a release."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.fetch.archive import Archive
from flows.fetch.run import fetch
from flows.fetch.source import load_sources
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings

GOOD = """Ville d'Exemple

Réunion publique sur le centre de santé

La réunion publique sur le centre de santé aura lieu le mardi 14 janvier 2025 à 18h30, à la salle des
fêtes de Saint-Agrève (07).
"""


def release_of(
    folder: Path, captures: list[tuple[str, bytes, str, str, str]]
) -> dict[str, list[dict[str, Any]]]:
    """Fetch, normalise and publish captures (path, body, url, day, type); give the release's tables."""
    source = folder / "source"
    source.mkdir()
    with (source / "captures.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["path", "url", "retrieved_on", "content_type"])
        for path, body, url, day, content_type in captures:
            (source / path).write_bytes(body)
            writer.writerow([path, url, day, content_type])
    return published(load_sources(str(source)), folder / "output")


def published(sources: Any, output: Path) -> dict[str, list[dict[str, Any]]]:
    settings = Settings(output=output, workers=1)
    fetch(sources, settings.archive_path)
    normalise(settings.archive_path, settings.tables_path)
    publish(settings.tables_path, output, settings)
    return {path.stem: pq.read_table(path).to_pylist() for path in (output / "latest").glob("*.parquet")}


def page(*, url: str = "https://exemple.fr/reunion", day: str = "2025-01-06", text: str = GOOD) -> Any:
    return (f"{abs(hash((url, day, text)))}.txt", text.encode(), url, day, "text/plain; charset=utf-8")


def rules(tables: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """The rule that each quarantined address broke."""
    return {row["url"]: row["rule"] for row in tables["quarantine"]}


PDF_WITHOUT_TEXT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.mark.parametrize(
    ("name", "body", "content_type", "rule"),
    [
        ("empty.html", b"", "text/html", "empty_page"),
        (
            "english.html",
            b"<h1>News</h1><p>The centre opens on 3 March. It is for all of the people of the town, with care by "
            b"the team from this hospital, and will be open to you.</p>",
            "text/html",
            "not_french",
        ),
        ("blank.html", b"<html><body>  </body></html>", "text/html", "empty_page"),
        ("rubbish.html", bytes(range(256)) * 40, "text/html", "not_text"),
        ("photo.html", b"\x89PNG\r\n\x1a\n" + bytes(500), "text/html", "not_text"),
        ("scan.pdf", PDF_WITHOUT_TEXT, "application/pdf", "pdf_without_text"),
        ("broken.pdf", b"%PDF-1.7 nothing more", "application/pdf", "pdf_broken"),
        ("broken.docx", b"PK\x03\x04 word/document.xml", "application/octet-stream", "docx_broken"),
        ("feuille.xlsx", b"PK\x03\x04 xl/workbook.xml", "application/octet-stream", "not_text"),
        ("agenda.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "text/calendar", "calendar_without_events"),
        ("long.html", b"<p>" + b"mot " * 5_100_000, "text/html", "page_too_large"),
    ],
)
def test_what_cannot_be_read_is_quarantined_and_the_rest_is_released(
    tmp_path: Path, name: str, body: bytes, content_type: str, rule: str
) -> None:
    bad = f"https://exemple.fr/{name}"
    tables = release_of(tmp_path, [(name, body, bad, "2025-01-06", content_type), page()])
    assert rules(tables) == {bad: rule}
    assert all(row["reason_fr"] and row["reason_en"] for row in tables["quarantine"])
    assert [row["url"] for row in tables["announcement"]] == ["https://exemple.fr/reunion"]
    assert [row["start_date"].isoformat() for row in tables["event"]] == ["2025-01-14"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "text/plain; charset=utf-8", "text/plain; charset=klingon"]
)
def test_a_missing_or_wrong_charset_costs_no_accent(tmp_path: Path, content_type: str) -> None:
    body = GOOD.encode("iso-8859-1")
    tables = release_of(tmp_path, [("a.txt", body, "https://exemple.fr/a", "2025-01-06", content_type)])
    assert [row["name"] for row in tables["event"]] == ["Réunion publique sur le centre de santé"]
    assert tables["quarantine"] == []


def test_a_hundred_thousand_nested_elements_are_read(tmp_path: Path) -> None:
    body = ("<div>" * 100_000 + f"<p>{GOOD}</p>" + "</div>" * 100_000).encode()
    tables = release_of(tmp_path, [("deep.html", body, "https://exemple.fr/deep", "2025-01-06", "text/html")])
    assert len(tables["announcement"]) + len(tables["quarantine"]) == 1


def test_of_one_address_the_newest_capture_is_read(tmp_path: Path) -> None:
    later = GOOD.replace("18h30", "19h")
    tables = release_of(tmp_path, [page(day="2025-01-08", text=later), page(day="2025-01-06")])
    assert [row["start_time"] for row in tables["event"]] == ["19:00"]
    (announcement,) = tables["announcement"]
    assert announcement["first_seen_on"].isoformat() == "2025-01-06"
    assert announcement["last_seen_on"].isoformat() == "2025-01-08"


def test_one_content_at_two_addresses_is_one_announcement_with_both(tmp_path: Path) -> None:
    first, second = "https://exemple.fr/reunion", "https://exemple.fr/agenda/reunion"
    tables = release_of(tmp_path, [page(url=first), page(url=second, day="2025-01-08")])
    assert [row["url"] for row in tables["announcement"]] == [first]
    assert sorted(row["url"] for row in tables["announcement_url"]) == sorted([first, second])
    assert len({row["announcement_id"] for row in tables["announcement_url"]}) == 1


def test_a_truncated_warc_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    release_of(tmp_path, [page(), page(url="https://exemple.fr/b", text=GOOD.replace("18h30", "20h"))])
    (warc,) = (tmp_path / "output" / "archive" / "warc").glob("*.warc.gz")
    whole.mkdir()
    cut = whole / "cut.warc.gz"
    cut.write_bytes(warc.read_bytes()[:-40])
    tables = published(load_sources(str(cut)), tmp_path / "again")
    assert len(tables["announcement"]) == 1
    (problem,) = tables["quarantine"]
    assert (problem["stage"], bool(problem["reason_fr"])) == ("fetch", True)
    assert [row["status"] for row in tables["source_status"]] == ["partly"]


def test_reading_a_wrong_gzip_does_not_stop_a_run(tmp_path: Path) -> None:
    broken = tmp_path / "x.warc.gz"
    broken.write_bytes(gzip.compress(b"no warc at all"))
    good = tmp_path / "good"
    release_of(tmp_path, [page()])
    good.mkdir()
    report = fetch(load_sources(str(broken)), good)
    assert [status.status for status in report.statuses] == ["failed"]
    assert Archive(good).addresses().num_rows == 0
