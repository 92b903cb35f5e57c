"""How names are written: on one line, and in mixed case where a line is set in capitals."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LINKS = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur", "sous", "lès", "à", "au", "aux"]
)


def tidy_name(name: str) -> str:
    """The name on one line with single spaces; in mixed case if its line is set in capitals."""
    name = " ".join(name.split()).rstrip(" ,;:-–")
    if name.isupper() and len(_LETTERS.findall(name)) > 1:
        return recased(name)
    return name


def recased(name: str) -> str:
    """A name in capitals in mixed case: "RÉGION CENTRE-VAL DE LOIRE" is "Région Centre-Val de Loire"."""
    known = _known_spellings()

    def spelt(match: re.Match[str]) -> str:
        word, key = match.group(), fold(match.group())
        if match.start() and word.lower() in _LINKS:
            return word.lower()
        return known.get(key) or (word if _looks_short(word) else word.capitalize())

    return _WORD.sub(spelt, name)


def _looks_short(word: str) -> bool:
    """An acronym that no lexicon knows: no vowel in it."""
    return len(word) > 1 and not any(c in "AEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜ" for c in word)


@cache
def _known_spellings() -> dict[str, str]:
    spellings: dict[str, str] = {}
    for entry in lexicon("organisations"):
        for acronym in entry.get("acronyms", ()):
            spellings.setdefault(fold(acronym), acronym)
        for name in entry.get("names", ()):
            for word in _WORD.findall(re.sub(r"~|\(\w+\)", "", name)):
                if len(word) > 3:
                    spellings.setdefault(fold(word), word.capitalize() if word[0].islower() else word)
    return spellings
