"""Aims told in running text: "elle poursuit trois buts : …", "vise à …, à … et à …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.words import (
    aim_patterns,
    before_colon,
    is_infinitive,
    level_of_marker,
    levels_in,
    tidy,
    weak_level,
)
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_LONGEST = 260


def prose_aims(page: Page, spans: Sequence[tuple[int, int]], events: Sequence[EventNoun]) -> list[Objective]:
    """The aims that the sentences on a programme state."""
    for first, last in spans:
        for start, end in sentences(page.text, first, last):
            found = list(_of_sentence(page, start, end, events))
            if found:
                return found
    return []


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
        for first, last in _enumerated(page.folded, pair.start, end):
            found += _objective(page, first, last, level)
    return found


_LABEL = 4
"""Words of a label at most."""


def purposes(page: Page, spans: Sequence[tuple[int, int]], events: Sequence[EventNoun]) -> list[Objective]:
    """What the first sentence on it that says so tells a programme to be made for ("…, pour rompre …")."""
    for first, last in spans:
        for start, end in sentences(page.text, first, last):
            match = _purpose().search(page.folded, start, end)
            if match is None or not is_infinitive(page.folded, match.end()):
                continue
            if _of_event(events, start, match.start()):
                continue
            reach = _reach(page.folded, match.end(), end)
            return [
                objective
                for span in _repeated(page.folded, match.end(), reach, "pour")
                for objective in _objective(page, *span, "objective")
            ]
    return []


@cache
def _purpose() -> re.Pattern[str]:
    """ "pour" behind a comma, a title or a participle, but for what readers are to do ("pour s'inscrire")."""
    words = lexicon("objectives")
    return re.compile(
        rf"(?:[,»”)] |\b(?:{alternatives(words['made'])}) )pour "
        rf"(?!(?:{alternatives(words['no_purpose'])})\b)(?=\w)"
    )


def _of_sentence(page: Page, start: int, end: int, events: Sequence[EventNoun]) -> Iterator[Objective]:
    folded = page.folded
    listed = before_colon().search(folded, start, end)
    if listed is not None and not _of_event(events, start, listed.start()):
        levels = levels_in(folded, listed.start("noun"), listed.end("noun"))
        level = levels[0][0] if levels else "objective"
        for first, last in _enumerated(folded, listed.end(), end):
            yield from _objective(page, first, last, level)
        return
    if verbs := _verbs_after_colon(page, start, end):
        for first, last in verbs:
            yield from _objective(page, first, last, "objective")
        return
    position = start
    while True:
        hits = [
            (m, repeated)
            for p, repeated in aim_patterns()
            if (m := p.search(folded, position, end)) is not None
        ]
        if not hits:
            return
        match, repeated = min(hits, key=lambda hit: hit[0].start())
        if _of_event(events, start, match.start()):
            return
        reach = _reach(folded, match.end(), end)
        for first, last in _repeated(folded, match.end(), reach, repeated):
            yield from _objective(page, first, last, "objective")
        position = max(reach, match.end() + 1)


def _verbs_after_colon(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """Two infinitives or more after a colon, where the words before it or the heading speak of aims."""
    folded = page.folded
    colon = folded.find(" : ", start, end)
    if colon < 0 or not is_infinitive(folded, colon + 3):
        return []
    found = list(_enumerated(folded, colon + 3, end))
    if len(found) < 2:
        return []
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


_CLAUSE_END = re.compile(
    r" ?[:;!?]|\.(?= |$)| - |\n|"
    r", (?:afin|en vue|grace|notamment en|avec|dans|tout en|ce qui|qui|dont|ou|et ce|tandis)\b"
)


def _reach(folded: str, start: int, end: int) -> int:
    stop = _CLAUSE_END.search(folded, start, end)
    return stop.start() if stop is not None else end


_FORMS = {"de": "(?:de |d')?", "a": "(?:a )?", "pour": "(?:pour )?", "": ""}
_PARTS = {
    preposition: re.compile(
        r"(?:, (?:et |puis |mais aussi |ainsi que )?| et |; ?(?:et )?| ainsi que | puis )"
        rf"(?:enfin |aussi )?{form}(?=\w)"
    )
    for preposition, form in _FORMS.items()
}


def _repeated(folded: str, start: int, end: int, preposition: str) -> Iterator[tuple[int, int]]:
    """Aims parted by the preposition said again: "de …, de … et d'…"."""
    parts = _PARTS[preposition]
    position = start
    for match in parts.finditer(folded, start, end):
        if not is_infinitive(folded, match.end()):
            continue
        yield position, match.start()
        position = match.end()
    yield position, end


def _enumerated(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Aims listed in a sentence, parted by semicolons, else by commas and a last "et"."""
    if ";" in folded[start:end]:
        parts = re.compile(r" ?; (?:et )?")
    elif is_infinitive(folded, start):
        parts = re.compile(r"(?:, (?:et |puis |enfin )?| et )(?:enfin )?")
    else:
        parts = re.compile(r", (?:et )?| et (?=(?:la|le|les|l'|un|une)\b)")
    verbs = is_infinitive(folded, start)
    position = start
    for match in parts.finditer(folded, start, end):
        if verbs and ";" not in match.group() and not is_infinitive(folded, match.end()):
            continue
        yield position, match.start()
        position = match.end()
    yield position, end
