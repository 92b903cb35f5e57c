"""What a sum is paid for each of: a person, a year, a month, or once for all."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.fundings.offers import is_of_sheet, is_settled, is_standing, is_taken
from flows.normalise.frames.fundings.periods import first_year, turn_of_year
from flows.normalise.frames.fundings.receiver_names import Receiver
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import (
    each_by_label,
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
from flows.normalise.mentions.money_bases import basis_of_head

_CALL = "call_for_projects"
_PER = re.compile(
    r" ?(?:/ ?|par )(?!an\b|mois\b|le |la |les |l'|un|voie|tranche|virement)(?P<what>[a-z]{4,})\b"
)
_EACH = re.compile(r"[^.;:()]{0,70}?\b(?:pour|a|de) chaque [a-z]+")


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
    if words("in_all").match(page.folded, money.end + 1):
        return "total"
    if _is_pool(page, told):
        return "total"
    if (time := time_in_turn(page, told) or _time_of_line(page, told)) is not None:
        return time
    offered = words("offers").search(page.folded, told.start, told.end) is not None
    settled = is_settled(page, told.start, told.end)
    capped = money.qualifier in ("up_to", "between")
    in_call = programme is not None and programme.programme_type == _CALL
    if per := _PER.match(page.folded, money.end):
        return "per_beneficiary" if words("receivers").fullmatch(per["what"]) else "per_unit"
    if _EACH.match(page.folded, money.end, told.until) or each_by_label(page, told) is not None:
        return "per_beneficiary"
    shared = money.amount >= _FOR_MANY and not capped
    many = receiver is not None and not shared and _MANY.match(receiver.name) is not None
    if is_of_sheet(page, told.block):
        return "per_beneficiary"
    if instrument == "bonus" or (capped and not settled and (offered or in_call or many)):
        return "per_beneficiary"
    of_a_year = turn_of_year(page.folded, money.end) is not None and first_year(page, told, programme) is None
    each = "per_year" if of_a_year else "per_beneficiary"
    if offered and not in_call and is_taken(page, told.block, told.start, told.end):
        return each
    standing = is_standing(programme) and money.amount < _FOR_MANY
    of_scheme = in_call or (standing and told.block.kind is not BlockKind.HEADING)
    of_many = of_scheme or many
    first = within(page.sums, told.start, money.end)[0] if of_a_year else money
    since = told.start if of_a_year else told.since
    if of_many and not settled and _one_offer().search(page.folded, since, first.start):
        return each
    return "total"


def _is_pool(page: Page, told: ToldSum) -> bool:
    """Whether a sum is told as what all takers have together: "une enveloppe de 240 000 € pour la prime"."""
    pool = last_match(words("pool"), page.folded, told.since, told.money.start)
    if pool is None or told.money.qualifier == "up_to":
        return False
    return words("offers").search(page.folded, pool.end(), told.money.start) is None


_FOR_MANY = 100_000
"""Euros that nobody gets alone because a page is about a scheme."""
_MANY = re.compile(r"[a-zà-ÿ-]+[sx]\b")
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
        r"(?: [a-z'-]+){0,5}?"
        rf" ?(?:{alternatives(listed['to_its_sum'])})(?: ?(?:{alternatives(listed['about'])}))? ?$"
    )


def _time_of_line(page: Page, told: ToldSum) -> str | None:
    """The time that the heading or lead of a line gives for its sum: "Forfait mensuel", "Aide par an :"."""
    if told.block.kind is BlockKind.HEADING or told.block.end - told.block.start > _LINE:
        return None
    for head in (page.outline.lead_of(told.block), page.outline.section_of(told.block).heading):
        if head is None or within(page.sums, head.start, head.end):
            continue
        if words("offers").search(page.folded, head.start, head.end):
            time = basis_of_head(page.folded[head.start : head.end])
            return time if time in ("per_year", "per_month") else None
    return None


_LINE = 90


def time_in_turn(page: Page, told: ToldSum) -> str | None:
    """The time of the sum before, where the next body's or year's is told in the same breath: "l'ARS
    apporte 30 000 € par an, la Région 20 000 €", "500 € par mois, 800 € la deuxième année"."""
    if (whole := _whole_of_share(page, told)) is not None:
        return whole
    before = within(page.sums, told.start, told.money.start)
    timed = next((money for money in reversed(before) if money.basis is not None), None)
    if timed is None or timed.basis not in ("per_year", "per_month"):
        return None
    named = within(page.organisations, before[-1].end, told.money.start)
    in_brackets = ")" in page.folded[timed.end : told.money.start]
    takes_turn = bool(named) and is_next_giver(page, named[-1].end, told)
    goes_on = takes_turn or (turn_of_year(page.folded, told.money.end) is not None and not in_brackets)
    return (
        None if not goes_on or words("once").search(page.folded, timed.end, told.money.start) else timed.basis
    )


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
    return whole.basis if whole is not None and whole.basis in ("per_year", "per_month") else None


_OF_WHICH = re.compile(r"\bdont (?:environ |pres de |plus de |quelque )?$")


def is_next_giver(page: Page, end: int, told: ToldSum) -> bool:
    """Whether a body gives its own sum as the one before does: "30 000 € par an, la Région | 20 000 €"."""
    between = page.folded[end : told.money.start]
    if next_in_turn().fullmatch(between) or between.strip() in ("(", ":"):
        return True
    return giving_verbs().search(between) is not None and not takes_on_works(page, told)
