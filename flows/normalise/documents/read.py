"""Bytes to Document: what they are is told by the bytes first, by the server second."""

from __future__ import annotations

import re

from flows.normalise.documents.builder import build
from flows.normalise.documents.charset import decode
from flows.normalise.documents.html import read_html
from flows.normalise.documents.model import Document
from flows.normalise.documents.pdf import read_pdf
from flows.normalise.documents.problems import UnreadableDocument
from flows.normalise.documents.text import read_text

LARGEST_PAGE = 20_000_000
"""Bytes. A page of text this long is no announcement, but a listing or a mistake."""
LARGEST_FILE = 100_000_000
"""Bytes. PDF and DOCX are mostly pictures."""

_SNIFFED = 2048
_BLANK = b"\xef\xbb\xbf \t\r\n\x0b\x0c\x00"
_CALENDAR = b"BEGIN:VCALENDAR"
_HTML_SIGNS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|article|main|section|table|ul)\b",
    re.I,
)
_FRAMES = re.compile(rb"<frame\s", re.I)
_MAIL_HEADER = re.compile(rb"^MIME-Version:", re.I | re.M)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_ZIP = b"PK\x03\x04"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OTHER_FORMATS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (_ZIP, "ZIP, XLSX, PPTX"),
    (b"\xd0\xcf\x11\xe0", "DOC, XLS, PPT"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"RIFF", "WEBP, WAV, AVI"),
    (b"OggS", "OGG"),
    (b"ID3", "MP3"),
    (b"{\\rtf", "RTF"),
)
_MOST_CONTROLS = 0.02
"""Share of control characters from which decoded bytes are no text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def read_document(body: bytes, content_type: str, url: str) -> Document:
    """The document that `body` holds, served from `url` as `content_type` (media type, maybe charset).

    Raises UnreadableDocument, with the rule and the reason in French and English, when there is nothing
    to read: empty_page, page_too_large, not_text, and those of `read_pdf`, `read_docx`, `read_calendar`.
    """
    start = body[: _SNIFFED * 2].lstrip(_BLANK)
    if not start and not body.strip(_BLANK):
        raise _empty()
    if start.startswith(b"%PDF-") or (b"%PDF-" in start[:1024] and "pdf" in content_type.lower()):
        _check_size(body, LARGEST_FILE)
        return build(read_pdf(body))
    is_odt = start.startswith(_ZIP) and _ODT in start[:100]
    if start.startswith(_ZIP) and b"word/" in body and not is_odt:
        from flows.normalise.documents.docx_file import read_docx

        _check_size(body, LARGEST_FILE)
        return build(*read_docx(body))
    _check_size(body, LARGEST_PAGE)
    if start[: len(_CALENDAR)].upper() == _CALENDAR:
        from flows.normalise.documents.calendar_file import read_calendar

        return build(*read_calendar(body, content_type))
    if is_odt:
        raise _not_text("ODT")
    for signature, name in _OTHER_FORMATS:
        if start.startswith(signature):
            raise _not_text(name)
    if "message/rfc822" in content_type.lower() or _MAIL_HEADER.search(_BLANK_LINE.split(start, 1)[0]):
        raise _not_text("EML, MHTML")
    if "pdf" in content_type.lower() and not _HTML_SIGNS.search(start):
        return build(read_pdf(body))
    is_html = "html" in content_type.lower() or _HTML_SIGNS.search(start) is not None
    text = decode(body, content_type, html=is_html)
    sample = text[:65_536]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise _not_text(None)
    document = build(*read_html(text, url)) if is_html else build(read_text(text))
    if not any(character.isalpha() for character in document.text):
        raise _framed() if _FRAMES.search(body) else _empty()
    return document


def _check_size(body: bytes, limit: int) -> None:
    if len(body) > limit:
        size, most = f"{len(body) / 1e6:.1f}", f"{limit / 1e6:.0f}"
        raise UnreadableDocument(
            "page_too_large",
            f"La page pèse {size.replace('.', ',')} Mo, plus que la limite de {most} Mo : "
            "indiquer la page de l'annonce elle-même.",
            f"The page is {size} MB long, over the limit of {most} MB: give the announcement's own page.",
        )


def _empty() -> UnreadableDocument:
    return UnreadableDocument(
        "empty_page",
        "La page est vide : elle ne contient aucun texte lisible. Son contenu est peut-être affiché "
        "par un script.",
        "The page is empty: it holds no readable text. A script may be needed to show its content.",
    )


def _framed() -> UnreadableDocument:
    return UnreadableDocument(
        "empty_page",
        "La page n'a pas de texte à elle : elle montre d'autres pages dans des cadres. Indiquer l'adresse "
        "de la page que montre le cadre.",
        "The page has no text of its own: it shows other pages in frames. Give the address of the page in "
        "the frame.",
    )


def _not_text(name: str | None) -> UnreadableDocument:
    french = f"un fichier {name}" if name else "un fichier binaire"
    english = f"a {name} file" if name else "a binary file"
    return UnreadableDocument(
        "not_text",
        f"L'adresse donne {french}, ni page web, ni PDF, ni DOCX, ni texte : indiquer une version lisible.",
        f"The address gives {english}, neither web page, PDF, DOCX nor text: give a readable version.",
    )
