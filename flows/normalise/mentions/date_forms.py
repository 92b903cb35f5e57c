"""The forms a French date takes, each read on its own: days, months, quarters, seasons, years, "hier".

`date_grammar` finds them. A form keeps what is written, with the year still open where none is
written; `dates` joins forms to ranges and settles the years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.normalise.mentions.calendar import full_year
from flows.normalise.mentions.date_grammar import (
    DAY_IN_LIST,
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINALS,
    RELATIVE_DAYS,
    SEASONS,
    WEEKDAY_LEAD,
    WEEKDAYS,
    WORDED_DAY,
    WORDED_REACH,
    find_written,
)
from flows.normalise.mentions.numbers import read_words
from flows.normalise.mentions.weekdays import one_weekday


class WrittenDay(NamedTuple):
    """A day as written; weekday 0 is Monday."""

    weekday: int | None
    day: int
    month: int


@dataclass(slots=True)
class Form:
    """One date form of a text, as written."""

    start: int
    end: int
    kind: str
    """day, named_day (its month, 0, is told elsewhere), month, part (quarter or semester), season, year;
    weekday, relative, relative_month and relative_year, which count from the day of reading."""
    days: list[WrittenDay] = field(default_factory=list)
    is_range: bool = False
    """Days: whether the list is a range ("du 3 au 7 mai"). Years: "2023-2028"."""
    month: int = 0
    """First month of a month, quarter, semester or season. Of other kinds, their number: the weekday, the
    days, months or years from today."""
    length: int = 1
    """Months it lasts, for quarters, semesters and seasons."""
    year: int | None = None
    last_year: int | None = None
    edge: str = ""
    """debut, mi, fin, courant, dernier, prochain, ce: words of the form itself that move it; past, future,
    near: what the verb beside a weekday says."""
    numeric: bool = False
    """Digits and slashes only, without a year: as likely a fraction."""
    year_borrowed: bool = False
    """Whether the year is told with the same day elsewhere on the page."""
    hyphenated: bool = False
    """"11-novembre": how streets are named."""


def find_forms(folded: str) -> Iterator[Form]:
    """Every stretch of folded text that may be a date, left to right, without overlaps."""
    for written in find_written(folded):
        form = _READERS[written.lastgroup or ""](written)
        if form is not None:
            yield form


def _form(match: re.Match[str], kind: str) -> Form:
    start, end = match.span()
    while end > start and match.string[end - 1] in " ,":
        end -= 1
    return Form(start, end, kind)


def _weekday(written: str | None) -> int | None:
    name = (written or "").rstrip(" ,.")
    if name == "mar":
        return 1
    return WEEKDAYS.get(name, WEEKDAYS.get(name.removesuffix("s"))) if name else None


def _year(written: str | None) -> int | None:
    return full_year(written) if written else None


def _days(match: re.Match[str]) -> Form | None:
    form = _form(match, "day")
    month = MONTHS[match["days_month"].rstrip(".")]
    listed = list(DAY_IN_LIST.finditer(match.string, match.start(), match.start("days_month")))
    for item in listed:
        number = 1 if item["day"] == "premier" else int(item["day"])
        form.days.append(WrittenDay(_weekday(item["weekday"]), number, month))
    form.is_range = len(listed) == 2 and listed[0]["to"] is not None
    form.year = _year(match["days_year"])
    form.hyphenated = match["hyphen"] is not None
    return form


def _iso(match: re.Match[str]) -> Form:
    form = _form(match, "day")
    form.days = [WrittenDay(None, int(match["iso_day"]), int(match["iso_month"]))]
    form.year = int(match["iso_year"])
    return form


def _numeric(match: re.Match[str]) -> Form:
    form = _form(match, "day")
    weekday = _weekday(match["numeric_weekday"])
    month = int(match["numeric_month"] or match["short_month"])
    form.days = [WrittenDay(weekday, int(match["numeric_day"]), month)]
    form.year = _year(match["numeric_year"])
    form.numeric = form.year is None and weekday is None
    return form


def _month_number(match: re.Match[str]) -> Form:
    form = _form(match, "month")
    form.month, form.year = int(match["mn_month"]), int(match["mn_year"])
    return form


def _edged(match: re.Match[str]) -> Form:
    form = _form(match, "month")
    form.month, form.year, form.edge = (
        MONTHS[match["edged_month"]],
        _year(match["edged_year"]),
        match["edge"],
    )
    return form


def _month(match: re.Match[str]) -> Form | None:
    written = match["plain_month"].rstrip(".")
    year = _year(match["month_year"])
    before = WORDED_DAY.search(match.string, max(0, match.start() - WORDED_REACH), match.start())
    if before and 2 <= (read_words(before["day"]) or 0) <= 31:  # "le six octobre"
        return _worded_day(match, before, MONTHS[written], year)
    if year is None and written in MONTH_ABBREVIATIONS:
        return None
    form = _form(match, "month")
    form.month, form.year = MONTHS[written], year
    return form


def _worded_day(match: re.Match[str], before: re.Match[str], month: int, year: int | None) -> Form:
    form = _form(match, "day")
    form.start = before.start()
    form.days = [WrittenDay(_weekday(before["weekday"]), read_words(before["day"]) or 0, month)]
    form.year = year
    return form


def _year_edge(match: re.Match[str]) -> Form:
    form = _form(match, "year")
    form.year, form.edge = _year(match["ye_year"] or match["ye_named"]), match["ye_edge"]
    return form


def _part(match: re.Match[str]) -> Form | None:
    name, year = match["part_name"], _year(match["part_year"])
    quarter = match["part_letter"] == "t" or name == "trimestre"
    number = int(match["part_digit"]) if match["part_digit"] else ORDINALS[match["part_ordinal"]]
    count = 4 if quarter else 2
    if number < 0:
        number = count
    if number > count or (match["part_letter"] and year is None):
        return None
    form = _form(match, "part")
    form.length = 12 // count
    form.month, form.year = (number - 1) * form.length + 1, year
    return form


def _season(match: re.Match[str]) -> Form:
    form = _form(match, "season")
    form.month, form.length = SEASONS[match["season_name"]], 1 if match["season_name"] == "rentree" else 3
    form.year, form.edge = _year(match["season_year"]), "ce" if match["this"] else ""
    return form


def _years(match: re.Match[str]) -> Form | None:
    first, last = int(match["years_first"]), match["years_last"]
    form = _form(match, "year")
    form.year = first
    form.last_year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    form.is_range = True
    form.edge = match["years_between"].strip()
    return form


def _plain_year(match: re.Match[str]) -> Form:
    form = _form(match, "year")
    form.year = int(match["year"])
    return form


def _named_day(match: re.Match[str]) -> Form:
    form = _form(match, "named_day")
    number = int(match["nd_day"].removesuffix("er"))
    form.days = [WrittenDay(_weekday(match["nd_weekday"]), number, 0)]
    return form


def _near_weekday(match: re.Match[str]) -> Form | None:
    side = match["nw_side"]
    if side is None and not match.group().startswith("ce "):
        lead = WEEKDAY_LEAD.search(match.string, max(0, match.start() - 7), match.start())
        if lead is not None:
            side = "dernier" if lead["past"] else "prochain"  # "depuis lundi", "dès jeudi"
        elif (side := one_weekday(match.string, *match.span())) is None:
            return None
    form = _form(match, "weekday")
    form.month = WEEKDAYS[match["nw_name"]]
    form.edge = "dernier" if side == "passe" else side or "ce"
    return form


def _relative_year(match: re.Match[str]) -> Form:
    form = _form(match, "relative_year")
    form.month = {"derni": -1, "pass": -1, "proch": 1}.get(match["ry_side"] or "", 0)
    return form


def _relative_month(match: re.Match[str]) -> Form:
    form = _form(match, "relative_month")
    form.month = 1 if match["rm_side"] == "prochain" else -1
    return form


def _relative(match: re.Match[str]) -> Form:
    form = _form(match, "relative")
    form.month = RELATIVE_DAYS[match["relative"]]
    return form


_READERS = {
    "days": _days,
    "iso": _iso,
    "numeric": _numeric,
    "month_number": _month_number,
    "edged": _edged,
    "month": _month,
    "year_edge": _year_edge,
    "part": _part,
    "season": _season,
    "years": _years,
    "year": _plain_year,
    "named_day": _named_day,
    "near_weekday": _near_weekday,
    "relative_year": _relative_year,
    "relative_month": _relative_month,
    "relative": _relative,
}
