"""What has a day and a noun of a happening, and is no event: a step of a procedure, a link to other news."""

from __future__ import annotations

import re
from functools import partial

from flows.normalise.documents.model import Block
from flows.normalise.documents.outline import Section
from flows.normalise.frames.events.words import BODIES, EventNoun, changed
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern

_words = partial(entry_pattern, "events")


_AGENT = re.compile(r"\bpar (?:l[ae] |l'|notre |son )$")
_NEXT = re.compile(r"\bprochaine? $")


def is_step(page: Page, noun: EventNoun, start: int, end: int) -> bool:
    """Whether a body that meets is told of only for what it decides, or its next ordinary sitting:
    "le jury se réunira en juin"."""
    folded = page.folded
    if noun.word.startswith("lancement"):
        return _words("launched").match(folded, noun.end + 1) is not None
    if not noun.word.startswith((*BODIES, "reunion", "seance")):
        return False
    if _words("choosing_bodies").match(folded, noun.start) or _AGENT.search(folded, start, noun.start):
        return True
    if within(page.times, start, end) or changed().search(folded, start, end):
        return False
    if _NEXT.search(folded, max(start, noun.start - 12), noun.start):
        return any(body in folded[start:end] for body in BODIES)
    return _words("decides").search(folded, noun.end, end) is not None


def is_other_news(page: Page, block: Block) -> bool:
    """Whether a block stands under a heading over links to other news."""
    section: Section | None = page.outline.section_of(block)
    while section is not None:
        heading = section.heading
        if heading is not None and heading.level > 1:
            words = page.folded[heading.start : heading.end].strip(" :!?")
            if _words("other_news").fullmatch(words):
                return True
        section = section.parent
    return False
