"""Happenings moved from one day to another: of both, only the new day is one.

Initialement prévu le 11 mars, l'atelier aura lieu le 25 mars.
La conférence du 12 mars est repoussée d'une semaine. Elle se tiendra le 19 mars (et non le 12 mars).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern

_REACH = 60
"""Characters before a day in which words say that it is the old one."""
_BETWEEN = 240
"""Characters between an old day and the new one."""


def without_old_days(page: Page, found: list[Occasion]) -> list[Occasion]:
    """Of a happening moved from one day to another, only the new day, which knows that it is one."""
    kept: list[Occasion] = []
    for occasion in found:
        previous = kept[-1] if kept else None
        if previous is None or not _are_one(previous, occasion):
            kept.append(occasion)
        elif _is_old(page, occasion) and previous.block is occasion.block:
            if _is_cancelled(page, occasion):
                kept[-1] = occasion  # the day that it should have been on
            else:
                previous.is_moved = True
        elif _is_old(page, previous) or _moves_between(page, previous, occasion):
            occasion.is_moved = True
            kept[-1] = occasion
        else:
            kept.append(occasion)
    return kept


def _is_cancelled(page: Page, occasion: Occasion) -> bool:
    cancelled = entry_pattern("events", "status", "cancelled")
    return cancelled.search(page.folded, occasion.start, occasion.end) is not None


def without_replaced(page: Page, placed: Sequence[PlacedDate]) -> list[PlacedDate]:
    """Dates without those that another right before them replaces: "12 décembre (et non le 28 novembre)"."""
    return [
        date
        for before, date in zip((None, *placed), placed, strict=False)
        if before is None
        or before.block is not date.block
        or date.mention.start - before.mention.end > _BRACKET
        or _old().search(page.folded, before.mention.end, date.mention.start) is None
    ]


_BRACKET = 40
"""Characters between a new day and the old one told behind it."""


def _are_one(previous: Occasion, occasion: Occasion) -> bool:
    """Whether two days may be those of one happening: told closely, under one noun."""
    near = 0 <= occasion.date.start - previous.date.end <= _BETWEEN
    return near and previous.word == occasion.word


@cache
def _old() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["old_day_before"])
    return re.compile(rf"\b(?:{words})(?: le| du| la journee du| celle du)? ?\(?$")


def _is_old(page: Page, occasion: Occasion) -> bool:
    start = occasion.date.start
    return _old().search(page.folded, max(occasion.start, start - _REACH), start) is not None


def _moves_between(page: Page, previous: Occasion, occasion: Occasion) -> bool:
    start, end = previous.date.end, occasion.date.start
    if previous.block is not occasion.block:
        return False
    return entry_pattern("events", "moves").search(page.folded, start, end) is not None
