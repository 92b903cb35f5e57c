"""How an event stands: held, cancelled, postponed, moved to another day, or as it was planned."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import changed, status_pattern
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_SHORT_HEADING = 30
"""Characters of a heading that may only say how things stand: "ANNULÉ", "MAINTENU"."""


def status_of(page: Page, occasion: Occasion, last: date | None) -> str:
    """Code list `event_status`, by the words of the stretch (and of the title, for a retrospect)."""
    words, start, end = page.folded, occasion.start, occasion.end
    heading = page.outline.section_of(occasion.block).heading
    if heading is not None and heading.level > 1 and heading.end - heading.start < _SHORT_HEADING:
        is_first = not within(page.dates, heading.end, start)
        near = is_first and start - heading.start < _SHORT_HEADING + 120
        start = min(start, heading.start) if near else start
    start, end = _of_its_section(page, occasion, start, end)
    told = occasion.date
    if occasion.is_moved or _is_moved_to(page, told.start) or _replaces(page, told.end, end):
        return "rescheduled"
    if changed().search(words, start, end):
        if status_pattern("maintained").search(words, start, end):
            return "scheduled"
        if status_pattern("cancelled").search(words, start, end):
            return "cancelled"
        if status_pattern("moved_to").search(words, start, told.end):
            return "rescheduled"
        if postponed := status_pattern("postponed").search(words, start, end):
            is_new = _TO_COME.search(words, postponed.end(), told.start) is not None
            return "rescheduled" if is_new else "postponed"
    if (above := _status_above(page, occasion, heading)) is not None:
        return above
    if last is not None and last <= page.reference and _told_in_the_past(page, start, end):
        return "held"
    if last is not None and page.published_on is not None and last < page.published_on:
        return "held"
    return "scheduled"


def _status_above(page: Page, occasion: Occasion, heading: Block | None) -> str | None:
    """How the title, the heading or the sentences before say that an occasion stands: "[ANNULÉ] …"."""
    above = [(h.start, h.end) for h in (heading, page.document.title_block) if h is not None]
    if occasion.is_alone:
        above.append((occasion.block.start, occasion.start))
    for start, end in above:
        if changed().search(page.folded, start, end):
            if status_pattern("moved_to").search(page.folded, start, end):
                return "rescheduled"
            if occasion.word and occasion.word in page.folded[start:end]:
                return _first_status(page, start, end)
    return None


def _first_status(page: Page, start: int, end: int) -> str | None:
    statuses = ("cancelled", "postponed")
    return next((s for s in statuses if status_pattern(s).search(page.folded, start, end)), None)


_MOVED_TO = re.compile(
    r"\b(?:report|repouss|decal|deplac|avanc|reprogramm|transfer|recal|differ|ajourn)ee?s? "
    r"(?:(?:d'un|d'une|de \w+) \w+, ?)?(?:au|a|le|pour le)(?: \w+ suivante?,)? $"
)
"""Right before the day that a happening is moved to, be the old day cancelled or not."""
_TO_COME = re.compile(r"\b(?:aura|auront|se tiendra|se tiendront|se deroulera|se derouleront|est fixee?) ")
_MOVED_REACH = 40


def _is_moved_to(page: Page, day_start: int) -> bool:
    return _MOVED_TO.search(page.folded, max(0, day_start - _MOVED_REACH), day_start) is not None


@cache
def _old_day() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["old_day_before"])
    return re.compile(rf"\b(?:{words})(?: le| du)?(?: [a-z]+di| dimanche)? \d{{1,2}}(?:er)?\b(?! ?h)")


def _replaces(page: Page, day_end: int, end: int) -> bool:
    """Whether the day that a happening was planned for at first follows its day: "(et non le 5)"."""
    old = _old_day().search(page.folded, day_end, end)
    return old is not None and not within(page.dates, day_end, old.start())


def _of_its_section(page: Page, occasion: Occasion, start: int, end: int) -> tuple[int, int]:
    """The whole section of an occasion that its heading names: "n'aura pas lieu" may be lines below, a label
    such as "Annulé" right above the heading."""
    section = page.outline.section_of(occasion.block)
    heading = section.heading
    if heading is None or heading.level < 2 or heading is occasion.block:
        return start, end
    if page.document.of(heading) != occasion.name:
        return start, end
    above = block_at(page.document, heading.start - 2)
    labelled = above is not None and above.end - above.start < _SHORT_HEADING
    body = section.blocks[:-1] if section.blocks and _is_tag(page, section.blocks[-1]) else section.blocks
    return (above.start if above and labelled else heading.start), body[-1].end if body else heading.end


def _is_tag(page: Page, block: Block) -> bool:
    """Whether the last line of a section is a label of the next one's heading."""
    short = block.end - block.start < _SHORT_HEADING and block.kind is BlockKind.PARAGRAPH
    return short and page.text[block.end - 1] not in ".!;"


def _told_in_the_past(page: Page, start: int, end: int) -> bool:
    title = page.document.title_block
    held = status_pattern("held")
    if held.search(page.folded, start, end):
        return True
    return title is not None and held.search(page.folded, title.start, title.end) is not None
