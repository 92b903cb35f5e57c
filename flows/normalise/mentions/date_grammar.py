"""How French writes dates: one pattern of all forms, each a group of its own, and words that lead to them.

The words are those of `lexicon/calendar.yaml`; what a form says is read in `date_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder, any_of
from flows.normalise.mentions.numbers import WORDS

_CALENDAR = lexicon("calendar")
WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]
MONTH_ABBREVIATIONS: dict[str, int] = _CALENDAR["month_abbreviations"]
MONTHS: dict[str, int] = _CALENDAR["months"] | MONTH_ABBREVIATIONS
SEASONS: dict[str, int] = _CALENDAR["seasons"]
ORDINALS: dict[str, int] = _CALENDAR["ordinals"]
RELATIVE_DAYS: dict[str, int] = _CALENDAR["relative_days"]

_FULL_WEEKDAYS = any_of(name for name in WEEKDAYS if len(name) > 4)
_WEEKDAY = rf"(?:(?:{_FULL_WEEKDAYS})s?|(?:{any_of(n for n in WEEKDAYS if len(n) < 5)}|mar)\.)(?: ?,)? "
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_DAY_ORDINAL = rf"(?:{_DAY}(?: ?[eᵉ][rʳ])?|premier)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_FULL_MONTH = any_of(_CALENDAR["months"])
_MONTH = rf"(?:(?:{_FULL_MONTH})|(?:{any_of(MONTH_ABBREVIATIONS)})\b\.?)(?!\w)"
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
    rf"|(?P<part_ordinal>{any_of(ORDINALS)}) (?P<part_name>trimestre|semestre))"
    rf"(?:(?: de (?:l'annee )?| |-|/)(?P<part_year>{_YEAR}))?)",
    rf"(?P<season>(?P<this>cet |cette )?(?P<season_name>{any_of(SEASONS)})(?! (?:de |d'){_MONTH})"
    rf"(?: \(?(?:de )?(?:scolaire |universitaire )?(?:de )?"
    rf"(?P<season_year>{_YEAR})(?:[-/]{_YEAR}|[-/]\d\d(?!\d))?)?)",
    rf"(?P<years>(?P<years_first>{_YEAR})(?P<years_between> ?- ?|/| a | et | au )"
    rf"(?P<years_last>{_YEAR}|(?<=\d[-/])\d\d(?!\d)))(?![-/]\d)",
    rf"(?P<year>{_YEAR})",
    rf"(?P<named_day>(?P<nd_weekday>{_WEEKDAY})(?P<nd_day>{_DAY}|1er)"
    r"(?![\w/°%€:]|[.,-]\d| ?(?:h|heures?|e|eme|ans|min)\b| ?[/%€°]))",  # no hour, sum or age
    rf"(?P<near_weekday>(?:ce )?(?P<nw_name>{_FULL_WEEKDAYS})"
    r"(?: (?P<nw_side>dernier|prochain|passe))?)(?! \d)",
    r"(?P<relative_year>cette annee|l'an(?:nee)? (?P<ry_side>derni|proch|pass)(?:ere?|aine?|ee?))",
    r"(?P<relative_month>mois (?<=\b(?:le|du|au) mois )(?P<rm_side>dernier|prochain|passe))",
    rf"(?P<relative>{any_of(RELATIVE_DAYS)})",
)
_FORM = re.compile(rf"(?<![,.])(?:{'|'.join(_KINDS)})(?!\w)")
_FIRST_WORDS: PhraseFinder[None] = PhraseFinder(
    dict.fromkeys([*WEEKDAYS, "mar", *(f"{name}s" for name in WEEKDAYS)])
    | dict.fromkeys([*MONTHS, *SEASONS, *ORDINALS, *RELATIVE_DAYS])
    | dict.fromkeys(
        ["debut", "fin", "mi", "courant", "milieu", "ce", "cet", "cette", "l'an", "l'annee", "mois"]
    )
    | dict.fromkeys(letter + digit for letter in "ts" for digit in "1234")
)
_FIRST_NUMBER = re.compile(r"\d(?<!\w.)(?:\d?(?= [a-z&/-]|[,/.&eᵉ-])|(?:(?<=1)9|(?<=2)0)\d\d(?!\d))")
"""A number that may be that of a day or a month, by what goes on behind it, or of a year."""
DAY_IN_LIST = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}))?(?P<day>{_DAY}|premier)(?: ?[eᵉ][rʳ])?(?:{_BETWEEN_DAYS})?"
)


WORDED_DAY = re.compile(rf"\b(?:(?P<weekday>{_WEEKDAY}))?(?P<day>{WORDS}) \Z")
WORDED_REACH = 25
"""Characters that the longest of these takes ("mercredi vingt-quatre")."""
WEEKDAY_LEAD = re.compile(r"\b(?:(?P<past>depuis)|des|d'ici) \Z")


def find_written(folded: str) -> Iterator[re.Match[str]]:
    """Matches of `_FORM` in folded text, left to right, without overlaps; `lastgroup` names the kind."""
    starts = {number.start() for number in _FIRST_NUMBER.finditer(folded)}
    starts.update(start for start, _, _ in _FIRST_WORDS.find(folded))
    reached = 0
    for start in sorted(starts):
        match = _FORM.match(folded, start) if start >= reached else None
        if match is not None:
            reached = match.end()
            yield match
