"""Days written without their month, which the dates around give: "mardi 5", "le 14 à 18 h", "le lendemain".

Du 4 au 7 novembre 2024 : lundi 4, Hagetmau ; mardi 5, Labouheyre. Le lendemain, …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions import calendar
from flows.normalise.mentions.model import DateMention

_WEEKDAYS: dict[str, int] = lexicon("calendar")["weekdays"]
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01]|1er)(?![\w/°%€:]|[.,-]\d| ?(?:h|heures?|e|eme|ans|min)\b| ?[/%€°])"
"""The number of a day; no hour, sum or age."""
_NAMED = re.compile(
    r"(?:(?:di(?<=[a-z]di)|dimanche(?<=\bdimanche))(?P<several>s)?"
    rf"|\b(?P<short>lun|mar|merc?|jeu|vend?|sam|dim)\.),? (?:le )?(?P<day>{_NUMBER})"
)
"""The end of a weekday's name, or its short form, and the number of a day."""
_MORE = re.compile(rf"(?: ?, ?(?:et )?| (?:et|ou|puis|&) )(?:les? )?(?P<day>{_NUMBER})")
"""What goes on after several of one weekday: "mardis 7, 14 et 21"."""
_SPAN = re.compile(
    r"(?:^|\n)(?:[•*–—-] ?)?du (?P<day>[1-9]|[12]\d|3[01]|1er) au (?P<last>[1-9]|[12]\d|3[01])"
    r"(?= ?(?:[:;,(\n]|- |$))"
)
"""Opens a line below the month: "Du 6 au 10 : semaine du cœur"."""
_WEEKDAY = re.compile(r"\b[a-z]+\Z")
_LONGEST_WEEKDAY = 9
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
_NEXT_DAY = re.compile(r"\ble lendemain(?! (?:de|du|des|d')\b|')")
_TO = re.compile(r"(?: ?\([^()\n]{1,20}\)|,? (?:a|des|a partir de) \d[\dh :]{0,6}?)? au (?:le )?")
"""Between the ends of a range: "du vendredi 16 (18 h) au dimanche 18 mai"."""
_AND = re.compile(r",? (?:et|puis|&) (?:le )?")
_LISTED = re.compile(r"\d, ?(?:le )?\Z")
_LISTED_REACH = 7
"""Before one of more than two days: "mardi 7, jeudi 9 et vendredi 10"."""
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
    more: tuple[int, ...] = ()
    """Later days of the same weekday and month."""
    last: int | None = None
    """The number of the last day of a span."""


