"""Sentences that speak of a programme without naming it: "Le centre ouvrira…", "Elle vise à…"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.model import Mention, Told, can_be_meant, sentence_at
from flows.normalise.frames.programmes.words import words
from flows.normalise.lexicon.phrases import alternatives


@cache
def _references() -> re.Pattern[str]:
    """A sentence that opens with a noun standing for a programme ("Le centre…", "Cet équipement…"), or with
    any other ("Le gîte…")."""
    groups = "|".join(f"(?P<{kind}>{alternatives(nouns)})" for kind, nouns in words()["references"].items())
    return re.compile(
        r"(?:\n|[.!?] )(?:[^.\n:;]{3,60}, )?(?:les? |la |l'|ce |cet |cette |son |sa |leur )"
        rf"(?:{groups}|(?P<own>\w+))\b(?! (?:de|du|des|d')\b)"
    )


def add_references(page: Page, found: Sequence[Told]) -> None:
    """Add to each programme the sentences that open with a noun standing for it."""
    meant = [told for told in found if can_be_meant(told) and _is_introduced(told)]
    if not meant:
        return
    taken = sorted((m.start, m.end) for told in meant for m in told.mentions)
    for match in _references().finditer(page.folded):
        kind = match.lastgroup or "own"
        start, end = match.span(kind)
        noun = match[kind].removesuffix("s")
        named = [t for t in meant if t.mentions[0].start < start and _can_mean(t, kind, noun)]
        before = bisect_left(taken, (end, 0)) - 1
        if not named or (before >= 0 and taken[before][1] > start):
            continue
        block = block_at(page.document, start)
        if block is None or within(page.organisations, start, start + 1):
            continue
        nearest = max(named, key=lambda t: max(m.start for m in t.mentions if m.start < start))
        sentence = sentence_at(page, block, start)
        nearest.mentions.append(Mention(start, end, block, sentence, passing=False))
        nearest.mentions.sort(key=lambda m: m.start)


def _can_mean(told: Told, kind: str, noun: str) -> bool:
    """Whether a programme can be meant by a noun that stands for one of this kind, or by its own head."""
    if kind in ("any", told.programme_type):
        return True
    return told.naming.noun.kind == "services" and told.naming.noun.word.split(" ", 1)[0] == noun


def _is_introduced(told: Told) -> bool:
    """Whether it is named by a title, or in a sentence of its own rather than in a list or in passing."""
    return any(
        not m.passing
        and (told.naming.strong or m.block.kind not in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW))
        for m in told.mentions
    )


_PRONOUN = (
    r"(?:[^.:;\n]{3,40}, )?(?:il|elle|celui-ci|celle-ci|ils|elles|son|sa|ses|ce|cet|cette)\b"
    r"(?! (?:jour|matin|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|faut|y a))"
    r"(?<!\bil(?= est| sera))"
)


@cache
def _opens_on_same() -> re.Pattern[str]:
    """What opens a sentence that goes on about the thing of the one before it: a pronoun, "Ouverture…"."""
    return re.compile(
        rf"[\s»”\"]*(?:(?:{alternatives(words()['goes_on'])})\b|\w+[eu]e?s? (?:par|avec) |{_PRONOUN})"
    )


def goes_on(page: Page, mention: Mention) -> bool:
    """Whether the next sentence of the block speaks of the same thing ("Elle a pour but…")."""
    end = mention.sentence[1]
    return end < mention.block.end and _opens_on_same().match(page.folded, end, mention.block.end) is not None
