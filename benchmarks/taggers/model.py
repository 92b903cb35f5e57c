"""What a tool reads in a sentence, as plain values, and what every adapter offers."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from importlib.metadata import version
from typing import Any

LONG_ENOUGH = 2.0
"""Seconds that a speed is measured for."""
SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class Sentence:
    on: date
    text: str


@dataclass(slots=True)
class Values:
    """The end points that are read in one sentence."""

    dates: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)
    sums: set[Decimal] = field(default_factory=set)


class Missing(Exception):  # noqa: N818 - it is a state, not a fault
    """The tool is not installed, or what it runs on is not."""


class Tool(ABC):
    """A reader of French text. Building one loads it, or raises Missing or ImportError."""

    name: str
    package: str
    takes_long_texts = True

    @property
    def version(self) -> str:
        return version(self.package)

    @abstractmethod
    def find(self, sentence: Sentence) -> Any:
        """The tool's own work on a text."""

    @abstractmethod
    def values(self, found: Any) -> Values:
        """What it found, in the words of the benchmark."""

    def read(self, sentences: Sequence[Sentence]) -> list[Values]:
        return [self.values(self.find(sentence)) for sentence in sentences]

    def seconds(self, sentences: Sequence[Sentence]) -> float:
        """The time of the tool's own work on these: the fastest of the passes made in LONG_ENOUGH."""
        fastest, ends = float("inf"), time.perf_counter() + LONG_ENOUGH
        while time.perf_counter() < ends:
            started = time.perf_counter()
            for sentence in sentences:
                self.find(sentence)
            fastest = min(fastest, time.perf_counter() - started)
        return fastest


def month(day: date) -> str:
    return f"{day:%Y-%m}"


def quarter(day: date) -> str:
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def half(day: date) -> str:
    return f"{day.year:04}-H{(day.month + 5) // 6}"


def season(day: date) -> str:
    """The season of a day; January and February belong to the winter of the year before."""
    index = (day.month - 3) % 12 // 3
    return f"{day.year - (day.month < 3):04}-{SEASONS[index]}"


def clock(hour: int, minute: int = 0) -> str:
    return f"{hour:02}:{minute:02}"


def week(year: int, number: int) -> set[str]:
    """The Monday and the Sunday of a week."""
    monday = date.fromisocalendar(year, number, 1)
    return {monday.isoformat(), (monday + timedelta(days=6)).isoformat()}


def period(first: date, last: date) -> set[str]:
    """The values of a stretch of whole months: one month, quarter, half or year, or its two ends."""
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if not whole or count < 1:
        return {first.isoformat(), last.isoformat()}
    if count % 12 == 0 and first.month == 1:
        return {f"{first.year:04}", f"{last.year:04}"}
    if count == 3:
        return {quarter(first)} if first.month % 3 == 1 else {season(first)}
    if count == 6 and first.month in (1, 7):
        return {half(first)}
    return {month(first), month(last)}
