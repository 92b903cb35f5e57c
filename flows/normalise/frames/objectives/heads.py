"""Aims listed beside a noun that says what they are: "trois axes : …", "… : tels sont les buts"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.frames.objectives.enumerations import parts
from flows.normalise.frames.objectives.words import is_infinitive, levels_in
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Aims listed in a sentence: where the words on them begin, their level, and where each stands."""

    start: int
    level: str
    parts: list[tuple[int, int]]


_TOLD = r" (?:est|sont|sera|seront|etait|reste|consiste)(?: [\w-]+){0,2}? (?:d'|de |a )"
"""Behind a noun of aims: its aim is told right there, before any colon ("l'objectif est de créer …")."""


@cache
def _head() -> re.Pattern[str]:
    """A noun of aims with its complement and a colon."""
    nouns = alternatives(lexicon("objectives")["aims_before_colon"])
    return re.compile(rf"(?<![\w-])(?P<noun>{nouns})(?![\w-])(?:(?!{_TOLD}) [\w'-]+){{0,20}} ?: ")


@cache
def _tail() -> re.Pattern[str]:
    """A colon and a noun of aims that sums up what stands before it: "… : tels sont les axes"."""
    nouns = alternatives(lexicon("objectives")["aims_before_colon"])
    return re.compile(
        r" ?: (?:tel(?:le)?s? (?:est|sont|sera|seront)|voila|ce sont|c'est) "
        r"(?:les |l'|la |le |ses |son |sa )?"
        rf"(?:\w+ ){{0,2}}?(?P<noun>{nouns})(?![\w-])"
    )


def enumeration(folded: str, start: int, end: int) -> Enumeration | None:
    """The aims that a sentence lists beside a colon; a noun on its other side says what they are."""
    if folded.find(": ", start, end) < 0:
        return None
    if (head := _head().search(folded, start, end)) is not None:
        listed = parts(folded, head.end(), end)
        return Enumeration(head.start(), _level(folded, head["noun"], listed), listed)
    if (tail := _tail().search(folded, start, end)) is not None:
        listed = parts(folded, start, tail.start())
        return Enumeration(start, _level(folded, tail["noun"], listed), listed)
    return None


def _level(folded: str, noun: str, listed: list[tuple[int, int]]) -> str:
    """The level of a noun; fields of action are axes, unless told as things to be done."""
    if entry_pattern("objectives", "fields").fullmatch(noun) and not is_infinitive(folded, listed[0][0]):
        return "axis"
    levels = levels_in(noun, 0, len(noun))
    return levels[0][0] if levels else "objective"
