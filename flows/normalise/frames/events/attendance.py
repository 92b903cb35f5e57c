"""How many people were at an event, or are expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import COLLECTIVE, DIGITS, read_collective, read_digits, read_qualifier

_REACH = 60
"""Characters around a count in which a word must say that the people came."""

_words = partial(entry_pattern, "events")


class _Count(NamedTuple):
    """A number of people: where it and what it counts stand."""

    start: int
    end: int
    label_end: int
    value: int
    qualifier: str


def attendance(page: Page, event: Event, span: tuple[int, int] | None) -> tuple[int, str] | None:
    """The people reported present or expected at an event, and how exactly: (count, qualifier); looked for in
    the text on it, without `span` in the whole page."""
    start, end = span or (0, len(page.text))
    of_year = str(event.start_date.year) if event.start_date else "-"
    before_it = start
    for count in sorted(_counts(page, start, end)):
        told = _sentence_start(page, start, count.start)
        if told < before_it:  # "On était 64 en 2024, on vise la centaine"
            told = max(before_it, page.folded.find(", ", before_it, count.start) + 2)
        before_it = count.end
        before = page.folded[told : count.start]
        after = page.folded[count.end : min(end, count.label_end + _REACH)]
        after = _OTHER.split(after, maxsplit=1)[0]
        if _EXPECTED.search(after) and before.count("(") <= before.count(")"):
            before = before.rpartition(", ")[2]  # "après une édition 2021 à distance, 250 …"
        around = f"{before}# {after}".replace(f"en {of_year}", "").replace(f"edition {of_year}", "")
        if _words("not_present").search(around):
            continue
        came = _words("present_before").search(before[-_REACH:])
        if came or _words("present_after").search(after):
            return count.value, count.qualifier
    return None


def _counts(page: Page, start: int, end: int) -> Iterator[_Count]:
    """The numbers of a stretch that may be of people, with those of whom only a verb tells that."""
    taken = set()
    for quantity in within(page.quantities, start, end):
        taken.add(quantity.end)
        if _are_people(page, quantity):
            value, qualifier = int(quantity.value), quantity.qualifier
            yield _Count(quantity.start, quantity.end, quantity.label_end, value, qualifier)
    for told in _we_were().finditer(page.folded, start, end):
        first, last = told.span("number")
        if last not in taken:
            qualifier = read_qualifier(page.folded, first, last)
            yield _Count(first, last, last, int(read_digits(told["number"])), qualifier)
    for round_number in _ROUND.finditer(page.folded, start, end):
        first, last = round_number.span()
        if not within(page.quantities, first, last):
            value = read_collective(round_number) if round_number["collective"] else 100
            yield _Count(first, last, last, value, "about")


@cache
def _we_were() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["we_were"])
    return re.compile(rf"\b(?:{words}) (?P<number>{DIGITS})(?! ?(?:%|h\b|€|euros?\b|ans?\b|km\b))")


def _are_people(page: Page, quantity: Quantity) -> bool:
    if quantity.value != int(quantity.value) or quantity.value < 2:
        return False
    label = page.folded[quantity.start : quantity.label_end]
    return quantity.unit in ("people", "professionals", None) or "partenaire" in label


_ROUND = re.compile(rf"\b(?:{COLLECTIVE}|la centaine\b)")
_EXPECTED = re.compile(r"\battendue?s\b")
_OTHER = re.compile(r"\. |[;\n]|[ ,(](?:contre|apres|alors que|quand|soit|et non) ")
"""Where a sentence ends, or turns to what is compared: "350 visiteurs, contre 280 en 2024"."""
_STOP = re.compile(r"[.!?] |\n")


def _sentence_start(page: Page, start: int, offset: int) -> int:
    """Where the sentence around a character begins, at most so far back as its block."""
    stops = [stop.end() for stop in _STOP.finditer(page.folded, max(start, offset - 200), offset)]
    return stops[-1] if stops else max(start, offset - 200)
