"""Sums whose unit is written otherwise or left unsaid: "800 E par mois", "3 M€, dont 2 millions …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import DIGITS, read_digits

_CAPITAL_E = re.compile(r"E(?:(?<=\d{3}E)|(?<=\d{3} E))(?![\w'’°]|\.\w| [A-ZÀ-Ý])")
""" "800 E", not "100E ÉDITION"."""
_LARGE = re.compile(r"m(?:illions?|illiards?)?(?: d'euros?| ?€)")
_SCALE = re.compile(
    r"milli(?:on|ard)s?\b"
    rf"(?! ?€| euros?\b| d'euros?\b| (?:de (?:la part )?|d')(?!{alternatives(lexicon('money')['of_money'])}))"
    r"(?! (?:dollars?|francs?|habitants?|visiteurs?|personnes?)\b)"
)
_SCALED = re.compile(rf"(?<![\w,.]){DIGITS} \Z")
_SCALED_REACH = 20

_NEXT_GIVEN = rf"[^.\n€\d]{{0,90}}(?:\b(?:en|y) \w+ |\b(?:{alternatives(lexicon('money')['given_in_turn'])}) "
_UNIT_UNSAID = re.compile(
    rf"{_NEXT_GIVEN}|, )(?P<amount>\d{{1,3}}(?: \d{{3}})+)(?= ?[.;,)\n]|\Z| et )(?!,\d)"
)
_SCALE_UNSAID = re.compile(
    rf"{_NEXT_GIVEN}|(?:[;,]| et) (?:et )?(?:la |le |les |l')[a-z' -]{{3,60}}? )"
    r"(?P<amount>\d{1,3}(?:,\d{1,2})?)(?= ?[.;)\n]|,(?!\d)|\Z| et )"
)


def next_unsaid(folded: str, start: int, *, scaled: bool) -> re.Match[str] | None:
    """The next sum of the same sentence, its unit left out: "l'ARS a versé 158 000 euros ; la Ville, 45 000";
    where the one before counts thousands or millions, of these: "9 M€ : l'ARS en apporte 6, la Ville 2,5"."""
    return (_SCALE_UNSAID if scaled else _UNIT_UNSAID).match(folded, start)


def with_euro_signs(text: str, folded: str) -> str:
    """A folded text with "€" where a capital E stands for it behind a number."""
    pieces: list[str] = []
    last = 0
    for match in _CAPITAL_E.finditer(text):
        pieces += (folded[last : match.start()], "€")
        last = match.end()
    return "".join((*pieces, folded[last:])) if pieces else folded


def large_sums_unsaid(folded: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Millions without their unit in a text that counts millions of euros: start, end, number and scale."""
    scales = list(_SCALE.finditer(folded))
    if scales and _LARGE.search(folded) is not None:
        for scale in scales:
            number = _SCALED.search(folded, max(0, scale.start() - _SCALED_REACH), scale.start())
            if number is not None:
                yield number.start(), scale.end(), read_digits(number.group().rstrip()), scale.group()
