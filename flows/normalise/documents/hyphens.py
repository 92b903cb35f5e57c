"""Words cut at the end of a line, made whole: with the hyphen if it belongs to the word, not to the line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT = {side: frozenset(words) for side, words in lexicon("page_parts")["kept_hyphens"].items()}
"""Words after or before which a hyphen stays."""
_CUT = re.compile(r"[^\W\d_][-\u2010]$")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The folded words of a text, by which cut words are known again."""
    return frozenset(word for line in lines for word in _WORD.findall(fold(line)))


def rejoined(above: str, below: str, words: frozenset[str]) -> str:
    """The two parts of a word, with the hyphen if it belongs to the word and not to the line."""
    heads, tails = _WORD.findall(fold(above)), _WORD.findall(fold(below))
    if not heads or not tails:
        return f"{above}-{below}"
    head, tail = heads[-1], tails[0]
    keeps_hyphen = head + tail not in words and (
        f"{head}-{tail}" in words or head.rpartition("-")[2] in _KEPT["after"] or tail in _KEPT["before"]
    )
    return f"{above}-{below}" if keeps_hyphen else f"{above}{below}"


def is_cut(above: str, below: str) -> bool:
    """Whether a line ends in the first part of a word that the next line goes on with."""
    return below[:1].islower() and _CUT.search(above) is not None


def mended(above: str, below: str, words: frozenset[str]) -> tuple[str, str]:
    """Two lines with the word cut between them whole on the first; of the second nothing may be left."""
    before, space, start = above[:-1].rpartition(" ")
    end, _, rest = below.partition(" ")
    return f"{before}{space}{rejoined(start, end, words)}", rest
