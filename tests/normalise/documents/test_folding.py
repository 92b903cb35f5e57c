from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import clean, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’ÉTÉ à Besançon", "l'ete a besancon"),
        ("10h–15h ‑ 12 — fin", "10h-15h - 12 - fin"),
        ("1 250 000 €", "1 250 000 €"),
        ("CŒUR, ex æquo", "cœur, ex æquo"),
        ("Péi ➜ Çà 🎀 Ÿ", "pei ➜ ca 🎀 y"),
        ("« où ? »", "« ou ? »"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("  Santé  :\tl’audition ", "Santé : l’audition"),
        ("e\u0301tat", "état"),
        ("pré\u00advention\u200b", "prévention"),
        ("\uf0b7 af\ufb01ner", "• affiner"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_clean(written: str, tidy: str) -> None:
    assert clean(written) == tidy


@given(st.text())
def test_clean_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
