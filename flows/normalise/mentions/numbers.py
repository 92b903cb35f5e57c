"""French numbers, in digits ("1 093", "180.000", "2,45") and in words ("cent mille", "une soixantaine").

All patterns here are pieces for folded text: lower case, no accents, plain hyphens and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder, any_of

_LEXICON = lexicon("numbers")
_VALUES: dict[str, int] = _LEXICON["words"]
_MULTIPLIERS: dict[str, int] = _LEXICON["multipliers"]
_COLLECTIVES: dict[str, int] = _LEXICON["collectives"]


def openings(words: Iterable[str]) -> str:
    """A lookahead that lets pass only what begins like one of these words.

    Put before a long alternation, it turns away most words of a text at their first letters.
    """
    return f"(?={any_of({word[:3] for word in words})})"


DIGITS = r"(?:\d{1,3}(?:[ .]\d{3}(?!\d)){1,4}|\d{1,12})(?:,\d{1,4}(?!\d))?"
"""A number in digits: thousands set apart by a space or a point, decimals after a comma."""

_WORD = f"(?:{any_of(_VALUES.keys() | _MULTIPLIERS.keys())})"
WORDS = rf"{_WORD}\b(?:(?:[ -]et)?[ -]{_WORD}\b){{0,19}}"
"""A cardinal number in words."""

NUMBERS_OPEN = openings({"un", *_VALUES, *_MULTIPLIERS})
"""A lookahead for the first letters of a number in words, `WORDS` or `COLLECTIVE`."""

_DIGIT = re.compile(r"\d(?<![\w,./°€'-].)")
_FIRST_WORDS: PhraseFinder[None] = PhraseFinder(
    dict.fromkeys((_VALUES.keys() | _MULTIPLIERS.keys()) - {"un", "une"})
    | dict.fromkeys(f"{one} {noun}" for one in ("un", "une") for noun in (*_MULTIPLIERS, *_COLLECTIVES))
)


def number_starts(folded: str) -> list[int]:
    """Where a number may begin that is more than one: at digits that no sign ties to what stands before, and
    at words for numbers."""
    starts = [digit.start() for digit in _DIGIT.finditer(folded)]
    starts.extend(start for start, _, _ in _FIRST_WORDS.find(folded))
    return sorted(starts)


COLLECTIVE = rf"une? (?P<collective>{any_of(_COLLECTIVES)})\b"
"""A number told as a collective noun ("une dizaine"); always about."""


_POINT_BETWEEN_THOUSANDS = re.compile(r"\.\d{3}(?!\d)")


def read_digits(written: str) -> Decimal:
    """The value of digits as `DIGITS` matches them."""
    whole, _, decimals = written.partition(",")
    if "." in whole and _POINT_BETWEEN_THOUSANDS.search(whole):
        whole = whole.replace(".", "")
    return Decimal(whole.replace(" ", "") + ("." + decimals if decimals else ""))


def read_words(written: str) -> int | None:
    """The value of a cardinal in words; null if the words do not make one number ("deux trois")."""
    total = current = 0
    last_multiplier = 10**12
    empty = True
    for word in re.split(r"[ -]", written):
        if word == "et":
            continue
        value = _VALUES.get(word)
        if value is not None:
            tens = current % 100
            if value == 20 and tens == 4:
                current += 76
            elif empty or tens == 0 or (0 < value < 20 and _joins(tens, value)):
                current += value
            else:
                return None
        elif word in ("cent", "cents"):
            if current >= 10 and not 11 <= current <= 19:  # "quinze cents"
                return None
            current = max(current, 1) * 100
        else:
            multiplier = _MULTIPLIERS[word]
            if multiplier >= last_multiplier or (current == 0 and multiplier > 1000):
                return None
            total += max(current, 1) * multiplier
            current, last_multiplier = 0, multiplier
        empty = False
    return total + current


def last_multiplier(written: str) -> int:
    """The thousand, million or milliard that a cardinal in words ends with ("deux millions"); else 1."""
    multiplier = _MULTIPLIERS.get(written.rpartition(" ")[2], 1)
    return multiplier if multiplier >= 1000 else 1


def _joins(tens: int, value: int) -> bool:
    """Whether a word below twenty may follow these tens ("vingt-deux", "soixante-douze", "dix-sept")."""
    return value in (7, 8, 9) if tens == 10 else tens % 10 == 0 and tens > 10


def read_collective(match: re.Match[str]) -> int:
    """The value of a collective noun from a match of `COLLECTIVE`: "une douzaine" is 12."""
    return _COLLECTIVES[match["collective"]]


_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{code}>{'|'.join(forms)})" for code, forms in _LEXICON["qualifiers_before"].items())
    + r") ?(?:les? |la |l'|un |une |de )?\Z"
)
_AFTER = re.compile(
    r" ?\(?(?:"
    + "|".join(f"(?P<{code}>{'|'.join(forms)})" for code, forms in _LEXICON["qualifiers_after"].items())
    + r")(?!\w)"
)
_REACH = 40


def read_qualifier(folded: str, start: int, end: int) -> str:
    """How exactly the number at start:end is meant, by the words around it.

    exact, about, up_to or at_least (code list `amount_qualifier`).
    """
    before = _BEFORE.search(folded, max(0, start - _REACH), start)
    if before and before.lastgroup:
        return before.lastgroup
    after = _AFTER.match(folded, end, end + _REACH)
    return after.lastgroup if after and after.lastgroup else "exact"
