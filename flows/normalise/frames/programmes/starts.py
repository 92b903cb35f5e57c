"""The day that sentences tie to a beginning: that something is in force from it, opens or starts on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from flows.normalise.frames.page import Found, Page, within
from flows.normalise.frames.programmes.call_dates import date_words, is_aside
from flows.normalise.frames.programmes.model import Told
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import DateMention


@cache
def _right_before(name: str) -> re.Pattern[str]:
    """An entry of the lexicon as what stands right before a date, with a few words between."""
    body = alternatives(lexicon("programme_dates")[name])
    return re.compile(
        rf"(?<!\w)(?:{body})(?: \w+){{0,4}} ?:? (?:en|le|au|a|des|depuis|du|ce|cette|la|l')?(?: |')*$"
    )


def find_start(
    page: Page,
    told: Told,
    dates: Found[DateMention],
    spans: Sequence[tuple[int, int]],
    least: int = 1,
) -> tuple[date, str] | None:
    """The first date that the sentences tie to a beginning, the strongest words first."""
    best: tuple[int, date, str] | None = None
    for start, end in spans:
        for mention in within(dates, start, end):
            if mention.first is None or is_aside(page, mention, start) or is_end(page, mention, start):
                continue
            rank = _rank(page, told, mention, start, end)
            if rank >= least and (best is None or rank > best[0]):
                best = (rank, mention.first, mention.precision)
    return best[1:] if best is not None else None


def is_end(page: Page, mention: DateMention, start: int) -> bool:
    """Whether the words before a date say that something goes on until it, or is finished by it."""
    return date_words("until").search(page.folded[max(start, mention.start - 40) : mention.end]) is not None


def _rank(page: Page, told: Told, mention: DateMention, start: int, end: int) -> int:
    """How surely a date is a beginning: in force from it, or begun on it, or only near such a word."""
    folded = page.folded
    before = folded[max(start, mention.start - 60) : mention.start]
    if told.programme_type in ("service", "investment") and date_words("opens").search(before[-45:]):
        return 6
    if date_words("in_force").search(before[-40:]):
        return 5
    if mention.bound in ("since", "from") or _right_before("starting").search(before):
        return 4
    if mention.precision == "year" or not date_words("starting").search(folded, start, end):
        return 0
    near = (max(start, mention.start - 90), min(end, mention.end + 110))
    return 2 if date_words("starting").search(folded, *near) else 1
