"""Announcements in web archives (ISO 28500 WARC), whichever tool wrote them.

Read are the `response` records of pages that answered 200 and the `resource` records; what a
browser fetches only to draw a page (images, fonts, scripts) and what a crawler notes for itself
(robots.txt, name look-ups, logs) is passed over. Compressed or not is told by the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.fetch.address import address_of
from flows.fetch.capture import MAX_BODY_BYTES, Capture, Problem
from flows.fetch.connector import Connector, LocalPath, Site
from flows.fetch.media_type import declared_type

PATTERNS = ("*.warc.gz", "*.warc")
_Encodings = Literal["all", "content", "transfer", "none"]
"""Which encodings of an HTTP response to undo."""
_HTTP_HEAD_BYTES = 65_536
_PAGE_FURNITURE = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
)


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
    position = 0
    records = 0
    try:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                position = record.stream_pos
                records += 1
                found = _read_record(source_id, file, record)
                if found is not None:
                    yield found
    except (OSError, ValueError) as error:
        yield _broken(source_id, file, position, records, str(error))
        return
    if not records:
        yield _broken(source_id, file, 0, 0, "no WARC record")


def _read_record(source_id: str, file: Path, record: WarcRecord) -> Capture | Problem | None:
    """One record as a capture; null if it is not one of an announcement."""
    is_response = record.record_type == WarcRecordType.response
    if not is_response and record.record_type != WarcRecordType.resource:
        return None
    target = (record.headers.get("WARC-Target-URI") or "").strip()
    url = address_of(target.removeprefix("<").removesuffix(">"))
    if url is None or urlsplit(url).path == "/robots.txt":
        return None
    length = int(record.headers.get("Content-Length") or 0)
    block = record.reader.read(min(length, MAX_BODY_BYTES + _HTTP_HEAD_BYTES))
    if is_response:
        head = _parse_http(block, "none")
        if head.http_headers.status_code != 200:
            return None
        content_type = head.http_headers.get("Content-Type") or ""
    else:
        content_type = record.headers.get("Content-Type") or ""
    if declared_type(content_type).startswith(_PAGE_FURNITURE):
        return None
    if len(block) < min(length, MAX_BODY_BYTES):
        return _broken(source_id, file, record.stream_pos, None, f"{len(block)} of {length} bytes", url)
    body = _decoded(block) if is_response else block
    if len(body) > MAX_BODY_BYTES:
        return Problem(
            source_id,
            url,
            "body_too_large",
            f"La page est trop volumineuse (plus de {MAX_BODY_BYTES} octets) ; elle n’a pas été gardée.",
            f"The page is too large (more than {MAX_BODY_BYTES} bytes); it was not kept.",
            str(length),
        )
    fetched_at = record.record_date
    if fetched_at is None:
        date = record.headers.get("WARC-Date")
        return Problem(
            source_id,
            url,
            "date_unreadable",
            f"L’enregistrement WARC n’a pas de date lisible (WARC-Date : {date}).",
            f"The WARC record has no readable date (WARC-Date: {date}).",
            date,
        )
    return Capture(source_id, url, fetched_at, content_type, body)


def _decoded(block: bytes) -> bytes:
    """The payload of an HTTP response without its encodings, at most one byte over the size allowed.

    Some tools store a body already decoded under the headers of the encoded one; it is taken as is.
    """
    tried: tuple[_Encodings, ...] = ("all", "content", "transfer")
    for encodings in tried:
        with suppress(OSError):
            return _parse_http(block, encodings).reader.read(MAX_BODY_BYTES + 1)
    return _parse_http(block, "none").reader.read(MAX_BODY_BYTES + 1)


def _parse_http(block: bytes, encodings: _Encodings) -> WarcRecord:
    """An HTTP response apart from the file it stands in, so that a broken one breaks nothing else."""
    response = WarcRecord()
    response.init_headers(WarcRecordType.response)
    response.is_http = True
    response.set_bytes_content(block)
    response.parse_http(auto_decode=encodings, quirks_mode=True)
    return response


def _broken(
    source_id: str, file: Path, position: int, records: int | None, detail: str, url: str | None = None
) -> Problem:
    if records == 0:
        return Problem(
            source_id,
            url,
            "warc_unreadable",
            f"{file} n’est pas un fichier WARC lisible ({detail}).",
            f"{file} is not a readable WARC file ({detail}).",
            str(file),
        )
    return Problem(
        source_id,
        url,
        "warc_truncated",
        f"Le fichier {file} est tronqué ou abîmé après l’octet {position} ({detail}) ; "
        "ce qui précède a été gardé.",
        f"The file {file} is cut short or damaged after byte {position} ({detail}); "
        "what comes before it was kept.",
        f"{file}:{position}",
    )
