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
from flows.publish.calendar_file import write_calendar
from flows.publish.csv import write_csv
from flows.publish.parquet import write_parquet
from flows.publish.spreadsheet import write_workbook
from flows.publish.tables import TablesToPublish
from flows.settings import Settings
from schemas import TABLES

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
    tables = TablesToPublish(tmp_path / "tables", person_names=False)
    for table in TABLES.values():
        rows = tables.rows(table)
        write_parquet(table, rows, tmp_path / f"{table.name}.parquet")
        write_csv(rows, tmp_path / f"{table.name}.csv")
    write_workbook(tmp_path, settings, captures[0].fetched_at)
    write_calendar(tmp_path)
    workbook = zipfile.ZipFile(tmp_path / "initiatives-sante.xlsx")
    texts = [workbook.read(name).decode() for name in workbook.namelist()]
    texts.append((tmp_path / "events.ics").read_text("utf-8").replace("\n ", ""))
    words = fold("\n".join(texts))
    assert len(names) >= 20
    assert [name for name in sorted(names) if re.search(rf"\b{re.escape(fold(name))}\b", words)] == []
