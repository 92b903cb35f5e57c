"""A number of a text that may count something, with the looks that are taken to either side of it."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.normalise.mentions.labels import Label
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import read_qualifier

Read = tuple[Quantity, int]
"""A quantity, and where reading goes on."""


class Number:
    """A number of a text: the match of its pattern, and its value."""

    __slots__ = ("end", "folded", "match", "start", "text", "value")

    def __init__(self, text: str, folded: str, match: re.Match[str], value: Decimal) -> None:
        self.text = text
        self.folded = folded
        self.match = match
        self.value = value
        self.start, self.end = match.span()

    def before(self, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """What a pattern finds in the characters right before the number."""
        return pattern.search(self.folded, max(0, self.start - reach), self.start)

    def after(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern matches right behind the number."""
        return pattern.match(self.folded, self.end)

    def part_of(self, counted: Quantity) -> Decimal | None:
        """The value of a quantity that this number may be a part of."""
        return counted.value if counted.value >= self.value else None

    def told(self, label: Label, whole: Decimal | None = None, until: int | None = None) -> Read:
        """The quantity that this number is of what a label says; reading goes on behind the number, or at
        `until`."""
        qualifier = (
            "about" if self.match["collective_form"] else read_qualifier(self.folded, self.start, self.end)
        )
        quantity = Quantity(
            self.start, self.end, self.value, qualifier, label.unit, label.start, label.end, whole
        )
        return quantity, until or self.end
