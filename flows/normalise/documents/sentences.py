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

# By their length, as `re` looks back over words of one length only.
_ABBREVIATIONS = (
    r"[A-Znp]",
    r"MM|Dr|Pr|Me|St|av|bd|cf|ex|no",
    r"Mme|Drs|Prs|Ste|art|env|max|min|tél|etc",
    r"Mlle",
)
_NO_END = "".join(rf"(?<!\b(?:{words})\.)" for words in _ABBREVIATIONS)
_END = re.compile(rf"[.!?…](?<!\.\.\.){_NO_END}([\s»”\"]*\s+)(?=[A-ZÀ-ÖØ-ÞŒ«“\"‘\d➜•–])")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence of `text[start:end]`, in order, without surrounding spaces."""
    begin = start
    for match in _END.finditer(text, start, end):
        yield begin, match.start(1)
        begin = match.end(1)
    if begin < end:
        yield begin, end
