"""The forms a French date takes, each read on its own: days, months, quarters, seasons, years, "hier".

One pattern finds them all. A form keeps what is written, with the year still open where none is
written; `dates` joins forms to ranges and settles the years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder, any_of
from flows.normalise.mentions.calendar import full_year
from flows.normalise.mentions.numbers import WORDS, read_words
from flows.normalise.mentions.weekdays import one_weekday

_LEXICON = lexicon("calendar")
_WEEKDAYS: dict[str, int] = _LEXICON["weekdays"]
_MONTHS: dict[str, int] = _LEXICON["months"] | _LEXICON["month_abbreviations"]
_SEASONS: dict[str, int] = _LEXICON["seasons"]
_ORDINALS: dict[str, int] = _LEXICON["ordinals"]
_RELATIVE: dict[str, int] = _LEXICON["relative_days"]

_FULL_WEEKDAYS = any_of(name for name in _WEEKDAYS if len(name) > 4)
_WEEKDAY = rf"(?:(?:{_FULL_WEEKDAYS})s?|(?:{any_of(n for n in _WEEKDAYS if len(n) < 5)}|mar)\.)(?: ?,)? "
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_DAY_ORDINAL = rf"(?:{_DAY}(?: ?[eᵉ][rʳ])?|premier)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_FULL_MONTH = any_of(_LEXICON["months"])
_MONTH = rf"(?:(?:{_FULL_MONTH})|(?:{any_of(_LEXICON['month_abbreviations'])})\b\.?)(?!\w)"
_BETWEEN_DAYS = (
    r"(?: ?, ?(?:(?:et|ou) )?(?:le )?| (?:et|ou|puis) (?:le |du )?| ?& ?(?:le )?"
    r"|(?P<to> ?- ?| a | au | / |/| jusqu'au ))"
)
_UNNAMED = _BETWEEN_DAYS.replace("?P<to>", "?:")

_KINDS = (
    rf"(?P<days>(?:{_WEEKDAY})?{_DAY_ORDINAL}(?:{_UNNAMED}(?:{_WEEKDAY})?{_DAY_ORDINAL}){{0,11}}"
    rf"(?: |(?P<hyphen>-)|(?<=\.))(?P<days_month>{_MONTH})(?:,? (?P<days_year>{_YEAR}))?)",
    rf"(?P<iso>(?P<iso_year>{_YEAR})(?P<iso_sep>[-/])(?P<iso_month>0[1-9]|1[0-2])(?P=iso_sep)(?P<iso_day>{_DAY}))"
    r"(?:t\d\d:\d\d(?::\d\d)?[^\s]{0,6})?",
    rf"(?P<numeric>(?:(?P<numeric_weekday>{_WEEKDAY})(?:le )?)?(?P<numeric_day>0?[1-9]|[12]\d|3[01])"
    r"(?:(?P<sep>[/.-])(?P<numeric_month>0?[1-9]|1[0-2])(?P=sep)"
    rf"(?P<numeric_year>{_YEAR}|\d\d(?!\d))|/(?P<short_month>0?[1-9]|1[0-2])))(?![\d/])(?!,\d)",
    rf"(?P<month_number>(?P<mn_month>0[1-9]|1[0-2])/(?P<mn_year>{_YEAR}))(?!/)",
    rf"(?P<edged>(?P<edge>debut|fin|mi|courant|milieu)(?: (?:du mois (?:de |d')|de |d')| |-)"
    rf"(?P<edged_month>{_FULL_MONTH})\b(?: (?P<edged_year>{_YEAR}))?)",
    rf"(?P<month>(?P<plain_month>{_MONTH})(?: (?P<month_year>{_YEAR}))?)",
    r"(?P<year_edge>(?P<ye_edge>debut|fin|mi|courant|milieu)[ -](?:de )?"
    rf"(?:l'annee (?P<ye_named>{_YEAR})|l'annee|(?P<ye_year>{_YEAR})))",
    rf"(?P<part>(?:(?P<part_letter>[ts])(?P<part_digit>[1-4])"
    rf"|(?P<part_ordinal>{any_of(_ORDINALS)}) (?P<part_name>trimestre|semestre))"
    rf"(?:(?: de (?:l'annee )?| |-|/)(?P<part_year>{_YEAR}))?)",
    rf"(?P<season>(?P<this>cet |cette )?(?P<season_name>{any_of(_SEASONS)})"
    rf"(?: \(?(?:de )?(?:scolaire |universitaire )?(?:de )?(?:septembre )?"
    rf"(?P<season_year>{_YEAR})(?:[-/]{_YEAR}|[-/]\d\d(?!\d))?)?)",
    rf"(?P<years>(?P<years_first>{_YEAR})(?P<years_between> ?- ?|/| a | et | au )"
    rf"(?P<years_last>{_YEAR}|(?<=\d[-/])\d\d(?!\d)))(?![-/]\d)",
    rf"(?P<year>{_YEAR})",
    rf"(?P<near_weekday>(?:ce )?(?P<nw_name>{_FULL_WEEKDAYS})"
    r"(?: (?P<nw_side>dernier|prochain|passe))?)(?! \d)",
    r"(?P<relative_year>cette annee|l'an(?:nee)? (?P<ry_side>derni|proch|pass)(?:ere?|aine?|ee?))",
    r"(?P<relative_month>mois (?<=\b(?:le|du|au) mois )(?P<rm_side>dernier|prochain|passe))",
    rf"(?P<relative>{any_of(_RELATIVE)})",
    rf"(?P<current_day>(?P<cd_day>{_DAY}) courant)",
)
_FORM = re.compile(rf"(?<![,.])(?:{'|'.join(_KINDS)})(?!\w)")
_FIRST_WORDS: PhraseFinder[None] = PhraseFinder(
    dict.fromkeys([*_WEEKDAYS, "mar", *(f"{name}s" for name in _WEEKDAYS)])
    | dict.fromkeys([*_MONTHS, *_SEASONS, *_ORDINALS, *_RELATIVE])
    | dict.fromkeys(["debut", "fin", "mi", "courant", "milieu", "ce", "cet", "cette"])
    | dict.fromkeys(["l'an", "l'annee", "mois"])
    | dict.fromkeys(letter + digit for letter in "ts" for digit in "1234")
)
_FIRST_NUMBER = re.compile(r"\d(?<!\w.)(?:\d?|(?:(?<=1)9|(?<=2)0)\d\d)(?!\d)")
"""A number that may be that of a day, a month or a year."""
_DAY_IN_LIST = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}))?(?P<day>{_DAY}|premier)(?: ?[eᵉ][rʳ])?(?:{_BETWEEN_DAYS})?"
)


_WORDED_DAY = re.compile(rf"\b(?:(?P<weekday>{_WEEKDAY}))?(?P<day>{WORDS}) \Z")
_WORDED_REACH = 25
"""Characters that the longest of these takes ("mercredi vingt-quatre")."""
_WEEKDAY_LEAD = re.compile(r"\b(?:(?P<past>depuis)|des|d'ici) \Z")
_LIST_LEAD = re.compile(r"\b(?:les|des|du|aux) \Z")


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
    """day, month, part (quarter or semester), season, year; weekday, relative, relative_month, relative_year
    and current_day, which count from the day of reading."""
    days: list[WrittenDay] = field(default_factory=list)
    is_range: bool = False
    """Days: whether the list is a range ("du 3 au 7 mai"). Years: "2023-2028"."""
    month: int = 0
    """First month of a month, quarter, semester or season. Of other kinds, their number: the day of "15
    courant", the weekday, the days, months or years from today."""
    length: int = 1
    """Months it lasts, for quarters, semesters and seasons."""
    year: int | None = None
    last_year: int | None = None
    edge: str = ""
    """debut, mi, fin, courant, dernier, prochain, ce: words of the form itself that move it; past, future,
    near: what the verb beside a weekday says."""
    numeric: bool = False
    """Digits and slashes only, without a year: as likely a fraction."""
    hyphenated: bool = False
    """"11-novembre": how streets are named."""


