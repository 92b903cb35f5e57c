"""What days a French calendar expression means, and which year where none is written.

Pure arithmetic on days: nothing here reads text. A year that is not written is worked out from the
day of the week and the reference day (when the announcement was published, or captured).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

_YEARS_AROUND = 5
"""A weekday fits a given day every five, six or eleven years: further away nothing is certain."""
_FARTHEST_AHEAD = 550
"""Days: what is announced without a year lies no farther ahead; a weekday that would fit later is past."""


class Span(NamedTuple):
    """A stretch of days, both ends in."""

    first: date
    last: date


def day(year: int, month: int, day_of_month: int) -> date | None:
    """That day, or null if the calendar has none ("31 juin") or the year is out of range."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def months(year: int, month: int, count: int = 1) -> Span:
    """`count` whole months from the first of `month`."""
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(last, 12)
    end = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Span(date(year, month, 1), end)


def whole_years(first: int, last: int) -> Span:
    """From 1 January of the first to 31 December of the last year."""
    return Span(date(first, 1, 1), date(last, 12, 31))


def full_year(digits: str) -> int:
    """A year of two or four digits: "24" is 2024, "98" is 1998."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def year_of_days(
    days: Sequence[tuple[int | None, int, int]],
    reference: date,
    *,
    past: bool = False,
    future: bool = False,
    last_in_next_year: bool = False,
    ahead: bool = False,
) -> int | None:
    """The year of days given as (weekday, day, month), all meant to lie in one year.

    `last_in_next_year` says that the last of them lies in the next ("du 24 décembre au 2 janvier").
    The nearest to the reference in which every weekday fits; without weekdays simply the nearest, a tie
    going to the future. `past` and `future` ("dernier", "prochain") leave only days on their side of the
    reference. `ahead` leans to the future, as deadlines do: a day three months gone is next year's, unless
    a weekday says otherwise. Null if no year within five of the reference will do.
    """
    best: tuple[int, int] | None = None
    any_weekday = any(weekday is not None for weekday, _, _ in days)
    for year in range(max(1, reference.year - _YEARS_AROUND), min(9999, reference.year + _YEARS_AROUND) + 1):
        first = None
        for index, (weekday, day_of_month, month) in enumerate(days):
            in_next = last_in_next_year and index == len(days) - 1
            found = day(year + in_next, month, day_of_month)
            if found is None or (weekday is not None and found.weekday() != weekday):
                break
            first = first or found
        else:
            if first is None:
                return None
            distance = (first - reference).days
            if (past and distance > 0) or (future and distance < 0) or distance > _FARTHEST_AHEAD:
                continue
            if ahead and distance < 0 and not any_weekday:
                distance *= 3
            rank = (2 * abs(distance) - (distance > 0), year)
            best = min(best, rank) if best else rank
    return best[1] if best else None


def year_of_month(
    month: int, reference: date, *, past: bool = False, future: bool = False, lookback: int = 6
) -> int:
    """The year in which that month lies at most `lookback` months before the reference, or after it."""
    ahead = (month - reference.month) % 12
    if past:
        ahead -= 12 if ahead else 0
    elif not future and ahead > 12 - lookback:
        ahead -= 12
    return reference.year + (reference.month - 1 + ahead) // 12


def weekday_near(weekday: int, reference: date, side: str) -> date:
    """That weekday before ("dernier") or after the reference ("prochain"); told as past or future, also
    the reference itself; else this week's.

    "Ce jeudi" written on a day of the week means that day, one just past, or the one to come.
    """
    ahead = (weekday - reference.weekday()) % 7
    if side == "dernier" or (side == "past" and ahead):
        ahead -= 7
    elif side == "prochain":
        ahead = ahead or 7
    elif side not in ("past", "future") and ahead > 4:
        ahead -= 7
    return reference + timedelta(days=ahead)
