"""Which days written dates mean: missing years worked out, ends of ranges put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from flows.normalise.mentions import calendar
from flows.normalise.mentions.calendar import Span
from flows.normalise.mentions.date_forms import Form

_SCHOOL_YEAR = re.compile(
    r"\b(?:scolaires?|universitaires?|rentree|saison|promotion|promo|cursus) (?:de )?\Z"
)
_SEASON_LOOKBACK = 3
"""Months: "au printemps" means the spring that began at most so long ago, else the next."""


@dataclass(slots=True)
class Settled:
    """A form, or two joined to a range, with its days settled."""

    first: date
    last: date
    days: tuple[date, ...]
    year_stated: bool


class View(NamedTuple):
    """From where a date without a year is read, and to which side."""

    reference: date
    past: bool
    """ "dernier" stands after the date, or "depuis" before it."""
    future: bool
    """ "prochain" stands after the date."""
    ahead: bool
    """ "avant le" stands before it: a deadline, likely to come."""


def settle(group: list[Form], lead: str, view: View) -> Settled | None:
    """The days that a form, or the two ends of a range, mean; null for what cannot be. `lead` is the folded
    text before."""
    first, last = group[0], group[-1]
    if first.kind == "day" and last.kind == "day":
        return _settle_days(group, view)
    if first.year is None and last.year is not None:
        first.year = last.year - (first.month > last.month > 0)
    stated = first.year is not None
    begin = end = _span(first, lead, view)
    if begin is not None and last is not first:
        if last.year is None:
            last = replace(last, year=begin.first.year + (0 < last.month < first.month))
        end = _span(last, lead, view)
    if begin is None or end is None or begin.first > end.last:
        return None
    return Settled(begin.first, end.last, (), stated)


def _settle_days(group: list[Form], view: View) -> Settled | None:
    written = [day for form in group for day in form.days]
    opening, closing = group[0], group[-1]
    turns = len(group) == 2 and (written[0].month, written[0].day) > (written[-1].month, written[-1].day)
    stated = opening.year is not None or closing.year is not None
    if opening.year is not None:
        year: int | None = opening.year
    elif closing.year is not None:
        year = closing.year - turns
    else:
        year = calendar.year_of_days(
            written,
            view.reference,
            past=view.past,
            future=view.future,
            last_in_next_year=turns,
            ahead=view.ahead,
        )
    if year is None:
        return None
    last_year = year + turns if closing.year is None else closing.year
    found = [
        calendar.day(last_year if form is closing else year, day.month, day.day)
        for form in group
        for day in form.days
    ]
    days = [day for day in found if day is not None]
    if len(days) < len(found) or days[0] > days[-1]:
        return None
    is_list = len(group) == 1 and len(days) > 1 and not opening.is_range
    return Settled(days[0], days[-1], tuple(days) if is_list else (), stated)


def _span(form: Form, lead: str, view: View) -> Span | None:
    """The days of a form other than a list of days."""
    reference = view.reference
    if form.kind == "day":
        settled = _settle_days([form], view)
        return Span(settled.first, settled.last) if settled else None
    if form.kind == "year":
        return _years(form, lead, reference)
    if form.kind == "relative_year":
        return calendar.whole_years(reference.year + form.month, reference.year + form.month)
    if form.kind == "relative_month":
        years, month = divmod(reference.month - 1 + form.month, 12)
        return calendar.months(reference.year + years, month + 1)
    if form.kind == "weekday":
        on = calendar.weekday_near(form.month, reference, form.edge)
        return Span(on, on)
    if form.kind == "relative":
        on = reference + timedelta(days=form.month)
        return Span(on, on)
    year = form.year
    if year is None:
        lookback = 6 if form.kind == "month" else _SEASON_LOOKBACK
        year = calendar.year_of_month(
            form.month, reference, past=view.past, future=view.future, lookback=lookback
        )
    return calendar.months(year, form.month, form.length)


def _years(form: Form, lead: str, reference: date) -> Span | None:
    first = form.year or reference.year
    last = form.last_year or first
    if form.is_range and not first < last <= first + 50:
        return None
    if last == first + 1 and (form.edge == "/" or _SCHOOL_YEAR.search(lead)):
        return Span(date(first, 9, 1), date(last, 8, 31))
    return calendar.whole_years(first, last)
