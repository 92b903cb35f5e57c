"""What opens with its level and its count: lines ("Axe 2 – …", "Mesure n° 4 : …"), and the parts of a
paragraph ("Axe 1 : …. Axe 2 : …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.objectives.words import tidy
from flows.normalise.frames.page import Page, block_at
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

LEVELS = ("axis", "objective", "action")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line opens with: its level, its number as written, and where its own words begin."""

    level: str
    number: str
    start: int
    end: int | None = None
    """Where its own words end, if before the end of its block."""


_QUALIFIER = (
    r"(?: (?:strategiques?|prioritaires?|transvers\w+|operationnel\w*|thematiques?|phares?|structurante?s?|"
    r"principa\w+|majeure?s?|generale?s?|specifiques?|d'actions?|d'intervention|de travail))*"
)
_COUNT = (
    r"\d{1,2}(?:\. ?\d{1,2})*(?:[a-h])?|[ivx]{1,4}|[a-h](?:\.? ?\d{1,2})?|une?|deux|trois|quatre|cinq|six"
)


@cache
def _opening() -> re.Pattern[str]:
    words = lexicon("objectives")["levels"]
    levels = "|".join(f"(?P<{level}>{alternatives(words[level])})" for level in LEVELS)
    return re.compile(
        rf"(?:l'|les? |la |nos |notre )?(?:{levels}){_QUALIFIER}"
        rf" ?(?:n[°o]|numero|#)? ?(?P<count>{_COUNT})(?![\w'°%])"
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
    if match.end() < block.end and not (match["sign"] or page.text[match.end()].isupper()):
        return None
    return Opening(next(name for name in LEVELS if match[name]), match["count"], match.end())


def words_of(page: Page, block: Block, start: int, end: int | None = None) -> str:
    """The words of an opened line; of a paragraph that goes on to explain it, the first sentence."""
    if end is None and block.kind is not BlockKind.HEADING:
        end = next(iter(sentences(page.text, start, block.end)), (start, end))[1]
    return tidy(page.text[start : block.end if end is None else end])


@cache
def _counted() -> re.Pattern[str]:
    """A counted noun within a text, and what ties it to its words."""
    words, ties = lexicon("objectives")["counted"], alternatives(lexicon("objectives")["counted_ties"])
    nouns = "|".join(f"(?P<{level}>{alternatives(words[level])})" for level in LEVELS)
    return re.compile(
        rf"\b(?:{nouns}){_QUALIFIER} ?(?:n[°o]|numero)? ?(?P<count>\d{{1,2}}|[ivx]{{1,4}}|[a-h])(?![\w'°%])"
        rf"(?:(?: [\w'-]+){{0,5}}? (?:{ties})(?= )| ?[:–—-](?= )|,? (?=de |d'|a |au |aux |sur )|, )"
        r" ?(?:de |d'|a |au |aux |sur )?"
    )


def openings_within(page: Page) -> dict[Block, list[Opening]]:
    """The paragraphs that tell two aims or more, each with its count, and what opens each."""
    found: dict[Block, list[re.Match[str]]] = {}
    for mark in _counted().finditer(page.folded):
        if (block := block_at(page.document, mark.end())) is not None:
            found.setdefault(block, []).append(mark)
    return {block: _openings(page, block, marks) for block, marks in found.items() if len(marks) > 1}


def _openings(page: Page, block: Block, marks: Sequence[re.Match[str]]) -> list[Opening]:
    found: list[Opening] = []
    for mark, following in zip(marks, (*marks[1:], None), strict=True):
        level = next(name for name in LEVELS if mark[name])
        end = following.start() if following is not None else block.end
        end = min(end, next(sentences(page.text, mark.end(), end), (0, end))[1])
        found.append(Opening(level, mark["count"], mark.end(), end))
    return found
