"""What kind of file a body is by its first bytes, whatever its declaration says."""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|article|section|main|div|h[1-6]|p|table|ul)\b",
    re.IGNORECASE,
)
_LOOK_BYTES = 4096


def declared_type(content_type: str) -> str:
    """The bare media type of a declaration: `Text/HTML; charset=x` → `text/html`."""
    return content_type.partition(";")[0].strip().lower()


def detected_type(body: bytes) -> str:
    """The media type the first bytes speak for; `application/octet-stream` if they say nothing."""
    head = body[:_LOOK_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if not head:
        return "application/x-empty"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _zipped(body)
    if head.startswith(b"BEGIN:VCALENDAR"):
        return "text/calendar"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    elif b"\x00" in head:
        return "application/octet-stream"
    if _HTML.search(head):
        return "application/xhtml+xml" if head.startswith(b"<?xml") else "text/html"
    if head.startswith(b"<?xml"):
        return "application/xml"
    control = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return "text/plain" if control * 50 <= len(head) else "application/octet-stream"


def _zipped(body: bytes) -> str:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in body[:100]:
        return _ODT
    return _DOCX if b"word/" in body else "application/zip"
