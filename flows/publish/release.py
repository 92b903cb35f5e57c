"""A release is built aside, checked whole, and only then becomes the latest.

    <output>/releases/.building-<pid>/    being made; swept away by the next run if its maker died
    <output>/releases/<version>/          made, and never changed again
    <output>/latest                       a link to one of them, replaced in one step

The version is the day of the newest announcement and eight digits of a digest over every published
byte: the same tables and settings, after the same release, give the same version and the same bytes,
whenever and wherever; and so they do after a release of themselves.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.publish.change_counts import ChangeCounts, counts_of
from flows.publish.checks import check_release
from flows.publish.errors import ReleaseError
from flows.publish.files import version_of, write_data, write_metadata
from flows.publish.gates import REPORT, pass_gates
from flows.publish.lock import alone_in
from flows.settings import Settings
from schemas.changes import CHANGES

LATEST = "latest"
RELEASES = "releases"

_BUILDING = ".building-"


@dataclass(frozen=True)
class Release:
    """A release on disk."""

    version: str
    path: Path
    rows: Mapping[str, int]
    """Rows by table."""
    is_new: bool
    """False where the same release was there already."""
    changes: Mapping[str, ChangeCounts] | None
    """What differs from the release before, by table; None for a first release or one that is not new."""


def publish(tables_path: Path, output_path: Path, settings: Settings, *, allow_loss: bool = False) -> Release:
    """Makes a release of the tables in a folder and switches `latest` to it.

    Raises ReleaseError where that cannot be; the last release then stands as it was. With `allow_loss`
    nothing is asked about what the release lacks of the last one.
    """
    releases = output_path / RELEASES
    with alone_in(releases):
        building = releases / f"{_BUILDING}{os.getpid()}"
        try:
            for leftover in releases.glob(f"{_BUILDING}*"):
                shutil.rmtree(leftover)
            building.mkdir()
            former = latest_release(output_path)
            contents = write_data(tables_path, building, settings, former)
            version = version_of(contents)
            write_metadata(contents, version, building)
            check_release(building, contents)
            if not allow_loss:
                pass_gates(output_path / LATEST, building, settings)
            _sync(building)
            final = releases / version
            is_new = not final.exists()
            if is_new:
                building.rename(final)
                _sync_folder(releases)
            _switch(output_path / LATEST, final)
            (output_path / REPORT).unlink(missing_ok=True)
        except OSError as error:
            raise ReleaseError(
                f"The release cannot be written in {output_path} ({error}). The last release stands."
            ) from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
    changes = counts_of(final / f"{CHANGES.name}.parquet") if former and is_new else None
    return Release(version, final, contents.rows, is_new, changes)


def latest_release(output_path: Path) -> Path | None:
    """The folder of the release that `latest` points to; None before the first."""
    latest = output_path / LATEST
    return latest.resolve() if latest.exists() else None


def _sync(folder: Path) -> None:
    """Has the system write everything to disk before the folder gets its name."""
    for path in folder.iterdir():
        if path.is_dir():
            _sync(path)
        else:
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
