"""The words around money (`lexicon/fundings.yaml`), compiled once, and where a sum stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Mention

_COST_REACH = 140
"""Characters before a sum in which what it is the cost of stands."""
_MORE_SUMS = re.compile(
    r"(?:, | et |,? puis |, et )\d[\d .,]*(?:k€|m€|€|(?:millions? d'|milliers? d')?euros?)"
)


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
    head = head.strip(" :*?")
    return next((role for role, heads in _columns().items() if heads.fullmatch(head)), None)


def is_line_of(spot: Spot, body: Mention) -> bool:
    """Whether a line holds a body and its sum, and nothing more: "Département du Gers   20 000 €"."""
    block = spot.block
    is_short = spot.mention.start - body.end < 3 and block.end - spot.mention.end < _REST_OF_LINE
    return is_short and body.start - block.start < 4


_REST_OF_LINE = 25
"""Characters that may follow a sum on a line that only gives its giver: "(mobilier)", "par an"."""


def stands_alone(page: Page, spot: Spot) -> bool:
    """Whether a line holds but a sum, with a label at most: "42 000 €", "Dotation : 25 000 €"."""
    before = page.folded[spot.block.start : spot.mention.start]
    return spot.block.end - spot.mention.end < 3 and _LABEL.fullmatch(before) is not None


_LABEL = re.compile(r"(?:[a-z' ]{3,40} ?:)? ?")


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


_FARTHEST = 2_000
"""Characters between a sum and what is said of it, at most."""


def last_match(expression: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """The last match in a stretch of text, if any; what stands far before its end is not looked at."""
    found = None
    for match in expression.finditer(folded, max(start, end - _FARTHEST), end):
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
        rf" ?(?:{alternatives(lexicon('fundings')['about'])})? ?$"
    )


@cache
def giving_verbs() -> re.Pattern[str]:
    """Verbs whose subject gives, in all their forms."""
    listed = lexicon("fundings")
    return re.compile(
        rf"(?<!\w)(?:{alternatives(listed['gives'])}"
        rf"|(?:a|ont|avons)(?: d'ores et deja| \w+)? (?:{alternatives(listed['gives_participle'])})"
        rf"|(?:{alternatives(listed['gives_soon'])}) ?(?:(?:en|y|lui|leur|nous|vous|\w+ment) )?"
        rf"(?:{alternatives(listed['gives_infinitive'])}))(?!\w)"
    )


def speaks_of_money(page: Page, start: int, end: int) -> bool:
    """Whether a stretch has a word of financing, or says that somebody gives."""
    return any(told.search(page.folded, start, end) for told in (words("cues"), giving_verbs()))


def gives_behind(page: Page, spot: Spot) -> bool:
    """Whether bodies listed with sums in brackets give them: "l'État (2 M€) et la Ville (1 M€) financent"."""
    last = within(page.sums, spot.start, spot.end)[-1:]
    return bool(last) and giving_verbs().match(page.folded, last[0].end + len(") ")) is not None


@cache
def next_in_turn() -> re.Pattern[str]:
    """Between a body and its sum, the verb being told before: "l'État apporte 3 M€ et la Région 2 M€"."""
    nouns = alternatives(
        lexicon("fundings")["instruments"]["grant"] + "|" + lexicon("fundings")["instruments"]["other"]
    )
    return re.compile(
        r"(?: \([^()\d]*\))? ?,? ?(?:(?:a hauteur de|pour|avec|de) )?"
        rf"(?:(?:une?|la|le|l') ?(?:{nouns})(?: [a-z]+)? (?:de |d'))?"
        r"(?:(?:environ|pres de|plus de|quelque|jusqu'a|au moins) ?|d'(?:environ|au moins) )?"
    )


def takes_on_works(page: Page, told: Spot) -> bool:
    """Whether somebody bears works or equipment as such: "prend en charge l'aménagement (22 000 €)"."""
    return _taken_on().search(page.folded, told.since, told.mention.start) is not None


@cache
def _taken_on() -> re.Pattern[str]:
    listed = lexicon("fundings")
    return re.compile(
        rf"(?<!\w)(?:{alternatives(listed['taken_on'])}) (?:\w+ment )?"
        rf"(?:{alternatives(listed['bought'])})\b[^.;:]*$"
    )


@cache
def received_from() -> re.Pattern[str]:
    """Right before a giver: "dix étudiants recevront du | Département 1 000 €"."""
    receives = alternatives(lexicon("fundings")["receives"])
    return re.compile(
        rf"\b(?:{receives}|obtenir|recevoir|percevoir|toucher|solliciter)(?: \w+){{0,3}}?"
        r" (?:du |de la |de l'|des |d')$"
    )
