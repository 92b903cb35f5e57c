from __future__ import annotations

import pytest

from flows.normalise.documents.charset import decode

TEXT = "Début de l’été : 1 200 € à Besançon, œuvre « sociale »"


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8-sig", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "text/html", ""),
        ("utf-16-le", "text/html", ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html; charset=utf-8", ""),
        ("cp1252", "text/html", '<meta charset="utf-8">'),
        ("cp1252", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", "text/html; charset=ISO-8859-1", ""),
        ("cp1252", "text/html; charset=nonsense", ""),
        ("iso-8859-15", "text/html; charset=iso-8859-15", ""),
        ("mac-roman", "text/html; charset=macintosh", ""),
    ],
)
def test_html_is_decoded(encoding: str, content_type: str, meta: str) -> None:
    text = TEXT.replace("’", "'") if encoding == "iso-8859-15" else TEXT
    page = f"{meta}<p>{text}</p>"
    assert decode(page.encode(encoding), content_type, html=True) == page


def test_foreign_bytes_in_a_utf8_page_are_read_as_windows() -> None:
    body = ("été " * 20).encode() + "forêt".encode("cp1252") + " à l’œuvre".encode()
    assert decode(body) == "été " * 20 + "forêt à l’œuvre"


def test_a_cut_last_character_does_not_change_the_rest() -> None:
    assert decode(("préfecture, santé, été " * 3 + "é").encode()[:-1])[:-1] == "préfecture, santé, été " * 3
