"""The words around money (`lexicon/fundings.yaml`), compiled once, and which sums are fundings at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Mention, Money

_NEAR = 70
"""Characters before a sum in which a word may say that it is a price."""
_COST_REACH = 140
"""Characters before a sum in which what it is the cost of stands."""
_RESCUE_REACH = 25
"""Characters before a price in which somebody may be said to pay it: "la prise en charge du loyer"."""
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


words = partial(entry_pattern, "fundings")
"""Whole words of one entry of the lexicon."""


status_words = partial(entry_pattern, "fundings", "status")
"""Whole words that tell how an act of funding stands."""


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
        for start, end in page.document.units(block):
            here = _told_once(page.folded, within(sums, start, end))
            for index, money in enumerate(here):
                since = here[index - 1].end if index else start
                until = here[index + 1].start if index + 1 < len(here) else end
                first = max(start, money.start - LONGEST_REACH)
                last = min(end, money.end + LONGEST_REACH)
                told = ToldSum(money, block, first, last, since, until, money)
                if is_funding(page, told):
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
    if _is_price(folded, told) or _is_refused(folded, told):
        return False
    if money.amount < _SMALL and money.basis is None:
        return words("rescues").search(folded, told.start, told.end) is not None
    return _is_cued(page, told)


def _is_price(folded: str, told: ToldSum) -> bool:
    money = told.money
    after = folded[money.end : money.end + 45].lstrip(" ,()")
    is_offer = words("offers").search(folded, max(told.since, money.start - _NEAR), money.start) is not None
    if (not is_offer and _price_after().match(after)) or _price_unit().search(
        folded, money.start, money.end + 12
    ):
        return True
    since = max(told.since, money.start - _NEAR)
    price = last_match(words("price_before"), folded, since, money.start)
    if price is None:
        return False
    of_care = words("care").search(folded, told.start, told.end) is not None
    rescued_from = price.end() if of_care else max(told.since, price.start() - _RESCUE_REACH)
    return not words("rescues").search(folded, rescued_from, money.start)


def _is_refused(folded: str, told: ToldSum) -> bool:
    """Whether a sum is what somebody asked for and does not get: "ajourne la demande de Mer (35 000 €)"."""
    money = told.money
    no = last_match(words("refused"), folded, told.since, money.start)
    if no is not None:
        return giving_verbs().search(folded, no.end(), money.start) is None
    behind = words("refused_behind").search(folded, money.end, min(told.until, money.end + _NEAR))
    return behind is not None and "." not in folded[money.end : behind.start()]


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
    before = max(told.block.start, told.start - LONGEST_REACH)
    if words("of_call").search(page.folded, before, told.start):
        return True
    if any(is_line_of(told, body) for body in within(page.organisations, told.start, told.start + 4)):
        return not page.folded[told.start : told.money.start].endswith(":")
    for block in surroundings(page, told.block):
        if words("price_heading").search(page.folded, block.start, block.end):
            return False
        if words("cues").search(page.folded, block.start, block.end):
            return True
    section = max(page.outline.section_of(told.block).start, told.block.start - LONGEST_REACH)
    return words("rescues").search(page.folded, section, told.block.start) is not None


def is_line_of(spot: Spot, body: Mention) -> bool:
    """Whether a line holds a body and its sum, and nothing more: "Département du Gers   20 000 €"."""
    block = spot.block
    is_short = spot.mention.start - body.end < 3 and block.end - spot.mention.end < _REST_OF_LINE
    return is_short and body.start - block.start < 4


_REST_OF_LINE = 25
"""Characters that may follow a sum on a line that only gives its giver: "(mobilier)", "par an"."""


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


@cache
def _time_of_all() -> re.Pattern[str]:
    """ "Aides accordées (en k€, 2025-2026)", "Les financements pour 2025", "Comptes 2022"."""
    accounts = alternatives(lexicon("fundings")["accounts"])
    return re.compile(
        rf"\b(?:(?:pour|en|au titre de|exercice|annee)(?: l'annee)?|(?:{accounts})(?: \w+)?)"
        rf" (?P<only>{_A_YEAR})\b(?! ?(?:-|/|a|au) ?{_A_YEAR})"
        rf"|\b(?P<first>{_A_YEAR}) ?(?:-|/|a|au) ?(?P<last>{_A_YEAR})\b"
    )


_A_YEAR = r"(?:19|20)\d\d"


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


def last_match(expression: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """The last match in a stretch of text, if any."""
    found = None
    for match in expression.finditer(folded, start, end):
        found = match
    return found


def is_cost(page: Page, told: Spot) -> bool:
    """Whether the words right before a sum say that something costs it: "un projet de 9 M€", "estimé à"."""
    return (
        _costs().search(page.folded, max(told.since, told.mention.start - _COST_REACH), told.mention.start)
        is not None
    )


@cache
def _costs() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(lexicon('fundings')['costs'])})"
        r" ?(?:environ|pres de|plus de|quelque|quasiment|au moins)? ?$"
    )


def each_by_label(page: Page, told: Spot) -> re.Match[str] | None:
    """Who gets a sum each, by the label on its line or the one above: "Aide par projet : 5 000 €"."""
    if match := _each_label().search(page.folded, told.since, told.mention.start):
        return match
    before = page.folded.rfind("\n", 0, told.mention.start - 1)
    line = page.folded.rfind("\n", 0, max(before, 0)) + 1
    alone = before >= told.block.start - 1 and before - line <= _NEAR
    return _each_label().search(page.folded, line, told.mention.start) if alone else None


@cache
def _each_label() -> re.Pattern[str]:
    receivers = alternatives(lexicon("fundings")["receivers"])
    between = alternatives(lexicon("fundings")["label_to_sum"])
    return re.compile(rf"\bpar (?P<noun>(?:{receivers})\b)[ :\n(–-]*(?:(?:{between}) ?){{0,4}}$")


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
    nouns = alternatives(
        lexicon("fundings")["instruments"]["grant"] + "|" + lexicon("fundings")["instruments"]["other"]
    )
    return re.compile(
        rf" ?,? ?(?:(?:a hauteur de|pour|avec) )?(?:(?:une?|la|le|l') ?(?:{nouns})(?: [a-z]+)? (?:de |d'))?"
        r"(?:(?:environ|pres de|plus de|quelque|jusqu'a|au moins) ?|d'(?:environ|au moins) )?"
    )


@cache
def received_from() -> re.Pattern[str]:
    """Right before a giver: "dix étudiants recevront du | Département 1 000 €"."""
    receives = alternatives(lexicon("fundings")["receives"])
    return re.compile(
        rf"\b(?:{receives}|obtenir|recevoir|percevoir|toucher|solliciter)(?: \w+)?"
        r" (?:du |de la |de l'|des |d')$"
    )
