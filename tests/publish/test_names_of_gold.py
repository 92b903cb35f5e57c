"""Names of persons in announcements that people have read: in no file made for people."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise.documents.folding import fold
from flows.normalise.tables import normalise
from flows.publish.files import write_data
from flows.settings import Settings

GOLD = Path(__file__).parents[1] / "gold" / "written"
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}


def _names(cells: Any) -> Iterator[str]:
    """Every `person_name`, however deep."""
    if isinstance(cells, list):
        for cell in cells:
            yield from _names(cell)
    elif isinstance(cells, dict):
        if cells.get("person_name"):
            yield cells["person_name"]
        for cell in cells.values():
            yield from _names(cell)


def test_workbook_and_calendar_hold_no_name_of_a_speaker(tmp_path: Path, settings: Settings) -> None:
    captures, names = [], set()
    for path in sorted(GOLD.glob("*.json")):
        facts = json.loads(path.read_text("utf-8"))
        page = next(path.with_suffix(kind) for kind in TYPES if path.with_suffix(kind).exists())
        fetched = datetime.fromisoformat(f"{facts['retrieved_on']}T12:00:00+00:00")
        captures.append(Capture("gold", facts["url"], fetched, TYPES[page.suffix], page.read_bytes()))
        names |= set(_names(facts))
    Archive(tmp_path / "archive").append(captures)
    normalise(tmp_path / "archive", tmp_path / "tables")
    building = tmp_path / "building"
    building.mkdir()
    write_data(tmp_path / "tables", building, settings, iter(()))
    workbook = zipfile.ZipFile(building / "initiatives-sante.xlsx")
    texts = [workbook.read(name).decode() for name in workbook.namelist()]
    texts.append((building / "events.ics").read_text("utf-8").replace("\n ", ""))
    words = fold("\n".join(texts))
    assert len(names) >= 20
    assert [name for name in sorted(names) if re.search(rf"\b{re.escape(fold(name))}\b", words)] == []
