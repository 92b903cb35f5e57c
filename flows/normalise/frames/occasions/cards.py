"""Cards: a line that begins with a date, and the lines on the same happening below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.agendas.agenda import Agenda
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.occasions.records import find_records
from flows.normalise.frames.page import Page, block_at, within

_LONGEST_LINE = 200
"""Characters of a line that begins with a date and is on one happening, even in several sentences."""

_FEW_LETTERS = 6

_WEEKDAYS = "lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?"
_RECURS = (
    r"(?:tous les|toutes les|chaque|les|un|une|le|deux|\d+)? ?"
    r"(?:(?:1ers?|2e?mes?|premiers?|deuxiemes?|derniers?) )?"
    rf"(?:{_WEEKDAYS}|semaines?)(?:(?:, | et | & )(?:les )?(?:{_WEEKDAYS}))*"
    r"(?: sur deux| du mois| matins?| soirs?| apres-midi)?[ ,:]*"
)
"""What comes back week by week: "tous les mardis et jeudis", "un mercredi sur deux"."""
_NUMBER = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze)"
_LABEL = re.compile(
    rf"[\W_]*(?:(?:{_RECURS}|le|du|les|de|des|date\(s\)|dates?|quand|jours?|ce|a|au|et|rendez-vous|rdv|entre|"
    r"(?:session|seance|date|groupe|module|cycle|rencontre|etape|atelier|soiree) (?:n ?° ?)?\d{1,2}|"
    rf"{_NUMBER} (?:dates|sessions|seances|ateliers|rencontres|reunions|rendez-vous|soirees|journees)|"
    r"save the date|a noter|(?:est )?(?:reportee?s?|decalee?s?|avancee?s?|deplacee?s?)|nouvelles?|"
    r"prochaines?|a venir|20\d\d|\d{1,2})(?!\w)[\W_]*){0,4}"
)


class Cards:
    """The cards of a page, and what introduces each run of them."""

    def __init__(self, page: Page, placed: Sequence[PlacedDate], agendas: Sequence[Agenda] = ()) -> None:
        self._agendas = agendas
        self._leading = {d.mention.start for d in placed if _leads_block(page, d)}
        leads = {
            d.block.start
            for d in placed
            if d.mention.precision != "year" and d.mention.start in self._leading
        }
        records = find_records(page, leads)
        self.starts = {offset: start for offset, (start, _) in records.items()}
        """For each block that begins with a date, but is not the first line of its card: where that is."""
        self.ends: dict[int, int] = {}
        """For each block that begins with a date (by its start): where the lines that belong to it end."""
        self._leads: dict[int, Block] = {}
        self._runs: dict[int, int] = {}
        self._cards: list[list[Block]] = []
        self._tails: dict[int, Block | None] = {}
        """For each run of cards (by where it starts): the line below it that is on all."""
        current: Block | None = None
        before: Block | None = None
        lead: Block | None = None
        headed = False
        over: Block | None = None
        taken: Block | None = None
        for block in page.document.blocks:
            if block.start in leads and not _is_prose(page, block):
                if current is None or block.kind is not current.kind:
                    lead = before if before is not None and before.start not in leads else None
                    self._cards.append([])
                current, over, headed = block, before, False
                self.ends[block.start] = block.end
                self._runs[block.start] = len(self._cards) - 1
                self._cards[-1].append(block)
                if lead is not None:
                    self._leads[block.start] = lead
            elif current is not None:
                heads = not headed and before is current and _heads(page, current, block)
                if heads and (over is taken or not _is_like(over, block)):
                    headed, taken = True, block
                follows = headed and (block is taken or block.kind is not BlockKind.HEADING)
                if follows or _goes_on(page, current, block, self.ends[current.start]):
                    self.ends[current.start] = block.end
                elif block.kind is BlockKind.HEADING or current.kind is not BlockKind.HEADING:
                    current = None
            before = block
        for offset, (_, end) in records.items():
            self.ends[offset] = end

    def begins_with(self, date: PlacedDate) -> bool:
        """Whether a date is the one that a card begins with."""
        return date.block.start in self.ends and date.mention.start in self._leading

    def stretch(self, block: Block) -> tuple[int, int]:
        """Where the card with a block that begins with a date begins and ends, its timetable left out."""
        index = bisect_left(self._agendas, block.end, key=lambda agenda: agenda.start)
        ends = (self.ends[block.start], *(agenda.start for agenda in self._agendas[index : index + 1]))
        return self.starts.get(block.start, block.start), min(ends)

    def lead(self, block: Block) -> Block | None:
        """The block right above the run of cards that a card is one of."""
        return self._leads.get(block.start)

    def is_several(self, block: Block) -> bool:
        """Whether a card is one of a list."""
        return len(self._run(block)) > 1

    def tail(self, page: Page, block: Block) -> Block | None:
        """The line below a list of cards of one line each, which is on all: "Toujours à 14 h"."""
        run = self._run(block)
        if len(run) < 2:
            return None
        first = run[0].start
        if first not in self._tails:
            of_one_line = all(self.ends[card.start] <= card.end for card in run[:-1])
            below = block_at(page.document, run[-1].end + 1) if of_one_line else None
            self._tails[first] = below if below is not None and _tells_no_day(page, below) else None
        return self._tails[first]

    def _run(self, block: Block) -> Sequence[Block]:
        run = self._runs.get(block.start)
        return () if run is None else self._cards[run]


def _is_like(over: Block | None, block: Block) -> bool:
    """Whether the block over a date line is a heading like the one below it, so that each is followed by its
    own day."""
    return over is not None and over.kind is BlockKind.HEADING and over.level == block.level


def _heads(page: Page, date_line: Block, block: Block) -> bool:
    """Whether a block is the heading of a card whose date stands alone on the line above it, or as the
    heading that it stands under."""
    if block.kind is not BlockKind.HEADING or block.level < 2:
        return False
    return _is_only_when(page, date_line)


def _is_only_when(page: Page, line: Block) -> bool:
    """Whether a line tells days and hours and nothing else."""
    rest = page.folded[line.start : line.end]
    for kind in (page.dates, page.times):
        for mention in within(kind, line.start, line.end):
            rest = rest.replace(page.folded[mention.start : mention.end], " ")
    return sum(c.isalpha() for c in rest) < _FEW_LETTERS


def without_boxes(page: Page, placed: Sequence[PlacedDate]) -> list[PlacedDate]:
    """Dates without a day alone on its line, a card's, that the lines right below it tell again."""
    boxes = {box.mention.start for box, date in pairwise(placed) if _is_told_again(page, box, date)}
    return [date for date in placed if date.mention.start not in boxes]


