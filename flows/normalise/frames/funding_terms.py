"""The terms of a sum: its form, what it is paid for each of, its time, its rate, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.funding_words import (
    ToldSum,
    instrument_words,
    last_match,
    status_words,
    surroundings,
    words,
)
from flows.normalise.frames.model import Funding, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.numbers import WORDS, read_words

_CLAUSE_END = re.compile(r"[.;:()]|, (?:l'|la |le |les |dont )")
"""Where what is said right after a sum ends."""
_CALL = "call_for_projects"


def instrument_of(page: Page, told: ToldSum, programme: Programme | None) -> str | None:
    """Code list `instrument`: the noun nearest before the sum, else right after it, else of its list."""
    folded, money = page.folded, told.money
    found = last_match(instrument_words(), folded, told.since, money.start)
    if found is None:
        stop = _CLAUSE_END.search(folded, money.end, told.until)
        found = instrument_words().search(folded, money.end, stop.start() if stop else told.until)
    if found is None:
        found = last_match(instrument_words(), folded, told.start, told.since)
    for head in surroundings(page, told.block) if found is None else ():
        found = last_match(instrument_words(), folded, head.start, head.end)
        if found is not None:
            break
    code = found.lastgroup if found is not None else None
    if (
        programme is not None
        and programme.programme_type == _CALL
        and not is_past(page, told.start, told.end)
    ):
        is_scholarship = found is not None and words("scholarship").match(found.group()) is not None
        if code not in lexicon("fundings")["call_exceptions"] and not is_scholarship:
            return _CALL
    return code


_PER = re.compile(
    r" ?(?:/ ?|par )(?!an\b|mois\b|le |la |les |l'|un|voie|tranche|virement)(?P<what>[a-z]{4,})\b"
)
_EACH = re.compile(r"[^.;:()]{0,70}?\b(?:pour|a|de) chaque [a-z]+")


def basis_of(page: Page, told: ToldSum, instrument: str | None, programme: Programme | None) -> str:
    """Code list `amount_basis`: what the sum is paid for each of; a capped aid is each taker's."""
    money = told.money
    if money.basis is not None:
        return money.basis
    offered = words("offers").search(page.folded, told.start, told.end) is not None
    capped = money.qualifier in ("up_to", "between")
    in_call = programme is not None and programme.programme_type == _CALL
    if per := _PER.match(page.folded, money.end):
        return "per_beneficiary" if words("receivers").fullmatch(per["what"]) else "per_unit"
    if _EACH.match(page.folded, money.end, told.until):
        return "per_beneficiary"
    if offered and (instrument == "bonus" or (capped and not in_call)):
        return "per_beneficiary"
    return "total"


def is_past(page: Page, start: int, end: int) -> bool:
    """Whether a sentence tells of money granted before, not of what is offered now."""
    return status_words("granted").search(page.folded, start, end) is not None


# --- Time ----------------------------------------------------------------------------------------

_YEARS = re.compile(rf"\b(?:sur|pendant|pour|durant) (?P<years>\d{{1,2}}|{WORDS}) ans\b")


def period_of(page: Page, told: ToldSum, programme: Programme | None) -> tuple[date | None, date | None]:
    """The time that a sum is for: (first day, last day); nulls where none is told."""
    folded, money = page.folded, told.money
    year = page.reference.year
    after = folded[money.end : told.until]
    if words("this_year").search(after):
        return date(year, 1, 1), date(year, 12, 31)
    if words("next_year").search(after):
        return date(year + 1, 1, 1), date(year + 1, 12, 31)
    for mention in within(page.dates, money.end, told.until):
        lead = folded[money.end : mention.start]
        if mention.precision == "year" and len(lead) < 90 and _time_lead().search(lead):
            return mention.first, mention.last
    for mention in within(page.dates, told.start, min(told.start + 12, money.start)):
        if mention.precision == "year" and _AT_START.fullmatch(folded, told.start, mention.start):
            return mention.first, mention.last
    if programme is not None and programme.start_date and programme.end_date:
        if words("whole_programme").search(folded, told.start, money.start):
            return programme.start_date, programme.end_date
        stated = _YEARS.search(after)
        if stated is not None:
            years = int(stated["years"]) if stated["years"].isdigit() else read_words(stated["years"])
            if years == round((programme.end_date - programme.start_date).days / 365.25):
                return programme.start_date, programme.end_date
    return None, None


