"""What opens with its level and its count: lines ("Axe 2 – …", "Mesure n° 4 : …"), and the parts of a
paragraph ("Axe 1 : …. Axe 2 : …", "Le premier objectif est de …, le second d'…")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.objectives.words import tidy
from flows.normalise.frames.page import Page, block_at, within
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
    end: int | None = None
    """Where its own words end, if before the end of its block."""

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


def words_of(page: Page, block: Block, start: int, end: int | None = None) -> str:
    """The words of an opened line; of a paragraph that goes on to explain it, the first sentence."""
    if end is None and block.kind is not BlockKind.HEADING:
        end = next(iter(sentences(page.text, start, block.end)), (start, end))[1]
    return tidy(page.text[start : block.end if end is None else end])


@cache
def _counted_nouns() -> str:
    words = lexicon("objectives")["counted"]
    return "|".join(f"(?P<{level}>{alternatives(words[level])})" for level in LEVELS)


@cache
def _marks() -> re.Pattern[str]:
    """A counted noun, roughly: where a paragraph is worth looking at."""
    nouns = "|".join(alternatives(words) for words in lexicon("objectives")["counted"].values())
    return re.compile(rf"(?:premiere?|{nouns}) (?:grande? )?(?:n[°o] ?)?(?:{nouns}|[\divx])")


@cache
def _counted() -> re.Pattern[str]:
    """A counted noun within a text, or an ordinal that stands for one, and what ties it to its words."""
    nouns, ties = _counted_nouns(), alternatives(lexicon("objectives")["counted_ties"])
    return re.compile(
        rf"\b(?:(?:(?:le|la|un|une|son|notre) )?(?P<ordinal>{_ORDER}) (?:grande? )?(?:{nouns}){_QUALIFIER}|"
        rf"(?:{nouns.replace('P<', 'P<counted_')}){_QUALIFIER} ?(?:n[°o]|numero)? ?"
        r"(?P<count>\d{1,2}|[ivx]{1,4}|[a-h])(?![\w'°%])|"
        rf"(?:le|la|un|une) (?P<bare>{_ORDER}|autre|dernier|derniere))"
        rf"(?P<tie>(?: [\w'-]+){{0,5}}? (?:{ties})(?= )| ?[:–—-](?= )| ?\((?!\d)|"
        r",? (?=de |d'|a |au |aux |sur )|, )"
        r" ?(?:de |d'|a |au |aux |sur )?"
    )


_ORDER = r"premiere?|1ere?|1er|deuxieme|seconde?|2nd|[2-6]e(?:me)?|troisieme|quatrieme|cinquieme|sixieme"


def openings_within(page: Page) -> dict[Block, list[Opening]]:
    """The paragraphs that tell two aims or more, each with its count, and what opens each."""
    found: dict[Block, list[Opening]] = {}
    for rough in _marks().finditer(page.folded):
        block = block_at(page.document, rough.end())
        if block is None or block in found or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        start = block.start - (len(block.marker) + 1 if block.marker else 0)
        told = list(_counted().finditer(page.folded, start, block.end))
        told = told[next((i for i, mark in enumerate(told) if mark["bare"] is None), len(told)) :]
        found[block] = _openings(page, block, told) if len(told) > 1 else []
    return {block: told for block, told in found.items() if told}


def _openings(page: Page, block: Block, marks: Sequence[re.Match[str]]) -> list[Opening]:
    found: list[Opening] = []
    level = ""
    for mark, following in zip(marks, (*marks[1:], None), strict=True):
        level = next((name for name in LEVELS if mark[name] or mark[f"counted_{name}"]), level)
        end = following.start() if following is not None else block.end
        end = min(end, next(sentences(page.text, mark.end(), end), (0, end))[1])
        if "(" in mark["tie"]:
            closed = page.text.find(")", mark.end(), end)
            end = closed if closed >= 0 else end
        if page.text.startswith("«", mark.end()):
            closed = page.text.find("»", mark.end(), end)
            end = closed + 1 if closed >= 0 else end
        if (joined := _JOINED.search(page.folded, mark.end(), end)) is not None:
            end = joined.start()
        found.append(Opening(level, mark["count"] or mark["ordinal"] or mark["bare"], mark.end(), end))
    return found


_JOINED = re.compile(r"(?:[\s,;/.•|–—-]|\b(?:et|puis|enfin|mais)\b)+$")
"""What leads on to the next one, behind the words of a counted one ("…, et enfin le ")."""
