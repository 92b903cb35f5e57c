"""Which short form stands for which full name: "UFC", "CDOM 26", "ARS Mayotte" and what they abbreviate."""

from __future__ import annotations

import re

from flows.normalise.documents.folding import fold

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "pour", "sur")
)
_SHORT_FORM = re.compile(r"(?P<letters>[A-ZÀ-Ý][A-Za-zà-ÿ&.]{1,10}[A-ZÀ-Ýa-zà-ÿ])(?: (?P<rest>.+))?")
_FEWEST = 3
"""Letters of a short form; shorter ones fit too many names."""


def abbreviates(short: str, full: str, *, whole: bool = False) -> bool:
    """Whether a short form is made of the initials of a full name's first words (`whole`: of all).

    What follows the letters has to stand in the full name too, numbers of departments aside.

        >>> abbreviates("CREAI Bretagne", "Centre régional d'études, d'actions et d'informations Bretagne")
        True
    """
    if len(full) <= len(short) or fold(full[0]) != fold(short[0]):
        return False
    match = _SHORT_FORM.fullmatch(short)
    if match is None or sum(c.isupper() for c in match["letters"]) < 2:
        return False
    letters = fold(match["letters"]).replace(".", "").replace("&", "")
    words = [word for word in _WORD.findall(fold(full)) if word not in _SMALL]
    if not _FEWEST <= len(letters) <= len(words):
        return False
    rest = [word for word in _WORD.findall(fold(match["rest"] or "")) if word not in _SMALL]
    told = [word for word in rest if not word.isdecimal()]
    behind = words[len(letters) :]
    if whole and behind:
        return False
    return "".join(word[0] for word in words[: len(letters)]) == letters and told == behind[: len(told)]
