"""What the tests of document reading share: short notations for blocks, and PDFs written by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.model import Document

Shown = list[tuple[str, int, str, str]]


def shown(document: Document) -> Shown:
    """Each block as kind, level, marker, words."""
    return [(b.kind.value, b.level, b.marker, document.of(b)) for b in document.blocks]


@pytest.fixture
def page() -> Callable[..., Shown]:
    """Reads the inside of a main element; gives its blocks."""

    def read(inside: str, head: str = "") -> Shown:
        source = f"<!doctype html><html lang=fr><head>{head}</head><body><main>{inside}</main></body></html>"
        return shown(
            read_document(source.encode(), "text/html; charset=utf-8", "https://www.example.org/a/b")
        )

    return read


@pytest.fixture
def plain() -> Callable[[str], Shown]:
    """Reads a plain text; gives its blocks."""

    def read(text: str) -> Shown:
        return shown(
            read_document(text.encode(), "text/plain; charset=utf-8", "https://www.example.org/a.txt")
        )

    return read


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Writes a PDF: a page is a list of lines (x, y, size, words)."""

    def write(pages: Sequence[Sequence[tuple[int, int, int, str]]], trailer: str = "") -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        kids = []
        for lines in pages:
            drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in lines)
            objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        body = b"%PDF-1.4\n"
        offsets = []
        for number, content in enumerate(objects, 1):
            offsets.append(len(body))
            body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        size = len(objects) + 1
        end = (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
        )
        return body + f"{end}startxref\n{len(body)}\n%%EOF".encode("cp1252")

    return write
