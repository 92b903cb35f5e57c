"""What the words around a programme's name say of it: that it begins, runs, is paid for, when and where."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Mention
from flows.normalise.frames.programmes.words import right_before, word_pattern

ARTICLE = re.compile(
    r"(?:[^:]{2,40} ?: |(?:a|au|en|dans|pour) [^:,]{2,30}, )?"
    r"(?:(?:le|la|les|un|une|notre|nouvel|nouvelle) |l')*"
)
"""What stands before a name that a line opens with, a word before a colon included."""


_SET_OFF = re.compile(r"(?: ?[:.]| [–-])(?= |$)")


def heads_block(page: Page, mention: Mention) -> bool:
    """Whether a block says nothing but the name, or sets it off before what it says of it."""
    block = mention.block
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    if (block.end - block.start) - (mention.end - mention.start) < 4:
        return True
    opens = ARTICLE.fullmatch(page.folded, block.start, mention.start) is not None
    return opens and _SET_OFF.match(page.folded, mention.end, block.end) is not None


_MILESTONE = 90
"""Characters of a row of a calendar at most ("15 mai Signature du contrat local de santé")."""


def is_milestone(page: Page, block: Block) -> bool:
    """Whether a block is a row of a calendar."""
    short = block.end - block.start <= _MILESTONE
    return short and bool(within(page.dates, block.start, block.start + 3))


_NEAR = 70
"""Characters around a mention in which a verb speaks of it."""


def is_lively(page: Page, mention: Mention) -> bool:
    """Whether a verb near the name says that it begins, is decided, or what it does."""
    start, end = mention.sentence
    if mention.block.kind is BlockKind.LIST_ITEM:
        return begins(page, mention)
    if end - mention.end < _SHORT and heads_block(page, mention):
        end = mention.block.end
    told = any(
        verbs.search(page.folded, max(start, mention.start - _NEAR), mention.start)
        or verbs.search(page.folded, mention.end, min(end, mention.end + _NEAR))
        for verbs in (word_pattern("birth"), word_pattern("life"))
    )
    return told and not is_not_now(page, mention)


_SHORT = 3


def has_ended(page: Page, mention: Mention) -> bool:
    """Whether the sentence says that it is over, and what has come of it in figures."""
    start, end = mention.sentence
    over = word_pattern("ended").search(page.folded, mention.end, min(end, mention.end + _NEAR))
    return over is not None and bool(within(page.quantities, start, end))


OPEN_HOURS = re.compile(
    r"\bouv\w+ (?:[^.;]{0,30} )?(?:(?:de|des) \d{1,2} ?h|du lundi|tous les|toute l'annee|sans)\b"
)
"""Hours of opening: nothing begins."""


_CLAUSE_END = re.compile(r"[:;]|\. ")


def begins(page: Page, mention: Mention) -> bool:
    """Whether a thing (a bus, a building) is itself what opens, runs or is paid for."""
    start, end = mention.sentence
    folded = page.folded
    behind = _behind_owner(page, mention.end)
    after = word_pattern("birth").search(folded, behind, min(end, behind + 45))
    begun = after is not None and not _CLAUSE_END.search(folded, behind, after.start())
    if not begun and not right_before("birth").search(folded, start, mention.start):
        return False
    return not is_not_now(page, mention)


def is_not_now(page: Page, mention: Mention) -> bool:
    """Whether the sentence says that nothing begins: it is asked for, or is open at some hours."""
    sentence = mention.sentence
    return (
        word_pattern("not_now").search(page.folded, *sentence) is not None
        or OPEN_HOURS.search(page.folded, *sentence) is not None
    )


def _behind_owner(page: Page, end: int) -> int:
    """Where a name ends with the body it belongs to ("le pôle du Centre hospitalier d'Auch")."""
    owner = next(iter(within(page.organisations, end, end + 8)), None)
    return owner.end if owner is not None else end


def is_backed(page: Page, mention: Mention) -> bool:
    """Whether the sentence gives a date, a sum, a figure or a commune."""
    start, end = mention.sentence
    told = (page.dates, page.sums, page.quantities)
    return any(within(values, start, end) for values in told) or any(
        place.kind == "commune" for place in within(page.places, start, end)
    )


def is_granted(page: Page, mention: Mention) -> bool:
    """Whether an aid is set up or goes on, and the sentence on it or the next one gives its sum."""
    start, end = mention.sentence
    if right_before("grants").search(page.folded, start, mention.start) is None:
        return False
    return bool(within(page.sums, start, min(mention.block.end, end + _NEXT)))


_NEXT = 160
"""Characters behind a sentence in which the next one goes on."""


def is_signed(page: Page, mention: Mention) -> bool:
    """Whether the words right behind an agreement say on which day it has been signed."""
    signed = word_pattern("signed").match(page.folded, mention.end + 1, mention.sentence[1])
    return signed is not None and bool(within(page.dates, mention.end, signed.end() + _DAY))


_DAY = 40
"""Characters between a verb and its day."""
