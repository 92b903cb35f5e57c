"""Who takes part in all dates of a list: "Les deux soirées sont animées par …", "Intervenants : …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.numbers import WORDS, read_words

_words = partial(entry_pattern, "speakers")

_NUMBER = re.compile(WORDS)
_LONGEST_HEADING = 40


def events_of_all(
    page: Page, events: Sequence[Event], block: Block, sentence: tuple[int, int], *, takes_part: bool
) -> Sequence[Event]:
    """The events that a person takes part in of whom a sentence, or the label before it, says that they are
    there each time; none where nothing says so."""
    every = _words("of_all").search(page.folded, *sentence)
    if takes_part and every is not None:
        return _so_many(page, events, block, every.group())
    each = _words("of_each").search(page.folded, *sentence)
    they = _words("they_are").search(page.folded, *sentence)
    if each is not None or (takes_part and they is not None):
        return _beside(page, events, block)
    if takes_part and _is_labelled(page, block):
        return _beside(page, events, block) or events
    return ()


def _beside(page: Page, events: Sequence[Event], block: Block) -> list[Event]:
    """The events told in the section of a block."""
    section = page.outline.section_of(block)
    return [e for e in events if section.start <= e.evidence.start < section.end]


def _so_many(page: Page, events: Sequence[Event], block: Block, words: str) -> Sequence[Event]:
    """The events that words such as "les trois soirées" mean: those of the section, or of one kind, if they
    are so many; else all."""
    number = next((read_words(word) for word in words.split() if _NUMBER.fullmatch(word)), None)
    near = _beside(page, events, block)
    if number is None or len(near) == number:
        return near if number and near else events
    kinds = Counter(event.event_type for event in events)
    kind = next((kind for kind, count in kinds.items() if count == number), None)
    return [e for e in events if kind in (None, e.event_type)]


def _is_labelled(page: Page, block: Block) -> bool:
    """Whether the heading of a block, or its label, the only one of its section, says that it names who leads
    all dates: "Formatrices : …"."""
    section = page.outline.section_of(block)
    heading = section.heading
    is_short = heading is not None and heading.end - heading.start <= _LONGEST_HEADING
    if is_short and heading and _words("leaders").search(page.folded, heading.start, heading.end):
        return block is not heading
    return [b for b in section.blocks if _names_leaders(page, b)] == [block]


def _names_leaders(page: Page, block: Block) -> bool:
    pair = page.outline.label_value(block)
    return pair is not None and _words("leaders").fullmatch(pair.label) is not None
