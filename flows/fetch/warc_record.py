"""One record of a web archive (ISO 28500 WARC) as a capture, whichever tool wrote it.

A capture is a `response` that answered 200, or a `resource`; what a browser fetches only to draw a
page (images, fonts, scripts) and what a crawler notes for itself (robots.txt, name look-ups, logs) is
none. Nor is a `revisit`: it says that an earlier response still held, and repeats nothing of it. Of this
project's own archives, what was asked for on the way to announcements is left out too.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from flows.fetch.address import address_of
from flows.fetch.archive.records import PURPOSE_HEADER
from flows.fetch.capture import MAX_BODY_BYTES, Capture, Problem
from flows.fetch.media_type import declared_type

CAPTURE_TYPES = (WarcRecordType.response, WarcRecordType.resource)
"""The types of records that hold what an address gave."""
MAX_BLOCK_BYTES = MAX_BODY_BYTES + 65_536
"""No more of a record is read: a body of the size allowed, and the head of its HTTP response."""
_Encodings = Literal["all", "content", "transfer", "none"]
"""Which encodings of an HTTP response to undo."""
_PAGE_FURNITURE = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
)


def target_of(record: WarcRecord) -> str | None:
    """The address a record is about; null if it is about none."""
    target = (record.headers.get("WARC-Target-URI") or "").strip()
    return address_of(target.removeprefix("<").removesuffix(">"))


def capture_in(record: WarcRecord, source_id: str, file: str, offset: int) -> Capture | Problem | None:
    """A record as a capture; null if it is not one of an announcement.

    `offset` is where it begins in `file`. Raises `OSError` or `ValueError` where bytes are no record.
    """
    url = target_of(record)
    length = _block_length(record)
    if url is None or not _is_of_an_announcement(record, url):
        read = record.reader.consume()
        return None if read == length else _cut_short(source_id, file, offset, read, length, url)
    block = record.reader.read(min(length, MAX_BLOCK_BYTES))
    if len(block) < min(length, MAX_BLOCK_BYTES):
        return _cut_short(source_id, file, offset, len(block), length, url)
    is_response = record.record_type == WarcRecordType.response
    if is_response:
        head = _parse_http(block, "none")
        if head.http_headers.status_code != 200:
            return None
        content_type = head.http_headers.get("Content-Type") or ""
    else:
        content_type = record.headers.get("Content-Type") or ""
    if declared_type(content_type).startswith(_PAGE_FURNITURE):
        return None
    body = _decoded(block) if is_response else block
    if len(body) > MAX_BODY_BYTES:
        return too_large(source_id, url, length)
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


def _is_of_an_announcement(record: WarcRecord, url: str) -> bool:
    """Whether a record holds what an announcement's address may have given, by its own head."""
    return (
        record.record_type in CAPTURE_TYPES
        and urlsplit(url).path != "/robots.txt"
        and record.headers.get(PURPOSE_HEADER, "announcement") == "announcement"
    )


def _block_length(record: WarcRecord) -> int:
    length = record.headers.get("Content-Length") or "absent"
    if not length.isdecimal():
        raise ValueError(f"Content-Length: {length}")
    return int(length)


def _cut_short(source_id: str, file: str, offset: int, read: int, length: int, url: str | None) -> Problem:
    return damaged_file(source_id, file, offset, f"{read} of {length} bytes", url)


def damaged_file(source_id: str, file: str, offset: int, detail: str, url: str | None = None) -> Problem:
    """A WARC file ends, or stops making sense, in a record."""
    return Problem(
        source_id,
        url,
        "warc_truncated",
        f"Le fichier {file} est tronqué ou abîmé après l’octet {offset} ({detail}).",
        f"The file {file} is cut short or damaged after byte {offset} ({detail}).",
        f"{file}:{offset}",
    )


def too_large(source_id: str, url: str, length: int) -> Problem:
    """A record of `length` bytes holds a body beyond the size allowed."""
    return Problem(
        source_id,
        url,
        "body_too_large",
        f"La page est trop volumineuse (plus de {MAX_BODY_BYTES} octets) ; elle n’a pas été gardée.",
        f"The page is too large (more than {MAX_BODY_BYTES} bytes); it was not kept.",
        str(length),
    )


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
