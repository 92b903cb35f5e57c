"""Dates of a French text: days, lists and ranges of days, months, quarters, seasons, years.

Forms found by `date_forms` are joined to ranges ("du 3 novembre au 15 décembre 2025"), what only
looks like a date is left out (`date_traps`), and years that are not written are worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of
from flows.normalise.mentions import calendar
from flows.normalise.mentions.bare_days import BareDays
from flows.normalise.mentions.calendar import Span
from flows.normalise.mentions.date_forms import Form, find_forms
from flows.normalise.mentions.date_traps import is_counted, is_trap, stands_alone
from flows.normalise.mentions.model import DateMention

_REACH = 30
_RANGE = re.compile(
    r" ?(?:inclus,? |compris,? )?(?:,? ?(?:et )?jusqu'(?:au|a|en)|au|a|→|➜|=?>)(?: la| le| l')? ?"
    r"|(?P<dash> ?[-/] ?)"
    r"|(?P<et> et (?:le |la |l'|du )?)"
)
_RANGE_LEAD = re.compile(
    r"\b(?:du|de|d'|de la|de l'|des|(?:a (?:partir|compter) d[eu])|entre)(?: le| la| l')? ?\Z"
)
_BETWEEN_LEAD = re.compile(r"\bentre (?:le |la |l'|mi-|debut )?\Z")
_SIBLING = re.compile(r" ?(?:,|;|&|et|ou|puis|\|)? ?(?:et |ou )?(?:le |les |du |au )?")
_LISTED_YEAR = re.compile(r" ?, ?(?:et |ou )?| et | ou | ?& ?")
_SIDE = re.compile(r" (?:(?P<past>derniere?s?(?! delai)|passee?s?|ecoulee?s?)|(?P<future>prochaine?s?))\b")
_SCHOOL_YEAR = re.compile(
    r"\b(?:scolaires?|universitaires?|rentree|saison|promotion|promo|cursus) (?:de )?\Z"
)
_BOUND = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{code}>{'|'.join(forms)})" for code, forms in lexicon("calendar")["bounds"].items())
    + r") ?\Z"
)
_SEASON_LOOKBACK = 3
"""Months: "au printemps" means the spring that began at most so long ago, else the next."""
_PRECISION = {
    "part": "season",
    "relative_year": "year",
    "relative_month": "month",
    "weekday": "day",
    "relative": "day",
    "current_day": "day",
}


@dataclass(slots=True)
class _Settled:
    """A form, or two joined to a range, with its days settled."""

    first: date
    last: date
    days: tuple[date, ...]
    year_stated: bool


class _View(NamedTuple):
    """From where a date without a year is read, and to which side."""

    reference: date
    past: bool
    """ "dernier" stands after the date."""
    future: bool
    """ "prochain" stands after the date."""
    ahead: bool
    """ "avant le" stands before it: a deadline, likely to come."""


def find_dates(text: str, folded: str, reference: date) -> list[DateMention]:
    """Every date of a text, in order, without overlaps.

    `folded` is `text` as `documents.folding.fold` gives it; `reference` is the day the announcement was
    published, or captured if that is not known: "hier", "ce jeudi" and missing years are read from it.
    """
    del text
    return WrittenDates(folded).read_from(reference)


class WrittenDates:
    """The dates of a text as they are written, to be read from one day or another."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._groups = list(_groups(folded))
        _share_years(folded, self._groups)
        self._bare = BareDays(folded)

    def read_from(self, reference: date) -> list[DateMention]:
        """What `find_dates` gives for that day."""
        mentions = (_mention(self._folded, group, reference) for group in self._groups)
        listed = _listed(self._folded, [mention for mention in mentions if mention is not None])
        return self._bare.among(listed, reference)


_LIST_JOINT = re.compile(r" ?, ?(?:(?:et|puis|ou) )?(?:le )?| (?:et|puis|ou) (?:le )?| & ")


