"""All phrases of a lexicon, found in one scan of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.factoring import factored

V = TypeVar("V")

_START_AND_LENGTH = itemgetter(0, 1)
_LINE_END = re.compile(r"\|\s+(?![^(]*\))")
"""An alternative at a line's end; not one within brackets, where a space counts."""
_LIGATURE = re.compile(r"oe(?=[iu])")
"""What many write as one letter, which folding keeps: "œuvre"."""


def any_of(words: Iterable[str]) -> str:
    """The body of a regular expression for any of these plain words, the longest tried first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def alternatives(text: str) -> str:
    """The body of a regular expression from a lexicon entry "a|b|c" written over several lines."""
    return factored(_LIGATURE.sub("(?:oe|œ)", _LINE_END.sub("|", text.strip())))


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern of whole words from a lexicon entry "a|b|c"."""
    return re.compile(rf"(?<![\w])(?:{alternatives(text)})(?![\w])")


@cache
def entry_pattern(name: str, *keys: str) -> re.Pattern[str]:
    """The compiled pattern of whole words of one entry of a lexicon: `entry_pattern("events", "happens")`."""
    entry = lexicon(name)
    for key in keys:
        entry = entry[key]
    return pattern(entry)


class PhraseFinder(Generic[V]):
    """Finds whole-word phrases of folded text, the longest where several begin alike.

    >>> finder = PhraseFinder({"maison de sante": "health_centre"}, plural=True)
    >>> list(finder.find("deux maisons de sante"))
    [(5, 21, 'health_centre')]
    """

    def __init__(self, phrases: Mapping[str, V], *, plural: bool = False) -> None:
        self._automaton = ahocorasick.Automaton()
        for phrase, value in phrases.items():
            for form in _forms(phrase) if plural else (phrase,):
                for written in {form, _LIGATURE.sub("œ", form)}:
                    self._automaton.add_word(written, (len(written), value))
        if phrases:
            self._automaton.make_automaton()

    def find(self, folded: str) -> Iterator[tuple[int, int, V]]:
        """(start, end, value) of each phrase, in order, without overlaps."""
        if not len(self._automaton):
            return
        hits = []
        size = len(folded)
        for last, (length, value) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if (start and folded[start - 1].isalnum()) or (end < size and folded[end].isalnum()):
                continue  # not a whole word
            hits.append((start, -length, end, value))
        hits.sort(key=_START_AND_LENGTH)
        free = 0
        for start, _, end, value in hits:
            if start >= free:
                yield start, end, value
                free = end


def _forms(phrase: str) -> Iterable[str]:
    """The phrase with each of its longer words in singular and plural."""
    words = phrase.split(" ")
    choices = [(word, word + "s") if len(word) > 3 and word[-1] not in "sxz" else (word,) for word in words]
    return (" ".join(choice) for choice in product(*choices))
