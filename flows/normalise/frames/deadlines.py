"""The last day to register for an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.occasions import Occasion
from flows.normalise.frames.page import Page
from flows.normalise.mentions.numbers import WORDS, read_words

_DAYS_BEFORE = re.compile(
    rf"(\d+|{WORDS}) jours? avant (?:la |l'|le |chaque |cette |ce )?"
    r"(?:rencontre|date|reunion|evenement|session|journee|formation|soiree)"
)
_DAY_BEFORE = re.compile(
    r"(?:jusqu'au|avant le|au plus tard le) "
    r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:precedent|d'avant)"
)
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
    return _worked_out(page, first) if first else None


def _is_before(deadline: PlacedDate, first: date | None) -> bool:
    last = deadline.mention.last or deadline.mention.first
    return last is not None and (first is None or last <= first)


def _worked_out(page: Page, first: date) -> date | None:
    if match := _DAYS_BEFORE.search(page.folded):
        number = int(match[1]) if match[1].isdigit() else read_words(match[1])
        return first - timedelta(days=number) if number else None
    if match := _DAY_BEFORE.search(page.folded):
        days = (first.weekday() - _WEEKDAYS.index(match[1])) % 7 or 7
        return first - timedelta(days=days)
    return None
