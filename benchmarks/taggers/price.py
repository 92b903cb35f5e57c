"""price-parser: it reads one price in a string, so it is given the number before each word for the euro."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from price_parser import Price

from taggers.model import Sentence, Tool, Values

_EURO = re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE)
_BEFORE = 30
"""Characters before the sign: room for the sum, and little else that could be taken for it."""
_NUMBER = re.compile(r"\d[\d\s.,\u202f\u00a0]*(?:\D{0,15})$")


class PriceParser(Tool):
    name = "price-parser"
    package = "price-parser"

    def find(self, sentence: Sentence) -> list[Decimal | None]:
        return [Price.fromstring(piece, currency_hint="€").amount for piece in _pieces(sentence.text)]

    def values(self, found: Any) -> Values:
        return Values(sums={amount for amount in found if amount is not None})


def _pieces(text: str) -> list[str]:
    pieces, end = [], 0
    for sign in _EURO.finditer(text):
        written = _NUMBER.search(text, max(end, sign.start() - _BEFORE), sign.start())
        pieces.append(text[written.start() if written else sign.start() : sign.end()])
        end = sign.end()
    return pieces
