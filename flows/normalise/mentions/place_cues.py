"""Words that tell what a name behind them is: "CHU de", "rue de", "vallée de", "conseil départemental de".

The words are lists of `lexicon/place_words.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

import ahocorasick

from flows.normalise.lexicon import lexicon
from flows.normalise.reference.name_index import words
from flows.normalise.reference.names import name_key

OF = r"(?:de\s+la\s+|de\s+l'\s?|des\s+|du\s+|de\s+|d'\s?)"

UP_TO_NAME = {
    "institutions": re.compile(rf"\s+(?:{OF}|a\s+(?:la\s+)?)?"),
    "streets": re.compile(rf"\.?\s+{OF}?(?:(?!(?:a|au|aux)\s)[\w'.-]+\s+{OF}){{0,2}}"),
    "landscapes": re.compile(rf"\s+{OF}?"),
    "department_heads": re.compile(rf"\s*:?\s*(?:-\s*)?{OF}?"),
}
"""Lists of the lexicon, and what may stand between one of their words and the name it speaks of."""


class Cue(NamedTuple):
    """A word of the lexicon in a text."""

    start: int
    end: int
    lists: tuple[str, ...]
    """The lists that hold it."""


class Cues:
    """The words of a text that tell what a name behind them is; `plain` is `searchable` text."""

    def __init__(self, plain: str) -> None:
        self._found = [
            Cue(blank - 1 - length, blank - 1, lists)  # `plain` has a blank more
            for blank, (length, lists) in _cue_words().iter(plain)
        ]
        self._ends = [cue.end for cue in self._found]

    def within(self, start: int, end: int) -> list[Cue]:
        """Those that lie in a stretch of the text."""
        i, j = bisect_left(self._ends, start), bisect_right(self._ends, end)
        return [cue for cue in self._found[i:j] if cue.start >= start]


@cache
def _cue_words() -> ahocorasick.Automaton:
    lists: dict[str, tuple[str, ...]] = {}
    for name in UP_TO_NAME:
        venues = lexicon("venues")["complete"] if name == "institutions" else []
        for phrase in (*words()[name], *venues):
            key = name_key(phrase)
            lists[key] = (*lists.get(key, ()), name)
    automaton = ahocorasick.Automaton()
    for key, holding in lists.items():
        automaton.add_word(f" {key} ", (len(key), holding))
    automaton.make_automaton()
    return automaton
