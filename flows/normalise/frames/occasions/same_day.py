"""Happenings told after another by the day of that one: "Le lendemain, visite libre".

Le congrès se tient les 5 et 6 novembre. La remise des prix aura lieu le premier jour, à 18 h 15.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flows.normalise.frames.events.names import own_name
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern

_OF_A_DAY = ("ceremony", "open_day")
"""What is a happening of its own beside another of its day."""


def told_by_day_of_another(
    page: Page, found: Sequence[Occasion], nouns: Sequence[EventNoun]
) -> list[Occasion]:
    """The occasions of a page with those that sentences after them tell by their day."""
    told: list[Occasion] = []
    for index, occasion in enumerate(found):
        told.append(occasion)
        if occasion.date.precision != "day":
            continue
        following = found[index + 1].start if index + 1 < len(found) else len(page.text)
        if following <= occasion.end:
            continue
        told.extend(_after(page, occasion, min(following, occasion.block.end), nouns))
    return told


def _after(page: Page, base: Occasion, end: int, nouns: Sequence[EventNoun]) -> Iterator[Occasion]:
    for start, last in page.document.units(base.block):
        if start < base.end or last > end or within(page.dates, start, last):
            continue
        day = _day(page, base, start, last)
        inside = within(nouns, start, last)
        noun = next((n for n in inside if n.event_type in _OF_A_DAY), None)
        if noun is None or day is None:
            continue
        mention = replace(base.date, start=start, end=start, first=day, last=day, days=())
        name = own_name(page, noun, last)
        yield Occasion(
            mention, noun.event_type, noun.word, name, start, last, base.block, base.block, is_alone=False
        )


_SHIFTS = {"same": timedelta(0), "next": timedelta(days=1), "before": timedelta(days=-1)}


def _day(page: Page, base: Occasion, start: int, end: int) -> date | None:
    """The day that words such as "le lendemain" mean; null where none is told."""
    first, last = base.date.first, base.date.last
    for which, shift in _SHIFTS.items():
        if first and entry_pattern("events", "day_of_another", which).search(page.folded, start, end):
            return (last or first) + shift if which == "next" else first + shift
    return None
