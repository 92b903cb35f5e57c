"""Work grows with the length of a page, not with its square: calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.outline import Outline


def calls_made(work: Callable[[], object]) -> int:
    """How many Python functions are called while `work` runs."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


SENTENCE = "Les élus ont voté de nouvelles aides. "


@pytest.mark.parametrize(
    ("piece", "content_type"),
    [
        (f"<h2>Une aide</h2><p>{SENTENCE}</p><ul><li>Former</ul>", "text/html"),
        ("<div><p>mot", "text/html"),
        ("<table><tr><td>mot", "text/html"),
        ("<dl><dt>un<dd>deux", "text/html"),
        ("<div><h2>À lire aussi</h2><p>mot</p>", "text/html"),
        ("<div><h2>Titre</h2>mot<h2>À lire aussi</h2>mot", "text/html"),
        ("mot<br>", "text/html"),
        ("<a href=/x>mot ", "text/html"),
        (f"Une aide\n\n{SENTENCE}\n- Former\n", "text/plain"),
        (f"{SENTENCE}{SENTENCE}\n", "text/plain"),
        ("Paris 12 15\n", "text/plain"),
        ("1. Former\n", "text/plain"),
    ],
)
def test_twice_the_page_is_twice_the_work(piece: str, content_type: str) -> None:
    def work(times: int) -> int:
        body = ("Un titre pour commencer\n\n" + piece * times + "fin").encode()
        return calls_made(lambda: Outline(read_document(body, f"{content_type}; charset=utf-8", "")).sections)

    work(10)  # what is loaded once does not count
    assert work(1_600) < 2.3 * work(800)
