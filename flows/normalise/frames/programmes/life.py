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
    if word_pattern("not_now").search(page.folded, start, end):
        return False
    if mention.block.kind is BlockKind.LIST_ITEM:
        return begins(page, mention)
    if end - mention.end < _SHORT and heads_block(page, mention):
        end = mention.block.end
    return any(
        verbs.search(page.folded, max(start, mention.start - _NEAR), mention.start)
        or verbs.search(page.folded, mention.end, min(end, mention.end + _NEAR))
        for verbs in (word_pattern("birth"), word_pattern("life"))
    )


_SHORT = 3


def has_ended(page: Page, mention: Mention) -> bool:
    """Whether the sentence says that it is over, and what has come of it in figures."""
    start, end = mention.sentence
    over = word_pattern("ended").search(page.folded, mention.end, min(end, mention.end + _NEAR))
    return over is not None and bool(within(page.quantities, start, end))


def has_window(page: Page, mention: Mention) -> bool:
    """Whether the sentence tells from which day to which day one can take part."""
    return any(
        d.first and d.last and not d.days and d.precision == "day" and (d.last - d.first).days >= _WINDOW
        for d in within(page.dates, *mention.sentence)
    )


_WINDOW = 6
"""Days that a consultation lasts at least."""

OPEN_HOURS = re.compile(
    r"\bouv\w+ (?:[^.;]{0,30} )?(?:(?:de|des) \d{1,2} ?h|du lundi|tous les|toute l'annee|sans)\b"
)
"""Hours of opening: nothing begins."""


_CLAUSE_END = re.compile(r"[:;]|\. ")


def begins(page: Page, mention: Mention) -> bool:
    """Whether a thing (a bus, a building) is itself what opens, runs or is paid for."""
    start, end = mention.sentence
    folded = page.folded
    if word_pattern("not_now").search(folded, start, end) or OPEN_HOURS.search(folded, start, end):
        return False
    begun = word_pattern("birth")
    behind = _behind_owner(page, mention.end)
    after = begun.search(folded, behind, min(end, behind + 45))
    if after is not None and not _CLAUSE_END.search(folded, behind, after.start()):
        return not _gives_another(page, mention, after.start())
    if right_before("birth").search(folded, start, mention.start) is not None:
        return True
    before = begun.search(folded, max(start, mention.start - 45), mention.start)
    if _is_new_and_dated(page, mention):
        return True
    if before is None:
        return False
    return page.text[mention.end - 1] in '»”"' or _only_when_or_where(page, before.end(), mention.start)


_NEW = re.compile(r"\b(?:un|une|d'un|d'une) (?:nouve(?:au|l|lle) )?$")


def _is_new_and_dated(page: Page, mention: Mention) -> bool:
    """Whether a dated sentence brings it in as new ("le 2 mai, une unité ouvrira au premier étage")."""
    start, end = mention.sentence
    if not _NEW.search(page.folded, max(start, mention.start - 16), mention.start):
        return False
    near = (max(start, mention.start - _NEAR), min(end, mention.end + _NEAR))
    return word_pattern("birth").search(page.folded, *near) is not None and bool(
        within(page.dates, start, end)
    )


_OBJECT = re.compile(r"[^.;:,]*\b(?:un|une|son|sa|ses|le|la|les|l'|notre) ?(?:nouve(?:au|lle?) )?")


def _only_when_or_where(page: Page, start: int, end: int) -> bool:
    """Whether a day or a town stands between a verb and its object ("ouvre en mai à Vire un cabinet")."""
    told = bool(within(page.dates, start, end)) or bool(within(page.places, start, end))
    return told and _OBJECT.fullmatch(page.folded, start, end) is not None


_GIVEN = re.compile(r" (?:[^.,;:]{0,40} )?(?:une?|des|deux|trois) ")
_DEFINITE = re.compile(r"(?<!\w)(?:le |la |l'|les |notre )$")


def _gives_another(page: Page, mention: Mention, verb: int) -> bool:
    """Whether it is a house known before that offers something else ("le pôle de santé tiendra une…")."""
    given = word_pattern("offers").match(page.folded, verb)
    if given is None or _GIVEN.match(page.folded, given.end(), mention.sentence[1]) is None:
        return False
    return (
        _DEFINITE.search(page.folded, max(mention.block.start, mention.start - 6), mention.start) is not None
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
