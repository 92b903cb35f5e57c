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
_FORM_ANYWHERE = ("round_table", "workshop")
"""Told anywhere in an item: "Opérer ou pas ? Table ronde"."""


@cache
def _types() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)"))
        for kind, words in lexicon("agenda")["session_type"]
    ]


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
    best, kind = len(words) + 1, "talk"
    for told, pattern in _types():
        match = pattern.search(words)
        if match is None or match.start() >= best:
            continue
        before = len(words[: match.start()].split())
        if count <= _SHORT or before < _OPENING_WORDS or told in _FORM_ANYWHERE:
            best, kind = match.start(), told
    return kind


def type_of(words: str, title: str, *, first: bool) -> str:
    """The type that an item's words tell, else those behind its title ("…, lecture par …")."""
    kind = session_type(words, first=first)
    if kind == "talk" and title in words:
        return session_type(words[words.index(title) + len(title) :].lstrip(" ,?!:»"), first=False)
    return kind


def names_session(words: str) -> bool:
    """Whether words open like an item of an agenda: with a noun of one, or a quoted title."""
    folded = fold(words)
    return folded.startswith(("«", '"', "“")) or any(
        (match := pattern.search(folded)) is not None and len(folded[: match.start()].split()) < _NAMED_WITHIN
        for _, pattern in _types()
    )


_NAMED_WITHIN = 2
"""Words at the start of a part of a sentence among which a noun of agendas makes it an item."""
