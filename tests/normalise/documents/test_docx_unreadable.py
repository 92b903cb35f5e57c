"""Broken, hostile and other office files: a document or a reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import TYPE, agenda, packed

from flows.normalise.documents import UnreadableDocument, docx_file, read_document


def repacked(body: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each part as `change` gives it; without those it gives null for."""
    stream = BytesIO()
    with ZipFile(BytesIO(body)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda body: body[: len(body) // 2], "docx_broken"),
        (lambda body: body[:200] + b"word/", "docx_broken"),
        (lambda body: repacked(body, lambda name, content: None if name == "word/document.xml" else content), "docx_broken"),
        (lambda body: repacked(body, lambda name, content: None if name.startswith("[") else content), "docx_broken"),
        (lambda body: repacked(body, lambda name, content: content[:-20] if name == "word/document.xml" else content), "docx_broken"),
        (lambda body: repacked(body, lambda _, content: content.replace(b"Forum", b"")), "docx_without_text"),
    ],
)  # fmt: skip
def test_unreadable_files(change: Callable[[bytes], bytes], rule: str) -> None:
    written = docx.Document()
    written.add_paragraph("Forum")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(change(packed(written)), TYPE, "")
    assert caught.value.rule == rule
    assert "DOCX" in caught.value.reason_fr
    assert "DOCX" in caught.value.reason_en


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image.png", "autre.bin"])
def test_a_file_that_would_fill_the_memory_is_refused_unread(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "Document", None)
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as file:
        file.writestr(name, bytes(101_000_000))
        file.writestr("word/styles.xml", b"")
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(UnreadableDocument) as caught:
        read_document(bomb.getvalue(), TYPE, "")
    assert caught.value.rule == "docx_too_large"


def test_pictures_may_be_larger_than_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written = docx.Document()
    written.add_paragraph("Le forum ouvre.")
    body = packed(written)
    with_picture = BytesIO(body)
    with ZipFile(with_picture, "a", ZIP_DEFLATED) as file:
        file.writestr("word/media/image.bmp", bytes(3_000_000))
    monkeypatch.setattr(docx_file, "_MOST_XML_BYTES", 2_000_000)
    assert read_document(with_picture.getvalue(), TYPE, "").text == "Le forum ouvre."
    monkeypatch.setattr(docx_file, "_MOST_BYTES", 2_000_000)
    with pytest.raises(UnreadableDocument):
        read_document(with_picture.getvalue(), TYPE, "")


def test_entities_are_not_unfolded() -> None:
    written = docx.Document()
    written.add_paragraph("Forum AMI")
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        return content.replace(b"?>", b"?>" + laughs, 1).replace(b"AMI", b"&b;&b;")

    assert "haha" not in read_document(repacked(packed(written), change), TYPE, "").text


@pytest.mark.parametrize("content_type", ["", "application/octet-stream", "application/msword", "text/html"])
def test_a_docx_is_recognised_whatever_the_server_says(content_type: str) -> None:
    assert read_document(packed(agenda()), content_type, "").text.startswith("Forum des métiers")


@pytest.mark.parametrize(("name", "told"), [("odt", "ODT"), ("xlsx", "XLSX")])
def test_other_office_files_are_refused_by_name(name: str, told: str) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        if name == "odt":
            file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            file.writestr("word/content.xml", "<x/>")
        else:
            file.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(stream.getvalue(), "", "")
    assert caught.value.rule == "not_text"
    assert told in caught.value.reason_fr
    assert "ni DOCX" in caught.value.reason_fr


BODY = packed(agenda())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BODY) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_gives_a_document_or_a_reason(at: int, put: bytes) -> None:
    with suppress(UnreadableDocument):
        document = read_document(BODY[:at] + put + BODY[at + len(put) :], TYPE, "")
        assert document.blocks
        assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
