"""Agendas: blocks that begin with an hour, with the lines that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.model import Evidence, Session
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import TimeMention


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One hour of an agenda: its slot, and the words from there to the next hour."""

    time: TimeMention
    start: int
    end: int
    lines: tuple[Block, ...]
    """The blocks of the item: the one that begins with the hour, then those that belong to it."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Consecutive items of one timetable."""

    items: tuple[AgendaItem, ...]

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


_DATE_BESIDE = 6
"""Characters after an hour within which a date makes a line that of an event, not of an agenda."""

_LEAD = re.compile(r"(?:de|a|des|vers|a partir de)? ?\(?$")


def find_agendas(page: Page) -> list[Agenda]:
    """The timetables of a page: runs of at least two blocks that begin with an hour."""
    if len(page.times) < 2:
        return []
    runs: list[list[list[Block]]] = []
    open_run = False
    for block in page.document.blocks:
        if _time_of(page, block) is not None:
            if not open_run:
                runs.append([])
                open_run = True
            runs[-1].append([block])
        elif open_run and _belongs(block, runs[-1][-1]):
            runs[-1][-1].append(block)
        elif not (block.kind is BlockKind.TABLE_ROW and block.is_header):
            open_run = False
    return [_agenda(page, run) for run in runs if len(run) > 1]


def _time_of(page: Page, block: Block) -> TimeMention | None:
    """The hour that a block begins with, if it does and names no day."""
    times = within(page.times, block.start, block.end)
    if not times or within(page.dates, block.start, times[0].end + _DATE_BESIDE):
        return None
    return times[0] if _LEAD.fullmatch(page.folded, block.start, times[0].start) else None


def _belongs(block: Block, item: Sequence[Block]) -> bool:
    """Whether a block without an hour goes on with the item before it."""
    if block.kind is BlockKind.HEADING:
        return False
    if block.kind is BlockKind.LIST_ITEM:
        return item[0].kind is BlockKind.LIST_ITEM
    if block.kind is BlockKind.TABLE_ROW and item[0].kind is BlockKind.TABLE_ROW:
        return bool(block.cells) and block.cells[0][0] == block.cells[0][1]
    return not block.gap


def _agenda(page: Page, run: list[list[Block]]) -> Agenda:
    items = []
    for lines in run:
        time = _time_of(page, lines[0])
        assert time is not None
        items.append(AgendaItem(time, lines[0].start, lines[-1].end, tuple(lines)))
    return Agenda(tuple(items))


def sessions(page: Page, agenda: Agenda) -> tuple[list[Session], str | None]:
    """The sessions of an agenda, and the hour at which it says that all ends, if it does.

    A bare closing time ("17h30 : clôture") is that hour and no session.
    """
    found: list[Session] = []
    ends_at: str | None = None
    for position, item in enumerate(agenda.items):
        title = _title(page, item)
        words = page.words(item.time.end, item.lines[0].end).lstrip(" :–-|·•.")
        told = _prefix().match(fold(words)) or "«" in words
        kind = session_type(words if told else title, first=not found)
        is_last = position == len(agenda.items) - 1
        if kind == "closing" and item.time.end_time is None and len(title.split()) <= 5 and is_last:
            ends_at = item.time.start_time
            continue
        found.append(
            Session(Evidence(item.start, item.end), title, kind, item.time.start_time, item.time.end_time)
        )
        found += _in_parallel(page, item)
    if found and ends_at is None:
        ends_at = found[-1].end_time
    return found, ends_at


def _in_parallel(page: Page, item: AgendaItem) -> list[Session]:
    """The further workshops of a slot: rows of a timetable below it whose hour is left empty."""
    rows = [line for line in item.lines[1:] if line.kind is BlockKind.TABLE_ROW]
    found = []
    for row in rows:
        start, end = next(((a, b) for a, b in row.cells if b > a), (row.start, row.end))
        title = page.words(start, _before_people(page, start, end)).strip(" ,;:–-|.")
        prefix = _prefix().match(fold(title))
        kind = session_type(title, first=False)
        title = title[prefix.end() :] if prefix and len(title) > prefix.end() else title
        if title:
            slot = item.time.start_time, item.time.end_time
            found.append(Session(Evidence(row.start, row.end), title, kind, *slot))
    return found


