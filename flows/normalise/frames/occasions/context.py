"""What a date on its own is for: named by its line, its lead-in, its heading or the title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.calendar_rows import row_name
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import (
    heading_title,
    is_detail,
    is_generic,
    line_name,
    noun_phrase,
    quoted_title,
    ruling,
    series_name,
)
from flows.normalise.frames.events.words import EventNoun, activity_type, find_event_nouns, happens, tours
from flows.normalise.frames.occasions.acts import find_act
from flows.normalise.frames.occasions.attended import is_attended
from flows.normalise.frames.occasions.cards import Cards
from flows.normalise.frames.occasions.line_titles import is_step_line, title_of_line
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.occasions.series import campaign_title, series_title
from flows.normalise.frames.occasions.stop_lines import (
    begins_with_place,
    begins_with_town,
    is_town,
    tells_where,
)
from flows.normalise.frames.occasions.surroundings import blocks_around
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.model import DateMention

_SHORT_LINE = 80


_MARGIN = 4


_LONG_COURSE = timedelta(days=45)
"""A training that lasts longer is a programme, not an event."""


_HEAD_OF_LINE = re.compile(r".{3,}?(?=[,:.(]|$)|.*")
"""A line up to its first comma or full stop: what follows describes."""


def named_by_context(
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
    if not leads and _takes_effect(page, date.mention, start):
        return None
    if leads and is_step_line(page, date.mention.end, date.block.end):
        return None
    context = list(blocks_around(page, date.block, cards))
    noun = next((ruling(found) for b in context if (found := within(nouns, b.start, b.end))), None)
    if date.role is DateRole.PUBLICATION and (noun is None or not _right_above(page, noun, date.block)):
        return None
    if noun is None or not _rules(page, noun, date, leads=leads):
        noun = None
    is_to_come = date.mention.last is None or date.mention.last >= page.reference
    if noun is not None and not leads and is_to_come and _has_own_subject(page, start, end):
        noun = None
    if (noun is None or noun.event_type != "ceremony") and (act := find_act(page, start, end)):
        return Occasion(date.mention, "ceremony", act[0], act[1], start, end, date.block)
    event_type, word = (noun.event_type, noun.word) if noun else ("by_content", "")
    several = cards.is_several(date.block)
    named = _name_in_context(page, date, context, nouns, noun, start, end, leads=leads, several=several)
    if named is None:
        return None
    name, in_series = named
    activity = activity_type(fold(name)) if event_type == "by_content" and not in_series else None
    if activity is not None:
        event_type, word = activity, ""
    elif noun is None and previous is not None and _is_sibling(page, previous, date.block):
        event_type, word = previous.event_type, previous.word
    if event_type == "training" and is_course(date.mention):
        return None
    if noun is None and not word and not several and activity is None and _spans_days(date.mention):
        event_type = "campaign"
    elif event_type == "campaign" and several and not _spans_days(date.mention):
        event_type, word = "by_content", ""  # a stop of it
    return Occasion(date.mention, event_type, word, name, start, end, date.block, in_series=in_series)


def _takes_effect(page: Page, mention: DateMention, start: int) -> bool:
    """Whether a day is that from which something holds, not on which it takes place: "passe à 21 € au 1er
    juillet"."""
    is_from = page.folded.endswith(" au ", start, mention.start)
    return is_from and happens().search(page.folded, start, mention.start) is None


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
    if quoted and not _THEME.search(page.folded, start, quoted[0]):
        return page.words(*quoted), False
    cell = row_name(page, date.block, date.mention.start) if date.block.cells else None
    if cell and (noun is not None or several):
        return page.words(*cell), False
    if (
        leads
        and several
        and not date.block.cells
        and not begins_with_place(page, date)
        and (rest := title_of_line(page, date.mention.end, date.block.end))
    ):
        return page.words(*rest), False
    if leads and (head := _own_head(page, date.block, nouns, start)) is not None:
        if head.kind is not BlockKind.HEADING:
            return page.words(head.start, head.end), False
        nearer = noun is not None and head.start < noun.start < date.block.start
        if not several and not nearer and (noun is not None or within(page.times, start, end)):
            return series_title(page, head), False
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
        if on_tour and title:
            return campaign_title(page, nouns) or page.document.of(title), True
        heading = next((b for b in headings if not is_generic(page.folded[b.start : b.end])), None)
        is_named = heading is not None and is_attended(page, date, heading, start, end)
        return (series_title(page, heading), False) if heading is not None and is_named else None
    is_stop = within(page.times, start, end) or (several and tells_where(page, date))
    if not (is_stop or happening):
        return None
    own = None if begins_with_town(page, date.block, start) else _own_line(page, date, start, end)
    if own:
        return own, False
    if several:  # the heading is that of the list, not of one of its dates
        if is_stop and headings and series_title(page, headings[0]) != page.document.of(headings[0]):
            return series_title(page, headings[0]), True
        headings = [b for b in headings if b.level == 1] if is_stop else []
    own_heading = next((b for b in headings if not is_generic(page.folded[b.start : b.end])), None)
    if own_heading is not None and own_heading.level == 1 and (told := _told_before(page, date, nouns)):
        return told, several
    return (series_title(page, own_heading), own_heading.level == 1) if own_heading else None


