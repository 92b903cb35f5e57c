"""The dates of a course or a survey: a range of its own, or its first and last session."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.call_dates import date_words, is_aside
from flows.normalise.frames.programmes.model import Period

THREE_WEEKS = 20
"""Days from the first to the last that a course lasts at least."""


def course_range(page: Page, blocks: Sequence[Block], least: int) -> Period | None:
    """The dates of a course or a survey: a range of some days that is not said of enrolment."""
    for block in blocks:
        if _is_enrolment(page, block):
            continue
        for mention in within(page.dates, block.start, block.end):
            if not (mention.first and mention.last) or is_aside(page, mention, block.start):
                continue
            if (mention.last - mention.first).days >= least and mention.precision == "day":
                return Period(mention.first, mention.last, "day")
    return None


def _is_enrolment(page: Page, block: Block) -> bool:
    """Whether a block stands under a heading about enrolment ("Candidature")."""
    heading = page.outline.section_of(block).heading
    return heading is not None and bool(date_words("aside").search(page.folded, heading.start, heading.end))


_SESSION_LINE = 160
"""Characters of a line or table row that tells of one session at most."""


def sessions_held(page: Page, blocks: Sequence[Block], placed: Sequence[PlacedDate]) -> Period | None:
    """From the first to the last session of a course, where lines or rows give several."""
    lines = {block.start for block in blocks if block.end - block.start <= _SESSION_LINE}
    sessions = {
        entry.block.start: entry.mention
        for entry in reversed(placed)
        if entry.block.start in lines
        and entry.role is DateRole.OPEN
        and entry.mention.precision == "day"
        and not _is_enrolment(page, entry.block)
    }
    firsts = [m.first for m in sessions.values() if m.first is not None]
    lasts = [m.last for m in sessions.values() if m.last is not None]
    return Period(min(firsts), max(lasts), "day") if len(firsts) > 1 else None
