"""The last day to register for an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from flows.normalise.documents.model import Block
from flows.normalise.documents.outline import Section
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import is_generic
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, block_at
from flows.normalise.mentions.numbers import WORDS, read_words

_DAYS_BEFORE = re.compile(
    rf"\b(?:(?P<days>\d+|{WORDS}) jours|(?P<weeks>une|deux|trois) semaines?|"
    r"(?P<hours>24|48|72) ?h(?:eures)?) "
    r"(?:avant|a l'avance)(?! le \d)"
)
_EVE = re.compile(r"\bla veille\b")
_DAY_BEFORE = re.compile(
    r"(?:jusqu'au|avant le|au plus tard le) "
    r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:precedent|d'avant)"
)
_REGISTER = re.compile(
    r"\b(?:(?:pre-?)?inscri\w+|s'inscrire|reserv\w+|repond(?:re|ez)|reponses?|confirme[rz]|s'annoncer|billetterie|"
    r"(?:signale[rz]|annonce[rz]|indique[rz]) (?:votre|leur|sa) (?:presence|venue|participation)|"
    r"preven(?:ir|ez))\b"
)
_RELATIVE = re.compile(r"(?:avant|a l'avance|precedent|veille)\b")
_WEEKS = {"une": 7, "deux": 14, "trois": 21}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class _Before(NamedTuple):
    """A last day to register that is told by how long before an occasion it is."""

    block: Block
    days: int = 0
    weekday: int | None = None
    """Where the last such day before is told instead of a number of days: from Monday (0) to Sunday."""

    def day(self, first: date) -> date:
        """The last day to register for what begins on `first`."""
        if self.weekday is None:
            return first - timedelta(days=self.days)
        return first - timedelta(days=(first.weekday() - self.weekday) % 7 or 7)


class Registrations:
    """The last days to register that a page tells of, each with the occasions that it holds for."""

    def __init__(self, page: Page, placed: Sequence[PlacedDate], occasions: Sequence[Occasion]) -> None:
        self._page = page
        self._occasions = occasions
        self._told = [d for d in placed if d.role is DateRole.REGISTRATION and not _opens(page, d)]
        self._blocks = {id(occasion.block) for occasion in occasions}

    @cached_property
    def _relative(self) -> list[_Before]:
        """What blocks say of registering some days before."""
        page = self._page
        places = (found.start() for found in _RELATIVE.finditer(page.folded))
        blocks = {block.start: block for at in places if (block := block_at(page.document, at))}
        told = [_told_before(block, page.folded[block.start : block.end]) for block in blocks.values()]
        return [before for before in told if before is not None]

    @cached_property
    def _days(self) -> dict[int, date]:
        """The last day to register for each occasion (by its identity) that one is told for elsewhere."""
        found: dict[int, date] = {}
        for told in self._told:
            last = told.mention.last or told.mention.first
            if last is None or id(told.block) in self._blocks:
                continue
            for occasion in self._meant_by(told.block, last):
                found.setdefault(id(occasion), last)
        return found

    @cached_property
    def _lengths(self) -> dict[int, _Before]:
        """How long before each occasion (by its identity) its last day to register is."""
        found: dict[int, _Before] = {}
        for before in self._relative:
            own = [o for o in self._occasions if o.block is before.block]
            meant = own or self._meant_by(before.block, None, relative=True)
            for occasion in meant:
                found.setdefault(id(occasion), before)
        return found

    def deadline(self, occasion: Occasion, first: date | None) -> date | None:
        """The last day to register for an occasion that begins on `first`: told in its own block,
        or in a line on it and its like, or worked out ("dix jours avant")."""
        for told in self._told:
            last = told.mention.last or told.mention.first
            if told.block is occasion.block and last and (first is None or last <= first):
                return last
        if id(occasion) in self._days:
            return self._days[id(occasion)]
        before = self._lengths.get(id(occasion)) if first else None
        return before.day(first) if before and first else None

    def _meant_by(self, block: Block, last: date | None, *, relative: bool = False) -> list[Occasion]:
        """The occasions that a line on registering is on: the last one told before it in its section, else
        the first to come after that day; and those of the same list."""
        open_for = [
            o for o in self._occasions if last is None or o.date.first is None or last <= o.date.first
        ]
        own = self._page.outline.section_of(block)
        section: Section | None = own
        while section is not None and open_for:
            inside = [o for o in open_for if section.start < o.end <= section.end]
            if inside and (section.parent is None or _is_on(section, inside[0])):
                earlier = [o for o in inside if o.start < block.start]
                if relative and not earlier:
                    return inside
                meant = earlier[-1] if earlier else min(inside, key=_first)
                return [o for o in inside if o is meant or _are_alike(o, meant, relative)]
            of_others = section is own and len(self._occasions) > 1
            if not inside and of_others and section.heading is not None and section.heading.level > 1:
                heading = section.heading
                is_on_all = is_generic(self._page.folded[heading.start : heading.end])
                return open_for if is_on_all else []
            section = section.parent
        return []


def _is_on(section: Section, occasion: Occasion) -> bool:
    """Whether a section is on an occasion, and does not only mention it far down."""
    blocks = [block for block in (section.heading, *section.blocks) if block is not None]
    return occasion.start < blocks[:_FIRST_BLOCKS][-1].end or occasion.start > blocks[-1].end


_FIRST_BLOCKS = 5
"""The heading of a section and its first lines, which tell what it is on."""


def _first(occasion: Occasion) -> date:
    return occasion.date.first or occasion.date.last or date.max


def _are_alike(occasion: Occasion, other: Occasion, relative: bool) -> bool:
    """Whether two occasions are dates of one list: of one name or lead-in; or with a day that is told by how
    long before it is, of one kind."""
    if relative and occasion.event_type == other.event_type:
        return True
    return occasion.name == other.name or occasion.lead is other.lead is not None


_OPENING = re.compile(r"\b(?:r?ouvr\w+|ouvertures?|debut\w*|a partir d[eu]|a compter d[eu])\b[^,;.]{0,25}$")


def _opens(page: Page, told: PlacedDate) -> bool:
    """Whether a day is that on which one can begin to register."""
    mention = told.mention
    if mention.bound in ("until", "before"):
        return False
    start = max(told.start, mention.start - 40)
    return _OPENING.search(page.folded, start, mention.start) is not None


def _told_before(block: Block, words: str) -> _Before | None:
    """What a block with these words says of registering some days before, if it does."""
    if not _REGISTER.search(words):
        return None
    if match := _DAYS_BEFORE.search(words):
        return _Before(block, days=_days(match))
    if match := _DAY_BEFORE.search(words):
        return _Before(block, weekday=_WEEKDAYS.index(match[1]))
    return _Before(block, days=1) if _EVE.search(words) else None


def _days(match: re.Match[str]) -> int:
    if match["weeks"]:
        return _WEEKS[match["weeks"]]
    if match["hours"]:
        return int(match["hours"]) // 24
    return int(match["days"]) if match["days"].isdigit() else read_words(match["days"]) or 0