_AT_START = re.compile(r"(?:pour|en|au titre de)(?: l'annee)? ")


@cache
def _time_lead() -> re.Pattern[str]:
    """Right before a time that a sum is for."""
    return re.compile(rf"(?<!\w)(?:{lexicon('fundings')['time_lead']}) ?$")


def deadline_of(placed: Sequence[PlacedDate], start: int, end: int, *, whole_page: bool) -> date | None:
    """The last day to apply for money told of between two offsets (the last of several dates).

    A page about one scheme tells its deadline anywhere; other pages tell it in the same section.
    """
    days = [
        day
        for placed_date in placed
        if placed_date.role is DateRole.APPLICATION
        and (whole_page or start <= placed_date.mention.start < end)
        and (day := placed_date.mention.last or placed_date.mention.first) is not None
    ]
    return max(days, default=None)


# --- Rates ---------------------------------------------------------------------------------------

_RATE = re.compile(r"(?<![\d,.])(?P<rate>\d{1,3}(?:,\d{1,2})?) ?%")


def rates_in(page: Page, start: int, end: int) -> list[tuple[int, Decimal]]:
    """The co-funding rates of a sentence, with their offsets; none where care is reimbursed."""
    folded = page.folded
    if not words("rate_cues").search(folded, start, end) or words("care").search(folded, start, end):
        return []
    if words("passing").search(folded, start, end):
        return []
    return [
        (match.start(), Decimal(match["rate"].replace(",", ".")))
        for match in _RATE.finditer(folded, start, end)
        if words("rate_cues").search(folded, max(start, match.start() - 60), min(end, match.end() + 40))
    ]


# --- Status --------------------------------------------------------------------------------------

_OFFERED_BASES = ("per_beneficiary", "per_month")


def status_of(page: Page, funding: Funding, start: int, end: int, position: int) -> str:
    """Code list `funding_status` on the day of the capture, for a sum at `position` of a sentence."""
    programme, folded, today = funding.programme, page.folded, page.read_on
    if funding.application_deadline is not None:
        return "open" if funding.application_deadline >= today else "closed"
    if (
        programme is not None
        and programme.programme_type == _CALL
        and not status_words("decided").search(folded, start, end)
    ):
        return "open" if programme.programme_status == "open" else "closed"
    if status_words("paid").search(folded, start, end):
        return "paid" if not status_words("voted").search(folded, start, end) else "awarded"
    offered = funding.amount_basis in _OFFERED_BASES or status_words("offered").search(folded, start, end)
    if offered and programme is not None and programme.programme_status in ("open", "running"):
        return "open"
    if (
        programme is not None
        and programme.programme_type in ("contract", "partnership")
        and _is_signed(page, programme)
    ):
        return "awarded"
    clause = max(start, position - 120)
    if status_words("future").search(folded, clause, position):
        return "announced"
    if status_words("decided").search(folded, start, end):
        return "awarded"
    lies_ahead = funding.period_end is not None and funding.period_end > today
    drawn_up = (
        programme is not None
        and programme.programme_status == "announced"
        and programme.programme_type != "investment"
    )
    if (lies_ahead and not status_words("given").search(folded, start, end)) or drawn_up:
        return "announced"
    return "awarded"


def _is_signed(page: Page, programme: Programme) -> bool:
    return status_words("signed").search(page.folded) is not None and programme.start_date is not None
