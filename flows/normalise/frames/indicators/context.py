"""Figures that describe: who lives somewhere, who is ill, who works there, what is asked of whom.

A result has the initiative for its subject, or those whom it reached; a figure of context has the
territory, the illness, the establishment or the people in general.
"""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.indicators.words import done_in, figure_start, figure_words, told_of_noun
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Quantity

_NEAR = 60
"""Characters before a figure in which a preposition may make it a mere circumstance."""


def is_context(
    page: Page, quantity: Quantity, reason: str, start: int, end: int, *, told_on: bool, described: bool
) -> bool:
    """Whether a sentence outside lists of figures tells a figure as context, not as result or target.

    `told_on`: whether a result is reported right before it, so that a share is of those reached;
    `described`: whether context is told right before it, so that a change is of that.
    """
    folded = page.folded
    if figure_words("context").search(folded, start, end):
        return True
    before = (max(start, quantity.start - _NEAR), quantity.start)
    if right_before("circumstance").search(folded, *before):
        return True
    told = reason == "done" and done_in(page, start, end, by_verb=True) is not None
    if not told and figure_words("ills").search(folded, start, end):
        return True
    label = (quantity.label_start, quantity.label_end)
    routine = figure_start("routine").match(folded, *label) and _subject_of("establishment")
    if reason == "done" and (
        (routine and routine.match(folded, start, end)) or _attracted().match(folded, start, end)
    ):
        return True
    if quantity.unit == "percent" or (quantity.value == 1 and quantity.out_of is not None):
        return not told_on and not _is_share_of_reached(folded, quantity, start, end, described=described)
    if (
        quantity.unit == "professionals"
        and not folded[quantity.start].isdecimal()
        and right_before("houses").search(folded, *before)
    ):
        return True
    if (
        quantity.unit in ("professionals", "teams", "posts")
        and right_before("by_whom").search(folded, *before)
        and not told_of_noun(page, *label)
        and figure_words("participles").search(folded, *label) is None
    ):
        return True
    return _part_of_plan().match(folded, quantity.end, end) is not None


def _is_share_of_reached(folded: str, quantity: Quantity, start: int, end: int, *, described: bool) -> bool:
    """Whether a percentage is of those reached, a rate by which a service is measured, or a target."""
    if figure_words("measured").search(folded, start, end) or figure_words("target").search(
        folded, start, end
    ):
        return True
    change = right_before("changed").search(folded, max(start, quantity.start - 60), quantity.start)
    if change is not None and not described and _is_of_initiative(folded, start, change.start()):
        return True
    if figure_words("through_it").search(folded, start, end) or is_share_of_them(folded, quantity):
        return True
    if figure_words("brought").search(folded, quantity.end, end):
        return True
    label = (quantity.label_start, quantity.label_end)
    at_large = figure_start("people_at_large").match(folded, *label) is not None
    if not at_large and figure_words("has_done").search(folded, quantity.end, end):
        return True
    return (
        figure_words("reached_ones").search(folded, *label) is not None
        or _repeats().search(folded, max(start, quantity.start - 20), quantity.start) is not None
    )


def _is_of_initiative(folded: str, start: int, end: int) -> bool:
    """Whether the subject of a change is neither a population, nor a profession, nor an illness."""
    subject = _subject().match(folded, start, end)
    described = ("people_at_large", "ills", "losses", "establishment")
    return subject is None or not any(
        figure_start(name).match(folded, subject.end(), end) for name in described
    )


@cache
def _subject() -> re.Pattern[str]:
    """All that stands before the noun of which a change is told: "En dix ans, le nombre de …"."""
    amounts = alternatives(lexicon("indicators")["amounts"])
    article = r"(?:l'|la |le |les |notre |nos |ses |leurs )?"
    return re.compile(
        rf"[ •\-]*(?:[^,;:.]{{2,40}}, )?{article}(?:{amounts} (?:annuel |total |global )?(?:d'|de |des |du )"
        rf"(?:la |l'|nouveaux )?)?"
    )


def is_share_of_them(folded: str, quantity: Quantity) -> bool:
    """Whether a share is of those told before or spoken to ("91 % d'entre vous"), or of cases of which is
    told what was found or done ("dans 62 % des cas, la personne avait …")."""
    if _OF_THEM.match(folded, quantity.end):
        return True
    cases = folded.startswith(" des ", quantity.end) and folded.endswith("dans ", 0, quantity.start)
    return cases and _PAST.search(folded, quantity.label_start, quantity.label_end) is not None


_OF_THEM = re.compile(r" d'entre (?:eux|elles|nous|vous)\b")
_PAST = re.compile(r"\b(?:a|ont|avai(?:t|ent)|etai(?:t|ent)|n'a|n'ont|n'avait)\b")


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
        r"(?: (?:les|nos|ses|leurs|des|de|environ|quelque|quelques|plus de|pres de|seulement))* ?[+-]?$"
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
