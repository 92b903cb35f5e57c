"""Where sentences begin and end.

A sentence ends at a full stop, exclamation or question mark before a space and a capital letter,
an opening quotation mark or a bullet, unless the stop belongs to an abbreviation ("Dr.", "M.",
"art.") or an initial. Semicolons do not end sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_REACH = 800
"""Characters on either side of a word that can speak of it, in a sentence that never ends."""

_END = re.compile(r"[.!?…]([\s»”\"]*\s+)(?=[A-ZÀ-ÖØ-ÞŒ«“\"‘\d➜•–])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Drs|Pr|Prs|Me|St|Ste|art|av|bd|cf|env|ex|max|min|n|no|p|tél|etc|[A-Z])\.|\.\.\.)$"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence of `text[start:end]`, in order, without surrounding spaces."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop, following = match.span(1)
        if _ABBREVIATION.search(text, max(begin, stop - 6), stop):
            continue
        yield begin, stop
        begin = following
    if begin < end:
        yield begin, end
