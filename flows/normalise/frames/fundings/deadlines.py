"""Until when one applies for money: by the part of a page that tells of it, else by the whole page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention

_CALL = "call_for_projects"


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days one applies, and whether the very section of the sum says so."""

    opening: date | None
    last: date | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What one applies for: the block of its sum, and the parts of the offer that it is."""

    block: Block
    programme: Programme | None
    parts: frozenset[str]
    whole_page: bool


class _Day(NamedTuple):
    """A date that says from or until when one applies, and for which parts of the offer."""

    position: int
    opening: date | None
    last: date | None
    parts: frozenset[str] = frozenset()


class _Told(NamedTuple):
    """What a stretch says of one part of an offer."""

    opening: date | None
    own: date | None
    """The last day of those told for the part."""
    other: date | None
    """The last of those told for none in particular, or of all where no part is meant."""


class Applications:
    """Between which days one applies for the sums of a page; each of its dates is judged once."""

    def __init__(
        self, page: Page, placed: Sequence[PlacedDate], all_parts: frozenset[str], *, registers: bool
    ) -> None:
        """`all_parts` are those of all sums; `registers` says that those who register do so for the money, as
        there is no event."""
        self._page = page
        found = (_day(page, told, registers) for told in placed)
        self._days = [day._replace(parts=day.parts & all_parts) for day in found if day is not None]
        self._known: dict[tuple[int, int, frozenset[str]], _Told] = {}

    def window(self, applied: Applied) -> Window:
        """Between which days one applies for a sum.

        A line, row or part of a call with dates of its own has these ("Volet 1 … Clôture : 17 avril"); else a
        page about one scheme tells them anywhere (`whole_page`), other pages in the same section. Of several
        last days it is that of its part ("le 15 mars pour la bourse"), else the last. A call's end counts
        too.
        """
        page, block, programme = self._page, applied.block, applied.programme
        section = page.outline.section_of(block)
        has_section = section.heading is not None and section.level > 1
        for part in (block, section) if has_section else (block,):
            told = self._told(part.start, part.end, applied.parts)
            if (last := told.own or told.other) is not None:
                is_own = has_section or block.kind is not BlockKind.PARAGRAPH
                return Window(told.opening, last, is_own)
        start, end = (0, len(page.text)) if applied.whole_page else (section.start, section.end)
        told = self._told(start, end, applied.parts)
        of_call = programme.end_date if programme is not None and programme.programme_type == _CALL else None
        others = (day for day in (told.other, of_call) if day is not None)
        return Window(told.opening, told.own or max(others, default=None))

    def _told(self, start: int, end: int, parts: frozenset[str]) -> _Told:
        """What a stretch says of a part, or of the whole where `parts` is empty; found once."""
        known = self._known.get((start, end, parts))
        if known is None:
            first = bisect_left(self._days, start, key=_POSITION)
            days = self._days[first : bisect_left(self._days, end, first, key=_POSITION)]
            last = [(bool(day.parts & parts), day.last) for day in days if day.last is not None]
            known = _Told(
                min((day.opening for day in days if day.opening is not None), default=None),
                max((day for is_own, day in last if is_own), default=None),
                max((day for is_own, day in last if not is_own), default=None),
            )
            self._known[start, end, parts] = known
        return known


_POSITION = attrgetter("position")


def parts_at(page: Page, start: int, end: int, at: int) -> frozenset[str]:
    """The parts of an offer that a sentence names with the sum at `at`: "la bourse", "la seconde vague"."""
    sums = within(page.sums, start, end)
    return _parts_of(page, start, end, next(money for money in sums if money.start == at), sums)


def _parts_of(page: Page, start: int, end: int, mention: Mention, alike: Sequence[Mention]) -> frozenset[str]:
    """The parts named in a sentence's own stretch around one of several days or sums."""
    before = max((m.end for m in alike if m.end <= mention.start), default=None)
    if before is not None:
        cut = _NEXT.search(page.folded, before, mention.start)
        start = cut.end() if cut is not None else before
    end = min((m.start for m in alike if m.start >= mention.end), default=end)
    return _named(page, start, end)


_NEXT = re.compile(r"[,;] ?| et ")


def _named(page: Page, start: int, end: int) -> frozenset[str]:
    found = _part().finditer(page.folded, start, end)
    return frozenset(match.lastgroup or match.group().rstrip("s") for match in found)


@cache
def _part() -> re.Pattern[str]:
    """ "la bourse", "première vague", "volet 1", "pour la seconde"."""
    listed = lexicon("fundings")
    noun = alternatives(listed["parts_of_call"])
    order = "|".join(
        rf"(?P<{place}>(?:{told}) (?:{noun})|(?:{noun}) (?:n° ?)?(?:{told})|la (?:{told})(?= ?[,.;:)\n]|$))"
        for place, told in listed["parts_in_order"].items()
    )
    return re.compile(rf"\b(?:{order}|{alternatives(listed['particular_offers'])})(?!\w)")


def _day(page: Page, told: PlacedDate, registers: bool) -> _Day | None:
    """From or until when one applies by one date of a page; null where it says neither."""
    mention = told.mention
    if mention.first is not None and _is_opening(page, told):
        return _Day(mention.start, mention.first, None)
    window = _is_window(page, told)
    if not (window or told.role is DateRole.APPLICATION or _is_last_day(page, told, registers)):
        return None
    opening = mention.first if window else None
    return _Day(mention.start, opening, mention.last or mention.first, _parts_of_day(page, told))


def _parts_of_day(page: Page, told: PlacedDate) -> frozenset[str]:
    """The parts whose last day a date is, by its sentence or the head of its column."""
    parts = _parts_of(page, told.start, told.end, told.mention, within(page.dates, told.start, told.end))
    head = header_cell(page.document, told.block, told.mention.start) if told.block.cells else None
    return parts | _named(page, *head) if head is not None else parts


def _is_last_day(page: Page, told: PlacedDate, registers: bool) -> bool:
    """Whether a day that ends something is the last to apply: "Quand postuler ? Avant le 31 mars",
    "téléservice ouvert jusqu'au 15 octobre"; or to register for it."""
    if told.role is DateRole.REGISTRATION:
        return registers
    return told.role is DateRole.END and _is_for_applying(page, told, told.end)


def _is_for_applying(page: Page, told: PlacedDate, end: int) -> bool:
    """Whether a sentence says up to `end` that one applies, or answers "Quand postuler ?"."""
    if words("applying").search(page.folded, told.start, end):
        return True
    asked = page.folded.rfind("?", told.block.start, told.mention.start)
    return asked >= 0 and words("applying").search(page.folded, told.block.start, asked) is not None


def _is_opening(page: Page, told: PlacedDate) -> bool:
    """Whether a date is the first to apply: "les demandes pourront être déposées à compter du 5 janvier"."""
    mention = told.mention
    if told.role is not DateRole.OPEN or mention.precision != "day" or mention.bound != "from":
        return False
    return words("applying").search(page.folded, told.start, mention.start) is not None


def _is_window(page: Page, told: PlacedDate) -> bool:
    """Whether a date is the time to apply: "dépôt des dossiers du 2 juin au 30 septembre", or
    the answer to "Quand déposer un dossier ?"."""
    mention = told.mention
    if told.role is not DateRole.OPEN or mention.precision != "day" or mention.days:
        return False
    if mention.first is None or mention.last is None or mention.first == mention.last:
        return False
    return _is_for_applying(page, told, mention.start)
