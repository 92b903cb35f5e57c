"""What a sitting deals with, without hours: the list below "À l'ordre du jour :"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.agendas.session_titles import title_of
from flows.normalise.frames.agendas.session_types import type_of
from flows.normalise.frames.model import Event, Evidence, Session
from flows.normalise.frames.page import Page

_LONGEST_LEAD = 60
_FEWEST, _MOST = 2, 40
"""Items of an order of business."""
_SENTENCE = re.compile(r"[^.?!]+[?!]?")


def add_orders_of_business(page: Page, events: Sequence[Event]) -> None:
    """Give events without a timetable what is on the order of business told below them."""
    if not events or "ordre du jour" not in page.folded:
        return
    blocks = page.document.blocks
    for index, lead in enumerate(blocks):
        is_short = lead.end - lead.start <= _LONGEST_LEAD
        if not is_short or "ordre du jour" not in page.folded[lead.start : lead.end]:
            continue
        items = list(
            takewhile(lambda b: b.kind is BlockKind.LIST_ITEM, islice(blocks, index + 1, index + _MOST))
        )
        above = [event for event in events if event.evidence.start < lead.start]
        event = max(above or events[:1], key=lambda event: event.evidence.start)
        if event.sessions or len(items) < _FEWEST:
            continue
        for item in items:
            first = _SENTENCE.match(page.text, item.start, item.end)
            if title := title_of(page, item.start, first.end() if first else item.end):
                kind = type_of(page.words(item.start, item.end), title, first=False)
                event.sessions.append(Session(Evidence(item.start, item.end), title, kind, None, None))
