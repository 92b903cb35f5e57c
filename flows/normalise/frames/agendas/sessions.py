"""Sessions: what each hour of an agenda holds, one item or several in parallel."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.agenda import Agenda, AgendaItem, is_bare
from flows.normalise.frames.agendas.session_titles import title_of, told_by
from flows.normalise.frames.agendas.session_types import session_type, type_of
from flows.normalise.frames.model import Evidence, Session
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

Stretch = tuple[int, int]

_NUMBERED = re.compile(r"(?:\w+ )?(?:sequence|session|partie|temps|module|pleniere)(?: \w{1,4})?")
"""An item that is only numbered ("DEUXIEME SEQUENCE"): its title, if it has one, is on the next line."""
_LABEL = re.compile(
    r"\W*(?:(?:ateliers?|workshop|groupe|parcours|session|salle|stand|theme|table ronde|conference|module)"
    r" ?)?(?:n ?° ?)?(?:\d{1,2}|[a-z])\b ?[:.)–—-]\s*|\W*(?:ateliers?|workshop)\b(?: ?:| ?(?=«))?\s*"
)
"""How the line of one of several workshops begins: "A :", "Atelier 2 –", "3."."""
_LABELLED_INSIDE = re.compile(r"(?<!\w)(?:atelier|workshop) (?:n ?° ?)?(?:\d{1,2}|[a-z])\b ?[:–—-]?\s*")
_FEWEST = 2
_LONGEST_CLOSING = 5
"""Words that the bare end of a day has at most ("fin de la première journée")."""


def sessions(page: Page, agenda: Agenda) -> tuple[list[Session], str | None]:
    """The sessions of an agenda, and the hour at which it says that all ends, if it does.

    A bare closing time ("17h30 : clôture") is that hour and no session.
    """
    found: list[Session] = []
    ends_at: str | None = None
    for position, item in enumerate(agenda.items):
        slot = item.time.start_time, item.time.end_time
        parallel = list(_in_parallel(page, item))
        for (start, end), (first, last) in parallel:
            words = page.words(start, end)
            kind = session_type(words, first=False)
            kind = "workshop" if kind == "talk" and _is_collective(page, item) else kind
            found.append(Session(Evidence(first, last), _sub_title(page, start, end), kind, *slot))
        if parallel:
            continue
        start, end = _head(page, item)
        title = _title(page, item, start, end)
        if not title:
            continue
        kind = type_of(page.words(start, end) or title, title, first=not found)
        is_last = position == len(agenda.items) - 1
        is_bare_end = kind == "closing" and slot[1] is None and len(title.split()) <= _LONGEST_CLOSING
        if is_bare_end and is_last and not within(page.persons, item.start, item.end):
            ends_at = slot[0]
            continue
        found.append(Session(Evidence(item.start, item.end), title, kind, *slot))
        found += _rows_below(page, item)
    if found and ends_at is None:
        ends_at = found[-1].end_time
    return found, ends_at


def _head(page: Page, item: AgendaItem) -> Stretch:
    """Where the words that say what happens stand: behind the hour, or on the line below it."""
    head = item.lines[0]
    if item.told is not None:
        return item.told
    if is_bare(page, head, item.time) and len(item.lines) > 1:
        return item.lines[1].start, item.lines[1].end
    for start, end in head.cells:
        if start >= item.time.end and end > start and not _room().fullmatch(page.folded, start, end):
            return start, end
    return item.time.end, head.end


def _title(page: Page, item: AgendaItem, start: int, end: int) -> str:
    title = told_by(page, start, end) or title_of(page, start, end)
    if _NUMBERED.fullmatch(fold(title)) and len(item.lines) > 1:
        line = item.lines[1]
        if not within(page.persons, line.start, line.end) or "«" in page.text[line.start : line.end]:
            return title_of(page, line.start, line.end)
    return title


@cache
def _room() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon('agenda')['rooms'])})\b[^:]{{0,40}}")


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(lexicon('agenda')['several'])})(?!\w)")


def _is_collective(page: Page, item: AgendaItem) -> bool:
    """Whether a slot is said to hold several things at once: "Ateliers au choix"."""
    start, end = _head(page, item)
    return _several().match(page.folded, start, end) is not None


def _in_parallel(page: Page, item: AgendaItem) -> Iterator[tuple[Stretch, Stretch]]:
    """What a slot holds at once, as (words of the title, words of the whole): the cells of a row under
    the names of rooms, workshops lettered in one line, or lines below "Ateliers au choix"."""
    head = item.lines[0]
    if item.told is not None:
        return
    cells = [(a, b) for a, b in head.cells if a >= item.time.end and b > a]
    lettered_cells = all(_LABELLED_INSIDE.match(page.folded, a, b) for a, b in cells)
    if len(cells) >= _FEWEST and (lettered_cells or _under_rooms(page, head, cells)):
        yield from ((cell, cell) for cell in cells)
        return
    start, end = _head(page, item)
    marks = list(_LABELLED_INSIDE.finditer(page.folded, start, end))
    if len(marks) >= _FEWEST:
        stops = [mark.start() for mark in marks[1:]] + [end]
        for mark, stop in zip(marks, stops, strict=True):
            yield (mark.start(), stop), (mark.start(), stop)
        return
    if (named := _several().match(page.folded, start, end)) is not None:
        parts = list(_in_line(page, named.end(), end))
        if len(parts) >= _FEWEST:
            yield from ((part, part) for part in parts)
            return
    lines = item.lines[2:] if is_bare(page, head, item.time) else item.lines[1:]
    subs = list(_listed(page, lines)) if head.kind is not BlockKind.TABLE_ROW else []
    if len(subs) < _FEWEST:
        return
    if _is_collective(page, item) or all(
        _LABELLED_INSIDE.match(page.folded, s.start, s.end) for s, _ in subs
    ):
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
        persons = within(page.persons, line.start, line.end)
        is_person = bool(persons) and persons[0].start - line.start < _PERSON_FIRST
        is_entry = line.kind is BlockKind.LIST_ITEM or _LABEL.match(page.folded, line.start, line.end)
        if is_entry and not is_person:
            subs.append((line, line.end))
        elif subs:
            subs[-1] = (subs[-1][0], line.end)
    return subs


_PERSON_FIRST = 6
"""Characters before a name within which the line is one about the person."""


def _sub_title(page: Page, start: int, end: int) -> str:
    label = _LABEL.match(page.folded, start, end)
    return title_of(page, label.end() if label and label.end() < end else start, end)


def _rows_below(page: Page, item: AgendaItem) -> list[Session]:
    """The further workshops of a slot: rows of a timetable below it whose hour is left empty."""
    found = []
    for row in item.lines[1:]:
        if row.kind is not BlockKind.TABLE_ROW:
            continue
        start, end = next(((a, b) for a, b in row.cells if b > a), (row.start, row.end))
        title = title_of(page, start, end)
        if title:
            kind = session_type(page.words(start, end), first=False)
            slot = item.time.start_time, item.time.end_time
            found.append(Session(Evidence(row.start, row.end), title, kind, *slot))
    return found
