from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.fetch.capture import Capture
from flows.fetch.declaration import SourceError
from flows.registry.saved import rows_in, save

PAGE = """<html lang="fr"><body><main><h1>Forum du Dr Camille Exemple</h1>
<p>Le forum des métiers aura lieu le mardi 14 janvier 2025, à Saint-Agrève (07).</p>
<p>Intervenante : Dr Camille Exemple, cheffe de service au CHU Exemple.</p></main></body></html>"""


def saved(folder: Path, body: bytes, content_type: str = "text/html") -> Path:
    at = datetime(2025, 1, 7, 23, 30, tzinfo=UTC)
    save(Capture("chu", "https://chu.exemple.fr/forum", at, content_type, body), folder)
    return folder


def test_rows_are_texts_without_identifiers_evidence_and_persons(tmp_path: Path) -> None:
    rows = rows_in(saved(tmp_path / "page", PAGE.encode()))
    place = {"region_code": "84", "department_code": "07"}
    assert rows["announcement"] == [{"publisher_name": "CHU Exemple", "language": "fr", **place}]
    (event,) = rows["event"]
    assert (event["event_type"], event["start_date"], event["commune_code"]) == (
        "forum",
        "2025-01-14",
        "07204",
    )
    assert {"event_id", "announcement_id", "evidence", "evidence_start"}.isdisjoint(event)
    assert "event_speaker" not in rows
    assert "Camille" not in str(rows)


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (b"%PDF-1.7 x", "application/pdf", "page.pdf"),
        (b"%PDF-1.7 x", "application/octet-stream", "page.pdf"),
        (b"<p>Forum</p>", "", "page.html"),
        (b"Forum", "text/plain; charset=utf-8", "page.txt"),
    ],
)
def test_a_file_is_named_after_its_kind(tmp_path: Path, body: bytes, content_type: str, name: str) -> None:
    folder = saved(tmp_path / "page", body, content_type)
    assert (folder / name).read_bytes() == body
    assert (folder / "captures.csv").read_text("utf-8") == (
        f"path,url,retrieved_on,content_type\n{name},https://chu.exemple.fr/forum,2025-01-07,{content_type}\n"
    )


def test_what_is_missing_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = saved(tmp_path / "page", b" ")
    with pytest.raises(SourceError, match="it holds no readable text"):
        rows_in(folder)
    (folder / "page.html").unlink()
    with pytest.raises(SourceError, match="does not exist"):
        rows_in(folder)
    (folder / "captures.csv").unlink()
    with pytest.raises(SourceError, match=r"holds nothing that can be read: it needs a captures\.csv"):
        rows_in(folder)