def find_forms(folded: str) -> Iterator[Form]:
    """Every stretch of folded text that may be a date, left to right, without overlaps."""
    starts = {number.start() for number in _FIRST_NUMBER.finditer(folded)}
    starts.update(start for start, _, _ in _FIRST_WORDS.find(folded))
    reached = 0
    for start in sorted(starts):
        match = _FORM.match(folded, start) if start >= reached else None
        if match is None:
            continue
        reached = match.end()
        form = _READERS[match.lastgroup or ""](match)
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
    return _WEEKDAYS.get(name, _WEEKDAYS.get(name.removesuffix("s"))) if name else None


def _year(written: str | None) -> int | None:
    return full_year(written) if written else None


def _days(match: re.Match[str]) -> Form | None:
    form = _form(match, "day")
    month = _MONTHS[match["days_month"].rstrip(".")]
    listed = list(_DAY_IN_LIST.finditer(match.string, match.start(), match.start("days_month")))
    keep_from = _first_of_list(match.string, listed)
    form.start = listed[keep_from].start()
    for item in listed[keep_from:]:
        number = 1 if item["day"] == "premier" else int(item["day"])
        form.days.append(WrittenDay(_weekday(item["weekday"]), number, month))
    joints = listed[keep_from:-1]
    form.is_range = len(joints) == 1 and joints[0]["to"] is not None
    if len(joints) > 1 and any(item["to"] for item in joints) and not all(item["to"] for item in joints):
        form.days = form.days[-2:] if joints[-1]["to"] else form.days[-1:]
        form.is_range = len(form.days) == 2
        form.start = listed[-len(form.days)].start()
    form.year = _year(match["days_year"])
    form.hyphenated = match["hyphen"] is not None
    return form


