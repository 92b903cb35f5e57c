"""Names of persons in announcements that people have read: in no published file, nor any way to reach them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from flows.fetch.run import fetch
from flows.fetch.source import load_sources
from flows.normalise.documents.folding import fold
from flows.normalise.tables import normalise
from flows.publish.comparison import COMPARED
from flows.publish.gates import REPORT, GateClosedError
from flows.publish.personal_data import holds_words
from flows.publish.redactor import name_parts
from flows.publish.release import Release, publish
from flows.settings import Settings
from schemas import TABLES
from schemas.quarantine import QUARANTINE

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = sorted(folder for folder in GOLD.iterdir() if any(folder.glob("*.json")))
FOLDERS += [folder for name in ("seeds", "dev-corpus") if (folder := SHARED / name).exists()]
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
PHONE = re.compile(r"(?<![\w.,-])(?:\+33 ?[1-9]|0[1-9])(?:[ .-]\d\d){4}(?!\w)")
# Surnames that announcements also hold as other words: marks of what is invented, regions, communes, saints, halls.
WORDS_TOO = {"exemple", "modele", "echantillon", "specimen", "temoin", "normand", "apatou"}
WORDS_TOO |= {"test", "nerac", "martin", "marie", "sainte", "luciani"}


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, words_of: Callable[[Path], str]) -> dict[str, str]:
    """The words of each file of two releases of all gold announcements, the sample's among them, and of the
    report on a third, which a gate held back.

    The first comes after one with names. Before the second every text has changed, and quarantine holds
    those that name speakers.
    """
    output = tmp_path_factory.mktemp("gold")
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(f"RHI_{name}".upper(), raising=False)
        settings = Settings(output=output)
    pages = _captured(output / "pages")
    fetch([*load_sources(str(pages)), *load_sources("sample")], settings.archive_path)
    normalise(settings.archive_path, settings.tables_path, workers=2)
    tables = settings.tables_path
    told = {"person_names": True, "legal_basis": "essai", "objection_contact": "page https://exemple.fr"}
    publish(tables, output, settings.model_copy(update=told))
    first = publish(tables, output, settings)
    assert first.rows["announcement"] > 120
    _retell(tables)
    second = publish(tables, output, settings)
    assert second.rows["changes"] > 1000
    assert second.rows["quarantine"] > 200
    pq.write_table(TABLES["event_speaker"].arrow_schema.empty_table(), tables / "event_speaker.parquet")
    with pytest.raises(GateClosedError) as closed:
        publish(tables, output, settings)
    read = {
        f"{number} {file.relative_to(release.path).as_posix()}": words_of(file)
        for number, release in enumerate((first, second), start=1)
        for file in _files(release)
    }
    return read | {REPORT: words_of(output / REPORT), "message": fold(str(closed.value))}


def _captured(pages: Path) -> Path:
    """A folder of all gold announcements as they were captured."""
    pages.mkdir()
    captures = [("path", "url", "retrieved_on", "content_type")]
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.json")):
            for page in filter(Path.exists, map(path.with_suffix, TYPES)):
                facts = json.loads(path.read_text("utf-8"))
                copy = shutil.copy(page, pages / f"{folder.name}-{page.name}")
                captures.append((copy.name, facts["url"], facts["retrieved_on"], TYPES[page.suffix]))
    with (pages / "captures.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(captures)
    return pages


def _retell(tables: Path) -> None:
    """Changes each text of each table, and has the texts of speakers fail a check."""
    for table in COMPARED:
        rows = pq.read_table(tables / f"{table.name}.parquet")
        if table.name == "event_speaker":
            _quarantine(rows, tables / f"{QUARANTINE.name}.parquet")
        for index, column in enumerate(table.columns):
            if holds_words(column) and column.name not in table.primary_key:
                cut = pc.utf8_slice_codeunits(rows[column.name], 0, (column.max_length or 1000) - 2)
                changed = pc.binary_join_element_wise("- ", cut, "")
                rows = rows.set_column(index, rows.schema.field(index), changed)
        if table is not QUARANTINE:
            pq.write_table(rows, tables / f"{table.name}.parquet")


def _quarantine(speakers: pa.Table, path: Path) -> None:
    """Puts speakers in quarantine, their names once as the value at fault and once within another text."""
    events = pq.read_table(path.with_name("event.parquet"), columns=["event_id", "announcement_id"])
    told = dict(zip(*(column.to_pylist() for column in events.columns), strict=True))
    named = [row for row in speakers.to_pylist() if row["person_name"]]
    rows = [
        {
            "quarantine_id": f"q{number}-{column}",
            "announcement_id": told[row["event_id"]],
            "source_id": "sample",
            "stage": "normalise",
            "table_name": "event_speaker",
            "column_name": column,
            "raw_value": row["person_name"] if column == "person_name" else f"Dr {row['person_name']}",
            "rule": "pattern",
            "reason_fr": "Illisible.",
            "reason_en": "Unreadable.",
            "evidence": row["evidence"],
        }
        for number, row in enumerate(named)
        for column in ("person_name", "role")
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=QUARANTINE.arrow_schema), path)


def _files(release: Release) -> Iterator[Path]:
    return (path for path in release.path.rglob("*") if path.is_file())


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


def _spoken(text: str) -> str:
    """The words alone, each between single spaces."""
    return re.sub(r"[\W_]+", " ", f" {text} ")


@pytest.fixture(scope="module")
def spoken(words: dict[str, str]) -> dict[str, str]:
    """The words of each file, each between single spaces."""
    return {name: _spoken(text) for name, text in words.items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_file_names_a_speaker(folder: Path, spoken: dict[str, str]) -> None:
    named = 0
    found = set()
    for path in sorted(folder.glob("*.json")):
        for name in set(_names(json.loads(path.read_text("utf-8")))):
            first, _, last = fold(name).partition(" ")
            told = {_spoken(f"{first} {last}"), _spoken(f"{last} {first}")}
            told |= {f" {word} " for word in name_parts(name)[1] if len(word) > 2 and word not in WORDS_TOO}
            named += 1
            found |= {(path.stem, file) for file, text in spoken.items() if any(map(text.__contains__, told))}
    assert named
    assert found == set()


def test_every_kind_of_file_is_looked_into(words: dict[str, str]) -> None:
    kinds = {Path(name).suffix for name in words}
    assert kinds == {
        "",
        *[".parquet", ".csv", ".xlsx", ".ics", ".json", ".jsonld", ".ttl", ".rdf", ".html", ".md", ".txt"],
    }
    assert "[nom]" in words["2 changes.csv"]
    assert "[nom]" in words["2 quarantine.csv"]
    assert "event_speaker" in words[REPORT]


def test_no_file_tells_how_to_reach_a_person(words: dict[str, str]) -> None:
    found = {name: {*E_MAIL.findall(text), *PHONE.findall(text)} for name, text in words.items()}
    assert {name: told for name, told in found.items() if told} == {}
