"""An announcement saved beside a source's declaration, and what is read in it: a test without network."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.folder import TABLE
from flows.fetch.declaration import SourceError
from flows.fetch.media_type import declared_type, detected_type
from flows.fetch.source import load_sources
from flows.normalise.documents.contacts import mask_contacts
from flows.publish.redactor import Redactor
from flows.registry.sample import Sample, read_sample
from schemas import TABLES
from schemas.evidence import EVIDENCE

Values = dict[str, str]
"""The columns of a row that have a value, as text."""

_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""By media type; everything else is a page."""
_PERSONAL = frozenset(
    table.name for table in TABLES.values() if any(column.personal for column in table.columns)
)
_ANNOUNCEMENT = ("title", "publisher_name", "published_on", "language", "region_code", "department_code")
_EVIDENCE = frozenset(column.name for column in EVIDENCE)


def save(capture: Capture, folder: Path) -> None:
    """Save an announcement in a new folder, with the table that the connector `folder` reads."""
    folder.mkdir()
    media_type = declared_type(capture.content_type)
    if media_type not in _SUFFIXES:
        media_type = detected_type(capture.body)
    page = folder / f"page{_SUFFIXES.get(media_type, '.html')}"
    page.write_bytes(capture.body)
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("path", "url", "retrieved_on", "content_type"))
        table.writerow((page.name, capture.url, capture.fetched_at.date(), capture.content_type))


def rows_in(folder: Path) -> dict[str, list[Values]]:
    """What is read in the announcements of a folder with a `captures.csv`, by table.

    The pages are read by themselves, without what a source declares. Identifiers, evidence and whatever
    names a person are left out. Raises `SourceError` where an announcement cannot be had or read.
    """
    tables: dict[str, list[Values]] = {}
    for sample in map(read_sample, _captures(folder)):
        if sample.reading is None:
            raise SourceError(f"{sample.capture.url}: {sample.problem}")
        redactor = Redactor(sample.reading.person_names)
        for table, rows in _rows(sample).items():
            tables.setdefault(table, []).extend(_values(row, redactor) for row in rows)
    return tables


def _captures(folder: Path) -> Iterator[Capture]:
    [source] = load_sources(str(folder.resolve()))
    for found in source.connector.announcements(source.id, _NoSite()):
        if isinstance(found, Capture):
            yield found
        else:
            raise SourceError(found.reason_en if isinstance(found, Problem) else f"{found.url} is not saved.")


class _NoSite:
    """What is saved needs no site."""

    def listing(self, url: str) -> Problem:
        raise AssertionError(f"{url} was asked for")


def _rows(sample: Sample) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    assert sample.reading is not None
    told = sample.reading.told
    announcement = {name: getattr(told, name) for name in _ANNOUNCEMENT}
    rows = {table: rows for table, rows in sample.rows.items() if table not in _PERSONAL}
    return {"announcement": [announcement], **rows}


def _values(row: Mapping[str, Any], redactor: Redactor) -> Values:
    values = {
        name: str(value)
        for name, value in row.items()
        if value is not None and name not in _EVIDENCE and not name.endswith("_id")
    }
    return {
        name: value
        for name, value in values.items()
        if redactor.redact(value) == value and mask_contacts(value) == value
    }
