"""The terms of a sum: its form, and what it is paid for each of."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.fundings.offers import is_past, is_settled, is_standing, is_taken
from flows.normalise.frames.fundings.periods import first_year, turn_of_year
from flows.normalise.frames.fundings.receiver_names import Receiver
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import (
    each_by_label,
    giving_verbs,
    headings,
    instrument_words,
    is_cost,
    last_match,
    next_in_turn,
    surroundings,
    takes_on_works,
    words,
)
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.money_bases import basis_of_head

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
    if found is None and not of_call and is_cost(page, told):
        return "investment"
    if found is None:
        ends = _CLAUSE_END if told.until == told.end else _NEXT_SUM
        stop = ends.search(folded, money.end, told.until)
        found = instrument_words().search(folded, money.end, stop.start() if stop else told.until)
    if found is None:
        found = _told_before(folded, told.start, told.since)
    if found is None and words("takes_up").search(folded, told.start, money.start):
        found = last_match(instrument_words(), folded, told.block.start, told.start)
    is_heading = told.block.kind is BlockKind.HEADING
    for head in surroundings(page, told.block) if found is None and not _is_told_apart(page, told) else ():
        if is_heading and within(page.sums, head.start, head.end):
            continue
        found = last_match(instrument_words(), folded, head.start, head.end)
        if found is not None:
            break
    if found is None and not is_heading and not words("cues").search(folded, told.start, told.end):
        section = page.outline.section_of(told.block)
        found = last_match(instrument_words(), folded, section.start, told.block.start)
    if found is None and programme is not None and programme.programme_type == "aid_scheme":
        found = last_match(instrument_words(), folded, programme.evidence.start, programme.evidence.end)
    code = found.lastgroup if found is not None else None
    if code in (None, "grant") and _is_contest(page, told, programme):
        code = "prize"
    if (
        code is None
        and _BOUGHT_LEAD.match(folded, money.end)
        and words("bought").search(folded, money.end, told.until)
    ):
        code = "investment"
    if (
        programme is not None
        and programme.programme_type == _CALL
        and not is_past(page, told.start, told.end)
    ):
        is_scholarship = found is not None and words("scholarship").match(found.group()) is not None
        if code not in lexicon("fundings")["call_exceptions"] and not is_scholarship:
            return _CALL
    return code


def _is_told_apart(page: Page, told: ToldSum) -> bool:
    """Whether a paragraph says by a verb of its own who gives a sum, whatever its heading speaks of."""
    if told.block.kind is not BlockKind.PARAGRAPH:
        return False
    return giving_verbs().search(page.folded, told.start, told.money.start) is not None


def _told_before(folded: str, start: int, end: int, *, things: bool = False) -> re.Match[str] | None:
    """The last noun for a sum in a stretch before it; a thing that is paid for only where no other sum pays
    for it (`things`)."""
    found = None
    for match in instrument_words().finditer(folded, start, end):
        if found is not None and words("costs_verb").fullmatch(match.group()):
            continue  # "le fonctionnement coûte 2 M€": the noun tells what it is
        is_thing = match.lastgroup in ("investment", "operating")
        lead = max(start, match.start() - 12)
        if things or not is_thing or not _PAID_FOR.search(folded, lead, match.start()):
            found = match
    return found


_PAID_FOR = re.compile(r"\b(?:pour|dans) (?:l'|la |le |les |des |une? |ses |son )?$")
_BOUGHT_LEAD = re.compile(r" ?pour ")


def _is_contest(page: Page, told: ToldSum, programme: Programme | None) -> bool:
    """Whether a sum is what a contest gives its winners."""
    spans = [(told.start, told.end)]
    if programme is not None and programme.programme_type == _CALL:
        spans = [(b.start, b.end) for b in headings(page, told.block)]
    return any(words("contest").search(page.folded, *span) for span in spans)


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
    if (time := _time_in_turn(page, told) or _time_of_line(page, told)) is not None:
        return time
    offered = words("offers").search(page.folded, told.start, told.end) is not None
    settled = is_settled(page, told.start, told.end)
    capped = money.qualifier in ("up_to", "between")
    in_call = programme is not None and programme.programme_type == _CALL
    if per := _PER.match(page.folded, money.end):
        return "per_beneficiary" if words("receivers").fullmatch(per["what"]) else "per_unit"
    if _EACH.match(page.folded, money.end, told.until) or each_by_label(page, told) is not None:
        return "per_beneficiary"
    if instrument == "bonus" or (capped and not settled and (offered or in_call)):
        return "per_beneficiary"
    of_a_year = turn_of_year(page.folded, money.end) is not None and first_year(page, told, programme) is None
    each = "per_year" if of_a_year else "per_beneficiary"
    if offered and not in_call and is_taken(page, told.block, told.start, told.end):
        return each
    standing = is_standing(programme) and money.amount < _FOR_MANY
    of_scheme = in_call or (standing and told.block.kind is not BlockKind.HEADING)
    of_many = of_scheme or (receiver is not None and _MANY.match(receiver.name))
    first = within(page.sums, told.start, money.end)[0] if of_a_year else money
    since = told.start if of_a_year else told.since
    if of_many and not settled and _one_offer().search(page.folded, since, first.start):
        return each
    return "total"


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


def _time_in_turn(page: Page, told: ToldSum) -> str | None:
    """The time of the sum before, where the next body's or year's is told in the same breath: "l'ARS
    apporte 30 000 € par an, la Région 20 000 €", "500 € par mois, 800 € la deuxième année"."""
    before = within(page.sums, told.start, told.money.start)
    timed = next((money for money in reversed(before) if money.basis is not None), None)
    if timed is None or timed.basis not in ("per_year", "per_month"):
        return None
    named = within(page.organisations, before[-1].end, told.money.start)
    in_brackets = ")" in page.folded[timed.end : told.money.start]
    takes_turn = bool(named) and _is_next_giver(page, named[-1].end, told)
    goes_on = takes_turn or (turn_of_year(page.folded, told.money.end) is not None and not in_brackets)
    return (
        None if not goes_on or words("once").search(page.folded, timed.end, told.money.start) else timed.basis
    )


def _is_next_giver(page: Page, end: int, told: ToldSum) -> bool:
    """Whether a body gives its own sum as the one before does: "30 000 € par an, la Région | 20 000 €"."""
    between = page.folded[end : told.money.start]
    if next_in_turn().fullmatch(between) or between.strip() in ("(", ":"):
        return True
    return giving_verbs().search(between) is not None and not takes_on_works(page, told)
