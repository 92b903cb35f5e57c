"""Sessions: what each hour of an agenda holds, one item or several in parallel."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.agenda import Agenda, AgendaItem, is_bare
from flows.normalise.frames.agendas.session_titles import title_of, told_by
from flows.normalise.frames.agendas.session_types import session_type, type_of
from flows.normalise.frames.model import Evidence, Session
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

Stretch = tuple[int, int]

_LABEL = re.compile(
    r"\W*(?:(?:ateliers?|workshop|groupe|parcours|session|salle|stand|theme|table ronde|conference|module)"
    r" ?)?(?:n ?° ?)?(?:\d{1,2}|[a-z])\b ?[:.)–—-]\s*|\W*(?:ateliers?|workshop)\b(?: ?:| ?(?=«))?\s*"
)
"""How the line of one of several workshops begins: "A :", "Atelier 2 –", "3."."""
_LABELLED_INSIDE = re.compile(r"(?<!\w)(?:atelier|workshop) (?:n ?° ?)?(?:\d{1,2}|[a-z])\b ?[:–—-]?\s*")
_FEWEST = 2


def sessions(page: Page, agenda: Agenda) -> tuple[list[Session], str | None]:
    """The sessions of an agenda, and the hour at which it says that all ends, if it does.

    A bare closing time ("17h30 : clôture") is that hour and no session.
    """
    found: list[Session] = []
    ends_at: str | None = None
    for item in agenda.items:
        slot = item.time.start_time, item.time.end_time
        start, end = _head(page, item)
        several = _several().match(page.folded, start, end)
        parallel = list(_in_parallel(page, item, start, end, several))
        for (start, end), (first, last) in parallel:
            kind = session_type(page.words(start, end), first=False)
            kind = "workshop" if kind == "talk" and several else kind
            found.append(Session(Evidence(first, last), _sub_title(page, start, end), kind, *slot))
        if parallel:
            continue
        title = told_by(page, start, end) or title_of(page, start, end)
        if not title:
            continue
        kind = type_of(page.words(start, end), title, first=not found)
        if kind == "closing" and slot[1] is None and item is agenda.items[-1]:
            ends_at = slot[0]
            continue
        found.append(Session(Evidence(item.start, item.end), title, kind, *slot))
    if found and ends_at is None:
        ends_at = found[-1].end_time
    return found, ends_at


def _head(page: Page, item: AgendaItem) -> Stretch:
    """Where the words that say what happens stand: behind the hour, or on the line below it."""
    head = item.lines[0]
    if is_bare(page, head, item.time) and len(item.lines) > 1:
        return item.lines[1].start, item.lines[1].end
    behind = next((cell for cell in head.cells if cell[0] >= item.time.end), None)
    return behind or (item.time.end, head.end)


@cache
def _room() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon('agenda')['rooms'])})\b[^:]{{0,40}}")


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(lexicon('agenda')['several'])})(?!\w)")


def _in_parallel(
    page: Page, item: AgendaItem, start: int, end: int, several: re.Match[str] | None
) -> Iterator[tuple[Stretch, Stretch]]:
    """What a slot holds at once, as (words of the title, words of the whole): the cells of a row under
    the names of rooms, workshops lettered in one line, or lines below "Ateliers au choix"."""
    head = item.lines[0]
    cells = [(a, b) for a, b in head.cells if a >= item.time.end and b > a]
    if len(cells) >= _FEWEST and _under_rooms(page, head, cells):
        yield from ((cell, cell) for cell in cells)
        return
    marks = [mark.start() for mark in _LABELLED_INSIDE.finditer(page.folded, start, end)]
    if len(marks) >= _FEWEST:
        yield from ((part, part) for part in pairwise([*marks, end]))
        return
    if several is None:
        return
    parts = list(_in_line(page, several.end(), end))
    if len(parts) >= _FEWEST:
        yield from ((part, part) for part in parts)
        return
    subs = _listed(page, item.lines[1:])
    if len(subs) >= _FEWEST:
        yield from (((sub.start, sub.end), (sub.start, last)) for sub, last in subs)


_COLON = re.compile(r"[^:«/;,\n]{0,25}: ?")
_SIGNS = (" / ", " ; ", "«", " ou ")
"""What parts several things at once in a line: the first of these that it holds."""
_PARTED = {
    " / ": re.compile(r" / "),
    " ; ": re.compile(r" ; "),
    "«": re.compile(r", (?=«)|,? (?:ou|et) (?=[\w«])(?![^«]*»)"),
    " ou ": re.compile(r", (?:ou )?| ou "),
}


def _in_line(page: Page, start: int, end: int) -> Iterator[Stretch]:
    """What a line names behind "Au choix :": "l'échographie / la plaie", "« A », « B » ou visite"."""
    colon = _COLON.match(page.text, start, end)
    first = colon.end() if colon else end
    sign = next((sign for sign in _SIGNS if sign in page.text[first:end]), None)
    if sign is None:
        return
    for parted in _PARTED[sign].finditer(page.text, first, end):
        yield first, parted.start()
        first = parted.end()
    yield first, end


def _under_rooms(page: Page, row: Block, cells: Sequence[Stretch]) -> bool:
    """Whether the columns of a row's cells are headed by the names of rooms, in the last row above it that
    tells no hour."""
    blocks = page.document.blocks
    index = bisect_left(blocks, row.start, key=lambda block: block.start)
    for above in reversed(blocks[max(0, index - _ROWS_ABOVE) : index]):
        if above.kind is not BlockKind.TABLE_ROW:
            return False
        if not within(page.times, above.start, above.end):
            columns = [row.cells.index(cell) for cell in cells]
            heads = [above.cells[column] for column in columns if column < len(above.cells)]
            return len(heads) == len(cells) and all(
                _room().fullmatch(page.folded, start, end) for start, end in heads
            )
    return False


_ROWS_ABOVE = 20
"""Rows above one of a timetable among which that with the names of the rooms stands."""


def _listed(page: Page, lines: Sequence[Block]) -> list[tuple[Block, int]]:
    """The lines of a slot that each name a workshop, and where what belongs to each ends."""
    subs: list[tuple[Block, int]] = []
    for line in lines:
        if line.kind is BlockKind.LIST_ITEM or _LABEL.match(page.folded, line.start, line.end):
            subs.append((line, line.end))
        elif subs:
            subs[-1] = (subs[-1][0], line.end)
    return subs


def _sub_title(page: Page, start: int, end: int) -> str:
    label = _LABEL.match(page.folded, start, end)
    return title_of(page, label.end() if label else start, end)
