"""What a sum is paid for each of: a person, a year, a month, or once for all."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.fundings.offers import is_settled, is_taken
from flows.normalise.frames.fundings.receiver_names import Receiver
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import (
    giving_verbs,
    last_match,
    next_in_turn,
    takes_on_works,
    words,
)
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_CALL = "call_for_projects"
_PER = re.compile(
    r" ?(?:/ ?|par )(?!an\b|mois\b|le |la |les |l'|un|voie|tranche|virement)(?P<what>[a-z]{4,})\b"
)


def basis_of(
    page: Page,
    told: ToldSum,
    instrument: str | None,
    programme: Programme | None,
    receiver: Receiver | None,
) -> str:
    """Code list `amount_basis`: what the sum is paid for each of; a capped aid is each taker's."""
    money = told.money
    if money.basis is not None:
        return money.basis
    if words("in_all").match(page.folded, money.end + 1) or _is_pool(page, told):
        return "total"
    if (time := time_in_turn(page, told)) is not None:
        return time
    if per := _PER.match(page.folded, money.end):
        return "per_beneficiary" if words("receivers").fullmatch(per["what"]) else "per_unit"
    if instrument == "bonus":
        return "per_beneficiary"
    if is_settled(page, told.start, told.end):
        return "total"
    if money.qualifier in ("up_to", "between"):
        return "per_beneficiary"
    in_call = programme is not None and programme.programme_type == _CALL
    many = money.amount < _FOR_MANY and receiver is not None and _MANY.match(receiver.name) is not None
    if (in_call or many) and _one_offer().search(page.folded, told.since, money.start):
        return "per_beneficiary"
    offered = not in_call and words("offers").search(page.folded, told.start, told.end)
    return "per_beneficiary" if offered and is_taken(page, told.block, told.start, told.end) else "total"


def _is_pool(page: Page, told: ToldSum) -> bool:
    """Whether a sum is told as what all takers have together: "une enveloppe de 240 000 € pour la prime"."""
    pool = last_match(words("pool"), page.folded, told.since, told.money.start)
    return pool is not None and not words("offers").search(page.folded, pool.end(), told.money.start)


_FOR_MANY = 100_000
"""Euros that nobody gets alone because a page is about a scheme."""
_MANY = re.compile(r"(?i)[a-zà-ÿ-]+[sx]\b")
"""A class of people or bodies, told in the plural without a number."""


@cache
def _one_offer() -> re.Pattern[str]:
    """Right before a sum: one of what is offered ("une aide forfaitaire de", "montant de la bourse : ")."""
    listed = lexicon("fundings")
    return re.compile(
        r"(?:(?:\b(?:une?|la|le|cette|ce|sa|son) |\bl'|(?<=\n)|(?<=[•:–-] )"
        r"|\b(?:montant|plafond|niveau) (?:forfaitaire |unitaire )?(?:de l'|de la |du |d'une? ))"
        rf"(?:{alternatives(listed['offers'])}|{alternatives(listed['one_offer'])})(?! total)"
        rf"|\bdes (?:{alternatives(listed['particular_offers'])}))"
        r"(?:,? [a-z'-]+){0,5}?"
        rf" ?(?:{alternatives(listed['to_its_sum'])})(?: ?(?:{alternatives(listed['about'])}))? ?$"
    )


def time_in_turn(page: Page, told: ToldSum) -> str | None:
    """The time of the sum before, where the next body's is told in the same breath: "l'ARS apporte
    30 000 € par an, la Région 20 000 €"."""
    if (whole := _whole_of_share(page, told)) is not None:
        return whole
    before = within(page.sums, told.start, told.money.start)
    timed = next((money for money in reversed(before) if money.basis is not None), None)
    named = within(page.organisations, before[-1].end, told.money.start) if timed is not None else ()
    if timed is None or not named or not _is_next_giver(page, named[-1].end, told):
        return None
    once = words("once").search(page.folded, timed.end, told.money.start)
    return timed.basis if timed.basis in _TIMES and not once else None


_TIMES = ("per_year", "per_month")


def _whole_of_share(page: Page, told: ToldSum) -> str | None:
    """The time of the sum that one is told as a part of: "900 000 € par an, dont 650 000 €", or in the
    sentence before: "… 52 000 € par an. L'ARS en prend 30 000 € à sa charge"."""
    folded, money = page.folded, told.money
    if told.since > told.start:
        if _OF_WHICH.search(folded, told.since, money.start) is None:
            return None
    elif words("takes_up").search(folded, told.start, money.start) is None:
        return None
    whole = next(iter(within(page.sums, told.block.start, money.start)[-1:]), None)
    return whole.basis if whole is not None and whole.basis in _TIMES else None


_OF_WHICH = re.compile(r"\bdont (?:environ |pres de |plus de |quelque )?$")


def _is_next_giver(page: Page, end: int, told: ToldSum) -> bool:
    """Whether a body gives its own sum as the one before does: "30 000 € par an, la Région | 20 000 €"."""
    between = page.folded[end : told.money.start]
    if next_in_turn().fullmatch(between) or between.strip() in ("(", ":"):
        return True
    return giving_verbs().search(between) is not None and not takes_on_works(page, told)
