"""The last day to register for an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from flows.normalise.documents.outline import Section
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.occasions import Occasion
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
_WEEKS = {"une": 7, "deux": 14, "trois": 21}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def registration_deadline(
    page: Page,
    occasion: Occasion,
    occasions: Sequence[Occasion],
    first: date | None,
    placed: Sequence[PlacedDate],
) -> date | None:
    """The last day to register for an occasion that begins on `first`.

    Told in its own stretch or block; or in its section, in a block of no other occasion; or worked out
    for all ("dix jours avant chaque rencontre", "jusqu'au dimanche précédent").
    """
    told = [d for d in placed if d.role is DateRole.REGISTRATION and _is_before(d, first)]
    for deadline in told:
        if occasion.start <= deadline.mention.start < occasion.end or deadline.block is occasion.block:
            return deadline.mention.last or deadline.mention.first
    section = page.outline.section_of(occasion.block)
    others = [o.block for o in occasions]
    for deadline in told:
        inside = section.start <= deadline.mention.start < section.end
        if inside and deadline.block not in others and deadline.mention.start > occasion.start:
            return deadline.mention.last or deadline.mention.first
    return _worked_out(page, section, first) if first else None


def _is_before(deadline: PlacedDate, first: date | None) -> bool:
    last = deadline.mention.last or deadline.mention.first
    return last is not None and (first is None or last <= first)


def _worked_out(page: Page, section: Section, first: date) -> date | None:
    """The day that "dix jours avant", "la veille" or "le dimanche précédent" is, told of registering.

    Told in the occasion's section, or anywhere of "each" date.
    """
    for block in page.document.blocks:
        words = page.folded[block.start : block.end]
        inside = section.start <= block.start < section.end
        if not (inside or "chaque" in words) or not _REGISTER.search(words):
            continue
        if match := _DAYS_BEFORE.search(words):
            return first - timedelta(days=_days(match))
        if match := _DAY_BEFORE.search(words):
            return first - timedelta(days=(first.weekday() - _WEEKDAYS.index(match[1])) % 7 or 7)
        if _EVE.search(words):
            return first - timedelta(days=1)
    return None


def _days(match: re.Match[str]) -> int:
    if match["weeks"]:
        return _WEEKS[match["weeks"]]
    if match["hours"]:
        return int(match["hours"]) // 24
    return int(match["days"]) if match["days"].isdigit() else read_words(match["days"]) or 0
