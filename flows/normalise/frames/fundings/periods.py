"""The time that a sum is for: told with it, in the heading above it, or the whole time of its programme."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import status_words, words
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import DateMention
from flows.normalise.mentions.numbers import WORDS, read_words

Period = tuple[date | None, date | None]

_CLAUSE_END = re.compile(r"[.;:()]|, (?:l'|la |le |les |dont |qui )")
"""Where what is said right after a sum ends."""
_FARTHEST = 90
"""Characters between a sum and the time that it is for, at most."""


def period_of(page: Page, told: ToldSum, programme: Programme | None) -> Period:
    """The time that a sum is for: (first day, last day); nulls where none is told."""
    folded, money = page.folded, told.money
    year = page.reference.year
    after = folded[money.end : told.until]
    if words("this_year").search(after):
        return date(year, 1, 1), date(year, 12, 31)
    if words("next_year").search(after):
        return date(year + 1, 1, 1), date(year + 1, 12, 31)
    for mention in within(page.dates, money.end, min(told.until, money.end + _FARTHEST)):
        if _is_time_of(folded[money.end : mention.start], mention):
            return mention.first, mention.last
    for mention in within(page.dates, told.start, min(told.start + 12, money.start)):
        if _AT_START.fullmatch(folded, told.start, mention.start):
            return mention.first, mention.last
    if programme is not None and programme.end_date and _is_for_all(page, told, programme):
        return programme.start_date, programme.end_date
    return time_above(page, told.block) or (None, None)


def _is_time_of(lead: str, mention: DateMention) -> bool:
    """Whether a time told after a sum is that of the sum, by the words between them: not the year of the
    call that it comes from, nor the one in which something opens."""
    first, last = mention.first, mention.last
    if first is None or last is None or (last - first).days <= _A_MONTH or _dates_else().search(lead):
        return False
    return _FOR.match(lead) is not None if first.year < last.year else _time_lead().search(lead) is not None


_A_MONTH = 31
"""Days of a stretch that is the time of an act or event at most, not one that money is for."""


@cache
def _dates_else() -> re.Pattern[str]:
    """Words behind a sum that make the year that follows that of something else."""
    return re.compile(
        rf"\b(?:{alternatives(lexicon('fundings')['dated_things'])})\b|{status_words('future').pattern}"
        rf"|{words('relative').pattern}"
    )


def _is_for_all(page: Page, told: ToldSum, programme: Programme) -> bool:
    """Whether a sum is for the whole time of its programme: said before the first sum or right after it, or
    by as many years."""
    folded, money = page.folded, told.money
    end = _CLAUSE_END.search(folded, money.end, told.until)
    right_after = (money.end, end.start() if end else told.until)
    if words("whole_programme").search(folded, *right_after):
        return True
    if told.since == told.start and words("whole_programme").search(folded, told.start, money.start):
        return True
    stated = _YEARS.search(folded, money.end, told.until)
    if stated is None or programme.start_date is None or programme.end_date is None:
        return False
    number = stated["years"]
    years = round((programme.end_date - programme.start_date).days / 365.25)
    return years == (int(number) if number.isdigit() else read_words(number))


_YEARS = re.compile(
    r"\b(?:sur|pendant|pour|durant) (?:les |ces |ses )?"
    rf"(?P<years>\d{{1,2}}|{WORDS}) (?:ans|annees|exercices)\b"
)
_THAT_IS = re.compile(r"\bsoit (?:\w+ ){0,2}$")
""" "1,2 M€, soit | 400 000 € par an": one sum told in two ways."""


def is_told_otherwise(page: Page, told: ToldSum) -> bool:
    """Whether a sum tells the one before it in another way, for the same time: "soit 400 000 € par an"."""
    return told.since > told.start and _THAT_IS.search(page.folded, told.since, told.money.start) is not None


_FOR = re.compile(r"(?:[^.;:]{0,40}?\b(?:pour|sur))? (?:la periode |les annees )?(?:entre |de )?")
_AT_START = re.compile(r"(?:pour|en|au titre de)(?: l'annee)? ")


@cache
def _time_lead() -> re.Pattern[str]:
    """Right before a time that a sum is for."""
    return re.compile(rf"(?<!\w)(?:{lexicon('fundings')['time_lead']}) ?$")


def time_above(page: Page, row: Block) -> tuple[date, date] | None:
    """The years that the line above a table, or its heading, gives for all its sums."""
    lead, heading = page.outline.lead_of(row), page.outline.section_of(row).heading
    if heading is not None and not words("of_money").search(page.folded, heading.start, heading.end):
        heading = None
    for block in (lead, heading):
        if block is not None and (told := _time_of_all().search(page.folded, block.start, block.end)):
            first = int(told["only"] or told["first"])
            return date(first, 1, 1), date(int(told["only"] or told["last"]), 12, 31)
    return None


_A_YEAR = r"(?:19|20)\d\d"


@cache
def _time_of_all() -> re.Pattern[str]:
    """ "Aides accordées (en k€, 2025-2026)", "Les financements pour 2025", "Comptes 2022"."""
    accounts = alternatives(lexicon("fundings")["accounts"])
    return re.compile(
        rf"\b(?:(?:pour|en|au titre de|exercice|annee)(?: l'annee)?|(?:{accounts})(?: \w+)?)"
        rf" (?P<only>{_A_YEAR})\b(?! ?(?:-|/|a|au) ?{_A_YEAR})"
        rf"|\b(?P<first>{_A_YEAR}) ?(?:-|/|a|au) ?(?P<last>{_A_YEAR})\b"
    )
