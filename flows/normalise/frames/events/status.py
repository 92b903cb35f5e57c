"""How an event stands: held, cancelled, postponed, moved to another day, or as it was planned."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.events.words import changed, status_pattern
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_SHORT_HEADING = 30
"""Characters of a heading that may only say how things stand: "ANNULÉ", "MAINTENU"."""


def status_of(page: Page, occasion: Occasion, last: date | None) -> str:
    """Code list `event_status`, by the words of the stretch (and of the title, for a retrospect)."""
    start, end = occasion.start, occasion.end
    heading = page.outline.section_of(occasion.block).heading
    if heading is not None and heading.level > 1 and heading.end - heading.start < _SHORT_HEADING:
        is_first = not within(page.dates, heading.end, start)
        near = is_first and start - heading.start < _SHORT_HEADING + 120
        start = min(start, heading.start) if near else start
    start, end = _of_its_section(page, occasion, start, end)
    if occasion.is_moved or _replaces(page, occasion.date.end, end):
        return "rescheduled"
    told = _told_in(page, start, end, occasion.date.end) or _told_above(page, occasion, heading)
    if told is not None:
        return told
    if last is None:
        return "scheduled"
    if page.published_on is not None and last < page.published_on:
        return "held"
    return "held" if last <= page.reference and _told_in_the_past(page, start, end) else "scheduled"


def _told_in(page: Page, start: int, end: int, day_end: int) -> str | None:
    """How a stretch says beforehand that an event stands, if it does; a move is told before its day."""
    if not changed().search(page.folded, start, end):
        return None
    if status_pattern("maintained").search(page.folded, start, end):
        return "scheduled"
    if status_pattern("moved_to").search(page.folded, start, day_end):
        return "rescheduled"
    statuses = ("cancelled", "postponed")
    return next((s for s in statuses if status_pattern(s).search(page.folded, start, end)), None)


def _told_above(page: Page, occasion: Occasion, heading: Block | None) -> str | None:
    """How the heading or title that names an occasion says that it stands: "[ANNULÉ] …"."""
    for above in (heading, page.document.title_block):
        if above is None or not occasion.word or occasion.word not in page.folded[above.start : above.end]:
            continue
        if (told := _told_in(page, above.start, above.end, above.end)) is not None:
            return told
    return None


@cache
def _old_day() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["old_day_before"])
    return re.compile(rf"\b(?:{words})(?: le| du)?(?: [a-z]+di| dimanche)? \d{{1,2}}(?:er)?\b(?! ?h)")


def _replaces(page: Page, day_end: int, end: int) -> bool:
    """Whether the day that a happening was planned for at first follows its day: "(et non le 5)"."""
    return _old_day().search(page.folded, day_end, end) is not None


def _of_its_section(page: Page, occasion: Occasion, start: int, end: int) -> tuple[int, int]:
    """The whole section of an occasion that its heading names: "n'aura pas lieu" may be lines below."""
    section = page.outline.section_of(occasion.block)
    heading = section.heading
    if heading is None or heading.level < 2 or page.document.of(heading) != occasion.name:
        return start, end
    return heading.start, section.blocks[-1].end if section.blocks else heading.end


def _told_in_the_past(page: Page, start: int, end: int) -> bool:
    title = page.document.title_block
    held = status_pattern("held")
    if held.search(page.folded, start, end):
        return True
    return title is not None and held.search(page.folded, title.start, title.end) is not None
