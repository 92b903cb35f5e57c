"""Dates of a French text: days, lists and ranges of days, months, quarters, seasons, years.

Forms found by `date_forms` are joined to ranges ("du 3 novembre au 15 décembre 2025"), what only
looks like a date is left out (`date_traps`), and years that are not written are worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of
from flows.normalise.mentions.bare_days import BareDays
from flows.normalise.mentions.date_forms import Form, WrittenDay, find_forms
from flows.normalise.mentions.date_traps import is_counted, is_trap, stands_alone
from flows.normalise.mentions.model import DateMention
from flows.normalise.mentions.settled_dates import View, settle

_REACH = 30
_RANGE = re.compile(
    r" ?(?:inclus,? |compris,? )?(?:,? ?(?:et )?jusqu'(?:au|a|en)|au|a|→|➜|=?>)(?: la| le| l')? ?"
    r"| ?[-/] ?"
    r"|(?P<et> et (?:le |la |l'|du )?)"
)
_RANGE_LEAD = re.compile(
    r"\b(?:du|de|d'|de la|de l'|des|(?:a (?:partir|compter) d[eu])|entre)(?: le| la| l')? ?\Z"
)
_BETWEEN_LEAD = re.compile(r"\bentre (?:le |la |l'|mi-|debut )?\Z")
_SIBLING = re.compile(r" ?(?:,|;|&|et|ou|puis|\|)? ?(?:et |ou )?(?:le |les |du |au )?")
_LISTED_YEAR = re.compile(r" ?, ?(?:et |ou )?| et | ou | ?& ?")
_SIDE = re.compile(r" (?:(?P<past>derniere?s?(?! delai)|passee?s?|ecoulee?s?)|(?P<future>prochaine?s?))\b")
_BOUND = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{code}>{'|'.join(forms)})" for code, forms in lexicon("calendar")["bounds"].items())
    + r")(?: cet?| cette| mois d[e'])? ?\Z"
)
_PRECISION = {
    "part": "season",
    "relative_year": "year",
    "relative_month": "month",
    "weekday": "day",
    "relative": "day",
}

_FROM_TODAY = ("weekday", "relative")


class WrittenDates:
    """The dates of a text as they are written, to be read from one day or another."""

    def __init__(self, folded: str) -> None:
        """`folded` is a text as `documents.folding.fold` gives it."""
        self._folded = folded
        groups = list(_groups(folded))
        self._groups = [group for group in groups if group[0].kind != "named_day"]
        _share_years(folded, self._groups)
        _share_days(self._groups)
        self._bare = BareDays(folded, [group[0] for group in groups if group[0].kind == "named_day"])

    @property
    def is_relative(self) -> bool:
        """Whether a day is told by that of writing: "hier", "ce jeudi"."""
        return any(form.kind in _FROM_TODAY for forms in self._groups for form in forms)

    def tied_to_a_year(self, mentions: Sequence[DateMention]) -> list[DateMention]:
        """Those of the days read whose year is written or follows from a weekday."""
        tied = {
            group[0].start
            for group in self._groups
            if any(form.year is not None or any(d.weekday is not None for d in form.days) for form in group)
        }
        return [m for m in mentions if m.start in tied and m.precision == "day"]

    def read_from(self, reference: date) -> list[DateMention]:
        """Every date, in order, without overlaps; `reference` is the day the announcement was published, or
        captured if that is not known: "hier", "ce jeudi" and missing years are read from it."""
        mentions: list[DateMention] = []
        for group in self._groups:
            mention = _mention(self._folded, group, reference)
            if mention is not None and mentions and _is_next(self._folded, mentions[-1], mention, reference):
                mention = _mention(self._folded, group, reference, to_come=True) or mention
            if mention is not None:
                mentions.append(mention)
        return self._bare.among(_listed(self._folded, mentions), reference)


def _is_next(folded: str, before: DateMention, mention: DateMention, reference: date) -> bool:
    """Whether a date read as one long past goes on a list after a day to come: in February, the 18 September
    after "20 mars, 15 mai" is not that of last year."""
    if mention.year_stated or before.precision != "day" or not before.first or not mention.first:
        return False
    is_back = before.first > reference and reference - mention.first > _LONG_PAST
    return is_back and _NEXT.fullmatch(folded, before.end, mention.start) is not None


_LONG_PAST = timedelta(days=60)
_NEXT = re.compile(r"[^\n.!?]{0,120}\n[^\n.!?]{0,80}| ?(?:,|/|-|–|;|et|puis|&) ?(?:et )?(?:le )?")
_LIST_JOINT = re.compile(r" ?, ?(?:(?:et|puis|ou) )?(?:le )?| (?:et|puis|ou) (?:le )?| & ")


def _listed(folded: str, mentions: list[DateMention]) -> list[DateMention]:
    """Mentions with the days that "les" counts over several months made one list: "les jeudis 22 janvier,
    5 février et 5 mars"."""
    found: list[DateMention] = []
    counted: tuple[date, ...] = ()
    """The days of a list that may go on."""
    for mention in mentions:
        is_day = mention.precision == "day" and mention.bound is None and mention.first == mention.last
        day = mention.first if is_day else None
        if (
            counted
            and day
            and counted[-1] < day
            and _LIST_JOINT.fullmatch(folded, found[-1].end, mention.start)
        ):
            counted = (*counted, day)
            found[-1] = replace(found[-1], end=mention.end, last=day, days=counted)
            continue
        if folded.endswith(("les ", "aux ", "des "), 0, mention.start):
            counted = (day,) if day else mention.days
        else:
            counted = ()
        found.append(mention)
    return found


