"""How many people were at an event, or are expected."""

from __future__ import annotations

import re
from functools import partial

from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon.phrases import entry_pattern

_COUNTED = ("people", "professionals", None)
_REACH = 60
"""Characters around a count in which a word must say that the people came."""


_present = partial(entry_pattern, "events")


_elsewhere = partial(entry_pattern, "events", "not_present")
"""Words of a sentence that is on a former edition, or on how many there is room for."""


def attendance(page: Page, event: Event, until: int | None) -> tuple[int, str] | None:
    """The people reported present or expected at an event, and how exactly: (count, qualifier).

    Looked for from where the event is told to `until`; without it, in the whole page.
    """
    block = block_at(page.document, event.evidence.start)
    if until is None or block is None:
        start, end = 0, len(page.text)
    else:
        start, end = block.start, max(until, event.evidence.end)
    for quantity in within(page.quantities, start, end):
        if quantity.unit not in _COUNTED or quantity.value != int(quantity.value) or quantity.value < 2:
            continue
        told = _sentence_start(page, start, quantity.start)
        before = page.folded[max(told, quantity.start - _REACH) : quantity.start]
        after = page.folded[quantity.end : min(end, quantity.label_end + _REACH)].partition(". ")[0]
        told_there = page.folded[told : quantity.end]
        if _EXPECTED.search(after) and told_there.count("(") <= told_there.count(")"):
            told_there = told_there.rpartition(", ")[2]  # "après une édition 2021 à distance, 250 …"
        if _elsewhere().search(told_there + after):
            continue
        if _present("present_before").search(before) or _present("present_after").search(after):
            return int(quantity.value), quantity.qualifier
    return None


_EXPECTED = re.compile(r"\battendue?s\b")
_STOP = re.compile(r"[.!?] |\n")


def _sentence_start(page: Page, start: int, offset: int) -> int:
    """Where the sentence around a character begins, at most so far back as its block."""
    stops = [stop.end() for stop in _STOP.finditer(page.folded, max(start, offset - 200), offset)]
    return stops[-1] if stops else max(start, offset - 200)