def _listed(folded: str, mentions: list[DateMention]) -> list[DateMention]:
    """Mentions with the days that "les" counts over several months made one list: "les jeudis 22 janvier,
    5 février et 5 mars"."""
    found: list[DateMention] = []
    open_list = False
    for mention in mentions:
        single = mention.precision == "day" and mention.bound is None and mention.first == mention.last
        last = found[-1] if found else None
        if (
            open_list
            and single
            and last is not None
            and last.last is not None
            and mention.first is not None
            and last.last < mention.first
            and _LIST_JOINT.fullmatch(folded, last.end, mention.start)
        ):
            days = last.days or (last.last,)
            found[-1] = replace(
                last,
                end=mention.end,
                last=mention.last,
                days=(*days, mention.first),
                year_stated=last.year_stated or mention.year_stated,
            )
            continue
        plural = folded[max(0, mention.start - 4) : mention.start].endswith(("les ", "aux ", "des "))
        open_list = (single or bool(mention.days)) and mention.bound is None and plural
        found.append(mention)
    return found


def _mention(folded: str, group: list[Form], reference: date) -> DateMention | None:
    """The mention that one form, or two joined to a range, make; null if the calendar has no such days."""
    first, last = group[0], group[-1]
    lead = folded[max(0, first.start - _REACH) : first.start]
    found = None if len(group) > 1 or first.is_range else _BOUND.search(lead)
    bound = found.lastgroup if found else None
    side = _SIDE.match(folded, last.end)
    view = _View(
        reference,
        past=bool(side and side["past"]),
        future=bool(side and side["future"]),
        ahead=bound in ("until", "before"),
    )
    settled = _settle(group, lead, view)
    if settled is None:
        return None
    if first is last and first.kind == "month" and (weekly := _WEEKLY.search(lead)) is not None:
        days = _weekdays(settled.first, settled.last, _WEEKDAYS[weekly["name"]])
        return DateMention(first.start, last.end, *days, "day", year_stated=settled.year_stated)
    if bound == "from" and settled.first < reference and "des" in lead[-8:].split(" "):
        bound = "since"
    return DateMention(
        start=first.start,
        end=last.end,
        first=None if bound in ("until", "before") else settled.first,
        last=None if bound in ("from", "since") else settled.last,
        precision=_PRECISION.get(first.kind, first.kind),
        days=settled.days,
        bound=bound,
        year_stated=settled.year_stated,
    )


_WEEKDAYS: dict[str, int] = lexicon("calendar")["weekdays"]
_WEEKLY = re.compile(
    rf"\b(?:chaque|tous les|les) (?P<name>{any_of(_WEEKDAYS)})s? (?:matins? |soirs? |midis? )?"
    r"(?:(?:du|au) mois )?(?:d[e'] ?|en )$"
)
"""Before a month: what comes back week by week, from its first to its last day."""


def _weekdays(first: date, last: date, weekday: int) -> tuple[date, date]:
    """The first and the last day of a month that are a given weekday."""
    return (
        first + timedelta(days=(weekday - first.weekday()) % 7),
        last - timedelta(days=(last.weekday() - weekday) % 7),
    )


def _groups(folded: str) -> Iterator[list[Form]]:
    """Forms that are dates, two together where they are the ends of a range."""
    forms = [form for form in find_forms(folded) if not is_trap(folded, form)]
    index = 0
    kept: Form | None = None
    while index < len(forms):
        form = forms[index]
        if index + 1 < len(forms) and _is_range(folded, form, forms[index + 1]):
            kept = forms[index + 1]
            yield [form, kept]
            index += 2
            continue
        if stands_alone(folded, form) or (kept is not None and _goes_on(folded, kept, form)):
            kept = form
            yield [form]
        index += 1


