"""Folders beside the releases, so that a release is there whole or not at all, whatever stops its maker.

    .building-<pid>        being made
    .replaced-<version>    a release while another takes its name
    .removed-<version>     on its way out

What a dead maker left is swept away by the next one; a release that lost its name gets it back.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BUILDING = ".building-"
_REPLACED = ".replaced-"
_REMOVED = ".removed-"
_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}")


def standing(releases: Path) -> list[Path]:
    """The releases in a folder: by the day of their data, and on one day by when they were made."""
    found = [path for path in releases.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: (path.name[:10], path.stat().st_mtime_ns, path.name))


@contextmanager
def built_aside(releases: Path) -> Iterator[Path]:
    """A folder to make a release in; what is left in it afterwards goes, and first what the dead left."""
    building = releases / f"{_BUILDING}{os.getpid()}"
    try:
        sweep(releases)
        building.mkdir()
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def put_in_place(made: Path, release: Path) -> None:
    """Gives a folder the name of a release, which another may bear until then, once it is safe on disk.

    The name is without a release between two renamings at most, never with half of one.
    """
    _sync(made)
    former = release.with_name(f"{_REPLACED}{release.name}")
    if release.exists():
        times = release.stat()
        os.utime(made, ns=(times.st_atime_ns, times.st_mtime_ns))
        release.rename(former)
    made.rename(release)
    sync_folder(release.parent)
    shutil.rmtree(former, ignore_errors=True)


def remove(folder: Path) -> None:
    """Deletes a folder, which loses its name first: nobody finds half of it, or adds to it any more."""
    shutil.rmtree(folder.rename(folder.with_name(f"{_REMOVED}{folder.name}")))


def sync_folder(folder: Path) -> None:
    """Has the system write a folder's names to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(releases: Path) -> None:
    """Clears away what the dead left. A release that lost its name and found no successor gets it back."""
    for nameless in releases.glob(f"{_REPLACED}*"):
        release = releases / nameless.name.removeprefix(_REPLACED)
        if not release.exists():
            nameless.rename(release)
    for prefix in (_REPLACED, _REMOVED):
        for leftover in releases.glob(f"{prefix}*"):
            shutil.rmtree(leftover)
    for leftover in releases.glob(f"{_BUILDING}*"):
        remove(leftover)


def _sync(folder: Path) -> None:
    """Has the system write everything in a folder to disk."""
    for path in folder.iterdir():
        if path.is_dir():
            _sync(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)
