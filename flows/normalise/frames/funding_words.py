"""The words around money (`lexicon/fundings.yaml`), compiled once, and which sums are fundings at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.date_roles import units
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, pattern
from flows.normalise.mentions.model import Mention, Money

_NEAR = 70
"""Characters before a sum in which a word may say that it is a price."""
_MORE_SUMS = re.compile(
    r"(?:, | et |,? puis |, et )\d[\d .,]*(?:k€|m€|€|(?:millions? d'|milliers? d')?euros?)"
)
_SMALL = Decimal(100)
"""Below it a sum is a price unless its own sentence speaks of giving."""
_NATIONAL_SCALE = Decimal(1_000_000_000)
"""From a milliard on, a sum is the budget of a State or a region, not of one initiative."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sum or a rate stands: its sentence, and its own part of that sentence."""

    mention: Mention
    block: Block
    start: int
    end: int
    """The sentence, or the whole row or list item."""
    since: int
    """Where the sum before it ends, else where the sentence starts."""
    until: int
    """Where the sum after it starts, else where the sentence ends."""

    def after_list(self, folded: str, until: int) -> int:
        """Where the list of sums ends that this one is part of ("400 €, 250 € et 150 €, offerts par …")."""
        end = self.mention.end
        while match := _MORE_SUMS.match(folded, end, until):
            end = match.end()
        return end


@dataclass(frozen=True, slots=True)
class ToldSum(Spot):
    """A sum in its surroundings."""

    money: Money


@cache
def words(name: str) -> re.Pattern[str]:
    """Whole words of one entry of the lexicon."""
    return pattern(lexicon("fundings")[name])


@cache
def status_words(name: str) -> re.Pattern[str]:
    """Whole words that tell how an act of funding stands."""
    return pattern(lexicon("fundings")["status"][name])


@cache
def instrument_words() -> re.Pattern[str]:
    """All nouns of instruments; the group that matches is the code."""
    listed = lexicon("fundings")["instruments"]
    return re.compile(
        "|".join(rf"(?P<{code}>\b(?:{alternatives(nouns)})(?!\w))" for code, nouns in listed.items())
    )


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    return {
        role: re.compile(rf"(?:les? |la |l')?(?:{alternatives(heads)})")
        for role, heads in lexicon("fundings")["columns"].items()
    }


def column_role(head: str) -> str | None:
    """What a column of a financing table holds, by its head (folded): funder, beneficiary, rate …"""
    head = head.strip(" :*")
    return next((role for role, heads in _columns().items() if heads.fullmatch(head)), None)


def told_sums(page: Page) -> Iterator[ToldSum]:
    """The sums of running text and lists that are fundings, each in its surroundings."""
    for block in page.document.blocks:
        if block.cells:
            continue
        sums = within(page.sums, block.start, block.end)
        if not sums:
            continue
        for start, end in units(page.document, block):
            here = within(sums, start, end)
            for index, money in enumerate(here):
                since = here[index - 1].end if index else start
                until = here[index + 1].start if index + 1 < len(here) else end
                first = max(start, money.start - LONGEST_REACH)
                last = min(end, money.end + LONGEST_REACH)
                told = ToldSum(money, block, first, last, since, until, money)
                if is_funding(page, told):
                    yield told


def is_funding(page: Page, told: ToldSum) -> bool:
    """Whether a sum is the initiative's money, not a price, a reimbursement or another budget."""
    folded, money = page.folded, told.money
    if words("passing").search(folded, told.start, told.end):
        return False
    heading = page.outline.section_of(told.block).heading
    if heading is not None and words("other_matters").search(folded, heading.start, heading.end):
        return False
    if heading is not None and words("price_section").fullmatch(
        page.folded[heading.start : heading.end].strip()
    ):
        return words("rescues").search(folded, told.since, money.start) is not None
    if money.amount >= _NATIONAL_SCALE and page.publisher.organisation_type != "ministry":
        return False
    if _is_price(folded, told):
        return False
    if money.amount < _SMALL and money.basis is None:
        return words("rescues").search(folded, told.start, told.end) is not None
    return _is_cued(page, told)


def _is_price(folded: str, told: ToldSum) -> bool:
    money = told.money
    after = folded[money.end : money.end + 45].lstrip(" ,()")
    if _price_after().match(after) or _price_unit().search(folded, money.start, money.end + 12):
        return True
    since = max(told.since, money.start - _NEAR)
    price = last_match(words("price_before"), folded, since, money.start)
    return price is not None and not words("rescues").search(folded, price.end(), money.start)


@cache
def _price_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon('fundings')['price_after'])})(?!\w)")


@cache
def _price_unit() -> re.Pattern[str]:
    return re.compile(lexicon("fundings")["price_unit"])


def _is_cued(page: Page, told: ToldSum) -> bool:
    """Whether the sentence, the call told before it, its heading or its lead speaks of financing."""
    if words("cues").search(page.folded, told.start, told.end):
        return True
    if words("of_call").search(page.folded, told.block.start, told.start):
        return True
    for block in surroundings(page, told.block):
        if words("price_heading").search(page.folded, block.start, block.end):
            return False
        if words("cues").search(page.folded, block.start, block.end):
            return True
    section = page.outline.section_of(told.block)
    return words("rescues").search(page.folded, section.start, told.block.start) is not None


def surroundings(page: Page, block: Block) -> Iterator[Block]:
    """The blocks that say what a block is about: its lead, its heading, the title of a list; of a
    heading, the lines below it."""
    section = page.outline.section_of(block)
    if block.kind is BlockKind.HEADING:
        yield from section.blocks[:3]
        return
    for other in (page.outline.lead_of(block), section.heading):
        if other is not None:
            yield other
    if block.kind is BlockKind.LIST_ITEM and page.document.title_block is not None:
        yield page.document.title_block


def headings(page: Page, block: Block) -> Iterator[Block]:
    """The headings above a block, the nearest first."""
    section = page.outline.section_of(block)
    while section is not None and section.heading is not None:
        yield section.heading
        if section.parent is None:
            return
        section = section.parent


def last_match(expression: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """The last match in a stretch of text, if any."""
    found = None
    for match in expression.finditer(folded, start, end):
        found = match
    return found


@cache
def giving_verbs() -> re.Pattern[str]:
    """Verbs whose subject gives, in all their forms."""
    listed = lexicon("fundings")
    return re.compile(
        rf"(?<!\w)(?:{alternatives(listed['gives'])}"
        rf"|(?:a|ont|avons)(?: \w+)? (?:{alternatives(listed['gives_participle'])})"
        rf"|(?:va|vont|(?:vient|viennent) d[e'](?: \w+)?)"
        rf" (?:{alternatives(listed['gives_infinitive'])}))(?!\w)"
    )


@cache
def giving_or_receiving_verbs() -> re.Pattern[str]:
    """Verbs whose subject gives, and those whose subject receives (`words("receives")`)."""
    return re.compile(f"{giving_verbs().pattern}|{words('receives').pattern}")


@cache
def next_in_turn() -> re.Pattern[str]:
    """Between a body and its sum, the verb being told before: "l'État apporte 3 M€ et la Région 2 M€"."""
    return re.compile(r" (?:environ |pres de |plus de |quelque |jusqu'a )?")
