"""Occasions: a date with the happening that it dates, and the stretch of text that tells of both.

The hard question is *which* date is a happening. A date counts when a noun of a happening stands in
its own sentence, list item or table row; or when the date begins a block of its own and the lead-in,
the heading or the title says what happens; or when a verb such as "aura lieu" does. Laws,
deadlines, steps of a procedure and former editions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.acts import find_act
from flows.normalise.frames.agenda import Agenda
from flows.normalise.frames.calendar_rows import row_name
from flows.normalise.frames.cards import Cards, leads_block
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.event_names import (
    heading_title,
    is_generic,
    line_name,
    noun_phrase,
    own_name,
    quoted_title,
    rest_of_line,
    series_name,
)
from flows.normalise.frames.event_words import EventNoun, happens, status_pattern, tours
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.mentions.model import DateMention

_LONG_AGO = timedelta(days=120)
"""A happening that ended earlier than this before the page is a former edition told in passing."""

_SHORT_LINE = 80
_MARGIN = 4
_RIGHT_BELOW = 60
"""Characters between a title and the line with the date of what it names."""
_LONG_COURSE = timedelta(days=45)
"""A training that lasts longer is a programme, not an event."""


@dataclass(slots=True)
class Occasion:
    """A dated happening as found: what it is called, and where the text tells of it."""

    date: DateMention
    event_type: str
    """Code list `event_type`, or "by_content"."""
    word: str
    """The noun that named it, folded; empty where a heading did."""
    name: str
    start: int
    end: int
    """The stretch of text that is on this happening: its sentence, or its block with the lines after it."""
    block: Block
    lead: Block | None = None
    """What introduces the list or the run of lines that it stands in."""
    in_series: bool = False
    """Whether the name is that of a whole list of dates."""


def find_occasions(
    page: Page, placed: Sequence[PlacedDate], nouns: Sequence[EventNoun], agendas: Sequence[Agenda]
) -> list[Occasion]:
    """The dated happenings of a page, in order."""
    cards = Cards(page, placed)
    found: list[Occasion] = []
    for index, date in enumerate(placed):
        if not _may_be_event(date) or any(a.start <= date.start < a.end for a in agendas):
            continue
        neighbours = [d.mention for d in placed[max(0, index - 3) : index + 4]]
        previous = found[-1] if found else None
        occasion = _occasion(page, date, nouns, cards, neighbours, previous)
        if occasion is not None and not _is_former(page, occasion):
            occasion.lead = page.outline.lead_of(date.block) or cards.lead(date.block)
            found.append(occasion)
    return _named_by_title(page, _without_moved(page, found), nouns)


def _may_be_event(date: PlacedDate) -> bool:
    if date.role in (DateRole.OPEN, DateRole.END):
        return date.mention.precision != "year"
    if date.role is DateRole.PUBLICATION:  # a cover's date may be that of the meeting it is for
        return date.block.end - date.block.start < 40 and date.block.start > 0
    return (
        date.role in (DateRole.APPLICATION, DateRole.REGISTRATION) and date.mention.first != date.mention.last
    )


def _occasion(
    page: Page,
    date: PlacedDate,
    nouns: Sequence[EventNoun],
    cards: Cards,
    neighbours: Sequence[DateMention],
    previous: Occasion | None,
) -> Occasion | None:
    leads = date.block.start in cards.ends and leads_block(page, date)
    start, end = (date.block.start, cards.ends[date.block.start]) if leads else (date.start, date.end)
    happening = happens().search(page.folded, start, end) is not None
    noun = _noun_of(date, within(nouns, start, end), neighbours)
    is_own_line = leads or date.block.kind is not BlockKind.PARAGRAPH
    sure = happening or is_own_line
    if noun is None and not leads and within(page.times, start, end):
        act = find_act(page, start, end)
        noun = None if act else _noun_beside(date, nouns)
        sure = sure or noun is not None
        end = date.block.end if noun else end
    by_heading = (
        noun is not None and noun.weak and leads and _heading_noun(page, date.block, nouns) is not None
    )
    if noun is not None and noun.weak and (act := find_act(page, start, end)) and not leads:
        return Occasion(date.mention, "ceremony", act[0], act[1], start, end, date.block)
    if noun is not None and not by_heading and (not noun.weak or sure or noun.event_type == "consultation"):
        if not _fits(date, noun, sure):
            return None
        cell = row_name(page, date.block, date.mention.start) if date.block.cells else None
        name = page.words(*cell) if cell else own_name(page, noun, end)
        return Occasion(date.mention, noun.event_type, noun.word, name, start, end, date.block)
    if date.mention.precision != "day" or not sure:
        return None
    return _named_by_context(page, date, nouns, cards, start, end, previous, leads=leads)


def _noun_beside(date: PlacedDate, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the next sentence, where a day and an hour are told without one."""
    return next(
        (n for n in within(nouns, date.end, date.block.end) if not n.weak or n.event_type == "by_content"),
        None,
    )


