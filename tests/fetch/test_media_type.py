from __future__ import annotations

import io
import zipfile

import pytest

from flows.fetch.media_type import declared_type, detected_type


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"", "application/x-empty"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "text/html"),
        (b"<div class='page'>Forum</div>", "text/html"),
        ('\ufeff<html lang="fr">'.encode("utf-16-le"), "text/html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "application/xhtml+xml"),
        (b'<?xml version="1.0"?><rss version="2.0">', "application/xml"),
        ("Réunion publique à 18 h".encode("latin-1"), "text/plain"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (bytes(range(256)), "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (
            zipped(word__document="x"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped(a="x"), "application/zip"),
    ],
)
def test_type_is_told_by_the_first_bytes(body: bytes, media_type: str) -> None:
    assert detected_type(body) == media_type


def test_declared_type_is_bare() -> None:
    assert declared_type("Text/HTML; charset=UTF-8") == "text/html"
    assert declared_type("") == ""
