"""A release is built aside, checked whole, and only then becomes the latest.

    <output>/releases/.building-<pid>/    being made; swept away by the next run if its maker died
    <output>/releases/<version>/          made, and never changed again
    <output>/latest                       a link to one of them, replaced in one step

The version is the day of the newest announcement and eight digits of a digest over every published
byte: the same tables and settings give the same version and the same bytes, whenever and wherever.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.publish import datapackage, dictionary, manifest
from flows.publish.checks import check_release
from flows.publish.contents import Contents, FileFacts, contents_of
from flows.publish.csv import write_csv
from flows.publish.errors import ReleaseError
from flows.publish.lock import alone_in
from flows.publish.parquet import write_parquet
from flows.publish.readme import readme
from flows.publish.tables import TablesToPublish
from flows.settings import Settings
from schemas import TABLES

LATEST = "latest"
RELEASES = "releases"

_BUILDING = ".building-"
_CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Release:
    """A release on disk."""

    version: str
    path: Path
    rows: Mapping[str, int]
    """Rows by table."""
    is_new: bool
    """False where the same release was there already."""


def publish(tables_path: Path, output_path: Path, settings: Settings) -> Release:
    """Makes a release of the tables in a folder and switches `latest` to it.

    Raises ReleaseError where that cannot be; the last release then stands as it was.
    """
    releases = output_path / RELEASES
    with alone_in(releases):
        building = releases / f"{_BUILDING}{os.getpid()}"
        try:
            for leftover in releases.glob(f"{_BUILDING}*"):
                shutil.rmtree(leftover)
            building.mkdir()
            contents = _write_data(tables_path, building, settings)
            version = _version(contents)
            _write_metadata(contents, version, building)
            check_release(building, contents)
            _sync(building)
            final = releases / version
            is_new = not final.exists()
            if is_new:
                building.rename(final)
                _sync_folder(releases)
            _switch(output_path / LATEST, final)
        except OSError as error:
            raise ReleaseError(
                f"The release cannot be written in {output_path} ({error}). The last release stands."
            ) from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return Release(version, final, contents.rows, is_new)


def _write_data(tables_path: Path, building: Path, settings: Settings) -> Contents:
    """Writes the data files, one table in memory at a time."""
    tables = TablesToPublish(tables_path, person_names=settings.person_names)
    counts: dict[str, int] = {}
    for table in TABLES.values():
        rows = tables.rows(table)
        counts[table.name] = len(rows)
        write_parquet(table, rows, building / f"{table.name}.parquet")
        write_csv(rows, building / f"{table.name}.csv")
    write_csv(dictionary.dictionary(), building / dictionary.FILE_NAME)
    return contents_of(building, counts, settings)


def _described(contents: Contents, version: str) -> dict[str, str]:
    """The metadata files by name."""
    return {
        datapackage.FILE_NAME: _json(datapackage.datapackage(contents, version)),
        manifest.FILE_NAME: _json(manifest.manifest(contents, version)),
        "README.fr.md": readme(contents, version, "fr"),
        "README.en.md": readme(contents, version, "en"),
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _version(contents: Contents) -> str:
    """The data date and a digest over the data and over all that is said of them but the version."""
    digest = hashlib.sha256()
    for name, facts in sorted(contents.files.items()):
        digest.update(f"{facts.sha256}  {name}\n".encode())
    for text in _described(contents, version="").values():
        digest.update(text.encode())
    return f"{contents.data_date.isoformat()}-{digest.hexdigest()[:8]}"


def _write_metadata(contents: Contents, version: str, building: Path) -> None:
    for name, text in _described(contents, version).items():
        (building / name).write_bytes(text.encode())
    sums = [f"{FileFacts.of(path).sha256}  {path.name}\n" for path in sorted(building.iterdir())]
    (building / _CHECKSUMS).write_bytes("".join(sums).encode())


def _sync(folder: Path) -> None:
    """Has the system write everything to disk before the folder gets its name."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _switch(latest: Path, release: Path) -> None:
    """Points `latest` to the release in one step: readers see the one before or this one."""
    aside = latest.with_name(f".{LATEST}-{os.getpid()}")
    for leftover in latest.parent.glob(f".{LATEST}-*"):
        leftover.unlink()
    aside.symlink_to(Path(RELEASES) / release.name, target_is_directory=True)
    try:
        aside.replace(latest)
    finally:
        aside.unlink(missing_ok=True)
    _sync_folder(latest.parent)