def _first_of_list(folded: str, listed: list[re.Match[str]]) -> int:
    """Where the list of days begins: "salle 3, 12 mai" lists one day, "les 3, 12 mai" two."""
    if (
        len(listed) < 2
        or listed[0]["weekday"]
        or _LIST_LEAD.search(folded, max(0, listed[0].start() - 5), listed[0].start())
    ):
        return 0
    for index in range(len(listed) - 2, -1, -1):
        joint = folded[listed[index].end("day") : listed[index + 1].start()]
        if "," in joint and " et " not in joint and index == len(listed) - 2:
            return index + 1
    return 0


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
        _MONTHS[match["edged_month"]],
        _year(match["edged_year"]),
        match["edge"],
    )
    return form


def _month(match: re.Match[str]) -> Form | None:
    written = match["plain_month"].rstrip(".")
    year = _year(match["month_year"])
    before = _WORDED_DAY.search(match.string, max(0, match.start() - _WORDED_REACH), match.start())
    if before and 2 <= (read_words(before["day"]) or 0) <= 31:  # "le six octobre"
        return _worded_day(match, before, _MONTHS[written], year)
    if year is None and written in _LEXICON["month_abbreviations"]:
        return None
    form = _form(match, "month")
    form.month, form.year = _MONTHS[written], year
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
    number = int(match["part_digit"]) if match["part_digit"] else _ORDINALS[match["part_ordinal"]]
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
    form.month, form.length = _SEASONS[match["season_name"]], 1 if match["season_name"] == "rentree" else 3
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


def _near_weekday(match: re.Match[str]) -> Form | None:
    side = match["nw_side"]
    if side is None and not match.group().startswith("ce "):
        lead = _WEEKDAY_LEAD.search(match.string, max(0, match.start() - 7), match.start())
        if lead is not None:
            side = "dernier" if lead["past"] else "prochain"  # "depuis lundi", "dès jeudi"
        elif (side := one_weekday(match.string, *match.span())) is None:
            return None
    form = _form(match, "weekday")
    form.month = _WEEKDAYS[match["nw_name"]]
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
    form.month = _RELATIVE[match["relative"]]
    return form


def _current_day(match: re.Match[str]) -> Form:
    form = _form(match, "current_day")
    form.month = int(match["cd_day"])
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
    "near_weekday": _near_weekday,
    "relative_year": _relative_year,
    "relative_month": _relative_month,
    "relative": _relative,
    "current_day": _current_day,
}
