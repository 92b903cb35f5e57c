"""What an item of an agenda is: the code list `session_type`."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_OPENING_WORDS = 3
"""Words at the start of an item among which it says what it is; further on, they may be its subject."""
_SHORT = 5
"""Words up to which all of an item says what it is."""


@cache
def _types() -> tuple[list[str], re.Pattern[str]]:
    """The types with words of their own, and the pattern with a group for the words of each."""
    types: list[list[str]] = lexicon("agenda")["session_type"]
    groups = "|".join(f"({alternatives(words)})" for _, words in types)
    return [kind for kind, _ in types], re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


@cache
def _coffee() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon('agenda')['coffee']})\b")


def session_type(title: str, *, first: bool) -> str:
    """The type of an agenda item, by the first of its words that tells one.

    Coffee at the start of a day is a welcome, later a break.
    """
    words = fold(title).strip(" -–—:·•|,;«»\"“”'.")
    count = len(words.split())
    if count <= _SHORT and _coffee().match(words):
        return "welcome" if first or "accueil" in words else "break"
    kinds, pattern = _types()
    match = pattern.search(words)
    if match is None or (count > _SHORT and len(words[: match.start()].split()) >= _OPENING_WORDS):
        return "talk"
    return kinds[(match.lastindex or 1) - 1]


def type_of(words: str, title: str, *, first: bool) -> str:
    """The type that an item's words tell, else those behind its title ("…, lecture par …")."""
    kind = session_type(words, first=first)
    if kind == "talk" and title in words:
        return session_type(words[words.index(title) + len(title) :].lstrip(" ,?!:»"), first=False)
    return kind
