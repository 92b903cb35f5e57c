"""Until when one applies for money: by the part of a page that tells of it, else by the whole page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Evidence, Programme
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
    evidence: Evidence,
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
    if block.cells or block.kind is BlockKind.LIST_ITEM:
        opening, last = _window(page, placed, block.start, block.end, evidence, contest=contest)
        if last is not None:
            return Window(opening, last, is_own=True)
    section = page.outline.section_of(block)
    if section.heading is not None and section.level > 1:
        opening, last = _window(page, placed, section.start, section.end, evidence, contest=contest)
        if last is not None:
            return Window(opening, last, is_own=True)
    start, end = (0, len(page.text)) if whole_page else (section.start, section.end)
    opening, last = _window(page, placed, start, end, evidence, contest=contest)
    closing = programme.end_date if programme and programme.programme_type == _CALL else None
    return Window(opening, max((day for day in (last, closing) if day is not None), default=None))


def _window(
    page: Page, placed: Sequence[PlacedDate], start: int, end: int, evidence: Evidence, *, contest: bool
) -> tuple[date | None, date | None]:
    openings: list[date] = []
    days: list[date] = []
    offered = set(_offers(page, evidence.start, evidence.end))
    is_row = "|" in page.text[evidence.start : evidence.end]
    for told in placed:
        mention = told.mention
        if not start <= mention.start < end:
            continue
        window = _is_window(page, told)
        if _is_opening(page, told) and mention.first is not None:
            openings.append(mention.first)
            continue
        if (
            told.role is not DateRole.APPLICATION
            and not window
            and not _is_last_day(page, told, contest=contest)
        ):
            continue
        named = set(_offers(page, told.start, told.end)) or set(_offers(page, told.block.start, told.start))
        if named and (offered or is_row) and not named & offered:
            continue  # the last day to ask for another of the sums that the page offers
        day = mention.last or mention.first
        days += [day] if day is not None else []
        openings += [mention.first] if window and mention.first is not None else []
    return min(openings, default=None), max(days, default=None)


def _is_last_day(page: Page, told: PlacedDate, *, contest: bool) -> bool:
    """Whether a day that ends something is the last to apply: "Quand postuler ? Avant le 31 mars",
    "téléservice ouvert jusqu'au 15 octobre"; for a contest, the last to register."""
    if told.role is DateRole.REGISTRATION:
        return contest and words("entering").search(page.folded, told.start, told.end) is not None
    if told.role is not DateRole.END:
        return False
    if words("applying").search(page.folded, told.start, told.end):
        return True
    return any(words("applying").search(page.folded, *span) for span in _question(page, told))


def _question(page: Page, told: PlacedDate) -> Iterator[tuple[int, int]]:
    """What a date that a sentence begins with answers: "Quand postuler ?" before it, or the heading."""
    if told.mention.start - told.start > 12:
        return
    asked = page.folded.rfind("?", told.block.start, told.mention.start)
    if asked >= 0:
        yield told.block.start, asked
    head = page.outline.lead_of(told.block) or page.outline.section_of(told.block).heading
    if head is not None:
        yield head.start, head.end


def _offers(page: Page, start: int, end: int) -> Iterator[str]:
    """The nouns of what a stretch offers, in the singular; "aide" may mean any of them."""
    for match in words("particular_offers").finditer(page.folded, start, end):
        yield match.group().rstrip("sx")


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
    spans = [(told.start, mention.start), *_question(page, told)]
    return any(words("applying").search(page.folded, *span) for span in spans)
