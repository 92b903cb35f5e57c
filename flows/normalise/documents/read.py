"""Bytes to Document: what they are is told by the bytes first, by the server second."""

from __future__ import annotations

import re

from flows.normalise.documents.builder import build
from flows.normalise.documents.charset import decode
from flows.normalise.documents.html import read_html
from flows.normalise.documents.model import Document
from flows.normalise.documents.problems import UnreadableDocument
from flows.normalise.documents.text import read_text

LARGEST_PAGE = 20_000_000
"""Bytes. A page of text this long is no announcement; a listing of bytes as text, or a mistake."""
LARGEST_PDF = 100_000_000
"""Bytes. PDFs are mostly pictures."""

_SNIFFED = 1024
_HTML_SIGNS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h1|article|main|section|table|ul|br)\b", re.IGNORECASE
)
_BINARY_STARTS = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"PK\x03\x04", "ZIP / Office"),
    (b"\xd0\xcf\x11\xe0", "Office 97-2003"), (b"\x1f\x8b", "gzip"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"),
    (b"RIFF", "RIFF"), (b"OggS", "Ogg"), (b"ID3", "MP3"), (b"{\\rtf", "RTF"),
)


def read_document(body: bytes, content_type: str, url: str) -> Document:
    """The document that `body` holds, served as `content_type` (a media type, with or without charset)
    from `url`.

    Raises UnreadableDocument, with the rule and the reason, when there is nothing to read.
    """
    start = body[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not start and not body.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise UnreadableDocument(
            "empty_page", "La page est vide : le serveur n'a rien envoyé.", "The page is empty: the server sent nothing."
        )
    if len(body) > LARGEST_PAGE:
        raise UnreadableDocument(
            "page_too_large",
            f"La page pèse {len(body):,} octets, plus que la limite de {LARGEST_PAGE:,}.".replace(",", " "),
            f"The page is {len(body):,} bytes long, over the limit of {LARGEST_PAGE:,}.",
        )
    text = decode(body, content_type, html=True)
    media_type = content_type.partition(";")[0].strip().lower()
    if "html" in media_type or _HTML_SIGNS.search(body[:_SNIFFED]):
        document = build(*read_html(text, url))
    else:
        document = build(read_text(text))
    return document
