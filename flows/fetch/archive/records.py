"""A capture as a WARC record (ISO 28500), and back.

What an address answers for the first time is a `response`; what it still holds later is a `revisit`,
which says where the content is and holds none. One record is one gzip member, so that its offset and
length are all that is needed to read it, with any tool. Everything in it follows from the capture (the
record's id too), so that the same captures give the same archive.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import cast

from fastwarc.warc import WarcRecord

from flows.fetch.capture import Capture, Purpose

_NAMESPACE = uuid.UUID("6f0c6a4e-2a63-5d5b-9d3c-8a3a5e1f7c21")
"""The name space of the record ids, drawn once for this project."""
_GZIP = 31
"""The `wbits` of zlib for a gzip member with a header that holds no time."""
_LEVEL = 6
_CHUNK_BYTES = 1 << 20
PURPOSE_HEADER = "RHI-Purpose"
"""A header of our own: what an address was asked for, where that is not an announcement."""
_OWN_HEADERS = frozenset({"content-type", "content-length"})
NOT_MODIFIED = 304


class ArchiveError(Exception):
    """The archive cannot be written or read; the message says where and what to do."""


def cannot_write(root: Path, error: OSError) -> ArchiveError:
    """The error for a folder, disk or right that does not let the archive grow."""
    return ArchiveError(
        f"The archive {root} cannot be written: {error.strerror or error}. "
        "Check the folder's rights and the space left."
    )


@dataclass(frozen=True, slots=True)
class Revisit:
    """An address that still holds what it held when it was last asked."""

    source_id: str
    url: str
    fetched_at: datetime
    """When the address gave this answer; always UTC."""
    content_digest: str
    """The sha256 of the content it holds."""
    content_at: datetime
    """When that content was captured: the `fetched_at` of its `response` record."""
    status: int
    """304 where the site said so itself, 200 where it sent the same content again."""
    headers: tuple[tuple[str, str], ...] = ()
    purpose: Purpose = "announcement"


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
    headers = [("Content-Type", capture.content_type)] if capture.content_type else []
    headers += [*capture.headers, ("Content-Length", str(len(capture.body)))]
    return _http_member("response", capture, content_digest, [], headers, capture.body)


def revisit_member(revisit: Revisit) -> bytes:
    """A revisit as a compressed `revisit` record, of the profile that fits the site's answer."""
    profile = "server-not-modified" if revisit.status == NOT_MODIFIED else "identical-payload-digest"
    head = [
        f"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/{profile}",
        f"WARC-Refers-To-Target-URI: {_one_line(revisit.url)}",
        f"WARC-Refers-To-Date: {warc_date(revisit.content_at)}",
    ]
    return _http_member("revisit", revisit, revisit.content_digest, head, list(revisit.headers), b"")


def entry_of(record: bytes, source_id: str) -> Capture | Revisit | None:
    """What an uncompressed record written here holds; null for a `warcinfo` record."""
    warc = WarcRecord.from_bytes(record)
    kind = warc.headers["WARC-Type"]
    if kind not in ("response", "revisit"):
        return None
    url = warc.headers["WARC-Target-URI"]
    fetched_at = datetime.fromisoformat(warc.headers["WARC-Date"])
    purpose = cast(Purpose, warc.headers.get(PURPOSE_HEADER) or "announcement")
    warc.parse_http()
    status = warc.http_headers.status_code or 200
    sent = [(name, value) for name, value in warc.http_headers.astuples() if name.lower() not in _OWN_HEADERS]
    if kind == "revisit":
        content_digest = _base16(warc.headers["WARC-Payload-Digest"])
        content_at = datetime.fromisoformat(warc.headers["WARC-Refers-To-Date"])
        return Revisit(source_id, url, fetched_at, content_digest, content_at, status, tuple(sent), purpose)
    content_type = warc.http_headers.get("Content-Type") or ""
    body = warc.reader.read()
    return Capture(source_id, url, fetched_at, content_type, body, status, tuple(sent), purpose)


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


def _http_member(
    kind: str,
    entry: Capture | Revisit,
    content_digest: str,
    more: list[str],
    headers: list[tuple[str, str]],
    body: bytes,
) -> bytes:
    """A record that holds an answer over HTTP."""
    date = warc_date(entry.fetched_at)
    http_head = f"HTTP/1.1 {entry.status} {HTTPStatus(entry.status).phrase}\r\n"
    http_head += "".join(f"{name}: {_one_line(value)}\r\n" for name, value in headers)
    block = (http_head + "\r\n").encode("utf-8") + body
    identity = f"{entry.source_id} {entry.url} {date} {content_digest}"
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(_NAMESPACE, identity)}>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {_one_line(entry.url)}",
        f"WARC-Payload-Digest: sha256:{_base32(content_digest)}",
        *more,
        *([f"{PURPOSE_HEADER}: {entry.purpose}"] if entry.purpose != "announcement" else ()),
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return _member(head, block)


def _member(head: list[str], block: bytes) -> bytes:
    record = "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n"
    return zlib.compress(record, _LEVEL, _GZIP)


def _base32(content_digest: str) -> str:
    """A digest as WARC files customarily label it."""
    return base64.b32encode(bytes.fromhex(content_digest)).decode("ascii")


def _base16(label: str) -> str:
    """The digest that a label of a WARC file gives, in hexadecimal."""
    return base64.b32decode(label.removeprefix("sha256:")).hex()


def _one_line(value: str) -> str:
    return " ".join(value.split())
