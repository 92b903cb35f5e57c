from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.documents import UnreadableDocument, read_document

Write = Callable[..., bytes]
WRAPPED = [
    "Le projet r\\351gional accompagne les professionnels du territoire et",
    "les habitants des communes rurales, avec l'appui des h\\364pitaux de",
    "proximit\\351 et des centres de sant\\351.",
]


def lines(*texts: str, top: int = 700, size: int = 11, x: int = 72) -> list[tuple[int, int, int, str]]:
    return [(x, top - 13 * number, size, text) for number, text in enumerate(texts)]


def test_headings_by_size_paragraphs_lists_and_pages(pdf: Write) -> None:
    first = [(72, 780, 22, "Plan sant\\351 environnement"), *lines("1. Orientations", top=740, size=15)]
    body = pdf([[*first, *lines(*WRAPPED)], [*lines("- Former", "- Rep\\351rer"), *lines(*WRAPPED, top=600)]])
    document = read_document(body, "application/pdf", "")
    text = "Le projet régional accompagne les professionnels du territoire et les habitants des communes rurales, "
    text += "avec l'appui des hôpitaux de proximité et des centres de santé."
    assert [(b.kind.value, b.level, b.marker, document.of(b), b.page) for b in document.blocks] == [
        ("heading", 1, "", "Plan santé environnement", 1),
        ("heading", 2, "1.", "Orientations", 1),
        ("paragraph", 0, "", text, 1),
        ("list_item", 1, "-", "Former", 2),
        ("list_item", 1, "-", "Repérer", 2),
        ("paragraph", 0, "", text, 2),
    ]


def test_headers_footers_and_page_numbers_are_left_out_and_section_numbers_are_not(pdf: Write) -> None:
    pages = [
        [
            (72, 810, 8, "Agence Exemple"),
            (72, 780, 16, f"Fiche action {number}"),
            *lines(*WRAPPED, top=740 - number),
            (72, 30, 8, f"Plan - page {number} / 4"),
        ]
        for number in (1, 2, 3, 4)
    ]
    words = read_document(pdf(pages), "application/pdf", "").text
    assert "Agence Exemple" not in words
    assert "page" not in words
    assert [f"Fiche action {number}" in words for number in (1, 2, 3, 4)] == [True] * 4


def test_words_cut_at_the_end_of_a_line_are_whole_again(pdf: Write) -> None:
    cut = [
        "Les profession-",
        "nels ont rendez-",
        "vous pour la pr\\351-",
        "vention et le budget pluri-",
        "annuel.",
    ]
    document = read_document(pdf([lines(*cut)]), "application/pdf", "")
    assert document.text == "Les professionnels ont rendez-vous pour la prévention et le budget pluriannuel."


def test_a_pdf_is_recognised_whatever_the_server_says(pdf: Write) -> None:
    assert "Le projet" in read_document(pdf([lines(*WRAPPED)]), "text/html; charset=utf-8", "").text


ENCRYPTED = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format(
    "41" * 32
)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda write: write([[]]), "pdf_without_text"),
        (lambda write: write([lines("12")]), "pdf_without_text"),
        (lambda write: write([lines(*WRAPPED)], ENCRYPTED), "pdf_encrypted"),
        (lambda write: write([lines(*WRAPPED)])[:60], "pdf_broken"),
        (lambda write: write([[]]).replace(b"obj", b"abc"), "pdf_broken"),
    ],
)
def test_unreadable_pdfs(pdf: Write, change: Callable[[Write], bytes], rule: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(change(pdf), "application/pdf", "")
    assert caught.value.rule == rule
    assert "PDF" in caught.value.reason_fr
    assert "PDF" in caught.value.reason_en
