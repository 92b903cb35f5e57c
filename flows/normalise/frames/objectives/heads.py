"""Aims listed beside a noun that says what they are: "trois axes : …", "ses priorités sont …", "…, tels
sont les buts"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.normalise.frames.objectives.enumerations import clause_end, parts
from flows.normalise.frames.objectives.words import NUMBERS, is_infinitive, levels_in
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Aims listed in a sentence: where the words on them begin, their level, and where each stands."""

    start: int
    level: str
    parts: list[tuple[int, int]]


def enumeration(folded: str, start: int, end: int) -> Enumeration | None:
    """The aims that a sentence lists before or after a noun that says what they are."""
    return next(_after(folded, start, end), None) or next(_before(folded, start, end), None)


@cache
def _nouns() -> str:
    return alternatives(lexicon("objectives")["aims_before_colon"])


@cache
def _head() -> re.Pattern[str]:
    """A noun of aims, counted or not, with its complement."""
    weak = alternatives(lexicon("objectives")["weak_before_colon"])
    return re.compile(
        rf"(?<![\w-])(?:(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?)?"
        rf"(?:(?P<noun>{_nouns()})|(?P<weak>{weak}))(?![\w-])(?:(?: [\w'-]+)*)"
    )


_COLON = re.compile(r" ?: ")
_IS = re.compile(r" (?:sont|seront|portent sur|porteront sur|concernent|restent) ")
_TOLD = re.compile(r" (?:est|sont|sera|seront|etait|reste|consiste)(?: [\w-]+){0,2}? (?:d'|de |a )")
"""Behind such a noun: its aim is told right there, before any colon ("l'objectif est de créer …")."""
_OPENS = re.compile(r" (?P<sign>\()|(?: [–—-]|,)(?: a savoir| soit)? ")


def _after(folded: str, start: int, end: int) -> Iterator[Enumeration]:
    """What stands behind such a noun: after a colon or a verb, or as many parts as it counts."""
    for head in _head().finditer(folded, start, end):
        noun = "noun" if head["noun"] else "weak"
        count = _number(head["count"])
        told = _TOLD.search(folded, head.end(noun), head.end())
        if told is not None and is_infinitive(folded, told.end()):
            continue
        if colon := _COLON.match(folded, head.end(), end):
            begin, stop = colon.end(), _colon_end(folded, colon.end(), end)
            listed = parts(folded, begin, stop, count)
            if noun == "noun" or is_infinitive(folded, listed[0][0]):
                yield Enumeration(head.start(), _level(folded, head[noun], listed), listed)
        elif noun == "weak":
            continue
        elif verb := _IS.search(folded, head.end(noun), head.end()):
            listed = parts(folded, verb.end(), clause_end(folded, verb.end(), end), count)
            if head[noun].endswith(("s", "x")) and len(listed) > 1 and count in (0, len(listed)):
                yield Enumeration(head.start(), _level(folded, head[noun], listed), listed)
        elif count > 1 and (opened := _OPENS.match(folded, head.end(), end)):
            stop = folded.find(")", opened.end(), end) if opened["sign"] else -1
            listed = parts(
                folded, opened.end(), stop if stop >= 0 else clause_end(folded, opened.end(), end), count
            )
            if len(listed) == count:
                yield Enumeration(head.start(), _level(folded, head[noun], listed), listed)


_COLON_END = re.compile(r"[.!?](?= )|\n")


def _colon_end(folded: str, start: int, end: int) -> int:
    stop = _COLON_END.search(folded, start, end)
    return stop.start() if stop is not None else end


@cache
def _tail() -> re.Pattern[str]:
    """A noun of aims that sums up what stands before it: "… : tels sont les axes", "… en sont les buts"."""
    return re.compile(
        r"(?:(?: ?:|,| [–—-]) (?:tel(?:le)?s? (?:est|sont|sera|seront)|voila|voici|ce sont|c'est|autant de)|"
        r" (?:en (?:sont|seront)|(?:en )?(?:constitue|forme|compose|represente)(?:nt|ront)))"
        rf" ?(?:les |l'|la |le |ses |son |sa |leurs |nos |ces )?(?:\w+ ){{0,2}}?(?P<noun>{_nouns()})(?![\w-])"
    )


def _before(folded: str, start: int, end: int) -> Iterator[Enumeration]:
    tail = _tail().search(folded, start, end)
    if tail is None:
        return
    listed = parts(folded, start, tail.start())
    if is_infinitive(folded, listed[0][0]) or len(listed) > 1:
        yield Enumeration(start, _level(folded, tail["noun"], listed), listed)


def _number(word: str | None) -> int:
    if word is None:
        return 0
    return int(word) if word.isdigit() else NUMBERS.index(word) + 1


def _level(folded: str, noun: str, listed: list[tuple[int, int]]) -> str:
    """The level of a noun; fields of action are axes, unless told as things to be done."""
    if entry_pattern("objectives", "fields").fullmatch(noun) and not is_infinitive(folded, listed[0][0]):
        return "axis"
    levels = levels_in(noun, 0, len(noun))
    return levels[0][0] if levels else "objective"
