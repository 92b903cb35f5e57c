"""Figures that describe: who lives somewhere, who is ill, who works there, what is asked of whom.

A result has the initiative for its subject, or those whom it reached; a figure of context has the
territory, the illness, the establishment or the people in general.
"""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.indicators.words import figure_words, told_of_noun
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Quantity

_NEAR = 60
"""Characters before a figure in which a preposition may make it a mere circumstance."""


def is_context(page: Page, quantity: Quantity, reason: str, start: int, end: int) -> bool:
    """Whether a sentence outside lists of figures tells a figure as context, not as result or target."""
    folded = page.folded
    if figure_words("context").search(folded, start, end):
        return True
    if reason == "done" and (
        _subject_of("establishment").match(folded, start, end) or _attracted().match(folded, start, end)
    ):
        return True
    if quantity.unit == "percent" or (quantity.value == 1 and quantity.out_of is not None):
        return not _is_share_of_reached(folded, quantity, start, end)
    before = (max(start, quantity.start - _NEAR), quantity.start)
    if right_before("circumstance").search(folded, *before):
        return True
    label = (quantity.label_start, quantity.label_end)
    if (
        quantity.unit in ("professionals", "teams", "posts")
        and right_before("by_whom").search(folded, *before)
        and not told_of_noun(page, *label)
        and figure_words("participles").search(folded, *label) is None
    ):
        return True
    return _part_of_plan().match(folded, quantity.end, end) is not None


def _is_share_of_reached(folded: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a percentage is of those reached, a rate by which a service is measured, or a target."""
    if figure_words("measured").search(folded, start, end) or figure_words("target").search(
        folded, start, end
    ):
        return True
    if figure_words("through_it").search(folded, start, end):
        return True
    if figure_words("brought").search(folded, quantity.end, end):
        return True
    label = (quantity.label_start, quantity.label_end)
    return (
        figure_words("reached_ones").search(folded, *label) is not None
        or _repeats().search(folded, max(start, quantity.start - 20), quantity.start) is not None
    )


@cache
def _repeats() -> re.Pattern[str]:
    """Right before a change of the count told before: "41 350 appels, soit +12 %"."""
    return re.compile(r"\b(?:soit|en hausse de|en baisse de|une hausse de|une baisse de) ?[+-]? ?$")


@cache
def right_before(name: str) -> re.Pattern[str]:
    """Words of one entry of the lexicon that end right before a figure."""
    words = alternatives(lexicon("indicators")[name])
    return re.compile(
        rf"(?<!\w)(?:{words})"
        r"(?: (?:les|nos|ses|leurs|des|environ|quelque|quelques|plus de|pres de|seulement))* ?$"
    )


@cache
def _subject_of(name: str) -> re.Pattern[str]:
    """A sentence whose subject is the establishment itself, told by what it does in a year."""
    nouns = alternatives(lexicon("indicators")[name])
    return re.compile(
        rf"[ •\-]*(?:l'|la |le |les |notre |nos |ce |cet )?(?:{nouns})\b[^,;:.]{{0,60}}?"
        r" (?:a|ont)\b(?! (?:cree|ouvert|recrute))"
    )


@cache
def _attracted() -> re.Pattern[str]:
    """A happening that drew people: its attendance."""
    words = lexicon("indicators")
    return re.compile(
        rf"[^.;:]{{0,60}}?\b(?:{alternatives(words['happening'])})\b[^.;:]{{0,60}}?"
        r" (?:a|ont|avai(?:t|ent)) (?:\w+ )?(?:reuni|rassemble|attire|accueilli|draine)\b"
    )


@cache
def _part_of_plan() -> re.Pattern[str]:
    """Behind a figure: actions that a plan holds, those who sign it, those who come to a happening."""
    return re.compile(rf" (?:{alternatives(lexicon('indicators')['part_of_plan'])})(?!\w)")