class BareDays:
    """The days without a month of a folded text."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._found = sorted(_find(folded))

    def among(self, mentions: list[DateMention], reference: date) -> list[DateMention]:
        """The mentions of a text with these days among them, in order."""
        taken: list[DateMention | _Bare] = sorted([*mentions, *self._found], key=attrgetter("start"))
        if len(taken) == len(mentions):
            return mentions
        following: list[DateMention | None] = []
        after: DateMention | None = None
        for item in reversed(taken):
            following.append(after)
            after = item if isinstance(item, DateMention) else after
        following.reverse()
        found: list[DateMention] = []
        own: DateMention | None = None
        for item, after in zip(taken, following, strict=True):
            if found and item.start < found[-1].end:
                continue
            if isinstance(item, DateMention):
                found.append(item)
                continue
            if (after is None or item.end <= after.start) and (day := _settle(item, found, after, reference)):
                if own is not None and found[-1] is own and (whole := self._joined(own, item, day)):
                    found[-1] = whole
                else:
                    found.append(self._mention(item, day, after))
                own = found[-1]
        return found

    def _joined(self, before: DateMention, bare: _Bare, day: date) -> DateMention | None:
        """The range that two days without a month make: "jeu. 16 & ven. 17", "du lundi 6 au vendredi 10"."""
        first = before.first
        if first is None or before.days or bare.more or first != before.last or day <= first:
            return None
        listed = _LISTED.search(self._folded, max(0, before.start - _LISTED_REACH), before.start)
        follows = (
            not listed
            and day == first + timedelta(days=1)
            and _AND.fullmatch(self._folded, before.end, bare.start)
        )
        if not (follows or _TO.fullmatch(self._folded, before.end, bare.start)):
            return None
        return replace(before, end=bare.end, last=day)

    def _mention(self, bare: _Bare, day: date, after: DateMention | None) -> DateMention:
        """The mention of a day, or of the range that it begins."""
        if after is not None and self._begins_range(bare, day, after):
            return replace(after, start=bare.start, first=day, bound=None)
        if bare.last is not None:
            last = calendar.day(day.year, day.month, bare.last)
            return DateMention(bare.start, bare.end, day, last or day, "day", year_stated=False)
        later = [calendar.day(day.year, day.month, number) for number in bare.more]
        days = (day, *(d for d in later if d is not None and d > day and d.weekday() == day.weekday()))
        listed = days if len(days) > 1 else ()
        return DateMention(bare.start, bare.end, day, days[-1], "day", listed, year_stated=False)

    def _begins_range(self, bare: _Bare, day: date, after: DateMention) -> bool:
        if after.precision != "day" or after.days or after.last is None or day >= after.last:
            return False
        if _TO.fullmatch(self._folded, bare.end, after.start):
            return True
        is_eve = after.first == day + timedelta(days=1)
        return is_eve and _AND.fullmatch(self._folded, bare.end, after.start) is not None


def _find(folded: str) -> Iterator[_Bare]:
    for span in _SPAN.finditer(folded):
        yield _Bare(span.start("day"), span.end(), _number(span["day"]), None, last=_number(span["last"]))
    for named in _NAMED.finditer(folded):
        if named["short"]:
            short = _WEEKDAYS.get(named["short"], 1)  # "mar." is Tuesday beside a number
            yield _Bare(named.start(), named.end(), _number(named["day"]), short)
            continue
        name_end = named.start() + (8 if folded.startswith("dimanche", named.start()) else 2)
        name = _WEEKDAY.search(folded, max(0, name_end - _LONGEST_WEEKDAY), name_end)
        if name is not None and (weekday := _WEEKDAYS.get(name.group())) is not None:
            more, end = [], named.end()
            while named["several"] and (following := _MORE.match(folded, end)):
                more.append(_number(following["day"]))
                end = following.end()
            yield _Bare(name.start(), end, _number(named["day"]), weekday, tuple(more))
    for numbered in _NUMBERED.finditer(folded):
        if not _CALLED.search(folded, max(0, numbered.start() - _LONGEST_CALL), numbered.start()):
            yield _Bare(numbered.start("day"), numbered.end("day"), _number(numbered["day"]), None)
    for following in _NEXT_DAY.finditer(folded):
        yield _Bare(following.start(), following.end(), 0, None)


def _number(written: str) -> int:
    return int(written.removesuffix("er"))


def _settle(
    bare: _Bare, before: Sequence[DateMention], after: DateMention | None, reference: date
) -> date | None:
    """The day meant, by the date before it; for one with its weekday, else by others."""
    told = next((m for m in reversed(before) if m.precision in ("day", "month")), None)
    if told is not None and bare.start - told.end > _REACH:
        told = None
    if bare.weekday is None:
        anchor = told.last or told.first if told is not None else None
        if told is None or anchor is None:
            return None
        if not bare.day:
            return anchor + timedelta(days=1) if told.precision == "day" else None
        first = told.first or anchor
        if bare.last is not None:
            return calendar.day(first.year, first.month, bare.day)
        day = calendar.day(first.year, first.month, bare.day)
        if day is not None and day < first:
            day = calendar.day(anchor.year, anchor.month, bare.day)
        return day if day is not None and day >= first else None
    if told is not None and told.precision == "month" and told.first is not None:
        day = calendar.day(told.first.year, told.first.month, bare.day)
        if day is not None and day.weekday() == bare.weekday:
            return day
    anchors = [(told.last or told.first) if told is not None else None]
    anchors += (
        [after.first or after.last] if after is not None and after.precision in ("day", "month") else []
    )
    for anchor in [*anchors, reference]:
        if anchor is not None and (day := _near(bare, anchor)):
            return day
    return None


def _near(bare: _Bare, anchor: date) -> date | None:
    """The day of that number and weekday nearest to another."""
    month = anchor.replace(day=15)
    months = (month + timedelta(days=30 * n) for n in (-1, 0, 1))
    days = (calendar.day(month.year, month.month, bare.day) for month in months)
    fitting = [d for d in days if d and d.weekday() == bare.weekday and abs(d - anchor) <= _NEAR]
    return min(fitting, key=lambda d: abs(d - anchor), default=None)
