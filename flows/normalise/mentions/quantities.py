"""Counts, percentages and marks, with what is counted ("58 médecins accompagnés sur les 78 installés").

What is counted is the noun phrase after the number, or the subject of its sentence where the number
stands at the end ("le taux atteint 51 %"). Ages, lengths, dates, sums, addresses and numbering are
not counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.labels import Label, label_after, label_before, starts_with_pronoun
from flows.normalise.mentions.model import Mention, Quantity
from flows.normalise.mentions.numbers import (
    COLLECTIVE,
    DIGITS,
    WORDS,
    read_collective,
    read_digits,
    read_qualifier,
    read_words,
)

_LEXICON = lexicon("units")
_NUMBERING = frozenset(_LEXICON["numbering"].split())
_NOT_COUNTED = frozenset(_LEXICON["not_counted"].split())

_NUMBER = re.compile(
    rf"(?<![\w,./°€-])(?P<sign>[+-] ?)?(?:(?P<digits>{DIGITS})(?P<scale> (?:mille|millions?|milliards?))?"
    rf"|(?P<collective_form>{COLLECTIVE})(?P<thousands> de milliers)?|(?P<words>{WORDS}))"
    rf"(?:(?P<percent> ?(?:%|pour ?cent\b))|(?P<mark> ?/ ?(?P<whole>{DIGITS}))(?![\d/]))?(?![\w/])(?!\.\d)(?!:\d)"
)
_WORD_BEFORE = re.compile(r"([\w°']+-?)[ .]{0,2}$")
_WORD_AFTER = re.compile(r" ?(?:d'|de |des |l'|la |le |les )?([\w'²³€-]+)")
_OUT_OF = re.compile(rf"(?:[^.;:\n()]{{0,80}}?) sur (?:les |un total de |nos |ses )?(?P<whole>{DIGITS})(?![\w,/%]|,\d| ?(?:%|ans|jours|mois))")
_SCALES = {"mille": 1000, "million": 10**6, "milliard": 10**9}
_REACH = 24


class _Part(NamedTuple):
    """A number already read, which "dont 4" or "sept d'entre eux" may be a part of."""

    end: int
    value: Decimal
    label: Label


def find_quantities(
    text: str, folded: str, taken: Sequence[Mention] = ()
) -> list[Quantity]:
    """Every count, percentage and mark of a text, in order.

    Numbers inside `taken` (dates, times, sums already found) are left out.
    """
    spans = sorted((mention.start, mention.end) for mention in taken)
    starts = [start for start, _ in spans]
    quantities: list[Quantity] = []
    previous: _Part | None = None
    consumed = 0
    for match in _NUMBER.finditer(folded):
        if match.start() < consumed or _is_taken(spans, starts, match):
            continue
        value = _value(match)
        if value is None or _is_numbering(text, folded, match):
            continue
        quantity = _read(folded, match, value, previous)
        if quantity is None:
            continue
        if quantity.out_of is not None and not match["mark"]:
            consumed = max(consumed, match.end())
        quantities.append(quantity)
        previous = _Part(quantity.end, value, Label(quantity.label_start, quantity.label_end, quantity.unit))
    return quantities


def _is_taken(spans: list[tuple[int, int]], starts: list[int], match: re.Match[str]) -> bool:
    index = bisect_right(starts, match.end() - 1) - 1
    return index >= 0 and spans[index][1] > match.start()
