"""A release is built aside, checked whole, and only then becomes the latest.

    <output>/releases/<version>/    never changed again, unless names of persons have to go (rewriting.py)
    <output>/latest                 a link to one of them, replaced in one step

The version is the day of the newest announcement and eight digits of a digest over every published
byte: the same tables and settings, after the same release, give the same version and the same bytes,
whenever and wherever; and so they do after a release of themselves.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.publish.change_counts import ChangeCounts, counts_of
from flows.publish.changes import differences_since
from flows.publish.checks import check_release, checksum_faults
from flows.publish.data_files import write_data
from flows.publish.errors import ReleaseError
from flows.publish.gates import REPORT, pass_gates
from flows.publish.lock import alone_in
from flows.publish.metadata_files import CHECKSUMS, version_of, write_metadata
from flows.publish.staging import built_aside, put_in_place, remove, standing, sync_folder
from flows.settings import Settings
from schemas.changes import CHANGES

LATEST = "latest"
RELEASES = "releases"


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
    try:
        with alone_in(releases), built_aside(releases) as building:
            _demand_link(output_path / LATEST)
            former = latest_release(output_path)
            differences = differences_since(former, building, names_withheld=not settings.person_names)
            contents = write_data(tables_path, building, settings, differences)
            version = version_of(contents)
            write_metadata(contents, version, building)
            check_release(building)
            if not allow_loss:
                pass_gates(output_path / LATEST, building, settings)
            final = releases / version
            is_new = not final.exists()
            if is_new or not _is_whole(final, building):
                put_in_place(building, final)
            _switch(output_path / LATEST, final)
            (output_path / REPORT).unlink(missing_ok=True)
            _keep_newest(releases, final, settings.keep_releases)
    except OSError as error:
        raise ReleaseError(
            f"The release cannot be written in {output_path} ({error}). The last release stands."
        ) from error
    changes = counts_of(final / f"{CHANGES.name}.parquet") if former and is_new else None
    return Release(version, final, contents.rows, is_new, changes)


def latest_release(output_path: Path) -> Path | None:
    """The folder of the release that `latest` points to; None before the first."""
    latest = output_path / LATEST
    return latest.resolve() if latest.exists() else None


def _demand_link(latest: Path) -> None:
    if latest.exists() and not latest.is_symlink():
        raise ReleaseError(
            f"{latest} is no link to a release, so it cannot be switched. Move it elsewhere, or choose "
            "another --output."
        )


def _is_whole(release: Path, made: Path) -> bool:
    """Whether a release is still as it was made, so that `latest` may point to it."""
    told, expected = release / CHECKSUMS, made / CHECKSUMS
    is_same = told.exists() and told.read_bytes() == expected.read_bytes()
    return is_same and not any(checksum_faults(release))


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
    sync_folder(latest.parent)


def _keep_newest(releases: Path, latest: Path, count: int | None) -> None:
    """Deletes all but the newest releases; the latest stays in any case."""
    for release in standing(releases)[: -count if count else 0]:
        if release != latest:
            remove(release)
