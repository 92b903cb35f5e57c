"""Until when one applies for money: by the part of a page that tells of it, else by the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page

_CALL = "call_for_projects"


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days one applies, and whether the very section of the sum says so."""

    opening: date | None
    last: date | None
    is_own: bool = False


def application_for(
    page: Page,
    placed: Sequence[PlacedDate],
    block: Block,
    programme: Programme | None,
    *,
    whole_page: bool,
    contest: bool,
) -> Window:
    """Between which days one applies for a sum.

    A row or a part of a call with dates of its own has these ("Volet 1 … Clôture : 17 avril"); else a page
    about one scheme tells them anywhere (`whole_page`), other pages in the same section; of several last
    days it is the last. A call's own end counts as well. Those who enter a `contest` register for it.
    """
    section = page.outline.section_of(block)
    has_section = section.heading is not None and section.level > 1
    for part in (block, section) if has_section else (block,):
        opening, last = _window(page, placed, part.start, part.end, contest=contest)
        if last is not None:
            return Window(opening, last, has_section or block.kind is not BlockKind.PARAGRAPH)
    start, end = (0, len(page.text)) if whole_page else (section.start, section.end)
    opening, last = _window(page, placed, start, end, contest=contest)
    closing = programme.end_date if programme and programme.programme_type == _CALL else None
    return Window(opening, max((day for day in (last, closing) if day is not None), default=None))


def _window(
    page: Page, placed: Sequence[PlacedDate], start: int, end: int, *, contest: bool
) -> tuple[date | None, date | None]:
    openings: list[date] = []
    days: list[date] = []
    for told in placed:
        mention = told.mention
        if not start <= mention.start < end:
            continue
        if mention.first is not None and _is_opening(page, told):
            openings.append(mention.first)
            continue
        window = _is_window(page, told)
        if window or told.role is DateRole.APPLICATION or _is_last_day(page, told, contest=contest):
            day = mention.last or mention.first
            days += [day] if day is not None else []
            openings += [mention.first] if window and mention.first is not None else []
    return min(openings, default=None), max(days, default=None)


def _is_last_day(page: Page, told: PlacedDate, *, contest: bool) -> bool:
    """Whether a day that ends something is the last to apply: "Quand postuler ? Avant le 31 mars",
    "téléservice ouvert jusqu'au 15 octobre"; or to register, where there is no event (`contest`)."""
    if told.role is DateRole.REGISTRATION:
        return contest
    if told.role is not DateRole.END:
        return False
    return _is_for_applying(page, told, told.end)


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
