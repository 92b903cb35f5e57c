"""Sums in euros: amount, upper end, how exactly, and for what unit of time or person.

Here are the sums that carry their unit, anywhere in a text; `money_tables` reads those of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.model import Money
from flows.normalise.mentions.money_bases import basis_of_sum
from flows.normalise.mentions.money_units import large_sums_unsaid, next_unsaid, with_euro_signs
from flows.normalise.mentions.numbers import (
    DIGITS,
    NUMBERS_OPEN,
    WORDS,
    last_multiplier,
    read_digits,
    read_qualifier,
    read_words,
)

_LEXICON = lexicon("money")
_SCALES: dict[str, int] = _LEXICON["scales"]
_LONG_SCALES = "|".join(name for name in sorted(_SCALES, key=len, reverse=True) if len(name) > 3)
_SHORT_SCALES = "|".join(name for name in sorted(_SCALES, key=len, reverse=True) if len(name) <= 3)
_BEFORE_REACH = 50
_LONGEST = 120
"""Characters of a sum, or of the two ends of a range, on either side of the sign of the euro."""
_START = attrgetter("start")

_NUMBER = rf"(?:{DIGITS}(?:\.\d{{1,2}}(?!\d))?|{WORDS})"
_SCALE = rf"(?:{_LONG_SCALES}|(?:{_SHORT_SCALES})(?= ?(?:d')?(?:€|eur)))"
_UNIT = r"(?:d'|de |d )?(?:€|euros?\b|eur\b)"
_SUM = re.compile(
    rf"\b(?:(?=\d)|{NUMBERS_OPEN})(?<![,.])"
    rf"(?:(?P<low>{_NUMBER}) ?(?P<low_scale>{_SCALE})? ?(?P<low_unit>{_UNIT})?"
    rf"(?P<to> - ?|-(?=[ \d]) ?| a | et (?:de )?| ou ))?"
    rf"(?P<high>{_NUMBER}) ?(?P<high_scale>{_SCALE})?(?P<half> et demie?)? ?{_UNIT}"
)
_EURO = (re.compile("€"), re.compile(r"eur(?<=[\d 'kmd]eur)(?:os?)?(?!\w)"))
_LOW_LEAD = re.compile(
    r"\b(?<!respectivement )(?<!respective )"
    r"(?:de|entre|comprise?s? entre|varie de|variant de|va de|allant de|allouer|soit) \Z"
)
_CHANGED = re.compile(rf"\b(?:{_LEXICON['changed']})(?: \w+)? de \Z")
"""Before a sum that gives way to the next: "passe de | 10 000 à 25 000 €"."""
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def find_money(text: str, folded: str) -> list[Money]:
    """Every sum of a text that carries its unit, in order, without overlaps."""
    folded = with_euro_signs(text, folded)
    found: list[Money] = []
    reached = 0
    for unit in sorted(unit.start() for euro in _EURO for unit in euro.finditer(folded)):
        if unit < reached:
            continue
        match = _SUM.search(folded, max(reached, unit - _LONGEST), unit + _LONGEST)
        if match is not None and match.start() < unit:
            reached = match.end()
            found += _read(folded, match)
            found += _with_unit_unsaid(folded, match)
    for start, end, number, scale in large_sums_unsaid(folded):
        found.append(_single(folded, start, end, number * _SCALES[scale]))
    apart: list[Money] = []
    for money in sorted(found, key=_START):
        if not apart or apart[-1].end <= money.start:
            apart.append(money)
    return apart


def _with_unit_unsaid(folded: str, match: re.Match[str]) -> Iterator[Money]:
    """The sums told after one in the same unit."""
    factor, reached = _SCALES.get(match["high_scale"] or "", 1), match.end()
    while (following := next_unsaid(folded, reached, scaled=factor > 1)) is not None:
        reached = following.end()
        yield _single(folded, following.start("amount"), reached, read_digits(following["amount"]) * factor)


def _read(folded: str, match: re.Match[str]) -> Iterator[Money]:
    low = None
    if match["low"]:
        low = _value(match["low"], match["low_scale"] or (None if match["low_unit"] else match["high_scale"]))
    high = _value(match["high"], match["high_scale"])
    if high is None:
        return
    multiplier = 1 if match["high"][0].isdecimal() else last_multiplier(match["high"])
    if match["half"]:  # "deux millions et demi d'euros"
        high += Decimal(_SCALES.get(match["high_scale"] or "", multiplier)) / 2
    if low is not None and not (match["low_scale"] or match["low_unit"]) and low * multiplier < high:
        low *= multiplier  # "entre un et deux millions d'euros"
    if low is not None and low < high and _is_low_end(folded, match):
        basis = basis_of_sum(folded, match.start(), match.end())
        yield Money(match.start(), match.end(), low, high, "between", basis)
        return
    if low is not None and match["low_unit"]:
        yield _single(folded, match.start(), match.end("low_unit"), low)
    yield _single(folded, match.start("high"), match.end(), high)


def _single(folded: str, start: int, end: int, amount: Decimal) -> Money:
    return Money(
        start, end, amount, None, read_qualifier(folded, start, end), basis_of_sum(folded, start, end)
    )


def _is_low_end(folded: str, match: re.Match[str]) -> bool:
    """Whether the first number is the low end of a range, not a year or another sum beside it."""
    joint = match["to"].strip()
    if joint == "a" and _CHANGED.search(folded, max(0, match.start() - _BEFORE_REACH), match.start()):
        return False
    if joint in ("-", "a") and match["low_unit"]:
        return True
    if _YEAR_LIKE.fullmatch(match["low"]) and not match["low_scale"]:
        return False
    if match["to"] in ("-", " a "):
        return True
    return _LOW_LEAD.search(folded, max(0, match.start() - _BEFORE_REACH), match.start()) is not None


def _value(written: str, scale: str | None) -> Decimal | None:
    if written[0].isdecimal():
        value: Decimal | int | None = read_digits(written)
    else:
        value = read_words(written)
    return None if value is None else Decimal(value) * _SCALES.get(scale or "", 1)
