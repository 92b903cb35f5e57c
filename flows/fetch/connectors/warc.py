"""Announcements in web archives (ISO 28500 WARC), whichever tool wrote them.

`flows/fetch/warc_record.py` says which records are announcements. Compressed or not is told by the
bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from fastwarc.warc import ArchiveIterator

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, LocalPath, Site
from flows.fetch.warc_record import capture_in, damaged_file

PATTERNS = ("*.warc.gz", "*.warc")


class Warc(Connector):
    """A WARC file, or a folder below which WARC files lie."""

    kind: Literal["warc"] = "warc"
    path: LocalPath
    """The file or folder; in a YAML file, relative to that file."""

    def obstacle(self, source_id: str) -> Problem | None:
        """There is no such file, or no WARC file below the folder."""
        if self.path.is_file() or (self.path.is_dir() and self._files()):
            return None
        return Problem(
            source_id,
            None,
            "warc_missing",
            f"Aucun fichier WARC à l’emplacement {self.path}.",
            f"There is no WARC file (*.warc.gz, *.warc) at {self.path}.",
            str(self.path),
        )

    def announcements(self, source_id: str, site: Site) -> Iterator[Capture | Problem]:  # noqa: ARG002
        """The records of each file, files by name, records in their order."""
        for file in self._files():
            yield from _read_file(source_id, file)

    def _files(self) -> list[Path]:
        if self.path.is_file():
            return [self.path]
        return sorted(file for pattern in PATTERNS for file in self.path.rglob(pattern) if file.is_file())


def _read_file(source_id: str, file: Path) -> Iterator[Capture | Problem]:
    position = None
    try:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                position = record.stream_pos
                found = capture_in(record, source_id, str(file), position)
                if found is not None:
                    yield found
    except (OSError, ValueError) as error:
        if position is None:
            yield _unreadable(source_id, file, str(error))
        else:
            yield damaged_file(source_id, str(file), position, str(error))
        return
    if position is None:
        yield _unreadable(source_id, file, "no WARC record")


def _unreadable(source_id: str, file: Path, detail: str) -> Problem:
    return Problem(
        source_id,
        None,
        "warc_unreadable",
        f"{file} n’est pas un fichier WARC lisible ({detail}).",
        f"{file} is not a readable WARC file ({detail}).",
        str(file),
    )
