"""Until when one applies for money: by the part of a page that tells of it, else by the whole page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

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
_LastDay = tuple[frozenset[str], date]


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days one applies, and whether the very section of the sum says so."""

    opening: date | None
    last: date | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What one applies for: the block of its sum, the parts of the offer that it is, those of all sums."""

    block: Block
    programme: Programme | None
    parts: frozenset[str]
    all_parts: frozenset[str]
    whole_page: bool
    registers: bool
    """Whether those who register do so for the money, as there is no event."""


def application_for(page: Page, placed: Sequence[PlacedDate], applied: Applied) -> Window:
    """Between which days one applies for a sum.

    A line, row or part of a call with dates of its own has these ("Volet 1 … Clôture : 17 avril"); else
    a page about one scheme tells them anywhere (`whole_page`), other pages in the same section; of several
    last days it is that of its part ("le 15 mars pour la bourse"), else the last. A call's end counts too.
    """
    block, programme = applied.block, applied.programme
    section = page.outline.section_of(block)
    has_section = section.heading is not None and section.level > 1
    for part in (block, section) if has_section else (block,):
        openings, days = _told(page, placed, part.start, part.end, applied)
        if (last := _last_of(days, applied.parts)) is not None:
            is_own = has_section or block.kind is not BlockKind.PARAGRAPH
            return Window(min(openings, default=None), last, is_own)
    start, end = (0, len(page.text)) if applied.whole_page else (section.start, section.end)
    openings, days = _told(page, placed, start, end, applied)
    if programme is not None and programme.programme_type == _CALL and programme.end_date is not None:
        days.append((frozenset(), programme.end_date))
    return Window(min(openings, default=None), _last_of(days, applied.parts))


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


def _told(
    page: Page, placed: Sequence[PlacedDate], start: int, end: int, applied: Applied
) -> tuple[list[date], list[_LastDay]]:
    """The first days to apply that a stretch tells, and the last ones, each with the parts that it is for."""
    openings: list[date] = []
    days: list[_LastDay] = []
    for told in placed:
        mention = told.mention
        if not start <= mention.start < end:
            continue
        if mention.first is not None and _is_opening(page, told):
            openings.append(mention.first)
            continue
        window = _is_window(page, told)
        if window or told.role is DateRole.APPLICATION or _is_last_day(page, told, applied.registers):
            day = mention.last or mention.first
            days += [(_parts_of_day(page, told) & applied.all_parts, day)] if day is not None else []
            openings += [mention.first] if window and mention.first is not None else []
    return openings, days


def _last_of(days: Sequence[_LastDay], parts: frozenset[str]) -> date | None:
    """The last day of a part, else of those told for none in particular; of all where no part is meant."""
    own = [day for named, day in days if named & parts]
    return max(own or [day for named, day in days if not (named and parts)], default=None)


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
