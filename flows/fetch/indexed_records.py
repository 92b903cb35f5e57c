"""The records that an index points to, read by offset and length out of WARC files wherever they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecordType
from fsspec import AbstractFileSystem

from flows.fetch.capture import Capture, Problem
from flows.fetch.columnar_index import Location
from flows.fetch.storage import is_local, unreadable
from flows.fetch.surt import surt
from flows.fetch.warc_record import (
    CAPTURE_TYPES,
    MAX_BLOCK_BYTES,
    capture_in,
    damaged_file,
    target_of,
    too_large,
)

_FAILED_FILES = 10
"""So many files that cannot be read, one after another, and the archives are left in peace."""


def captures_at(
    locations: Iterable[Location], source_id: str, file_system: AbstractFileSystem, base: str
) -> Iterator[Capture | Problem]:
    """The captures at locations below `base`, by file and offset, so that each file is opened once."""
    for found in _stored(sorted(locations), source_id, file_system, base):
        capture = found if isinstance(found, Problem) else _capture(*found, source_id)
        if capture is not None:
            yield capture


class _Record(NamedTuple):
    """The bytes at a location."""

    location: Location
    file: str
    content: bytes


def _stored(
    wanted: list[Location], source_id: str, file_system: AbstractFileSystem, base: str
) -> Iterator[_Record | Problem]:
    """The bytes at locations, until too many files in a row cannot be read."""
    left = len(wanted)
    failed = 0
    for _, group in groupby(wanted, key=lambda location: location.file):
        in_file = list(group)
        left -= len(in_file)
        for found in _stored_in_file(in_file, source_id, file_system, base):
            yield found
            failed = failed + 1 if _is_failure(found, file_system) else 0
        if failed == _FAILED_FILES and left:
            yield Problem(
                source_id,
                None,
                "archives_unreachable",
                f"{failed} fichiers de suite n’ont pas pu être lus sous {base} ; captures restantes, non "
                f"demandées : {left}.",
                f"{failed} files in a row could not be read below {base}; captures left, not asked for: "
                f"{left}.",
                base,
            )
            return


def _is_failure(found: _Record | Problem, file_system: AbstractFileSystem) -> bool:
    """Whether more requests are likely in vain; a folder may well hold only some of the files."""
    rule = found.rule if isinstance(found, Problem) else None
    return rule == "archive_unreadable" or (rule == "archive_missing" and not is_local(file_system))


def _stored_in_file(
    wanted: list[Location], source_id: str, file_system: AbstractFileSystem, base: str
) -> Iterator[_Record | Problem]:
    name = wanted[0].file
    if ".." in name.split("/"):
        yield Problem(
            source_id,
            None,
            "path_outside_archives",
            f"Le chemin « {name} », donné par l’index, sort du dossier des archives ; il n’a pas été lu.",
            f"The path “{name}”, given by the index, leads out of the archives’ folder; it was not read.",
            name,
        )
        return
    file = f"{base.rstrip('/')}/{name}"
    left = len(wanted)
    try:
        with file_system.open(file, "rb", cache_type="none") as stream:
            for location in wanted:
                if location.length > MAX_BLOCK_BYTES:
                    yield too_large(source_id, location.url, location.length)
                elif location.offset < 0 or location.length < 1:
                    yield _mismatch(source_id, location, file, f"length {location.length}")
                else:
                    stream.seek(location.offset)
                    yield _Record(location, file, stream.read(location.length))
                left -= 1
    except FileNotFoundError:
        yield Problem(
            source_id,
            None,
            "archive_missing",
            f"Le fichier {file}, cité dans l’index, n’existe pas ; captures perdues : {left}.",
            f"The file {file}, named in the index, does not exist; captures lost: {left}.",
            file,
        )
    except Exception as error:  # each kind of file system has its own
        yield unreadable(source_id, "archive_unreadable", file, error, left)


def _capture(location: Location, file: str, content: bytes, source_id: str) -> Capture | Problem | None:
    """The capture in the bytes at a location; null if the record there is not one of an announcement."""
    if len(content) < location.length:
        detail = f"{len(content)} of {location.length} bytes"
        return damaged_file(source_id, file, location.offset, detail, location.url)
    try:
        record = next(ArchiveIterator(BytesIO(content), parse_http=False), None)
        if record is None:
            return _mismatch(source_id, location, file, "no record")
        if record.record_type == WarcRecordType.revisit:
            return None
        url = target_of(record)
        if record.record_type not in CAPTURE_TYPES or url is None or surt(url) != surt(location.url):
            return _mismatch(source_id, location, file, f"{record.record_type} {url or ''}".rstrip())
        return capture_in(record, source_id, file, location.offset)
    except (OSError, ValueError) as error:
        return _mismatch(source_id, location, file, str(error))


def _mismatch(source_id: str, location: Location, file: str, detail: str) -> Problem:
    return Problem(
        source_id,
        location.url,
        "record_mismatch",
        f"L’index annonce cette page à l’octet {location.offset} de {file}, où il y a autre chose "
        f"({detail}) ; vérifier que l’index et les archives vont ensemble.",
        f"The index names this page at byte {location.offset} of {file}, where there is something else "
        f"({detail}); check that index and archives belong together.",
        f"{file}:{location.offset}",
    )
