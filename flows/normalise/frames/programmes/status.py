"""How a programme stands on the day its page was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.call_dates import date_words, is_aside
from flows.normalise.frames.programmes.model import Period, Told
from flows.normalise.frames.programmes.stretches import own_blocks, stretches


def read_status(
    page: Page, told: Told, period: Period, others: Sequence[Told], placed: Sequence[PlacedDate]
) -> str:
    """Code list `programme_status`, on the day the page was read."""
    today = page.read_on
    kind = told.programme_type
    if kind == "call_for_projects":
        if period.end is not None:
            if period.end < today:
                return "closed"
            return "announced" if period.start is not None and period.start > today else "open"
        return "closed" if _is_over(page, told) or _is_marked_over(page, told, others) else "open"
    if period.end is not None and period.end < today:
        return "completed"
    if kind in ("plan", "strategy", "project", "contract") and _is_drawn_up(page, told):
        return "announced"
    ahead = kind == "aid_scheme" or (kind == "training" and (period.start is None or period.start > today))
    if ahead and (enrolment := _enrolment(page, told, others, placed, today)):
        return enrolment
    if period.start is not None and period.start > today:
        return "announced"
    if kind == "consultation":
        return "open"
    known = period.start is not None and (period.precision == "day" or period.start.year < today.year)
    if not known and _is_future(page, told):
        return "announced"
    return "open" if kind == "aid_scheme" else "running"


def _is_over(page: Page, told: Told) -> bool:
    return any(date_words("over").search(page.folded, start, end) for start, end in stretches(page, told))


def _is_marked_over(page: Page, told: Told, others: Sequence[Told]) -> bool:
    """Whether a line says nothing but that the call is over, as portals mark it ("Statut : clos")."""
    return any(
        date_words("marked_over").fullmatch(page.folded, block.start, block.end)
        for block in own_blocks(page, told, others)
    )


def _is_drawn_up(page: Page, told: Told) -> bool:
    """Whether a plan is still being written or has yet to be adopted, by its sentences or, where the title
    or a heading names it, by any of the page."""
    decided, drawn_up = date_words("decided"), date_words("drawn_up")
    former = date_words("former")
    spans = [span for span in stretches(page, told) if not former.search(page.folded, *span)]
    if any(decided.search(page.folded, start, end) for start, end in spans):
        return False
    if not told.in_title and all(m.block.kind is not BlockKind.HEADING for m in told.mentions):
        return any(drawn_up.search(page.folded, start, end) for start, end in spans)
    return drawn_up.search(page.folded) is not None


def _is_future(page: Page, told: Told) -> bool:
    """Whether the first sentences that name a programme tell that it is still to come."""
    if told.programme_type not in ("service", "investment", "plan", "project", "strategy"):
        return False
    near = (
        (max(m.sentence[0], m.start - 40), min(m.sentence[1], m.end + 60)) for m in told.mentions[:_FIRST]
    )
    return any(date_words("future").search(page.folded, *span) for span in near)


_FIRST = 2
"""Mentions that tell how a programme stands: the title's and that of the lead."""


def _enrolment(
    page: Page, told: Told, others: Sequence[Told], placed: Sequence[PlacedDate], today: date
) -> str | None:
    """Whether one can enrol or apply today ("open"), or will be able to ("announced")."""
    blocks = own_blocks(page, told, others)
    inside = {block.start for block in blocks}
    ahead: str | None = None
    for entry in placed:
        mention = entry.mention
        if entry.block.start not in inside or mention.last is None or mention.last < today:
            continue
        if not _is_to_apply(page, entry):
            continue
        if mention.first is None or mention.first == mention.last or mention.first <= today:
            return "open"
        ahead = "announced"
    if any(date_words("enrols_now").search(page.folded, block.start, block.end) for block in blocks):
        return "open"
    return ahead


def _is_to_apply(page: Page, entry: PlacedDate) -> bool:
    """Whether a date is the last day, or the time, to enrol or to apply."""
    mention = entry.mention
    if entry.role in (DateRole.REGISTRATION, DateRole.APPLICATION):
        return True
    if not mention.bound and mention.precision != "day":
        return False
    return is_aside(page, mention, entry.start)
