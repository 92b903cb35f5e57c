"""Agendas told in a running sentence: "accueil à 18h30, conférence à 19h", "9h : accueil ; 9h30 : débat"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.agenda import Agenda, AgendaItem
from flows.normalise.frames.agendas.session_types import names_session
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import TimeMention

_AND_THEN = r"(?:(?:puis|enfin|ensuite|et|et enfin|avant|suivie?s? d[eu']) ?)?"
_HOUR_OPENS = re.compile(rf"(?:[;:.,|•–—(] ?|\A){_AND_THEN}(?:a partir de |de |a |des |vers |, )?\Z")
"""What stands between the item before and an hour that opens one."""
_SIGN = re.compile(r" ?[:–—-] ")
_HOUR_CLOSES = re.compile(r"[ ,]*(?:(?:et|puis) )?(?:a partir de|des|de|a|vers|[(]) ?\Z|, ?\Z")
"""What leads from the words of an item to the hour at its end."""
_PARTS = re.compile(r"[,;:.(] ?|(?<!\w)(?:puis|et|avant|suivie?s? d[eu'])(?!\w) ?")
_OPENING = re.compile(rf"[\s,;:.–—-]*{_AND_THEN}(?:l'|(?:le|la|les|une?|des|du|d'|au|aux) ?)?")
_SENTENCE_END = re.compile(r"[.] (?=[A-ZÀ-Ü])|[.]?\Z")
_CLOSED = re.compile(r" ?(?:[,;.)]|et |puis |par |avec |\Z)")


def told_agendas(page: Page, written: Sequence[Agenda]) -> list[Agenda]:
    """The agendas that a paragraph tells, outside those written line by line."""
    if len(page.times) < 2:
        return []
    found = []
    for block in page.document.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            continue
        times = [t for t in within(page.times, block.start, block.end) if t.start_time is not None]
        if len(times) < 2 or _inside(written, block.start):
            continue
        for read in (_opened_by_hours, _closed_by_hours):
            items = read(page, block, times)
            if len(items) > 1:
                found.append(Agenda(tuple(items)))
                break
    return found


def _inside(agendas: Sequence[Agenda], offset: int) -> bool:
    index = bisect_right(agendas, offset, key=lambda agenda: agenda.start) - 1
    return index >= 0 and offset < agendas[index].end


_LEAD = 40
"""Characters before an hour in which the words that lead to it stand."""


def _opened_by_hours(page: Page, block: Block, times: Sequence[TimeMention]) -> list[AgendaItem]:
    """Items that begin with their hour, each a colon or a word of agendas behind it."""
    opened = []
    for time in times:
        reach = max(block.start, time.start - _LEAD)
        before = page.folded[reach : time.start]
        lead = _HOUR_OPENS.search(before)
        if lead is not None and (lead.start() or reach == block.start):
            opened.append((time, reach + lead.start()))
    items = []
    for index, (time, _) in enumerate(opened):
        last = index + 1 == len(opened)
        end = _SENTENCE_END.search(page.text, time.end, block.end) if last else None
        stop = (end.start() if end else block.end) if last else opened[index + 1][1]
        start = _opening(page, time.end, stop)
        if within(page.dates, time.start, stop) or not (
            _SIGN.match(page.folded, time.end, stop) or names_session(page.words(start, stop))
        ):
            return []
        items.append(AgendaItem(time, time.start, stop, (block,), (start, stop)))
    return items if any(names_session(page.words(*item.told)) for item in items if item.told) else []


def _closed_by_hours(page: Page, block: Block, times: Sequence[TimeMention]) -> list[AgendaItem]:
    """Items that end with their hour, each with a word of agendas; one may come at several hours."""
    items: list[AgendaItem] = []
    floor = block.start
    for time in times:
        if items and within(page.dates, floor, time.start):
            break  # another day
        lead = _HOUR_CLOSES.search(page.folded, floor, time.start)
        if lead is None or not _CLOSED.match(page.folded, time.end, block.end):
            floor = time.end
            continue
        told = _last_named(page, floor, lead.start())
        if told is None and items and not page.words(floor, lead.start()):
            told = items[-1].told
        floor = time.end
        if told is not None and not within(page.dates, told[0], time.end):
            items.append(AgendaItem(time, min(told[0], time.start), time.end, (block,), told))
    return items


def _last_named(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The last part between commas that begins with a word of agendas, to the end."""
    cuts = [start, *(match.end() for match in _PARTS.finditer(page.folded, start, end))]
    for cut in reversed(cuts):
        begin = _opening(page, cut, end)
        if begin < end and names_session(page.words(begin, end)):
            return begin, end
    return None


def _opening(page: Page, start: int, end: int) -> int:
    match = _OPENING.match(page.folded, start, end)
    return match.end() if match else start
