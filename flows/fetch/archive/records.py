"""A capture as a WARC record, and back.

One record is one gzip member, so that its offset and length are all that is needed to read it, with
any tool. Everything in it follows from the capture (the record's id too), so that the same captures
give the same archive.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastwarc.warc import WarcRecord

from flows.fetch.capture import Capture

_NAMESPACE = uuid.UUID("6f0c6a4e-2a63-5d5b-9d3c-8a3a5e1f7c21")
"""The name space of the record ids, drawn once for this project."""
_GZIP = 31
"""The `wbits` of zlib for a gzip member with a header that holds no time."""
_LEVEL = 6
_CHUNK_BYTES = 1 << 20


class ArchiveError(Exception):
    """The archive cannot be written or read; the message says where and what to do."""


def cannot_write(root: Path, error: OSError) -> ArchiveError:
    """The error for a folder, disk or right that does not let the archive grow."""
    return ArchiveError(
        f"The archive {root} cannot be written: {error.strerror or error}. "
        "Check the folder's rights and the space left."
    )


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A whole gzip member found in a WARC file."""

    offset: int
    length: int
    content: bytes
    """The record, uncompressed."""


def digest(body: bytes) -> str:
    """The sha256 of a body in hexadecimal: what tells one content from another."""
    return hashlib.sha256(body).hexdigest()


def warcinfo_member(source_id: str, filename: str, date: str, software: str) -> bytes:
    """The record a WARC file begins with: what wrote it, what it holds, the date of its first capture."""
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\nisPartOf: {source_id}\r\n".encode()
    head = [
        "WARC/1.1",
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(_NAMESPACE, filename)}>",
        f"WARC-Date: {date}",
        f"WARC-Filename: {filename}",
        "Content-Type: application/warc-fields",
        f"Content-Length: {len(fields)}",
    ]
    return _member(head, fields)


def response_member(capture: Capture, content_digest: str) -> bytes:
    """A capture as a compressed `response` record; `content_digest` is that of its body."""
    date = warc_date(capture.fetched_at)
    http_head = f"HTTP/1.1 {capture.status} {'OK' if capture.status == 200 else 'Other'}\r\n"
    if capture.content_type:
        http_head += f"Content-Type: {_one_line(capture.content_type)}\r\n"
    http_head += f"Content-Length: {len(capture.body)}\r\n\r\n"
    block = http_head.encode("utf-8") + capture.body
    identity = f"{capture.source_id} {capture.url} {date} {content_digest}"
    head = [
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(_NAMESPACE, identity)}>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {_one_line(capture.url)}",
        f"WARC-Payload-Digest: sha256:{_base32(content_digest)}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return _member(head, block)


def capture_of(record: bytes, source_id: str) -> Capture | None:
    """The capture in an uncompressed record written here; null for a `warcinfo` record."""
    warc = WarcRecord.from_bytes(record)
    if warc.headers["WARC-Type"] != "response":
        return None
    fetched_at = datetime.fromisoformat(warc.headers["WARC-Date"])
    url = warc.headers["WARC-Target-URI"]
    warc.parse_http()
    http = warc.http_headers
    content_type, status = http.get("Content-Type") or "", http.status_code or 200
    return Capture(source_id, url, fetched_at, content_type, warc.reader.read(), status)


def decompress(member: bytes) -> bytes:
    """The record in one whole gzip member. Raises `zlib.error` if it is not whole."""
    return zlib.decompress(member, _GZIP)


def stored_records(path: Path, start: int) -> Iterator[StoredRecord]:
    """Give the records of a file from the byte `start` on, up to the last that is whole.

    A run that was killed leaves the beginning of a record at the end; it is passed over. Raises
    `ArchiveError` where bytes are not a record at all.
    """
    with path.open("rb") as stream:
        stream.seek(start)
        offset, rest = start, b""
        while True:
            member = zlib.decompressobj(_GZIP)
            parts: list[bytes] = []
            read = 0
            while not member.eof:
                chunk = rest or stream.read(_CHUNK_BYTES)
                rest = b""
                if not chunk:
                    return
                read += len(chunk)
                try:
                    parts.append(member.decompress(chunk))
                except zlib.error as error:
                    raise ArchiveError(
                        f"{path} is damaged at byte {offset} ({error}). Restore the file from a copy, or "
                        f"cut it there: truncate -s {offset} {path}"
                    ) from error
            rest = member.unused_data
            length = read - len(rest)
            yield StoredRecord(offset, length, b"".join(parts))
            offset += length


def warc_date(instant: datetime) -> str:
    """An instant as WARC 1.1 writes it; fractions of a second only where there are any."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _member(head: list[str], block: bytes) -> bytes:
    record = "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"
    return zlib.compress(record, _LEVEL, _GZIP)


def _base32(content_digest: str) -> str:
    """A digest as WARC files customarily label it."""
    return base64.b32encode(bytes.fromhex(content_digest)).decode("ascii")


def _one_line(value: str) -> str:
    return " ".join(value.split())
