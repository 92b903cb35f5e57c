from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.numbers import (
    COLLECTIVE,
    DIGITS,
    WORDS,
    read_collective,
    read_digits,
    read_words,
)

SMALL = [
    *["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
    *["treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"],
]
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]


def below_hundred(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{SMALL[number - 80]}"
    tens, unit = divmod(number, 10)
    if tens == 7:
        tens, unit = 6, unit + 10
    if unit == 0:
        return TENS[tens]
    return f"{TENS[tens]} et {SMALL[unit]}" if unit in (1, 11) else f"{TENS[tens]}-{SMALL[unit]}"


def in_words(number: int) -> str:
    parts = []
    for size, name in ((10**6, "million"), (1000, "mille"), (100, "cent")):
        count, number = divmod(number, size)
        if count:
            said = "" if count == 1 and size < 10**6 else in_words(count) + " "
            parts.append(f"{said}{name}{'s' if size == 10**6 and count > 1 else ''}")
    if number or not parts:
        parts.append(below_hundred(number))
    return " ".join(parts)


@given(st.integers(0, 999_999_999))
def test_words_read_back(number):
    written = fold(in_words(number))
    assert re.fullmatch(WORDS, written)
    assert read_words(written) == number


@given(st.integers(0, 10**12 - 1), st.sampled_from([" ", ".", ""]), st.sampled_from(["", ",5", ",25"]))
def test_digits_read_back(number, separator, decimals):
    written = f"{number:,}".replace(",", separator) + decimals
    assert re.fullmatch(DIGITS, written)
    assert read_digits(written) == Decimal(f"{number}{decimals.replace(',', '.')}")


@pytest.mark.parametrize("written", ["deux trois", "cent cent", "mille million", "vingt trente"])
def test_words_that_make_no_number(written):
    assert read_words(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("une dizaine", 10), ("une soixantaine", 60), ("un millier", 1000)],
)
def test_collectives(written, value):
    match = re.fullmatch(COLLECTIVE, written)
    assert match
    assert read_collective(match) == value