def _goes_on(folded: str, kept: Form, form: Form) -> bool:
    """Whether a form that says little by itself goes on a list: "le 4/03, 6/03", "en 2024, 2025 et 2026"."""
    if kept.numeric and form.numeric:
        return _SIBLING.fullmatch(folded, kept.end, form.start) is not None
    if kept.kind != "year" or form.kind != "year" or is_counted(folded, form):
        return False
    return _LISTED_YEAR.fullmatch(folded, kept.end, form.start) is not None


def _is_range(folded: str, first: Form, last: Form) -> bool:
    if first.is_range or last.is_range or last.start - first.end > 20:
        return False
    joint = _RANGE.fullmatch(folded, first.end, last.start)
    if joint is None:
        return False
    lead = folded[max(0, first.start - _REACH) : first.start]
    if "/" in joint.group() and first.kind != "month":
        return False
    if joint["et"]:
        return first.kind == last.kind == "relative" or _BETWEEN_LEAD.search(lead) is not None
    if first.kind == last.kind == "weekday":
        return _RANGE_LEAD.search(lead) is not None
    if first.kind != last.kind or (joint["dash"] and first.kind != "day"):
        return first.kind in ("day", "month", "part", "season", "year") and bool(
            _RANGE_LEAD.search(lead) or (first.kind == last.kind and last.year)
        )
    if first.kind in ("month", "year", "season", "part"):
        return _RANGE_LEAD.search(lead) is not None or first.year is not None or last.year is not None
    if joint["dash"] and len(joint.group()) > 1 and first.year and not last.year:
        return False
    return first.kind == "day" and len(first.days) == 1 and len(last.days) == 1


def _share_years(folded: str, groups: list[list[Form]]) -> None:
    """A year stated once in a list of dates holds for its neighbours: "le 12 mai et le 3 juin 2025"."""
    for before, after in zip(reversed(groups[:-1]), reversed(groups[1:]), strict=True):
        left, right = before[-1], after[0]
        if (
            left.kind == right.kind == "day"
            and left.year is None
            and right.start - left.end <= 12
            and _SIBLING.fullmatch(folded, left.end, right.start)
        ):
            year = right.year if len(after) == 1 else after[-1].year
            in_order = left.days[-1][2:0:-1] <= right.days[0][2:0:-1]
            if year is not None and in_order and _fits(left, year):
                left.year = year


def _fits(form: Form, year: int) -> bool:
    found = [(day.weekday, calendar.day(year, day.month, day.day)) for day in form.days]
    return all(day is not None and (weekday is None or day.weekday() == weekday) for weekday, day in found)


def _settle(group: list[Form], lead: str, view: _View) -> _Settled | None:
    first, last = group[0], group[-1]
    if first.kind == "day" and last.kind == "day":
        return _settle_days(group, view)
    spans: list[Span] = []
    if last.year is not None and first.year is None and first is not last:
        first.year = last.year - (first.month > last.month > 0)
    stated = first.year is not None or last.year is not None
    for form in group:
        if form is last and last is not first and form.year is None and spans:
            form = replace(form, year=spans[0].first.year + (0 < form.month < first.month))
        span = _span(form, lead, view)
        if span is None:
            return None
        spans.append(span)
    begin, end = spans[0].first, spans[-1].last
    if last.kind == "weekday" and end < begin:
        end += timedelta(days=7)
    return _Settled(begin, end, (), stated) if begin <= end else None


def _settle_days(group: list[Form], view: _View) -> _Settled | None:
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
    last_year = closing.year if stated and closing.year is not None else year + turns
    found = [
        calendar.day(last_year if form is closing else year, day.month, day.day)
        for form in group
        for day in form.days
    ]
    days = [day for day in found if day is not None]
    if len(days) < len(found) or days[0] > days[-1]:
        return None
    is_list = len(group) == 1 and len(days) > 1 and not opening.is_range
    return _Settled(days[0], days[-1], tuple(days) if is_list else (), stated)


def _span(form: Form, lead: str, view: _View) -> Span | None:
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
    if form.kind == "current_day":
        found = calendar.day(reference.year, reference.month, form.month)
        return Span(found, found) if found else None
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
