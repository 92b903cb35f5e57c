"""Aims told in running text: "elle poursuit trois buts : …", "vise à …, à … et à …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.enumerations import clause_end, fronted_end, parts
from flows.normalise.frames.objectives.heads import enumeration
from flows.normalise.frames.objectives.words import (
    aims,
    is_infinitive,
    level_of_marker,
    levels_in,
    reads_as_action,
    tidy,
    weak_level,
)
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern

_LONGEST = 260


def prose_aims(
    page: Page, spans: Sequence[tuple[int, int]], events: Sequence[EventNoun], own: Sequence[int] = ()
) -> list[Objective]:
    """The aims that the first paragraph on a programme with any states; what holds its own name (`own`: where
    it stands) is done to it ("élaborer le plan")."""
    for span in spans:
        found = [
            aim
            for line in _lines(page, *span)
            for aim in _of_sentence(page, *line, events)
            if not _is_done_to_it(page, aim, own)
        ]
        if found:
            return found
    return []


def _is_done_to_it(page: Page, aim: Objective, own: Sequence[int]) -> bool:
    """Whether an aim is that the programme itself comes to be ("élaborer le plan")."""
    start = aim.evidence.start
    if not any(start <= place < start + _OBJECT for place in own):
        return False
    return objective_words("done_to_it").match(page.folded, start) is not None


_OBJECT = 50
"""Characters at the head of an aim in which its object stands."""
objective_words = partial(entry_pattern, "objectives")
"""The compiled pattern of one entry of the lexicon of objectives."""


def _lines(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch, none of which goes on from one block to the next."""
    while first < last:
        stop = page.text.find("\n", first, last)
        stop = stop if stop >= 0 else last
        yield from sentences(page.text, first, stop)
        first = stop + 1


def labelled_aims(page: Page, blocks: Sequence[Block]) -> list[Objective]:
    """The aims of lines like "Finalité : …", "Objectifs : … ; …"."""
    found: list[Objective] = []
    for block in blocks:
        pair = page.outline.label_value(block)
        level = (
            level_of_marker(pair.label) if pair is not None and len(pair.label.split()) <= _LABEL else None
        )
        if pair is None or level is None or not page.text[pair.start].isalpha():
            continue
        if next(iter(within(page.dates, pair.start, pair.start + 16)), None) is not None:
            continue
        end = next(iter(sentences(page.text, pair.start, pair.end)))[1]
        for first, last in parts(page.folded, pair.start, end):
            found += _objective(page, first, last, level)
    return found


_LABEL = 4
"""Words of a label at most."""


def purposes(page: Page, spans: Sequence[tuple[int, int]], events: Sequence[EventNoun]) -> list[Objective]:
    """What the first sentence on it that says so tells a programme to be made for ("…, pour rompre …")."""
    folded = page.folded
    for first, last in spans:
        for start, end in _lines(page, first, last):
            match = _purpose().search(folded, start, end)
            if (
                match is None
                or not is_infinitive(folded, match.end())
                or _of_event(events, start, match.start())
            ):
                continue
            fronted = match.start() == start
            reach = (
                fronted_end(page.text, folded, match.end(), end)
                if fronted
                else clause_end(folded, match.end(), end)
            )
            if reach is None:
                continue
            return [
                objective
                for span in parts(folded, match.end(), reach)
                for objective in _objective(page, *span, "objective")
            ]
    return []


@cache
def _purpose() -> re.Pattern[str]:
    """ "pour" behind a comma, a title or a participle, or at the head of a sentence, but for what readers are
    to do ("pour s'inscrire")."""
    words = lexicon("objectives")
    return re.compile(
        rf"(?:[,»”)] |\b(?:{alternatives(words['made'])}) |(?:(?<=[.!?»”] )|(?<=\n)|^))pour "
        rf"(?!(?:{alternatives(words['no_purpose'])})\b)(?=\w)"
    )


def _of_sentence(page: Page, start: int, end: int, events: Sequence[EventNoun]) -> Iterator[Objective]:
    folded = page.folded
    listed = enumeration(folded, start, end)
    if listed is not None and not _of_event(events, start, listed.start):
        for first, last in listed.parts:
            yield from _objective(page, first, last, listed.level)
        return
    if verbs := _verbs_after_colon(page, start, end):
        for first, last in verbs:
            yield from _objective(page, first, last, "objective")
        return
    position = start
    while (match := aims().search(folded, position, end)) is not None:
        if _of_event(events, start, match.start()):
            return
        if objective_words("has_part").match(folded, match.end()):
            position = match.end()
            continue
        fronted = fronted_end(page.text, folded, match.end(), end) if match.start() == start else None
        reach = fronted or clause_end(folded, match.end(), end)
        for first, last in _told(folded, match, reach):
            yield from _objective(page, first, last, _LEVELS.get(match.lastgroup or "", "objective"))
        position = max(reach, match.end() + 1)


_LEVELS = {"around": "axis", "promise": "action"}


def _told(folded: str, match: re.Match[str], reach: int) -> list[tuple[int, int]]:
    """The aims behind words of aiming, where what follows these is an aim at all."""
    found = parts(folded, match.end(), reach)
    first = found[0][0]
    if match.lastgroup == "at" and not reads_as_action(folded, first, reach):
        return []
    if match.lastgroup == "around" and (len(found) < 2 or levels_in(folded, *found[0])):
        return []
    return found if match.lastgroup != "promise" or len(found) > 1 else []


def _verbs_after_colon(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """Infinitives after a colon or a question, where the words before it or the heading speak of
    aims."""
    folded = page.folded
    colon = folded.find(" : ", start, end)
    if not (folded.endswith("? ", 0, start) if colon < 0 else is_infinitive(folded, colon + 3)):
        return []
    found = parts(folded, start if colon < 0 else colon + 3, end)
    if not is_infinitive(folded, found[0][0]):
        return []
    if colon < 0:
        colon, start = start, max(folded.rfind(sign, 0, start - 2) for sign in (". ", "\n"))
    if levels_in(folded, start, colon) or weak_level(folded, start, colon) == "objective":
        return found
    block = block_at(page.document, start)
    heading = page.outline.section_of(block).heading if block is not None else None
    return found if heading is not None and levels_in(folded, heading.start, heading.end) else []


def _of_event(events: Sequence[EventNoun], start: int, end: int) -> bool:
    """Whether a happening is what the sentence speaks of before its aim."""
    return any(
        start <= event.start < end and (not event.weak or event.word in ("evenement", "soiree"))
        for event in events
    )


_COUNT = re.compile(r"^\s*\(?(?:\d{1,2}|[a-h])[)°/] ?")


def _objective(page: Page, start: int, end: int, level: str) -> Iterator[Objective]:
    text = tidy(_COUNT.sub("", page.text[start:end]))
    if 4 <= len(text) <= _LONGEST and not _FIGURE.match(text):
        yield Objective(Evidence(start, end), level, text)


_FIGURE = re.compile(r"\d[\d  ]* ")
"""What opens with a number is a target, told by an indicator ("objectif : 1 900 élèves")."""
