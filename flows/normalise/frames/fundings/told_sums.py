"""Which sums of a page are money for an initiative: no prices, no refusals, no budgets of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.fundings.givers import funder_of
from flows.normalise.frames.fundings.words import (
    Spot,
    headings,
    is_cost,
    is_line_of,
    last_match,
    speaks_of_money,
    stands_alone,
    surroundings,
    words,
)
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Money

_NEAR = 70
"""Characters before a sum in which a word may say that it is a price."""
_RESCUE_REACH = 45
"""Characters before a price in which somebody may be said to pay it: "la prise en charge du loyer"."""
_SMALL = Decimal(100)
"""Below it a sum is a price unless its own sentence speaks of giving."""
_FEE = Decimal(1000)
"""Below it what something costs is its price, from there on that of works or of a service."""
_NATIONAL_SCALE = Decimal(1_000_000_000)
"""From a milliard on, a sum that nobody is said to give is the budget of a State, not of one initiative."""


_WHOLE_REACH = 100
"""Characters before a sum in which a share of it is told."""


@dataclass(frozen=True, slots=True)
class ToldSum(Spot):
    """A sum in its surroundings."""

    money: Money


def told_sums(page: Page) -> Iterator[ToldSum]:
    """The sums of running text and lists that are fundings, each in its surroundings."""
    for block in page.document.blocks:
        if block.cells:
            continue
        sums = within(page.sums, block.start, block.end)
        if not sums:
            continue
        for start, end in page.document.units(block):
            here = _told_once(page.folded, within(sums, start, end))
            priced = False
            ceiling = False
            for index, money in enumerate(here):
                since = here[index - 1].end if index else start
                listed = not index or words("next_of_list").fullmatch(page.folded, since, money.start)
                ceiling = money.qualifier == "up_to" or (ceiling and bool(listed))
                if ceiling and money.qualifier == "exact":
                    money = replace(money, qualifier="up_to")
                until = here[index + 1].start if index + 1 < len(here) else end
                first = max(start, money.start - LONGEST_REACH)
                last = min(end, money.end + LONGEST_REACH)
                told = ToldSum(money, block, first, last, since, until, money)
                priced = _is_price(page.folded, told) or (priced and not _is_rescued(page.folded, told))
                if not priced and _is_funding(page, told):
                    yield told


def _told_once(folded: str, sums: Sequence[Money]) -> list[Money]:
    """The sums of a sentence but for figures that repeat one in words: "dix mille euros (10 000 €)"."""
    repeated = {
        id(figures)
        for words_for_it, figures in pairwise(sums)
        if figures.amount == words_for_it.amount
        and folded[words_for_it.end : figures.start].strip() in ("(", ", soit", "soit", "(soit")
    }
    return [money for money in sums if id(money) not in repeated]


def _is_funding(page: Page, told: ToldSum) -> bool:
    """Whether a sum is the initiative's money, not a price, a reimbursement or another budget."""
    folded, money = page.folded, told.money
    if words("passing").search(folded, told.start, told.end):
        return False
    heading = page.outline.section_of(told.block).heading
    if heading is not None and words("other_matters").search(folded, heading.start, heading.end):
        return False
    if heading is not None and words("price_section").fullmatch(folded[heading.start : heading.end].strip()):
        return _is_rescued(folded, told)
    is_of_state = money.amount >= _NATIONAL_SCALE and page.publisher.organisation_type != "ministry"
    if is_of_state and funder_of(page, told) is None:
        return False
    if _is_former(folded, told) or words("refused").search(folded, told.since, money.start):
        return False
    if _is_of_other_scheme(page, told):
        return False
    if money.amount < _SMALL and money.basis is None:
        return words("rescues").search(folded, told.start, told.end) is not None
    return _is_cued(page, told)


_FOR_THING = re.compile(r" (?:pour|aux?|a) ?(?:la |le |les |l'|des |une? )?")
""" "50 000 € pour | la chambre des parents, 40 000 €": what the sum before is for."""


def _is_rescued(folded: str, told: ToldSum) -> bool:
    """Whether words of giving stand before a sum: "3 € la séance, grâce à une subvention de | 4 500 €"."""
    return words("rescues").search(folded, told.since, told.money.start) is not None


def _is_price(folded: str, told: ToldSum) -> bool:
    money = told.money
    since = max(told.since, money.start - _NEAR)
    is_offer = words("offers").search(folded, since, money.start) is not None
    if not is_offer and _price_after().match(folded[money.end : money.end + 45].lstrip(" ,()")):
        return True
    price = last_match(words("price_before"), folded, since, money.start)
    if price is None and money.amount < _FEE:
        price = last_match(words("costs_little"), folded, since, money.start)
    if price is None or (told.since > told.start and _FOR_THING.fullmatch(folded, told.since, price.start())):
        return False
    of_care = words("care").search(folded, told.start, told.end) is not None
    rescued_from = price.end() if of_care else max(told.since, price.start() - _RESCUE_REACH)
    return not words("rescues").search(folded, rescued_from, money.start)


def _is_of_other_scheme(page: Page, told: ToldSum) -> bool:
    """Whether a sum is that of another scheme, told of beside the page's own with no giver of its own."""
    other = last_match(words("beside_others"), page.folded, told.since, told.money.start)
    return other is not None and not within(page.organisations, other.end(), told.until)


def _is_former(folded: str, told: ToldSum) -> bool:
    """Whether a sum is what was given before, told beside the new one: "25 000 € (10 000 € jusqu'ici)"."""
    before = folded[max(told.start, told.money.start - 40) : told.money.start]
    return (
        _former_before().search(before) is not None
        or _former_behind().match(folded, told.money.end) is not None
    )


@cache
def _former_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['former_before'])}) ?$")


@cache
def _former_behind() -> re.Pattern[str]:
    return re.compile(rf",? (?:{alternatives(lexicon('fundings')['former_behind'])})\b")


@cache
def _price_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon('fundings')['price_after'])})(?!\w)")


def _is_cued(page: Page, told: ToldSum) -> bool:
    """Whether the sentence, the call told before it, its heading or its lead speaks of financing."""
    if speaks_of_money(page, told.start, told.end):
        return True
    before = max(told.block.start, told.start - LONGEST_REACH)
    if words("of_call").search(page.folded, before, told.start):
        return True
    if any(is_line_of(told, body) for body in within(page.organisations, told.start, told.start + 4)):
        return not page.folded[told.start : told.money.start].endswith(":")
    heads = headings(page, told.block)
    if stands_alone(page, told) and any(words("winners").search(page.folded, b.start, b.end) for b in heads):
        return True
    for block in surroundings(page, told.block):
        if words("price_heading").search(page.folded, block.start, block.end):
            return False
        if speaks_of_money(page, block.start, block.end):
            return True
    section = max(page.outline.section_of(told.block).start, told.block.start - LONGEST_REACH)
    if words("rescues").search(page.folded, section, told.block.start) is not None:
        return True
    return is_cost(page, told) or funder_of(page, told) is not None


def is_whole_of_share(page: Page, told: ToldSum) -> bool:
    """Whether a sum is the whole that another is a share of: "soit 26 % du montant, qui est de 9 M€"."""
    if told.money.qualifier == "up_to":
        return False
    before = page.folded[max(told.since, told.money.start - _WHOLE_REACH) : told.money.start]
    return _whole_of_share().search(before) is not None


@cache
def _whole_of_share() -> re.Pattern[str]:
    return re.compile(rf"{lexicon('fundings')['whole_of_share']} ?(?:environ|pres de|plus de)? ?$")
