"""What a date on its own is for: named by its line, its lead-in, its heading or the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.calendar_rows import row_name
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import (
    heading_title,
    is_generic,
    noun_phrase,
    quoted_title,
    ruling,
    series_name,
)
from flows.normalise.frames.events.words import EventNoun, activity_type, find_event_nouns, happens, tours
from flows.normalise.frames.occasions.acts import find_act
from flows.normalise.frames.occasions.attended import EACH, is_attended
from flows.normalise.frames.occasions.cards import Cards, title_before
from flows.normalise.frames.occasions.line_titles import is_step_line, title_of_line
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.occasions.references import held
from flows.normalise.frames.occasions.series import campaign_title, series_title, spans_days
from flows.normalise.frames.occasions.stop_lines import begins_with_place, is_town
from flows.normalise.frames.occasions.surroundings import blocks_around
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.model import DateMention

_LONG_COURSE = timedelta(days=45)
"""A training that lasts longer is a programme, not an event."""


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
    mention, block = date.mention, date.block
    if date.role not in (DateRole.OPEN, DateRole.PUBLICATION) or mention.bound:
        return None
    if is_step_line(page, mention.end, block.end) if leads else _takes_effect(page, mention, start):
        return None
    context = list(blocks_around(page, block, cards))
    noun = next((ruling(found) for b in context if (found := within(nouns, b.start, b.end))), None)
    if date.role is DateRole.PUBLICATION and (noun is None or not _right_above(page, noun, block)):
        return None
    if noun is not None and not _rules(noun, date, leads=leads):
        noun = None
    is_to_come = mention.last is None or mention.last >= page.reference
    if noun is not None and not leads and is_to_come and _has_own_subject(page, start, end):
        noun = None
    if act := find_act(page, start, end, mention.start):
        return Occasion(mention, "ceremony", act[0], act[1], start, end, block)
    several = cards.is_several(block)
    named = _name_in_context(page, date, context, nouns, noun, start, end, leads=leads, several=several)
    if named is None:
        return None
    name, in_series = named
    event_type, word = (noun.event_type, noun.word) if noun else ("by_content", "")
    activity = activity_type(fold(name)) if noun is None else None
    if activity is not None:
        event_type = activity
    elif noun is None and previous is not None and _is_sibling(page, previous, block):
        event_type, word = previous.event_type, previous.word
    if event_type == "training" and is_course(mention):
        return None
    is_weekly = EACH.search(page.folded, block.start, mention.start) is not None
    if noun is None and activity is None and not several and not is_weekly and spans_days(mention):
        if leads:
            return None  # how long something holds: "Du 1er juillet au 31 août, une garde est ouverte"
        event_type = "campaign"
    elif event_type == "campaign" and several and not spans_days(mention):
        event_type, word = "other", ""  # a stop of it
    return Occasion(mention, event_type, word, name, start, end, block, in_series=in_series)


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
    if date.block.cells and (cell := row_name(page, date.block, date.mention.start)):
        return page.words(*cell), False
    if leads and several and (before := title_before(page, date)) is not None:
        return page.words(*before), False
    titled = leads and several and not begins_with_place(page, date)
    if titled and (rest := title_of_line(page, date.mention.end, date.block.end)):
        return page.words(*rest), False
    first = block_at(page.document, start) if leads else None
    if first is not None and first is not date.block and not within(page.places, start, start + 1):
        return page.words(first.start, first.end), False
    below = block_at(page.document, date.block.end + 1) if leads and several else None
    if below is not None and below.kind is BlockKind.HEADING is date.block.kind and below.end <= end:
        return page.words(below.start, below.end), False
    headings = [b for b in context if b.kind is BlockKind.HEADING]
    named = (b for b in headings if not is_town(page, b) and not is_generic(page.folded[b.start : b.end]))
    telling = next(named, None)
    if noun is not None:
        if noun.word.endswith("session") and headings:
            return heading_title(page, telling or headings[0]), True
        span = series_name(page, context, nouns) or noun_phrase(page, noun, noun.end + 120)
        return page.words(*span), True
    if not leads:
        if spans_days(date.mention) and tours().search(page.folded, start, end):
            title = campaign_title(page)
            return (title, True) if title else None
        is_named = telling is not None and is_attended(page, date, telling, start, end)
        if telling is None or not is_named:
            return None
        return held(page, start, end) or series_title(page, telling), False
    if not several and not within(page.times, start, end):
        return None
    if telling is not None and telling.level == 1 and (told := _told_before(page, date, nouns)):
        return told, several
    return (series_title(page, telling), telling.level == 1) if telling else None


def _told_before(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> str | None:
    """The happening with a quoted title that the sentences before a date speak of: "une soirée « … »"."""
    for noun in within(nouns, 0, date.block.start):
        start, end = noun_phrase(page, noun, min(len(page.text), noun.end + _REACH))
        if quoted_title(page, start, end):
            return page.words(start, end)
    return None


_REACH = 160
_THEME = re.compile(r"\b(?:them(?:e|atique)s? ?:|film|documentaire|livre|ouvrage|piece) ?[«“\"]? ?$")
"""Before a quotation that says what a happening is on or shows, and is not its name."""


def _rules(noun: EventNoun, date: PlacedDate, *, leads: bool) -> bool:
    """Whether a noun told before a block is that of its date: none is that of a heading that says more than a
    date, nor "Octobre rose" that of a single day."""
    if noun.weak and noun.event_type == "campaign" and not spans_days(date.mention):
        return False
    return leads or date.block.kind is not BlockKind.HEADING


_SUBJECT = re.compile(
    r"(?:[^,]{0,60}, )?(?:l[ae]s? |l'|une? |notre |nos |sa |son )(?:premier\w* |nouve\w+ |prochaine? )?"
    r"(?P<noun>\w+)\b[^,;:]{0,60}$"
)


def _has_own_subject(page: Page, start: int, end: int) -> bool:
    """Whether a verb is said of a thing that is no happening: "La promotion démarrera le …"; not of a host:
    "l'équipe vous reçoit"."""
    verb = happens().search(page.folded, start, end)
    if verb is None or verb.group().startswith("vous ") or verb.group().endswith("portes"):
        return False
    subject = _SUBJECT.match(page.folded, start, verb.start() - 1)
    if subject is None or find_event_nouns(subject.group()):
        return False
    return entry_pattern("events", "edition").match(subject["noun"]) is None


def _is_sibling(page: Page, previous: Occasion, block: Block) -> bool:
    """Whether a block stands in the section of the occasion before it."""
    return page.outline.section_of(previous.block) is page.outline.section_of(block)


def is_course(mention: DateMention) -> bool:
    """Whether a training on these days is a programme, not an event."""
    return bool(mention.first and mention.last and mention.last - mention.first > _LONG_COURSE)


def _right_above(page: Page, noun: EventNoun, block: Block) -> bool:
    """Whether a noun stands before a line with a day, as a cover's "Comité stratégique".

    The day below a title is the page's own, unless an hour follows on the next line.
    """
    title = page.document.title_block
    below = within(page.times, block.end, block.end + _MARGIN)
    return title is None or not title.start <= noun.start < title.end or bool(below)


_MARGIN = 4