@cache
def _types() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)"))
        for kind, words in lexicon("agenda")["session_type"]
    ]


@cache
def _coffee() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon('agenda')['coffee']})\b")


def session_type(title: str, *, first: bool) -> str:
    """The code list `session_type` of an agenda item, by its words; coffee at the start is a welcome."""
    words = fold(title).strip(" -:")
    if _coffee().search(words) and len(words.split()) <= 4:
        return "welcome" if first or "accueil" in words else "break"
    return next((kind for kind, pattern in _types() if pattern.search(words)), "talk")


_WITH = re.compile(r", (?:en presence|avec|par|suivie? d[eu']|animee?s? par|moderee? par)\b")
_CEREMONY = re.compile(r"(?:signature|remise|inauguration) d")
_OF = re.compile(r" (?:de (?:madame |monsieur |mme |m\. )?|d')$")
_SPEECH = re.compile(r"(?:intervention|prise de parole|presentation|temoignage|regard)s? ")
"""What only a name completes: "Intervention de François …"."""
_BREAK = re.compile(r"[ ]?[(–:,-] ?$")
_PRICE = re.compile(r" ?\([^()]*€[^()]*\)$")
_NUMBERED = re.compile(r"(?:\w+ )?(?:sequence|session|partie|temps|module)(?: \w{1,4})?")
"""An item that is only numbered ("DEUXIEME SEQUENCE"): its title, if it has one, is on the next line."""

_PUNCTUATION = re.compile(r"[\s:|.,)–—·•-]*")
_QUOTE = re.compile(r"[«“\"]\s*([^»”\"]{6,300}?)\s*[»”\"]")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(lexicon('agenda')['title_prefix'])})\s*(?::|-|–)\s*")


@cache
def _people_after() -> re.Pattern[str]:
    return re.compile(rf"[ ,(–:-]+(?:{alternatives(lexicon('agenda')['people_after'])}) ?:?$")


def _title(page: Page, item: AgendaItem) -> str:
    """What an item is called: its own quoted title, else its words up to the people who take part."""
    head = item.lines[0]
    start = _after_time(page, item)
    end = head.end
    if head.cells:
        cell = next(((a, b) for a, b in head.cells if a >= start and b > a), (start, end))
        start, end = cell
    quoted = _QUOTE.search(page.text, start, item.end)
    if quoted and not _is_plain(page, start, quoted.start()) and not _CEREMONY.match(page.folded, start):
        return quoted.group(1)
    end = _before_people(page, start, end)
    title = page.words(start, end).strip(" ,;:–-|.")
    if _NUMBERED.fullmatch(fold(title)) and len(item.lines) > 1:
        line = item.lines[1]
        if not within(page.persons, line.start, line.end):
            title = page.words(line.start, line.end).strip(" ,;:–-|.")
    title = _PRICE.sub("", title)
    prefix = _prefix().match(fold(title))
    return title[prefix.end() :] if prefix and len(title) > prefix.end() else title


def _after_time(page: Page, item: AgendaItem) -> int:
    match = _PUNCTUATION.match(page.text, item.time.end)
    return match.end() if match else item.time.end


def _is_plain(page: Page, start: int, quote: int) -> bool:
    """Whether the words before a quotation are a title of their own, of which the quotation is a part."""
    words = page.words(start, quote)
    return bool(words) and not within(page.persons, start, quote) and len(words.split()) > 12


def _before_people(page: Page, start: int, end: int) -> int:
    """Where the words on people begin, if the item has any after its title."""
    cut = _WITH.search(page.folded, start + 1, end)
    end = cut.start() if cut else end
    persons = within(page.persons, start, end)
    if not persons:
        return end
    first = persons[0]
    lead = _people_after().search(page.folded, start, first.start)
    if lead and lead.start() > start:
        return lead.start()
    by = _OF.search(page.folded, start, first.start)
    if by and _SPEECH.match(page.folded, start, by.end()):
        after = page.text.find(",", first.end, end)
        return after if after > 0 else end
    if by and by.start() > start:
        return by.start()
    stop = _BREAK.search(page.text, start, first.start)
    if stop and stop.start() > start:
        return stop.start()
    told = first.title or first.role
    return first.start if told and len(page.words(start, first.start).split()) > 1 else end
