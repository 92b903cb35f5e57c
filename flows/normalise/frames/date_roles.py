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
from flows.normalise.frames.page import Page, within
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
            is_answer = (
                index > 0 and mention.start - start < _ANSWER and page.text[spans[index - 1][1] - 1] == "?"
            )
            told = spans[index - 1][0] if is_answer else start
            yield PlacedDate(mention, _role(page, mention, block, told, end), block, start, end)


_ANSWER = 4
"""Characters before a date that answers the question before it, at most: "Jusqu'à quand ? Le | 7 mars"."""
_WINDOW = 40
"""Characters before a date in which a word may say what it is."""


def _role(page: Page, mention: DateMention, block: Block, start: int, end: int) -> DateRole:
    folded, published_on = page.folded, page.published_on
    before = folded[max(start, mention.start - _WINDOW) : mention.start]
    if is_legal_reference(folded, mention):
        return DateRole.LEGAL
    if _update().search(before):
        return DateRole.UPDATE
    if _published().search(before) or _is_dateline(page, mention, block):
        return DateRole.PUBLICATION
    if published_on is not None and mention.first == published_on and _is_stamp(folded, mention, block):
        return DateRole.PUBLICATION
    column = header_cell(page.document, block, mention.start) if block.cells else None
    if column is not None:
        for role in (DateRole.REGISTRATION, DateRole.APPLICATION):
            if _pattern(role).search(folded, *column):  # "S'inscrire avant le", "Date limite"
                return role
    unit = folded[start:end]
    if mention.bound in ("until", "before") or _pattern("deadline").search(unit):
        return _deadline(page, block, unit, mention.start - start)
    if column is not None and _pattern("step_column").search(folded, *column):
        return DateRole.MILESTONE
    if _milestone().match(folded, mention.end):
        return DateRole.MILESTONE
    if block.kind is not BlockKind.PARAGRAPH and _pattern("milestone").search(unit):
        return DateRole.MILESTONE
    return DateRole.OPEN


_STAMP = 90
"""Characters of a line that gives the page's own date at most: it may name the author too."""
_DIGIT = re.compile(r"\d")


def _is_stamp(folded: str, mention: DateMention, block: Block) -> bool:
    """Whether a day stands in a short line of its own, written with its number: not "ce mardi"."""
    is_short = block.end - block.start < _STAMP and len(block.cells) < 2
    return is_short and _DIGIT.search(folded, mention.start, mention.end) is not None


@cache
def _milestone() -> re.Pattern[str]:
    """Right behind a date, a step of a procedure: "12 mars : notification"."""
    words = alternatives(lexicon("date_roles")["milestone"])
    return re.compile(rf"[ :,|–-]*(?:le |la |les |l')?(?<!\w)(?:{words})(?!\w)")


def _deadline(page: Page, block: Block, unit: str, position: int) -> DateRole:
    """What a deadline is for: the nearest word before it decides, else the heading above it."""
    nearest = {
        role: max((m.end() for m in _pattern(role).finditer(unit, 0, position)), default=-1)
        for role in ("registration", "application")
    }
    best = max(nearest, key=lambda role: nearest[role])
    if nearest[best] >= 0:
        return DateRole(best)
    heading = page.outline.section_of(block).heading
    if heading is not None and _pattern("registration").search(page.folded, heading.start, heading.end):
        return DateRole.REGISTRATION
    return DateRole.END


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
