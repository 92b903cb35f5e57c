"""The last day to register for an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from flows.normalise.documents.outline import Section
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.occasion import Occasion
from flows.normalise.frames.page import Page
from flows.normalise.mentions.numbers import WORDS, read_words

_DAYS_BEFORE = re.compile(
    rf"\b(?:(?P<days>\d+|{WORDS}) jours|(?P<weeks>une|deux|trois) semaines?|"
    r"(?P<hours>24|48|72) ?h(?:eures)?) "
    r"(?:avant|a l'avance)(?! le \d)"
)
_EVE = re.compile(r"\b(?:s'inscrire|inscriptions?|inscrivez-vous)(?: [\w' ]{0,60})? la veille\b")
_DAY_BEFORE = re.compile(
    r"(?:jusqu'au|avant le|au plus tard le) "
    r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:precedent|d'avant)"
)
_REGISTER = re.compile(r"\b(?:inscri\w+|s'inscrire|reserv\w+)\b")
_RELATIVE = re.compile(r"\b(?:avant|a l'avance|precedent|veille)\b")
_WEEKS = {"une": 7, "deux": 14, "trois": 21}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class _Before(NamedTuple):
    """A last day to register that is told by how long before an occasion it is."""

    start: int
    of_each: bool
    """Whether it holds for each date of the page."""
    days: int = 0
    weekday: int | None = None
    """Where the last such day before is told instead of a number of days: from Monday (0) to Sunday."""


class Registrations:
    """The last days to register that a page tells of, found once for all its occasions."""

    def __init__(self, page: Page, placed: Sequence[PlacedDate], occasions: Sequence[Occasion]) -> None:
        self._page = page
        self._told = [date for date in placed if date.role is DateRole.REGISTRATION]
        self._blocks = {id(occasion.block) for occasion in occasions}

    @cached_property
    def _relative(self) -> list[_Before]:
        """What blocks say of registering some days before."""
        folded = self._page.folded
        if "inscri" not in folded and "reserv" not in folded:
            return []
        blocks = [(block.start, folded[block.start : block.end]) for block in self._page.document.blocks]
        told = [_told_before(at, words) for at, words in blocks if "inscri" in words or "reserv" in words]
        return [before for before in told if before is not None]

    def deadline(self, occasion: Occasion, first: date | None) -> date | None:
        """The last day to register for an occasion that begins on `first`.

        Told in its own stretch or block; or in its section, in a block of no other occasion; or worked
        out ("dix jours avant", "jusqu'au dimanche précédent"), there or for "each" date.
        """
        told = [date for date in self._told if _is_before(date, first)]
        for deadline in told:
            own = occasion.start <= deadline.mention.start < occasion.end
            if own or deadline.block is occasion.block:
                return deadline.mention.last or deadline.mention.first
        section = self._page.outline.section_of(occasion.block)
        for deadline in told:
            inside = section.start <= deadline.mention.start < section.end
            if inside and id(deadline.block) not in self._blocks and deadline.mention.start > occasion.start:
                return deadline.mention.last or deadline.mention.first
        return self._worked_out(section, first) if first else None

    def _worked_out(self, section: Section, first: date) -> date | None:
        for before in self._relative:
            if before.of_each or section.start <= before.start < section.end:
                if before.weekday is None:
                    return first - timedelta(days=before.days)
                return first - timedelta(days=(first.weekday() - before.weekday) % 7 or 7)
        return None


def _told_before(start: int, words: str) -> _Before | None:
    """What a block with these words says of registering some days before, if it does."""
    if not (_REGISTER.search(words) and _RELATIVE.search(words)):
        return None
    of_each = "chaque" in words
    if match := _DAYS_BEFORE.search(words):
        return _Before(start, of_each, days=_days(match))
    if match := _DAY_BEFORE.search(words):
        return _Before(start, of_each, weekday=_WEEKDAYS.index(match[1]))
    return _Before(start, of_each, days=1) if _EVE.search(words) else None


def _is_before(deadline: PlacedDate, first: date | None) -> bool:
    last = deadline.mention.last or deadline.mention.first
    return last is not None and (first is None or last <= first)


def _days(match: re.Match[str]) -> int:
    if match["weeks"]:
        return _WEEKS[match["weeks"]]
    if match["hours"]:
        return int(match["hours"]) // 24
    return int(match["days"]) if match["days"].isdigit() else read_words(match["days"]) or 0