def _heading_noun(page: Page, block: Block, nouns: Sequence[EventNoun]) -> EventNoun | None:
    heading = page.outline.section_of(block).heading
    if heading is None or heading is block:
        return None
    return next((n for n in within(nouns, heading.start, heading.end) if not n.weak), None)


def _noun_of(
    date: PlacedDate, nouns: Sequence[EventNoun], neighbours: Sequence[DateMention]
) -> EventNoun | None:
    """The noun that a date belongs to: the last one before it with no other date between, else the next."""
    before = [n for n in nouns if n.end <= date.mention.start]
    strong = [n for n in before if not n.weak]
    if strong:
        return strong[-1]
    after = [n for n in nouns if n.start >= date.mention.end]
    first_after = next((n for n in after if not n.weak), after[0] if after and not before else None)
    if first_after is not None:
        others = [d for d in neighbours if date.mention.end <= d.start < first_after.start]
        if not others or date.block.kind is not BlockKind.PARAGRAPH:
            return first_after
    return before[-1] if before else None


def _fits(date: PlacedDate, noun: EventNoun, sure: bool) -> bool:
    """Whether a noun and the way its date is written make a happening."""
    mention = date.mention
    if noun.event_type == "consultation":
        return True
    if date.role in (DateRole.END, DateRole.APPLICATION, DateRole.REGISTRATION):
        return False
    if mention.bound in ("since", "from") and noun.event_type != "campaign":
        return False
    if mention.precision in ("month", "season") and not sure:
        return False
    return noun.event_type != "training" or not _is_course(mention)


def _named_by_context(
    page: Page,
    date: PlacedDate,
    nouns: Sequence[EventNoun],
    cards: Cards,
    start: int,
    end: int,
    previous: Occasion | None,
    *,
    leads: bool,
) -> Occasion | None:
    """A date on its own: what happens is said by a quoted title, the lead-in, the heading or the title."""
    if date.role not in (DateRole.OPEN, DateRole.PUBLICATION) or date.mention.bound:
        return None
    context = list(_context(page, date.block, cards))
    noun = next((n for b in context for n in reversed(within(nouns, b.start, b.end))), None)
    if date.role is DateRole.PUBLICATION and (noun is None or not _right_above(page, noun, date.block)):
        return None
    if noun is None and (act := find_act(page, start, end)):
        return Occasion(date.mention, "ceremony", act[0], act[1], start, end, date.block)
    event_type, word = (noun.event_type, noun.word) if noun else ("by_content", "")
    if noun is None and previous is not None and _is_sibling(page, previous, date.block):
        event_type, word = previous.event_type, previous.word
    several = cards.is_several(date.block)
    if event_type == "training" and _is_course(date.mention):
        return None
    named = _name_in_context(page, date, context, nouns, noun, start, end, leads=leads, several=several)
    if named is None:
        return None
    name, in_series = named
    if noun is None and not word and _spans_days(date.mention):
        event_type = "campaign"
    return Occasion(date.mention, event_type, word, name, start, end, date.block, in_series=in_series)


def _name_in_context(
    page: Page,
    date: PlacedDate,
    context: Sequence[Block],
    nouns: Sequence[EventNoun],
    noun: EventNoun | None,
    start: int,
    end: int,
    *,
    leads: bool,
    several: bool,
) -> tuple[str, bool] | None:
    """A name, and whether it is that of a whole list of dates."""
    quoted = quoted_title(page, start, end) if leads or noun is not None else None
    if quoted:
        return page.words(*quoted), False
    cell = row_name(page, date.block, date.mention.start) if date.block.cells else None
    if cell and noun is not None:
        return page.words(*cell), False
    if leads and several and (rest := rest_of_line(page, date)):
        return rest, False
    headings = [b for b in context if b.kind is BlockKind.HEADING]
    if (
        leads
        and several
        and date.block.kind is BlockKind.HEADING
        and (own := _own_line(page, date, start, end))
    ):
        return own, False
    if noun is not None:
        if noun.word.endswith("session") and headings:
            telling = (b for b in headings if not is_generic(page.folded[b.start : b.end]))
            return heading_title(page, next(telling, headings[0])), True
        span = series_name(page, context, nouns) or noun_phrase(page, noun, noun.end + 120)
        return (page.words(*span), True) if page.words(*span) else None
    happening = happens().search(page.folded, start, end)
    title = page.document.title_block
    if not leads:
        on_tour = title is not None and tours().search(page.folded, start, end) and _spans_days(date.mention)
        return (page.document.of(title), True) if on_tour and title else None
    if not (within(page.times, start, end) or happening):
        return None
    own = _own_line(page, date, start, end)
    if own:
        return own, False
    if several:  # the heading is that of the list, not of one of its dates
        headings = [b for b in headings if b.level == 1]
    own_heading = next((b for b in headings if not is_generic(page.folded[b.start : b.end])), None)
    return (page.document.of(own_heading), own_heading.level == 1) if own_heading else None


