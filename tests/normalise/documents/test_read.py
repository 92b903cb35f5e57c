"""Any bytes give a document or a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.normalise.documents import UnreadableDocument, read_document
from flows.normalise.documents import read as reading
from flows.normalise.documents.folding import fold
from flows.normalise.documents.html_nesting import DEEPEST, flattened
from flows.normalise.documents.model import Document
from flows.normalise.documents.outline import Outline


@pytest.mark.parametrize(
    ("body", "content_type", "rule"),
    [
        (b"", "text/html", "empty_page"),
        (b" \n\t\xef\xbb\xbf", "text/html", "empty_page"),
        ("\u200b\u200b".encode(), "text/plain", "empty_page"),
        (b"<html><body><div id=root></div><script>x()</script></body></html>", "text/html", "empty_page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "text/html", "not_text"),
        (b"PK\x03\x04" + b"abc" * 50, "application/octet-stream", "not_text"),
        (bytes(range(256)) * 20, "text/html", "not_text"),
        (b"{\\rtf1 Bonjour}", "text/plain", "not_text"),
        (b"From: Mairie\r\nMIME-Version: 1.0\r\n\r\nR=C3=A9union", "text/plain", "not_text"),
        (b"From: Mairie\n\nLe bus part demain.", "message/rfc822", "not_text"),
    ],
)
def test_what_cannot_be_read(body: bytes, content_type: str, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(body, content_type, "https://www.example.org/")
    assert caught.value.rule == rule
    assert caught.value.reason_fr
    assert caught.value.reason_en


def test_a_page_of_frames_is_told_as_such() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(b'<title>Ville</title><frameset><frame src="a.html"></frameset>', "text/html", "")
    assert str(caught.value) == (
        "empty_page: The page has no text of its own: it shows other pages in frames. Give the address of the "
        "page in the frame."
    )


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_PAGE", 1_000)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(b"<p>" + b"mot " * 300, "text/html", "")
    assert caught.value.rule == "page_too_large"


@pytest.mark.parametrize("content_type", ["", "text/html", "application/octet-stream", "application/pdf"])
def test_a_page_is_recognised_whatever_the_server_says(content_type: str) -> None:
    document = read_document(b"<!DOCTYPE html><title>T</title><p>Le bus part demain.</p>", content_type, "")
    assert document.text.endswith("Le bus part demain.")


def test_contacts_never_enter_a_document() -> None:
    body = b"<main><p>Camille Exemple, camille@example.org, 02 31 70 00 00</p></main>"
    document = read_document(body, "text/html", "")
    assert document.text == "Camille Exemple, ••••••••••••••••••••, ••••••••••••••".replace(
        "•" * 20, "•" * 19
    )


def check(document: Document) -> None:
    assert document.folded == fold(document.text)
    assert len(document.folded) == len(document.text)
    end = -1
    for block in document.blocks:
        assert end < block.start < block.end <= len(document.text)
        assert "\n" not in document.of(block)
        assert document.of(block) == document.of(block).strip()
        inside = block.start
        for first, last in block.cells:
            assert inside <= first <= last <= block.end
            inside = last
        end = block.end
    for link in document.links:
        assert 0 <= link.start < link.end <= len(document.text)
    assert not set("\t\r\u00a0\u200b") & set(document.text)
    assert document.text == "".join(document.text[: block.end] for block in document.blocks[-1:])
    outline = Outline(document)
    assert all(outline.section_of(block) is not None for block in document.blocks)


def outcome(body: bytes, content_type: str, url: str) -> str | None:
    """The rule that refuses a body, or null once the document it gives is found consistent."""
    try:
        document = read_document(body, content_type, url)
    except UnreadableDocument as problem:
        return problem.rule
    check(document)
    return None


PAGE_PIECES = (
    "<p> </p> <h1> </h1> <h2> </h2> <ul> <ol> <li> </ul> <table> <tr> <td> <th> </table> <dl> <dt> <dd> </dl> <br> "
    "<b> </b> <a href=/x> </a> <div class=menu> </div> <main> </main> <aside> <pre> </pre> <summary> <form> "
    "<div class=field__label> <thead> À&nbsp;lire&nbsp;aussi Titre été 1. • - 12h 3&#8239;850&nbsp;€ a@b.fr "
    "\ufdd0 \ufdd1 &#0; &#xD800; \u00ad"
)
PIECES = st.sampled_from(PAGE_PIECES.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
@example(
    ["<table>", "<tr>", "<td>", "<dl>", "<dt>", "<table>", "<tr>", "<td>", "été", "</table>", "<dd>", "Titre"]
)
def test_any_page_gives_consistent_offsets(pieces: list[str]) -> None:
    rule = outcome(" ".join(pieces).encode("utf-8", "ignore"), "text/html", "https://www.example.org/")
    assert rule in {None, "empty_page"}


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aÉ1 .\n\n-•:|«»?!AXE2–\u202f\u2028🎀\t>()", max_size=300))
def test_any_text_gives_consistent_offsets(text: str) -> None:
    assert outcome(text.encode(), "text/plain", "") in {None, "empty_page"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/plain", "application/pdf", "", "x"]))
@example(b"%PDF-1.4\n" + b"\xff" * 50, "application/pdf")
@example(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xff", "")
def test_any_bytes_give_a_document_or_a_reason(body: bytes, content_type: str) -> None:
    assert outcome(body, content_type, "http://[") in {
        None,
        "calendar_without_events",
        "empty_page",
        "not_text",
        "pdf_broken",
        "pdf_without_text",
    }


@pytest.mark.parametrize(
    "nest", ["<div>", "<span>", "<ul><li>", "<table><tr><td>", "<blockquote><b>", "<dl><dd>"]
)
def test_a_hundred_thousand_nested_elements_are_read(nest: str) -> None:
    count = 100_000 // nest.count("<")
    document = read_document(f"{nest * count}Tout au fond".encode(), "text/html", "")
    assert document.text.endswith("Tout au fond")


def test_nesting_is_cut_where_browsers_cut_it_and_elements_that_end_themselves_are_not() -> None:
    deep = flattened("<div>" * 20_000 + "mot" + "</div>" * 20_000)
    assert deep.count("<div>") == DEEPEST
    assert deep.count("</div>") == DEEPEST
    flat = "<ul>" + "<li>mot" * 20_000 + "</ul>"
    assert flattened(flat) == flat
    commented = "<!-- " + "<div>" * 20_000 + "--><p>mot"
    assert flattened(commented) == commented