def _is_told_again(page: Page, box: PlacedDate, date: PlacedDate) -> bool:
    mention, line = box.mention, box.block
    return (
        line.end - line.start - (mention.end - mention.start) < _SIGNS
        and mention.first == date.mention.first
        and date.block is not line
        and page.folded[mention.start].isdecimal()
        and is_label(page.folded[date.block.start : date.mention.start])
        and date.mention.start - mention.end < _CARD
    )


_SIGNS = 4
_CARD = 300
"""Characters between the day that heads a card and the line that tells it again."""


def _goes_on(page: Page, current: Block, block: Block, end: int) -> bool:
    """Whether a block belongs to the card above: no blank line, heading or other day comes between."""
    if block.kind is BlockKind.HEADING:
        return False
    if current.kind is BlockKind.HEADING and end == current.end:
        return True
    if block.gap and not _is_inside(page, current, block):
        return False
    return _tells_no_day(page, block)


def _tells_no_day(page: Page, block: Block) -> bool:
    days = within(page.dates, block.start, block.end)
    return block.kind is BlockKind.PARAGRAPH and not any(d.precision == "day" and not d.bound for d in days)


def _is_inside(page: Page, item: Block, block: Block) -> bool:
    """Whether a short line below a list item stands in that item."""
    is_short = block.end - block.start <= _SHORT_LINE and page.text[block.end - 1] not in ".:;"
    return item.kind is BlockKind.LIST_ITEM and is_short


_SHORT_LINE = 80


def _leads_block(page: Page, date: PlacedDate) -> bool:
    """Whether a block begins with the date, or with a label, places, bodies, hours and days before it."""
    start, end = date.block.start, date.mention.start
    if date.block.cells:
        start = max((a for a, _ in date.block.cells if a <= end), default=start)
    head = page.folded[start:end]
    if not head or is_label(head) or len(head) > _LONGEST_DETAILS:
        return is_label(head)
    return leads_to(page, start, end) or title_before(page, date) is not None


def title_before(page: Page, date: PlacedDate) -> tuple[int, int] | None:
    """Offsets of the title of a line before its day: "Bien dormir : mardi 11 mars à 14 h"."""
    start, end = date.block.start, date.mention.start
    title = _TITLED.fullmatch(page.folded, start, end)
    if title is None or date.block.cells or not within(page.times, date.mention.end, date.block.end):
        return None
    return None if leads_to(page, start, end) else title.span("title")


_TITLED = re.compile(r"(?P<title>[^:.|\n]{4,80}?) ?(?::|[–—-](?= )) ?(?:le |les |du )?")


def leads_to(page: Page, start: int, end: int) -> bool:
    """Whether the words before a date hold a label, places, bodies, hours and other days alone."""
    head = page.folded[start:end]
    kinds = (page.places, page.venues, page.addresses, page.times, page.organisations, page.dates)
    for told in sorted((m for kind in kinds for m in within(kind, start, end)), key=_START, reverse=True):
        head = head[: told.start - start] + head[told.end - start :]
    return is_label(head)


def is_label(head: str) -> bool:
    """Whether the folded words before a date only lead to it: "Date :", "Tous les mardis du"."""
    return len(head) < _LONGEST_HEAD and _LABEL.fullmatch(head) is not None


_LONGEST_HEAD = 40
_LONGEST_DETAILS = 120
"""Characters of the places and bodies that a line may name before its day."""
_START = attrgetter("start")


def _is_prose(page: Page, block: Block) -> bool:
    """Whether a block that begins with a date is a text of several sentences, each on its own."""
    return block.end - block.start > _LONGEST_LINE and len(page.document.units(block)) > 1
