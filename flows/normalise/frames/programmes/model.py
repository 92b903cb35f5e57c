"""A programme as a page names it, and each place where the page speaks of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import words


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a page speaks of a programme, with the sentence around it."""

    start: int
    end: int
    block: Block
    sentence: tuple[int, int]
    passing: bool
    """Whether the words before it say that it is named in passing ("prend la suite du schéma")."""


@dataclass(slots=True, eq=False)
class Told:
    """A programme as a page tells of it."""

    naming: Naming
    """The naming that its name is taken from."""
    programme_type: str
    aliases: list[frozenset[str]]
    acronym: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    in_title: bool = False
    """Whether the page's title names it."""
    is_entry: bool = False
    """Whether the shape of the page names it, a row, a label, a card, or a sentence of its own."""

    @property
    def name(self) -> str:
        return self.naming.name


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when a programme runs; precision speaks of the start."""

    start: date | None = None
    end: date | None = None
    precision: str | None = None


@cache
def _small_words() -> frozenset[str]:
    return frozenset(words()["small_words"])


@lru_cache(maxsize=4096)
def word_set(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(
        word.removesuffix("s") if len(word) > 4 else word
        for word in re.findall(r"\w+", fold(name))
        if word not in _small_words()
    )


def aliases_of(named: Naming) -> list[frozenset[str]]:
    """The sets of words by which a naming can be known again: of its name and of its acronym."""
    forms = [named.name, *([named.acronym] if named.acronym else [])]
    return [alias for form in forms if (alias := word_set(form))]


def can_be_meant(told: Told) -> bool:
    """Whether a later "ce projet", "le centre" can stand for it: it is more than a bare noun."""
    return told.naming.strong or told.naming.noun.kind not in ("nouns", "acronyms")


def happens_in(block: Block, events: Sequence[EventNoun]) -> bool:
    """Whether a block names a happening ("Journée portes ouvertes")."""
    return any(block.start <= e.start < block.end and not e.weak for e in events)


def sentence_at(page: Page, block: Block, offset: int) -> tuple[int, int]:
    """The sentence of a block that holds a character, as far as it can speak of it."""
    known = page.document.units(block)
    index = bisect_right(known, offset, key=lambda span: span[0]) - 1
    held = index >= 0 and offset < known[index][1]
    start, end = known[index] if held else (block.start, block.end)
    return max(start, offset - LONGEST_REACH), min(end, offset + LONGEST_REACH)
