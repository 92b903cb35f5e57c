"""How an act of funding stands on the day of the capture: open, awarded, paid, announced, closed."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.fundings.funders import OFFERING
from flows.normalise.frames.fundings.offers import (
    is_decided_above,
    is_pool,
    is_settled,
    is_standing,
    is_taken,
)
from flows.normalise.frames.fundings.words import (
    giving_verbs,
    headings,
    last_match,
    status_words,
    surroundings,
    words,
)
from flows.normalise.frames.model import Funding
from flows.normalise.frames.page import Page, block_at
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_OFFERED_BASES = ("per_beneficiary", "per_month")


def status_of(page: Page, funding: Funding, start: int, end: int, position: int) -> str:
    """Code list `funding_status` on the day of the capture, for a sum at `position` of a sentence."""
    programme, folded, today = funding.programme, page.folded, page.read_on
    if funding.application_deadline is not None:
        if funding.application_deadline >= today:
            return "open"
        return "awarded" if _has_winners(page, start, end) else "closed"
    if (act := _own_act(folded, start, position)) in ("announced", "awarded"):
        return act
    if act or status_words("paid").search(folded, start, end) or _is_accounted(page, start):
        return "paid"
    if not winners_in_title(page) and _is_offered(page, funding, start, end, position):
        return "open"
    if programme is not None and programme.programme_type in ("contract", "partnership"):
        return "awarded"
    if funding.funder_name is None and status_words("estimated").search(folded, start, end):
        return "announced"
    if funding.amount_basis == "total" and winners_in_title(page):
        return "awarded"
    clause = max(start, position - _CLAUSE)
    if status_words("promised").search(folded, start, end):
        return "announced"
    if status_words("future").search(folded, clause, position):
        return "announced"
    if status_words("decided").search(folded, start, end) or giving_verbs().search(folded, start, end):
        return "awarded"
    lies_ahead = funding.period_end is not None and funding.period_end > today
    block = block_at(page.document, start)
    return "announced" if lies_ahead and not (block and is_decided_above(page, block)) else "awarded"


def _own_act(folded: str, start: int, position: int) -> str | None:
    """What the last act told before a sum, in its own clause, says of it: a promise in the past is no gift,
    whatever the sentence tells besides."""
    relative = last_match(words("relative"), folded, start, position)
    since = max(start, position - _CLAUSE, folded.rfind(";", start, position) + 1)
    acts = last_match(_acts(), folded, max(since, relative.start() if relative else since), position)
    return acts.lastgroup if acts is not None else None


_CLAUSE = 120
"""Characters of a clause before its sum, at most."""


@cache
def _acts() -> re.Pattern[str]:
    """Acts of those who give, told in the past, by the status that they make."""
    acts = lexicon("fundings")["acts"]
    return re.compile("|".join(rf"(?P<{code}>\b(?:{alternatives(told)})\b)" for code, told in acts.items()))


def _is_offered(page: Page, funding: Funding, start: int, end: int, position: int) -> bool:
    """Whether each who meets the conditions can have the sum on the day of the capture."""
    block, programme = block_at(page.document, position), funding.programme
    if block is None or is_settled(page, start, end):
        return False
    is_scheme = programme is not None and programme.programme_type in OFFERING
    if programme is not None and is_scheme and programme.programme_status not in ("open", "running"):
        return False
    if is_taken(page, block, start, end) or is_pool(page, block, programme, start, end):
        return True
    each = funding.amount_basis in _OFFERED_BASES or (
        is_standing(programme) and funding.amount_basis in ("per_unit", "per_year")
    )
    if not each or _is_of_decided(page, funding, start, position):
        return False
    clause = max(start, position - _CLAUSE)
    return is_scheme or not status_words("future").search(page.folded, clause, position)


def _is_of_decided(page: Page, funding: Funding, start: int, position: int) -> bool:
    """Whether a sum is a share of one that is decided ("3 M€, soit 80 000 € par structure"), or what a body
    pays by the month for nobody in particular."""
    if _THAT_IS.search(page.folded, start, position):
        return True
    by_month = funding.amount_basis == "per_month" and funding.instrument in (None, "operating")
    return by_month and funding.beneficiary is None


_THAT_IS = re.compile(r"€[^.;:]{0,90}\bsoit (?:\w+ ){0,2}$")


def _is_accounted(page: Page, start: int) -> bool:
    """Whether a heading says that the sums below are accounts of what was spent."""
    block = block_at(page.document, start)
    heads = [*surroundings(page, block), *headings(page, block)] if block is not None else []
    return any(status_words("accounted").search(page.folded, head.start, head.end) for head in heads)


def _has_winners(page: Page, start: int, end: int) -> bool:
    """Whether the sentence, a heading above it or the title tells of winners."""
    block = block_at(page.document, start)
    around = (page.outline.lead_of(block), *headings(page, block)) if block else ()
    heads = [b for b in (page.document.title_block, *around) if b is not None]
    spans = [(start, end), *((b.start, b.end) for b in heads)]
    return any(words("winners").search(page.folded, *span) for span in spans)


def winners_in_title(page: Page) -> bool:
    """Whether a page is there to tell who won."""
    title = page.document.title_block
    return title is not None and words("winners").search(page.folded, title.start, title.end) is not None
