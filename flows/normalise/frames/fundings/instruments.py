"""The form of money that a sum is: grant, bonus, investment, running costs, the money of a call."""

from __future__ import annotations

import re

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.fundings.bases import time_in_turn
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import (
    headings,
    instrument_words,
    is_cost,
    last_match,
    speaks_of_money,
    surroundings,
    words,
)
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon

_CLAUSE_END = re.compile(r"[.;:()]|, (?:l'|la |le |les |dont |qui )")
"""Where what is said right after a sum ends."""
_NEXT_SUM = re.compile(r"[,.;:()]| et | puis ")
"""The same where another sum follows, whose noun is not this one's."""
_CALL = "call_for_projects"


def instrument_of(page: Page, told: ToldSum, programme: Programme | None) -> str | None:
    """Code list `instrument`: the noun nearest before the sum, else right after it, else of its list."""
    folded, money = page.folded, told.money
    found = _told_before(folded, told.since, money.start, things=told.since == told.start)
    of_call = programme is not None and programme.programme_type == _CALL
    is_running = (money.basis or time_in_turn(page, told)) in ("per_year", "per_month")
    if found is None and not of_call and (is_cost(page, told) or _own_funds(page, told)):
        return "investment"
    if found is None:
        ends = _CLAUSE_END if told.until == told.end else _NEXT_SUM
        stop = ends.search(folded, money.end, told.until)
        found = instrument_words().search(folded, money.end, stop.start() if stop else told.until)
    if found is None:
        found = _told_before(folded, told.start, told.since)
    if found is None and is_running and words("running_things").search(folded, told.start, told.until):
        return "operating"
    is_heading = told.block.kind is BlockKind.HEADING
    for head in surroundings(page, told.block) if found is None else ():
        if is_heading and within(page.sums, head.start, head.end):
            continue
        found = last_match(instrument_words(), folded, head.start, head.end)
        if found is not None:
            break
    if found is None and not speaks_of_money(page, told.start, told.end):
        section = page.outline.section_of(told.block)
        found = last_match(instrument_words(), folded, section.start, told.block.start)
    if found is None and programme is not None and programme.programme_type == "aid_scheme":
        found = last_match(instrument_words(), folded, programme.evidence.start, programme.evidence.end)
    code = found.lastgroup if found is not None else None
    if code == "investment" and is_running:
        code = "operating"
    if code in (None, "grant") and _is_contest(page, told, programme):
        code = "prize"
    if of_call and code not in lexicon("fundings")["call_exceptions"]:
        return _CALL
    is_bought = code is None and _BOUGHT_LEAD.match(folded, money.end)
    return "investment" if is_bought and words("bought").search(folded, money.end, told.until) else code


def _own_funds(page: Page, told: ToldSum) -> bool:
    """Whether a sum is what the owner pays itself: "le solde, 3 M€, provient de l'autofinancement"."""
    own = words("own_funds").search(page.folded, told.since, told.until)
    return own is not None and ";" not in page.folded[told.money.end : own.start()]


def _told_before(folded: str, start: int, end: int, *, things: bool = False) -> re.Match[str] | None:
    """The last noun for a sum in a stretch before it; a thing that is paid for only where no other sum pays
    for it (`things`)."""
    for match in reversed(list(instrument_words().finditer(folded, start, end))):
        if _OF_RATE.search(folded, max(start, match.start() - _RATE_REACH), match.start()):
            continue  # "20 % du coût des travaux": what the rate is of
        is_thing = match.lastgroup in ("investment", "operating")
        lead = max(start, match.start() - 12)
        if things or not is_thing or not _PAID_FOR.search(folded, lead, match.start()):
            return match
    return None


_OF_RATE = re.compile(
    r"(?:%|moitie|tiers|quart) (?:maximum |au maximum )?(?:du |de la |de l'|des |d[eu] |d')[^,.;:()€]*$"
)
_RATE_REACH = 60
_PAID_FOR = re.compile(r"\b(?:pour|dans) (?:l'|la |le |les |des |une? |ses |son )?$")
_BOUGHT_LEAD = re.compile(r" ?(?:pour|a|dans|en) (?=l'|la |le |les |une? |\w+er )|,? destinee?s? a ")


def _is_contest(page: Page, told: ToldSum, programme: Programme | None) -> bool:
    """Whether a sum is what a contest gives its winners."""
    spans = [(told.start, told.end)]
    if programme is not None and programme.programme_type == _CALL:
        spans = [(b.start, b.end) for b in headings(page, told.block)]
    return any(words("contest").search(page.folded, *span) for span in spans)
