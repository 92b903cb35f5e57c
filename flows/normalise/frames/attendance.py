"""How many people were at an event, or are expected."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import pattern

_COUNTED = ("people", "professionals", None)
_REACH = 40
"""Characters around a count in which a word must say that the people came."""


@cache
def _present() -> re.Pattern[str]:
    return pattern(lexicon("events")["present"])


def attendance(page: Page, event: Event, *, alone: bool) -> tuple[int, str] | None:
    """The people reported present or expected at an event, and how exactly: (count, qualifier).

    On a page of one event (`alone`), anything said of people present is on it.
    """
    block = block_at(page.document, event.evidence.start)
    start, end = (0, len(page.text)) if alone or block is None else (block.start, block.end)
    for quantity in within(page.quantities, start, end):
        if quantity.unit not in _COUNTED or quantity.value != int(quantity.value):
            continue
        before = page.folded[max(start, quantity.start - _REACH) : quantity.start].rpartition(". ")[2]
        after = page.folded[quantity.end : min(end, quantity.label_end + _REACH)].partition(". ")[0]
        if _present().search(before) or _present().search(after):
            return int(quantity.value), quantity.qualifier
    return None
