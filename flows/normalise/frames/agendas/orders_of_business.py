"""What a sitting deals with, without hours: the list below "À l'ordre du jour :"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.session_titles import title_of
from flows.normalise.frames.agendas.session_types import type_of
from flows.normalise.frames.model import Event, Evidence, Session
from flows.normalise.frames.page import Page
from flows.normalise.lexicon.phrases import entry_pattern

Stretch = tuple[int, int]

_words = partial(entry_pattern, "agenda")

_SITTINGS = ("meeting", "webinar", "conference")
_LONGEST_LEAD = 60
_FEWEST, _MOST = 2, 40
"""Items of an order of business."""
_SENTENCE = re.compile(r"[^.?!]+[?!]?")


def add_orders_of_business(page: Page, events: Sequence[Event]) -> None:
    """Give sittings without a timetable what is on the order of business told below them."""
    if not events or "ordre du jour" not in page.folded:
        return
    blocks = page.document.blocks
    for index, block in enumerate(blocks):
        if not _is_lead(page, block):
            continue
        above = [event for event in events if event.evidence.start < block.end]
        event = max(above, key=lambda event: event.evidence.start) if above else events[0]
        items = list(_items(blocks[index + 1 : index + _MOST]))
        if event.sessions or event.event_type not in _SITTINGS or len(items) < _FEWEST:
            continue
        for start, end in items:
            first = _SENTENCE.match(page.text, start, end)
            title = title_of(page, start, first.end() if first else end)
            if title:
                kind = type_of(page.words(start, end), title, first=False)
                event.sessions.append(Session(Evidence(start, end), title, kind, None, None))


def _is_lead(page: Page, block: Block) -> bool:
    is_short = block.end - block.start <= _LONGEST_LEAD and block.kind is not BlockKind.LIST_ITEM
    return is_short and _words("order_of_business").search(page.folded, block.start, block.end) is not None


def _items(below: Sequence[Block]) -> Iterator[Stretch]:
    """The items of the list below."""
    for block in below:
        if block.kind is not BlockKind.LIST_ITEM:
            return
        yield block.start, block.end
