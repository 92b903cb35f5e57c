"""What a date is for: the page's own date, a deadline, a law, a step of a procedure, or open to read.

Only what the sentence itself says is decided here; whether an open date is an event, the start of a
programme or a former edition is for the frames to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.events.words import BODIES, find_event_nouns
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.stamps import news_stamps
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.date_traps import is_legal_reference
from flows.normalise.mentions.model import DateMention


class DateRole(StrEnum):
    """What a date is for, as far as its own sentence tells."""

    PUBLICATION = "publication"
    UPDATE = "update"
    LEGAL = "legal"
    REGISTRATION = "registration"
    """The last day to register for an event."""
    APPLICATION = "application"
    """The last day to apply for a call, a grant, a course."""
    END = "end"
    """The last day of something else."""
    MILESTONE = "milestone"
    OPEN = "open"


@dataclass(slots=True)
class PlacedDate:
    """A date with its role, its block, and the sentence (or whole list item or table row) around it."""

    mention: DateMention
    role: DateRole
    block: Block
    start: int
    end: int


def placed_dates(page: Page) -> Iterator[PlacedDate]:
    """Every date of a page, in order, each with its role and its surroundings."""
    stamps = news_stamps(page)
    for block in page.document.blocks:
        mentions = within(page.dates, block.start, block.end)
        if not mentions:
            continue
        spans = page.document.units(block)
        index = 0
        for mention in mentions:
            while index + 1 < len(spans) and spans[index + 1][0] <= mention.start:
                index += 1
            start = max(spans[index][0], mention.start - LONGEST_REACH)
            end = min(spans[index][1], mention.end + LONGEST_REACH)
            is_stamp = mention.start in stamps
            role = DateRole.UPDATE if is_stamp else _role(page, mention, block, start, end)
            yield PlacedDate(mention, role, block, start, end)


_WINDOW = 40
"""Characters before a date in which a word may say what it is."""


_STAMP = 90
"""Characters of a line that gives the page's own date at most: it may name the author too."""


_DIGIT = re.compile(r"\d")


def _role(page: Page, mention: DateMention, block: Block, start: int, end: int) -> DateRole:
    folded, published_on = page.folded, page.published_on
    before = folded[max(start, mention.start - _WINDOW) : mention.start]
    if is_legal_reference(folded, mention):
        return DateRole.LEGAL
    if _update().search(before):
        return DateRole.UPDATE
    if _published().search(before) or _is_dateline(page, mention, block):
        return DateRole.PUBLICATION
    is_stamp = block.end - block.start < _STAMP and len(block.cells) < 2
    is_stamp = is_stamp and _DIGIT.search(folded, mention.start, mention.end) is not None  # not "ce mardi"
    if published_on is not None and mention.first == published_on and is_stamp:
        return DateRole.PUBLICATION
    unit = folded[start:end]
    title = header_cell(page.document, block, mention.start) if block.cells else None
    label = _label(page, block, mention.start)
    closes = mention.bound in ("until", "before") or _pattern("deadline").search(unit) is not None
    by_column = _column_role(folded[slice(*title)]) if title is not None else None
    if by_column is DateRole.MILESTONE and (closes or _names_happening(label)):
        by_column = None
    if by_column is not None:
        return by_column
    if _pattern("step_label").fullmatch(label) and not _pattern("deadline").search(label):
        return DateRole.MILESTONE
    if closes:
        role = _deadline(unit, mention.start - start)
        is_open = role is DateRole.APPLICATION and not _pattern("application").search(_NEUTRAL.sub("", unit))
        by_heading = _of_section(page, block) if is_open or role is DateRole.END else role
        return role if by_heading is DateRole.END else by_heading
    if mention.first != mention.last and _window().search(before):
        return DateRole.REGISTRATION
    after = _AFTER_DATE.match(folded, mention.end)
    told = _pattern("milestone").match(folded, after.end() if after else mention.end)
    if told or (block.kind is not BlockKind.PARAGRAPH and _pattern("milestone").search(unit)):
        return DateRole.MILESTONE
    is_call = block.kind is BlockKind.HEADING and _pattern("call").search(unit) is not None
    return DateRole.APPLICATION if is_call and mention.first != mention.last else DateRole.OPEN


