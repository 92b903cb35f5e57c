"""Places and beds that an initiative offers or opens; those of an event, a room or a car park are none, nor
are those whom an event can take."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.indicators.labels import Reason
from flows.normalise.frames.indicators.words import figure_start
from flows.normalise.frames.page import Page
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Quantity

_BEFORE = 90
"""Characters before a figure in which a verb may say that it opens."""


def is_capacity(
    page: Page, subjects: Subjects, quantity: Quantity, block: Block, reason: Reason | None
) -> bool:
    """Places that a programme offers, and beds and places that open."""
    folded = page.folded
    label = folded[quantity.label_start : quantity.label_end]
    of_room = _of_room().search(folded, max(block.start, quantity.start - _BEFORE), quantity.start)
    if of_room is not None:
        return False
    opens = _opens(folded, block, quantity)
    if figure_start("beds").match(label):
        return opens or reason == "target"
    opens = opens or _offers(folded, block, quantity)
    if not figure_start("capacity").match(label):
        return False
    if _offered().search(folded, max(block.start, quantity.start - 30), quantity.start):
        return bool(subjects.programmes)
    return not is_of_event(subjects, block) and (opens or bool(subjects.programmes))


def is_attendance(page: Page, quantity: Quantity) -> bool:
    """Whether those counted are whom an event can take: "200 congressistes pourront être accueillis"."""
    return figure_start("attendees").match(page.folded, quantity.label_start, quantity.label_end) is not None


def _opens(folded: str, block: Block, quantity: Quantity) -> bool:
    """Whether places are said to be new, or to open: by a verb before them, or behind them."""
    if _MORE.match(folded, quantity.label_start):
        return True
    before = (max(block.start, quantity.start - _BEFORE), quantity.start)
    return (
        _verb_before("opening_verbs").search(folded, *before) is not None
        or _opened().match(folded, max(quantity.end, quantity.label_end), block.end) is not None
    )


def _offers(folded: str, block: Block, quantity: Quantity) -> bool:
    """Whether places, not new ones, are offered."""
    before = (max(block.start, quantity.start - _BEFORE), quantity.start)
    return _verb_before("offering_verbs").search(folded, *before) is not None


_MORE = re.compile(
    r"[a-z]+ (?:[a-z'-]+ ){0,3}(?:de plus|supplementaires?|en plus|nouve\w+|creee?s|ouvert[es]*)\b"
    r"|nouveaux |nouvelles "
)


@cache
def _offered() -> re.Pattern[str]:
    """Right before the places of a service, whatever event its paragraph tells of too."""
    return re.compile(
        rf"\b(?:{alternatives(lexicon('indicators')['offering_verbs'])}|ses)(?: de| d'| desormais)? $"
    )


@cache
def _of_room() -> re.Pattern[str]:
    """Right before: the seats of a room, the places of a car park, those left at an event."""
    return re.compile(rf"\b(?:{alternatives(lexicon('indicators')['of_room'])})(?: ?\()?(?: \w+){{0,2}} ?$")


@cache
def _verb_before(name: str) -> re.Pattern[str]:
    """A verb of opening or offering, with nothing but other figures and their nouns before the figure."""
    words = alternatives(lexicon("indicators")[name])
    return re.compile(rf"\b(?:{words})\b(?! (?:ses|leurs|les) portes)[^.;:!?\n]{{0,60}}$")


@cache
def _opened() -> re.Pattern[str]:
    words = alternatives(lexicon("indicators")["opening_verbs"])
    auxiliary = r"y |vous |(?:y )?(?:ont|seront|sont|ont ete|viennent d'etre) "
    return re.compile(rf"(?: [\w'-]+){{0,4}}? (?:{auxiliary})?(?:{words})\b")


def is_of_event(subjects: Subjects, block: Block) -> bool:
    """Whether an event is told of in a block."""
    return any(block.start <= event.evidence.start < block.end for event in subjects.events)
