"""Places and beds that an initiative offers or opens; those of an event, a room or a car park are none."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.indicators.labels import Reason
from flows.normalise.frames.indicators.words import figure_words
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
    folded, label = page.folded, (quantity.label_start, quantity.label_end)
    before = (max(block.start, quantity.start - _BEFORE), quantity.start)
    if _of_room().search(folded, *before):
        return False
    opens = _MORE.match(folded, label[0], label[1] + _BEHIND) or _opening().search(folded, *before)
    if figure_words("beds").search(folded, *label):
        return opens is not None or reason == "target"
    if not figure_words("capacity").search(folded, *label):
        return False
    of_event = any(block.start <= event.evidence.start < block.end for event in subjects.events)
    return not of_event and (opens is not None or bool(subjects.programmes))


_MORE = re.compile(
    r"[^.,;:()\n]{0,70}?\b(?:(?:de|en) plus|supplementaires?|nouvel\w*|r?ouverte?s|accueill\w+"
    r"|(?:cre|install|autoris|financ|amenag)ee?s)\b"
)
"""In or behind their name: that they come to be, "nouvelles places", "places seront créées"."""
_BEHIND = 25


@cache
def _of_room() -> re.Pattern[str]:
    """Right before: the seats of a room, the places of a car park, those left at an event."""
    return re.compile(rf"\b(?:{alternatives(lexicon('indicators')['of_room'])})(?: ?\()?(?: \w+){{0,2}} ?$")


@cache
def _opening() -> re.Pattern[str]:
    """A verb of opening, with nothing but other figures and their nouns before the figure."""
    words = alternatives(lexicon("indicators")["opening_verbs"])
    return re.compile(rf"\b(?:{words})\b(?! (?:ses|leurs|les) portes)[^.;:!?\n]{{0,60}}$")
