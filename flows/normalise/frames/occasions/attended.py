"""Sentences without a noun that tell what one can attend: by day, hour and place.

Le Dr Paul Exemple répondra à vos questions mardi 11 février à 18 h 30, salle Rex.
"""

from __future__ import annotations

import re
from functools import partial

from flows.normalise.documents.model import Block
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern

_starts = partial(entry_pattern, "events", "starts")
"""Words of what begins for good on a day: a service, works, an enrolment."""


EACH = re.compile(r"\b(?:tous les|toutes les|les \w+dis|chaque|un \w+di sur deux|une semaine sur deux)\b")
"""Before a span of days, on some of which things take place."""


def is_attended(page: Page, date: PlacedDate, heading: Block, start: int, end: int) -> bool:
    """Whether a sentence tells when and where to come to what its heading names."""
    first = date.mention.first
    if first is None:
        return False
    if first != date.mention.last and not EACH.search(page.folded, start, date.mention.start):
        return False
    begins = any(
        _starts().search(page.folded, *span) for span in ((start, end), (heading.start, heading.end))
    )
    return not begins and is_placed(page, start, end)


def is_placed(page: Page, start: int, end: int) -> bool:
    """Whether a stretch tells the hour and the place."""
    if not within(page.times, start, end):
        return False
    return any(within(kind, start, end) for kind in (page.venues, page.addresses, page.places))
