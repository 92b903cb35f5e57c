"""What is told once for several words still matches the same words, at the same places."""

from __future__ import annotations

import re

import pytest

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.factoring import factored


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("aura lieu|se tient|auront lieu", "aur(?:a lieu|ont lieu)|se tient"),
        ("organise|organisent", "organise(?:|nt)"),
        ("ab|a?b|ac", "ab|a?b|ac"),
        ("x(?:a|b)c|x[|]d", "x(?:(?:a|b)c|[|]d)"),
        (r"a\|b|c", r"a\|b|c"),
    ],
)
def test_common_beginnings_are_told_once(expression: str, expected: str) -> None:
    assert factored(expression) == expected


@pytest.mark.parametrize("status", ["cancelled", "postponed", "moved_to", "held"])
def test_the_same_is_found_where_it_was(status: str) -> None:
    words = lexicon("events")["status"][status]
    text = (
        "reportee au 3 mai, finalement annulee ; ont ete signees, ont signe, s'est tenue, reportees sine die"
    )
    spans = [[match.span() for match in re.finditer(each, text)] for each in (words, factored(words))]
    assert spans[0] == spans[1] != []
