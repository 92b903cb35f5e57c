"""Names of persons in announcements that people have read: in no published file, nor any way to reach them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.fetch.run import fetch
from flows.fetch.source import load_sources
from flows.normalise.documents.folding import fold
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = [GOLD / name for name in ("sample", "written", "training", "unseen")]
FOLDERS += [folder for name in ("seeds", "dev-corpus") if (folder := SHARED / name).exists()]
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
PHONE = re.compile(r"(?<![\w.,-])(?:\+33 ?[1-9]|0[1-9])(?:[ .-]\d\d){4}(?!\w)")


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, words_of: Callable[[Path], str]) -> dict[str, str]:
    """The words of each file of a release of all gold announcements, the sample's among them."""
    output = tmp_path_factory.mktemp("gold")
    pages = output / "pages"
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
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(f"RHI_{name}".upper(), raising=False)
        settings = Settings(output=output)
    fetch([*load_sources(str(pages)), *load_sources("sample")], settings.archive_path)
    normalise(settings.archive_path, settings.tables_path, workers=2)
    release = publish(settings.tables_path, output, settings)
    assert release.rows["announcement"] > 120
    files = (path for path in release.path.rglob("*") if path.is_file())
    return {path.relative_to(release.path).as_posix(): words_of(path) for path in files}


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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_file_names_a_speaker(folder: Path, words: dict[str, str]) -> None:
    spoken = {name: _spoken(text) for name, text in words.items()}
    named = 0
    found = []
    for path in sorted(folder.glob("*.json")):
        for name in set(_names(json.loads(path.read_text("utf-8")))):
            first, _, last = fold(name).partition(" ")
            orders = {_spoken(f"{first} {last}"), _spoken(f"{last} {first}")}
            named += 1
            found += [
                (path.stem, file) for file, told in spoken.items() if any(map(told.__contains__, orders))
            ]
    assert named
    assert found == []


def test_no_file_tells_how_to_reach_a_person(words: dict[str, str]) -> None:
    found = {name: {*E_MAIL.findall(text), *PHONE.findall(text)} for name, text in words.items()}
    assert {name: told for name, told in found.items() if told} == {}
