"""What a happening is called elsewhere: in the title that a sentence invites to, by its name spelled out.

La JIL est de retour … la Journée de l'installation en Limousin (JIL)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.events.names import noun_phrase
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, within

_INVITES = re.compile(
    r"\b(?:donn(?:e|ent|era|eront|ons) rendez-vous|rendez-vous (?:du|les?|ce)|vous atten(?:d|dent|dons))\b"
)


def _invited_to(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the title, where a sentence only invites: "vous donne rendez-vous du 3 au 5 mai"."""
    title = page.document.title_block
    if title is None or not _INVITES.search(page.folded, start, end):
        return None
    return next((noun for noun in within(nouns, title.start, title.end) if not noun.weak), None)


_SHORT_NAME = re.compile(r"\b[A-ZÀ-Ü][A-ZÀ-Ü'’-]{1,8}\b")


def _spelled_out(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the name that a stretch gives in capitals, which the page spells out beside them: "la JIL
    est de retour … la Journée de l'installation en Limousin (JIL)"."""
    if start > _HEAD:
        return None
    for short in _SHORT_NAME.finditer(page.text, start, end):
        opened = page.text.find(f"({short.group()}")
        for noun in within(nouns, max(0, opened - _LONGEST_SPELLED), opened) if opened >= 0 else ():
            if noun_phrase(page, noun, opened)[1] >= opened - 2:
                return noun
        behind = page.text.find(f"{short.group()} (")
        if behind >= 0 and (inside := within(nouns, behind, behind + len(short.group()) + _OPENING)):
            return inside[0]
    return None


def meant(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of what a stretch without one dates: that of the title, or of a name in capitals."""
    return _invited_to(page, start, end, nouns) or _spelled_out(page, start, end, nouns)


_HEAD = 1000
"""Characters at the head of a page, of its title and first lines."""
_LONGEST_SPELLED = 120
_OPENING = 8
"""Characters of a bracket and an article."""
