"""Lines that open with the level and the count of what they say: "Axe 2 – …", "Mesure n° 4 : …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.objectives.words import tidy
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

LEVELS = ("axis", "objective", "action")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line opens with: its level, its number as written, and where its own words begin."""

    level: str
    number: str
    """Empty for a label without a count ("Objectif : …")."""
    start: int

    @property
    def depth(self) -> int:
        """How many levels the number counts ("1.2": 2)."""
        return len(re.findall(r"\w+", self.number))


_QUALIFIER = (
    r"(?: (?:strategiques?|prioritaires?|transvers\w+|operationnel\w*|thematiques?|phares?|structurante?s?|"
    r"principa\w+|majeure?s?|generale?s?|specifiques?|d'actions?|d'intervention|de travail))*"
)
_COUNT = (
    r"\d{1,2}(?:\. ?\d{1,2})*(?:[a-h])?|[ivx]{1,4}|[a-h](?:\.? ?\d{1,2})?|une?|deux|trois|quatre|cinq|six"
)
_ORDINAL = (
    r"\d{1,2} ?(?:ere?|er|re|nde?|ieme|eme|e)|premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|"
    r"sixieme|septieme|huitieme|neuvieme|dixieme"
)


@cache
def _levels() -> str:
    words = lexicon("objectives")["levels"]
    return "|".join(f"(?P<{level}>{alternatives(words[level])})" for level in LEVELS)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"(?:l'|les? |la |nos |notre )?(?:(?P<ordinal>{_ORDINAL}) (?:grande? )?)?(?:{_levels()}){_QUALIFIER}"
        rf"(?: ?(?:n[°o]|numero|#)? ?(?P<count>{_COUNT})(?![\w'°%]))?"
        r"(?P<sign> ?[:–—.)/>|-]+(?=\s|$|[^\W\d]))?\s*"
    )


def opening(page: Page, block: Block) -> Opening | None:
    """What a block opens with; null where it opens with its own words."""
    if block.kind is BlockKind.TABLE_ROW:
        return None
    line = block.start - (len(block.marker) + 1 if block.marker else 0)
    match = _opening().match(page.folded, line, block.end)
    if match is None and line < block.start:
        match = _opening().match(page.folded, block.start, block.end)
    if match is None or match.end() < block.start:
        return None
    level = next(name for name in LEVELS if match[name])
    number = match["count"] or match["ordinal"] or ""
    if match["ordinal"] and (not match["sign"] or within(page.dates, block.start, block.end)):
        return None
    if match.end() == block.end:
        return Opening(level, number, block.end) if number and not match["ordinal"] else None
    first = page.text[match.end()]
    closed = match["sign"] if number else (match["sign"] or "").strip() == ":"
    if not (closed or (number and first.isupper())) or not (first.isalpha() or first in '«“"'):
        return None
    return Opening(level, number, match.end())


def words_of(page: Page, block: Block, start: int) -> str:
    """The words of an opened line; of a paragraph that goes on to explain it, the first sentence."""
    end = block.end
    if block.kind is not BlockKind.HEADING:
        end = next(iter(sentences(page.text, start, block.end)), (start, end))[1]
    return tidy(page.text[start:end])
