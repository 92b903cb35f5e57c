"""Alternatives of a regular expression made faster: what several begin alike is told once.

The engine tries alternatives one after another at every place of a text. "aura lieu|auront lieu" costs
it two attempts there, "aur(?:a lieu|ont lieu)" one; of a hundred verbs hardly any is tried whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|.", re.DOTALL)
"""A character of an expression, with its backslash, or a class of characters."""
_PLAIN_FIRST = re.compile(r"[\w '-](?![?*+{])")


def factored(expression: str) -> str:
    """An expression "a|b|c" that matches the same and is tried faster.

    >>> factored("aura lieu|se tient|auront lieu|(?:se )?deroule")
    'aur(?:a lieu|ont lieu)|se tient|(?:se )?deroule'
    """
    return "|".join(_merged(_split(expression)))


def _split(expression: str) -> list[str]:
    """The alternatives of an expression; those within brackets stay together."""
    found = [""]
    depth = 0
    for piece in _PIECE.findall(expression):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            found.append("")
        else:
            found[-1] += piece
    return found


def _merged(alternatives: Sequence[str]) -> list[str]:
    """Alternatives with those that begin with the same letter made one.

    Which alternative is tried first matters only among those that can match at the same place: letters
    may change places with other letters, but not with what begins otherwise (with brackets, say).
    """
    merged: list[tuple[str, list[str]]] = []
    by_letter: dict[str, list[str]] = {}
    for alternative in alternatives:
        if not _PLAIN_FIRST.match(alternative):
            merged.append(("", [alternative]))
            by_letter.clear()
            continue
        letter, rest = alternative[0], alternative[1:]
        if letter not in by_letter:
            by_letter[letter] = []
            merged.append((letter, by_letter[letter]))
        by_letter[letter].append(rest)
    return [letter + _either(rests) for letter, rests in merged]


def _either(alternatives: Sequence[str]) -> str:
    merged = _merged(alternatives) if len(alternatives) > 1 else alternatives
    return merged[0] if len(merged) == 1 else f"(?:{'|'.join(merged)})"