def _mention(folded: str, group: list[Form], reference: date, *, to_come: bool = False) -> DateMention | None:
    """The mention that one form, or two joined to a range, make; null if the calendar has no such days."""
    first, last = group[0], group[-1]
    lead = folded[max(0, first.start - _REACH) : first.start]
    found = None if len(group) > 1 or first.is_range else _BOUND.search(lead)
    bound = found.lastgroup if found else None
    side = _SIDE.match(folded, last.end)
    view = View(
        reference,
        past=bound == "since" or bool(side and side["past"]),
        future=to_come or bool(side and side["future"]),
        ahead=bound in ("until", "before"),
    )
    settled = settle(group, lead, view)
    if settled is None:
        return None
    if first is last and first.kind == "month" and (weekly := _WEEKLY.search(lead)) is not None:
        days = _weekdays(settled.first, settled.last, _WEEKDAYS[weekly["name"]])
        return DateMention(first.start, last.end, *days, "day", year_stated=settled.year_stated)
    return DateMention(
        start=first.start,
        end=last.end,
        first=None if bound in ("until", "before") else settled.first,
        last=None if bound in ("from", "since") else settled.last,
        precision=_PRECISION.get(first.kind, first.kind),
        days=settled.days,
        bound=bound,
        year_stated=settled.year_stated and not first.year_borrowed,
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
    """Whether a form that says little by itself goes on a list: "en 2024, 2025 et 2026"."""
    if kept.kind != "year" or form.kind != "year" or is_counted(folded, form):
        return False
    return _LISTED_YEAR.fullmatch(folded, kept.end, form.start) is not None


def _is_range(folded: str, first: Form, last: Form) -> bool:
    """Whether two forms are the ends of a range."""
    if first.is_range or last.is_range or "named_day" in (first.kind, last.kind):
        return False
    joint = _RANGE.fullmatch(folded, first.end, last.start)
    if joint is None:
        return False
    lead = folded[max(0, first.start - _REACH) : first.start]
    alike = first.kind == last.kind
    if joint["et"]:
        return (alike and first.kind == "relative") or _BETWEEN_LEAD.search(lead) is not None
    if alike and first.kind == "day":
        return len(first.days) == len(last.days) == 1
    return (alike and last.year is not None) or _RANGE_LEAD.search(lead) is not None


def _share_years(folded: str, groups: list[list[Form]]) -> None:
    """A year stated once in a list of dates holds for its neighbours: "le 12 mai et le 3 juin 2025"."""
    for before, after in zip(reversed(groups[:-1]), reversed(groups[1:]), strict=True):
        left, right = before[-1], after[0]
        if left.kind == right.kind == "day" and left.year is None and after[-1].year is not None:
            in_order = left.days[-1][2:0:-1] <= right.days[0][2:0:-1]
            if in_order and _SIBLING.fullmatch(folded, left.end, right.start):
                left.year = after[-1].year


def _share_days(groups: list[list[Form]]) -> None:
    """What a page says once of a day holds wherever it names that day: its year ("le 16 septembre 2021 …
    rendez-vous le 16 septembre"), or its weekday, by which the year is found."""
    dated = [group for group in groups if all(form.kind == "day" for form in group)]
    years, weekdays = _told_of_days(dated)
    for group in dated:
        if _year_of(group) is not None:
            continue
        told = {year for form in group for day in form.days for year in years.get(day[1:], ())}
        if len(told) == 1:
            group[0].year = told.pop()
            group[0].year_borrowed = True
            continue
        for form in group:
            form.days = [_with_weekday(day, weekdays.get(day[1:], set())) for day in form.days]


_Told = dict[tuple[int, int], set[int]]
"""Years or weekdays by the day and month that a page tells them of."""


def _told_of_days(dated: list[list[Form]]) -> tuple[_Told, _Told]:
    """The years of days, and the weekdays where no year is told for sure."""
    years: _Told = {}
    weekdays: _Told = {}
    for group in dated:
        days = [day for form in group for day in form.days]
        year = _year_of(group)
        for day in days:
            if year is not None and days[0].month <= days[-1].month:
                years.setdefault(day[1:], set()).add(year)
            elif day.weekday is not None:
                weekdays.setdefault(day[1:], set()).add(day.weekday)
    return years, weekdays


def _year_of(group: list[Form]) -> int | None:
    return group[0].year or group[-1].year


def _with_weekday(day: WrittenDay, told: set[int]) -> WrittenDay:
    return day._replace(weekday=min(told)) if day.weekday is None and len(told) == 1 else day