def _is_sibling(page: Page, previous: Occasion, block: Block) -> bool:
    """Whether a block goes on with the list of dates that the occasion before it stands in."""
    return (
        previous.block.kind is block.kind
        and page.outline.section_of(previous.block) is page.outline.section_of(block)
        and block.start - previous.end < _SHORT_LINE
    )


def _is_course(mention: DateMention) -> bool:
    """Whether a training on these days is a programme, not an event."""
    return bool(mention.first and mention.last and mention.last - mention.first > _LONG_COURSE)


def _spans_days(mention: DateMention) -> bool:
    return bool(mention.first and mention.last and mention.last - mention.first > timedelta(days=3))


def _own_line(page: Page, date: PlacedDate, start: int, end: int) -> str | None:
    """A line of a card that names the happening: the first without date and hour."""
    for block in page.document.blocks:
        if start <= block.start and block.end <= end and block is not date.block:
            if within(page.dates, block.start, block.end):
                continue
            name = line_name(page, block, [*within(page.times, block.start, block.end)])
            if name is not None and not _is_place_line(page, block):
                return _HEAD_OF_LINE.match(name).group()  # type: ignore[union-attr]
    return None


_HEAD_OF_LINE = re.compile(r".{3,}?(?=[,:.(]|$)|.*")
"""A line up to its first comma or full stop: what follows describes."""


def _is_place_line(page: Page, block: Block) -> bool:
    """Whether a line of a card says where or when: "14 h 30, médiathèque des Mails"."""
    starts = [
        m.start
        for m in (*page.times, *page.venues, *page.addresses)
        if block.start <= m.start < block.start + 4
    ]
    return bool(starts) and not within(page.organisations, block.start, block.start + 1)


def _context(page: Page, block: Block, cards: Cards) -> Iterator[Block]:
    """The blocks that may say what a block is about: its lead-in, its headings outwards, the title."""
    lead = page.outline.lead_of(block) or cards.lead(block) or _line_above(page, block)
    if lead is not None:
        yield lead
    section: Section | None = page.outline.section_of(block)
    while section is not None:
        if section.heading is not None and section.heading is not block:
            yield section.heading
        section = section.parent
    title = page.document.title_block
    if title is not None and title is not block:
        yield title


def _line_above(page: Page, block: Block) -> Block | None:
    """The short line right before a block, if it is no sentence."""
    above = block_at(page.document, block.start - 2)
    if above is None or above.end - above.start > _SHORT_LINE or above.kind is not BlockKind.PARAGRAPH:
        return None
    return None if page.text[above.end - 1] in ".;!" else above


def _right_above(page: Page, noun: EventNoun, block: Block) -> bool:
    """Whether a noun stands on the line above, as a cover's "Comité stratégique".

    The day below a title is the page's own, unless an hour follows on the next line.
    """
    title = page.document.title_block
    below = within(page.times, block.end, block.end + _MARGIN)
    if title is not None and title.start <= noun.start < title.end and not below:
        return False
    return 0 <= block.start - noun.end < 60 and "\n" in page.text[noun.end : block.start]


def _is_former(page: Page, occasion: Occasion) -> bool:
    last = occasion.date.last or occasion.date.first
    return last is not None and page.reference - last > _LONG_AGO


def _named_by_title(page: Page, found: list[Occasion], nouns: Sequence[EventNoun]) -> list[Occasion]:
    """Give the first happening of the title's noun the name it has there, if that has a title of its own."""
    title = page.document.title_block
    if title is None:
        return found
    if len(found) > 1:  # "forums régionaux au printemps" only sums up the days that follow
        on_days = {o.word for o in found if o.date.precision == "day"}
        found = [o for o in found if o.date.precision == "day" or o.block is not title]
        found = [
            o for o in found if o.date.precision == "day" or o.word not in on_days or o.name[-1:] not in "sx"
        ]
    for noun in within(nouns, title.start, title.end):
        start, end = noun_phrase(page, noun, title.end)
        named = next((o for o in found if o.word == noun.word), None)
        if named is None or "«" in named.name:
            continue
        if quoted_title(page, start, end) or 0 <= named.start - title.end < _RIGHT_BELOW:
            named.name = page.words(start, end)
    return found


def _without_moved(page: Page, found: list[Occasion]) -> list[Occasion]:
    """Of a happening moved from one day to another, only the new day."""
    kept: list[Occasion] = []
    for occasion in found:
        previous = kept[-1] if kept else None
        if (
            previous is not None
            and previous.start == occasion.start
            and previous.name == occasion.name
            and status_pattern("moved_to").search(page.folded, previous.date.end, occasion.date.start)
        ):
            kept[-1] = occasion
        else:
            kept.append(occasion)
    return kept
