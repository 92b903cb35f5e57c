"""Which event an agenda is of: the one told right before it, or each of a list where it is said so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.agendas.agenda import Agenda
from flows.normalise.frames.agendas.sessions import sessions
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at

_IDENTICAL = re.compile(
    r"identique|memes? (?:programme|deroul\w+|horaires|menu|schema|trame)|programme commun|partout|"
    r"(?:programme|deroule\w*|horaires)\b[^.]{0,30}\bmemes?\b|"
    r"programme (?:type|des (?:etapes|rencontres|soirees|journees|haltes))|"
    r"(?:pour|a|lors de|dans) chaque (?:date|ville|etape|rencontre|journee|seance|session|halte|soiree|site)"
)


def add_agendas(page: Page, events: Sequence[Event], agendas: Sequence[Agenda]) -> None:
    """Each agenda goes to the event told right before it, or to its list where it is said to hold for all."""
    parents = {id(event.parent) for event in events}
    takers = [
        event
        for event in events
        if event.event_status not in ("cancelled", "postponed") and id(event) not in parents
    ]
    for agenda in agendas if takers else ():
        block = agenda.items[0].lines[0]
        heading, lead = page.outline.section_of(block).heading, page.outline.lead_of(block)
        above = block_at(page.document, agenda.start - 2)
        around = " ".join(page.folded[b.start : b.end] for b in (heading, lead, above) if b is not None)
        before = [event for event in takers if event.evidence.start < agenda.start]
        nearest = max(before, key=lambda event: event.evidence.start) if before else takers[0]
        for event in _list_of(page, nearest, takers) if _IDENTICAL.search(around) else [nearest]:
            items, ends_at = sessions(page, agenda)
            event.sessions += items
            event.start_time = event.start_time or (items[0].start_time if items else None)
            event.end_time = event.end_time or ends_at
            if event.start_time and event.date_precision == "day":
                event.date_precision = "time"


_IN_LIST = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def _list_of(page: Page, event: Event, takers: Sequence[Event]) -> list[Event]:
    """The stops of one tour with this event; of events without a whole, those of a list or table if there is
    one, else all."""
    if event.parent is not None:
        return [other for other in takers if other.parent is event.parent]
    alone = [other for other in takers if other.parent is None]
    blocks = [block_at(page.document, other.evidence.start) for other in alone]
    listed = [o for o, told in zip(alone, blocks, strict=True) if told is not None and told.kind in _IN_LIST]
    return listed if len(listed) > 1 else alone
