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
from flows.normalise.frames.page import Page
from flows.normalise.lexicon.phrases import entry_pattern
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
_STEMS = (
    *("inscri", "reserv", "repon", "confirme", "s'annoncer"),
    *("billetterie", "presence", "venue", "participation", "preven"),
)
_RELATIVE = re.compile(r"\b(?:avant|a l'avance|precedent|veille)\b")
_WEEKS = {"une": 7, "deux": 14, "trois": 21}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class _Before(NamedTuple):
    """A last day to register that is told by how long before an occasion it is."""

    block: Block
    of_each: bool
    """Whether it holds for each date of its list."""
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
        told = [
            d
            for d in placed
            if d.role is DateRole.REGISTRATION and not _opens(page, d) and not _is_for_service(page, d)
        ]
        self._told = [d for d in told if not _is_early_price(page, d)] or told
        self._blocks = {id(occasion.block) for occasion in occasions}

    @cached_property
    def _relative(self) -> list[_Before]:
        """What blocks say of registering some days before."""
        folded = self._page.folded
        if not any(stem in folded for stem in _STEMS):
            return []
        words = ((block, folded[block.start : block.end]) for block in self._page.document.blocks)
        told = [_told_before(b, w) for b, w in words if any(stem in w for stem in _STEMS)]
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
            meant = own or self._meant_by(before.block, None, relative=True, of_each=before.of_each)
            for occasion in meant:
                found.setdefault(id(occasion), before)
        return found

    def deadline(self, occasion: Occasion, first: date | None) -> date | None:
        """The last day to register for an occasion that begins on `first`: told in its own stretch or
        block, or in a line on it and its like, or worked out ("dix jours avant")."""
        for told in self._told:
            own = occasion.start <= told.mention.start < occasion.end
            last = told.mention.last or told.mention.first
            if (own or told.block is occasion.block) and last and (first is None or last <= first):
                return last
        if id(occasion) in self._days:
            return self._days[id(occasion)]
        before = self._lengths.get(id(occasion)) if first else None
        return before.day(first) if before and first else None

    def _meant_by(
        self, block: Block, last: date | None, *, relative: bool = False, of_each: bool = False
    ) -> list[Occasion]:
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
                earlier = [o for o in inside if o.start < block.start] if section is own else []
                if relative and not earlier:
                    kinds = {o.event_type for o in inside if o.event_type != "campaign"}
                    return inside if of_each or len(kinds) == 1 else []
                above = [o for o in inside if o.start < block.start and self._stands_in(section, o)]
                meant = earlier[-1] if earlier else min(above or inside, key=_first)
                told = earlier if relative and earlier else inside
                of_each = of_each or (not relative and _is_below(block, meant, inside))
                return [o for o in told if o is meant or _are_alike(o, meant, relative, of_each)]
            of_others = section is own and len(self._occasions) > 1
            if not inside and of_others and not _speaks_of_all(self._page, section):
                return []
            section = section.parent
        return []

    def _stands_in(self, section: Section, occasion: Occasion) -> bool:
        """Whether an occasion is told in a section itself, not in one below it."""
        return self._page.outline.section_of(occasion.block) is section


def _speaks_of_all(page: Page, section: Section) -> bool:
    """Whether a section without any occasion may be on those of others: "S'inscrire", "Infos pratiques"."""
    heading = section.heading
    if heading is None or heading.level == 1:
        return True
    words = page.folded[heading.start : heading.end]
    return is_generic(words) or "inscri" in words


def _is_on(section: Section, occasion: Occasion) -> bool:
    """Whether a section is on an occasion, and does not only mention it far down."""
    blocks = [block for block in (section.heading, *section.blocks) if block is not None]
    return occasion.start < blocks[:_FIRST_BLOCKS][-1].end or occasion.start > blocks[-1].end


_FIRST_BLOCKS = 5
"""The heading of a section and its first lines, which tell what it is on."""


def _first(occasion: Occasion) -> date:
    return occasion.date.first or occasion.date.last or date.max


def _are_alike(occasion: Occasion, other: Occasion, relative: bool, of_each: bool) -> bool:
    """Whether two occasions are dates of one list: of one name; with a day that is told by how long before
    it is, of one kind; or of one lead-in, where it holds for each."""
    if relative and not of_each and occasion.event_type == other.event_type:
        return True
    if of_each and occasion.lead is other.lead is not None:
        return True
    return occasion.name == other.name and occasion.word == other.word


def _is_below(block: Block, occasion: Occasion, others: Sequence[Occasion]) -> bool:
    """Whether a line stands below the whole list that an occasion is one of."""
    return all(other.start < block.start for other in others if other.lead is occasion.lead)


_OPENING = re.compile(r"\b(?:r?ouvr\w+|ouvertures?|debut\w*|a partir d[eu]|a compter d[eu])\b[^,;.]{0,25}$")


def _opens(page: Page, told: PlacedDate) -> bool:
    """Whether a day is that on which one can begin to register."""
    mention = told.mention
    if mention.bound in ("until", "before"):
        return False
    start = max(told.start, mention.start - 40)
    return mention.bound is not None or _OPENING.search(page.folded, start, mention.start) is not None


def _is_for_service(page: Page, told: PlacedDate) -> bool:
    """Whether one registers by a day for what goes with an event: "Un transport est prévu : s'inscrire avant
    le 31"."""
    start, day = told.start, told.mention.start
    clause = max(start, *(page.folded.rfind(sign, start, day) + 1 for sign in ",;"))
    found = entry_pattern("date_roles", "side_service").search(page.folded, clause, day)
    return found is not None and _REGISTER.search(page.folded, start, found.start()) is None


_PRICE_BEFORE = re.compile(r"(?:€|\beuros?) ?(?:ttc |ht )?,? ?(?:\w+ ){0,4}(?:avant|jusqu'au) (?:le )?$")


def _is_early_price(page: Page, told: PlacedDate) -> bool:
    """Whether a day only ends a lower price: "60 € avant le 1er mai, 80 € ensuite"."""
    start = max(told.start, told.mention.start - 50)
    return _PRICE_BEFORE.search(page.folded, start, told.mention.start) is not None


def _told_before(block: Block, words: str) -> _Before | None:
    """What a block with these words says of registering some days before, if it does."""
    if not (_REGISTER.search(words) and _RELATIVE.search(words)):
        return None
    of_each = "chaque" in words
    if match := _DAYS_BEFORE.search(words):
        return _Before(block, of_each, days=_days(match))
    if match := _DAY_BEFORE.search(words):
        return _Before(block, of_each, weekday=_WEEKDAYS.index(match[1]))
    return _Before(block, of_each, days=1) if _EVE.search(words) else None


def _days(match: re.Match[str]) -> int:
    if match["weeks"]:
        return _WEEKS[match["weeks"]]
    if match["hours"]:
        return int(match["hours"]) // 24
    return int(match["days"]) if match["days"].isdigit() else read_words(match["days"]) or 0