_NEUTRAL = re.compile(r"\b(?:dates? limites?|clotures?)\b")
"""What may end registering as well as applying."""


def _label(page: Page, block: Block, offset: int) -> str:
    """The folded words that say what a date is: the first cell of its row, or the label before its value."""
    if block.cells:
        start, end = block.cells[0]
        return "" if block.is_header or start <= offset < end else page.folded[start:end].strip(" :")
    pair = page.outline.label_value(block)
    return pair.label if pair is not None and pair.start <= offset else ""


_ATTENDED = ("meeting", "webinar", "conference", "workshop", "forum", "open_day")


def _names_happening(label: str) -> bool:
    """Whether the label of a row names what one attends, not a body that sits."""
    return any(
        not noun.weak and noun.event_type in _ATTENDED and not noun.word.startswith(BODIES)
        for noun in find_event_nouns(label)
    )


_AFTER_DATE = re.compile(r"[ :,|–-]*(?:le |la |les |l')?")


def _column_role(title: str) -> DateRole | None:
    """What all dates of a column are for, by its header cell: "S'inscrire avant le", "Date limite"."""
    if _pattern("step_column").search(title):
        return DateRole.MILESTONE
    return next(
        (DateRole(role) for role in ("registration", "application") if _pattern(role).search(title)), None
    )


def _deadline(unit: str, position: int) -> DateRole:
    """What a deadline is for: the nearest word before it decides, else one after it."""
    nearest = {
        role: max((m.end() for m in _pattern(role).finditer(unit, 0, position)), default=-1)
        for role in ("registration", "application")
    }
    best = max(nearest, key=lambda role: nearest[role])
    if _pattern("price").search(unit, max(0, position - _WINDOW), position):
        return DateRole.END
    if nearest[best] >= 0:
        on_it = best == "application" and nearest["registration"] >= 0
        return DateRole.REGISTRATION if on_it and _CLOSING.search(unit, 0, nearest[best]) else DateRole(best)
    for role in nearest:
        if _pattern(role).search(unit, position):
            return DateRole(role)
    return DateRole.END


_CLOSING = re.compile(r"\b(?:cloture|date limite|formulaire|envoyer|envoi|adresser|transmettre)$")
"""Words of an application that are as often said of registering, where that is told before."""


@cache
def _window() -> re.Pattern[str]:
    """Right before days from … to …: that one can register in them."""
    words = alternatives(lexicon("date_roles")["window"])
    return re.compile(
        rf"\b(?:{words})(?: (?:est|sont|seront|sera|ouvertes?|possibles?|en ligne))* ?:? ?(?:du )?$"
    )


_SHORT_HEADING = 60


def _of_section(page: Page, block: Block) -> DateRole:
    """What a deadline is for that only the heading above it says: "S'inscrire", "Inscriptions"."""
    heading = page.outline.section_of(block).heading
    above = heading if heading is not None and heading is not block else None
    if above is None or above.end - above.start > _SHORT_HEADING:
        return DateRole.END
    on_it = _pattern("registration").search(page.folded, above.start, above.end)
    return DateRole.REGISTRATION if on_it else DateRole.END


_pattern = partial(entry_pattern, "date_roles")


@cache
def _published() -> re.Pattern[str]:
    words = alternatives(lexicon("date_roles")["publication_start"])
    return re.compile(rf"\b(?:{words})\b[ :|,-]*(?:le |du |ce )?$")


@cache
def _update() -> re.Pattern[str]:
    words = alternatives(lexicon("date_roles")["update"])
    return re.compile(rf"\b(?:{words})\b[ :(]*(?:le |du )?$")


_DATELINE = re.compile(r"(?:^|[-|–] ?)[a-z' -]{2,40}, ?le $")
"""The place and day that open a press release: "Orléans, le 17 novembre 2023"."""


def _is_dateline(page: Page, mention: DateMention, block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or mention.first is None or mention.first > page.read_on:
        return False
    head = page.folded[block.start : mention.start]
    return len(head) < 80 and bool(_DATELINE.search(head)) and block.end - mention.end < 3
