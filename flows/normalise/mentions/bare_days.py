"""Days written without their month, which the dates around give: "mardi 5", "le 14 à 18 h", "le lendemain".

Du 4 au 7 novembre 2024 : lundi 4, Hagetmau ; mardi 5, Labouheyre. Le lendemain, …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from flows.normalise.mentions import calendar
from flows.normalise.mentions.date_forms import Form
from flows.normalise.mentions.model import DateMention

_NUMBERED = re.compile(
    r" (?:le|du) (?P<day>[1-9]|[12]\d|3[01]|1er)(?= ?[,;:)\n](?!\d)|\.?$|\.\s| a \d| (?:de|des) \d{1,2} ?h)"
)
"""The number of a day that nothing but a date before it makes one."""
_CALLED = re.compile(
    r"\b(?:compos\w+|appel\w*|contact\w+|joindre|joignez|telephon\w+|faire|faites|numeros?|centre|samu|via|par)"
    r"(?: (?:d'abord|alors|aussitot|vite|immediatement|systematiquement))?\Z"
)
"""Before a number that is dialled: "composez le 15"."""
_LONGEST_CALL = 30
_NEXT_DAY = re.compile(r"le lendemain(?<!\w.{12})(?! (?:de|du|des|d')\b|')")
_TO = re.compile(
    r"(?: ?\([^()\n]{1,20}\)|,? (?:a|des|a partir de) \d[\dh :]{0,6}?)? au (?:le )?"
    r"|(?P<and>,? (?:et|puis|&) (?:le )?)"
)
"""Between the ends of a range: "du vendredi 16 (18 h) au dimanche 18 mai", "jeu. 16 & ven. 17"."""
_REACH = 400
"""Characters before the number of a day within which its month is told."""
_NEAR = timedelta(days=45)
"""Time between a weekday with its number and the date that gives its month."""


class _Bare(NamedTuple):
    start: int
    end: int
    day: int
    """0 for the next day."""
    weekday: int | None


class BareDays:
    """The days without a month of a folded text; those with their weekday are found as forms of a date."""

    def __init__(self, folded: str, named: Iterable[Form]) -> None:
        self._folded = folded
        self._found = sorted([*(_named(form) for form in named), *_unnamed(folded)])

    def among(self, mentions: list[DateMention], reference: date) -> list[DateMention]:
        """The mentions of a text with these days among them, in order."""
        found: list[DateMention] = []
        coming = mentions[::-1]
        open_at = -1
        """Where the last of these days ends, if it may begin a range."""
        for bare in self._found:
            while coming and coming[-1].start <= bare.start:
                found.append(coming.pop())
            after = coming[-1] if coming else None
            if (found and bare.start < found[-1].end) or (after is not None and after.start < bare.end):
                continue
            day = _settle(bare, found, after, reference)
            if day is None:
                continue
            if (
                found
                and found[-1].end == open_at
                and self._is_range(open_at, bare.start, found[-1].first, day)
            ):
                found[-1] = replace(found[-1], end=bare.end, last=day)
            elif after is not None and self._opens_range(bare, day, after):
                coming[-1] = replace(after, start=bare.start, first=day, bound=None)
            else:
                found.append(DateMention(bare.start, bare.end, day, day, "day", year_stated=False))
                open_at = bare.end
        return [*found, *reversed(coming)]

    def _opens_range(self, bare: _Bare, day: date, after: DateMention) -> bool:
        """Whether a day and the dated one behind it are a range: "du lundi 6 | au vendredi 10 mai"."""
        is_day = after.precision == "day" and not after.days and after.last is not None
        return is_day and self._is_range(bare.end, after.start, day, after.last)

    def _is_range(self, end: int, start: int, first: date | None, last: date | None) -> bool:
        """Whether the words from end to start make a range of the day before them and that behind."""
        if first is None or last is None or first >= last:
            return False
        joint = _TO.fullmatch(self._folded, end, start)
        return joint is not None and (joint["and"] is None or last - first == timedelta(days=1))


def _named(form: Form) -> _Bare:
    (written,) = form.days
    return _Bare(form.start, form.end, written.day, written.weekday)


def _unnamed(folded: str) -> Iterator[_Bare]:
    for numbered in _NUMBERED.finditer(folded):
        if not _CALLED.search(folded, max(0, numbered.start() - _LONGEST_CALL), numbered.start()):
            number = int(numbered["day"].removesuffix("er"))
            yield _Bare(numbered.start("day"), numbered.end("day"), number, None)
    for following in _NEXT_DAY.finditer(folded):
        yield _Bare(following.start(), following.end(), 0, None)


def _settle(
    bare: _Bare, before: Sequence[DateMention], after: DateMention | None, reference: date
) -> date | None:
    """The day meant, by the date before it; for one with its weekday, else by others."""
    told = next((m for m in reversed(before) if m.precision in ("day", "month")), None)
    if told is not None and bare.start - told.end > _REACH:
        told = None
    anchor = told.last or told.first if told is not None else None
    if bare.weekday is None:
        if told is None or anchor is None:
            return None
        if not bare.day:
            return anchor + timedelta(days=1) if told.precision == "day" else None
        first = told.first or anchor
        days = (calendar.day(day.year, day.month, bare.day) for day in (first, anchor))
        return next((day for day in days if day is not None and day >= first), None)
    anchors = [anchor, after.first or after.last if after is not None else None, reference]
    days = (_near(bare, anchor) for anchor in anchors if anchor is not None)
    return next((day for day in days if day is not None), None)


def _near(bare: _Bare, anchor: date) -> date | None:
    """The day of that number and weekday nearest to another."""
    month = anchor.replace(day=15)
    months = (month + timedelta(days=30 * n) for n in (-1, 0, 1))
    days = (calendar.day(month.year, month.month, bare.day) for month in months)
    fitting = [d for d in days if d and d.weekday() == bare.weekday and abs(d - anchor) <= _NEAR]
    return min(fitting, key=lambda d: abs(d - anchor), default=None)
