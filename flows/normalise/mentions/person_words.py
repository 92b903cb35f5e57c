"""The words by which persons are known: first names, titles, functions, and the traps among them."""

from __future__ import annotations

from pathlib import Path

import flows.normalise.lexicon as lexicon_package
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.factoring import factored


def _first_names() -> frozenset[str]:
    lines = (Path(lexicon_package.__file__).parent / "first_names.txt").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def words(name: str) -> frozenset[str]:
    """A list of `person_titles.yaml` or `functions.yaml`, folded."""
    lists = {**lexicon("person_titles"), **lexicon("functions")}
    return frozenset(word.strip() for word in lists[name].split("|"))


FIRST_NAMES = _first_names()
"""First names borne in France, folded."""
AMBIGUOUS = words("ambiguous")
"""First names that are ordinary words too."""
TITLES = words("titles")
FUNCTIONS = words("functions") | words("offices")
"""Nouns of functions and offices, in the singular."""


def alternatives(*lists: str, plural: bool = False) -> str:
    """Lists as one alternation for a pattern, longest words first; what several begin alike is told once."""
    found = {word for name in lists for word in words(name)}
    if plural:
        found |= {_plural(word) for word in found}
    return factored("|".join(sorted(found, key=len, reverse=True)))


def is_first_name(folded_word: str) -> bool:
    """Whether a folded word is a first name, also one of the parts of a hyphenated name."""
    if folded_word in FIRST_NAMES:
        return True
    if "-" not in folded_word:
        return False
    first, _, rest = folded_word.partition("-")
    return first in FIRST_NAMES and (first not in AMBIGUOUS or rest in FIRST_NAMES)


def is_function(folded_word: str) -> bool:
    """Whether a folded word names a function, in the singular or plural."""
    return folded_word in FUNCTIONS or folded_word.removesuffix("s") in FUNCTIONS


def _plural(phrase: str) -> str:
    first, blank, rest = phrase.partition(" ")
    if rest.startswith(("de ", "en ", "au ", "d'", "a ")):
        return (first if first[-1] in "sx" else first + "s") + blank + rest
    return " ".join(word if word[-1] in "sx" else word + "s" for word in phrase.split(" "))
