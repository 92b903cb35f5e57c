"""Figures that describe: who lives somewhere, who is ill, who works there, what is asked of whom.

A result has the initiative for its subject, or those whom it reached; a figure of context has the
territory, the illness, the establishment or the people in general.
"""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.indicators.words import figure_words
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Quantity


def is_context(page: Page, quantity: Quantity, reason: str, start: int, end: int, *, told_on: bool) -> bool:
    """Whether a sentence outside lists of figures tells a figure as context, not as result or target.

    `told_on`: whether a result is reported right before it, so that a share is of those reached.
    """
    folded = page.folded
    if figure_words("context").search(folded, start, end):
        return True
    if reason == "done" and _attracted().search(folded, start, end):
        return True
    if quantity.unit == "percent" or quantity.value == 1:
        return not told_on and not _is_share_of_reached(folded, quantity, start, end)
    return _part_of_plan().match(folded, quantity.end, end) is not None


def _is_share_of_reached(folded: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a percentage is of those reached, a rate by which a service is measured, or a target."""
    return (
        figure_words("measured").search(folded, start, end) is not None
        or figure_words("target").search(folded, start, end) is not None
        or figure_words("brought").search(folded, quantity.end, end) is not None
        or figure_words("reached_ones").search(folded, quantity.label_start, quantity.label_end) is not None
    )


@cache
def right_before(name: str) -> re.Pattern[str]:
    """Words of one entry of the lexicon that end right before a figure."""
    words = alternatives(lexicon("indicators")[name])
    return re.compile(
        rf"(?<!\w)(?:{words})"
        r"(?: (?:les|nos|ses|leurs|des|de|environ|quelque|quelques|plus de|pres de|seulement))* ?[+-]?$"
    )


@cache
def _attracted() -> re.Pattern[str]:
    """A happening that drew people: its attendance."""
    words = lexicon("indicators")
    return re.compile(
        rf"(?<!\d )\b(?:{alternatives(words['happening'])})\b[^.;:]{{0,60}}?"
        r" (?:a|ont|avai(?:t|ent)) (?:\w+ )?(?:reuni|rassemble|attire|accueilli|draine)\b"
    )


@cache
def _part_of_plan() -> re.Pattern[str]:
    """Behind a figure: actions that a plan holds, those who sign it, those who come to a happening."""
    return re.compile(rf" (?:{alternatives(lexicon('indicators')['part_of_plan'])})(?!\w)")