def _told_before(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> str | None:
    """The happening with a quoted title that the sentences before a date speak of: "une soirée « … »"."""
    for noun in within(nouns, 0, date.block.start):
        start, end = noun_phrase(page, noun, min(len(page.text), noun.end + _REACH))
        if quoted_title(page, start, end):
            return page.words(start, end)
    return None


_REACH = 160
_THEME = re.compile(r"\bthem(?:e|atique)s? ?: ?[«“\"]? ?$")
"""Before a quotation that says what a happening is on, and is not its name."""


def _rules(page: Page, noun: EventNoun, date: PlacedDate, *, leads: bool) -> bool:
    """Whether a noun told before a block is that of its date; the title's is not that of a heading that
    says more than a date, nor "Octobre rose" that of a single day."""
    if noun.weak and noun.event_type == "campaign" and not _spans_days(date.mention):
        return False
    title = page.document.title_block
    in_title = title is not None and title.start <= noun.start < title.end
    return leads or date.block.kind is not BlockKind.HEADING or not in_title


_SUBJECT = re.compile(
    r"(?:[^,]{0,60}, )?(?:l[ae]s? |l'|une? |notre |nos |sa |son )(?:premier\w* |nouve\w+ |prochaine? )?"
    r"(?P<noun>\w+)\b[^,;:]{0,60}$"
)


def _has_own_subject(page: Page, start: int, end: int) -> bool:
    """Whether a verb is said of a thing that is no happening: "La promotion démarrera le …"; not of a host:
    "l'équipe vous reçoit"."""
    verb = happens().search(page.folded, start, end)
    if verb is not None and verb.group().startswith("vous "):
        return False
    subject = _SUBJECT.match(page.folded, start, verb.start() - 1) if verb else None
    if verb is None or subject is None or find_event_nouns(subject.group()):
        return False
    return entry_pattern("events", "edition").match(subject["noun"]) is None


def _own_head(page: Page, block: Block, nouns: Sequence[EventNoun], start: int) -> Block | None:
    """The first line of a record, or the heading right above a card, that names a thing of its own, though
    with no noun of a happening: "Marche à pas lents"."""
    first = block_at(page.document, start)
    if first is not None and first is not block:
        return None if begins_with_town(page, block, start) else first
    heading = page.outline.section_of(block).heading
    if heading is None or heading is block or heading.level < 2 or within(nouns, heading.start, heading.end):
        return None
    if is_generic(page.folded[heading.start : heading.end]) or within(page.dates, heading.start, heading.end):
        return None
    if is_town(page, heading):
        return None
    title = page.document.title_block
    return None if title is block_at(page.document, heading.start - 2) else heading  # a subtitle


def _is_sibling(page: Page, previous: Occasion, block: Block) -> bool:
    """Whether a block goes on with the list of dates that the occasion before it stands in."""
    return (
        previous.block.kind is block.kind
        and page.outline.section_of(previous.block) is page.outline.section_of(block)
        and block.start - previous.end < _SHORT_LINE
    )


def is_course(mention: DateMention) -> bool:
    """Whether a training on these days is a programme, not an event."""
    return bool(mention.first and mention.last and mention.last - mention.first > _LONG_COURSE)


def _spans_days(mention: DateMention) -> bool:
    return bool(mention.first and mention.last and mention.last - mention.first > timedelta(days=3))


def _own_line(page: Page, date: PlacedDate, start: int, end: int) -> str | None:
    """A line of a card that names the happening: the first without date and hour."""
    blocks = page.document.blocks
    first, last = (bisect_left(blocks, offset, key=lambda b: b.start) for offset in (start, end))
    for block in blocks[first:last]:
        if block is not date.block:
            if within(page.dates, block.start, block.end):
                continue
            name = line_name(page, block, [*within(page.times, block.start, block.end)])
            if name is not None and not is_detail(page, block.start, block.end):
                is_heading = block.kind is BlockKind.HEADING
                return name if is_heading else _HEAD_OF_LINE.match(name).group()  # type: ignore[union-attr]
    return None


def _right_above(page: Page, noun: EventNoun, block: Block) -> bool:
    """Whether a noun stands on the line above, as a cover's "Comité stratégique".

    The day below a title is the page's own, unless an hour follows on the next line.
    """
    title = page.document.title_block
    below = within(page.times, block.end, block.end + _MARGIN)
    if title is not None and title.start <= noun.start < title.end and not below:
        return False
    return 0 <= block.start - noun.end < 60 and "\n" in page.text[noun.end : block.start]
