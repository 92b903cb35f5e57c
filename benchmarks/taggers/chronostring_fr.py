"""chronostring: days and hours; it spells a stretch of days out, which is folded back to its ends.

It fails on some sentences as a whole (a day out of range, an "ou" between days): nothing is read there. One
long text would stop at the first of them, so it is timed sentence by sentence.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from chronostring import parse_dates
from chronostring.tokens import ExceptionNotSupportedToken

from taggers.model import Sentence, Tool, Values, clock

_STRETCH = 4
"""Days in a row, and more, come from a stretch ("du 12 au 15"): no list is that long."""


class Chronostring(Tool):
    name = "chronostring"
    package = "chronostring"
    takes_long_texts = False

    def find(self, sentence: Sentence) -> list[Any]:
        try:
            return list(parse_dates(sentence.text, context=sentence.on))
        except (ValueError, ExceptionNotSupportedToken):
            return []

    def values(self, found: Any) -> Values:
        values = Values()
        days: set[date] = set()
        for item in found:
            for end in item if isinstance(item, tuple) else (item,):
                if isinstance(end, datetime):
                    days.add(end.date())
                    values.times.add(clock(end.hour, end.minute))
                elif isinstance(end, date):
                    days.add(end)
                elif isinstance(end, time):
                    values.times.add(clock(end.hour, end.minute))
        values.dates = {day.isoformat() for day in _ends(sorted(days))}
        return values


def _ends(days: list[date]) -> set[date]:
    rows: list[list[date]] = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if day - before == timedelta(days=1):
            rows[-1].append(day)
        else:
            rows.append([day])
    return {day for row in rows for day in (row if len(row) < _STRETCH else (row[0], row[-1]))}
