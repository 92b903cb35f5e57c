"""Namings that stand for one programme: a bare noun for a title, a heading's word for the thing under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Told, word_set
from flows.normalise.frames.programmes.words import THINGS, word_pattern


def without_doubles(page: Page, found: Sequence[Told]) -> list[Told]:
    """The programmes of a page without those that stand for another one."""
    kept = _without_bare(page.document.title_block, _without_vague(page.document.title_block, found))
    return _without_enlarged(_one_per_section(page, kept))


def _without_vague(title: Block | None, found: Sequence[Told]) -> list[Told]:
    """Without the noun and adjective of the page's title that the next phrase on the same noun says in full
    ("une étude inédite", "une étude sur le sommeil"), or the matter before it ("Bien vieillir : l'appel à
    projets", "l'appel à projets « X »")."""
    kept = list(found)
    for told in found:
        named = told.naming
        matter = named.strong and named.end == named.noun.end and len(told.mentions) == 1
        if named.noun.kind != "nouns" or named.block is not title:
            continue
        if not matter and (named.strong or len(named.name.split()) != 2):
            continue
        alike = [t for t in kept if t is not told and t.naming.noun.word == named.noun.word]
        if matter and not all(t.naming.quoted for t in alike):
            continue
        if len(alike) == 1 and title is not None and alike[0].naming.start < title.end + _LEAD:
            _join(alike[0], told)
            kept.remove(told)
    return kept


_LEAD = 600
"""Characters under the page's title in which it tells what it is about."""


def _without_bare(title: Block | None, found: Sequence[Told]) -> list[Told]:
    """Without the bare nouns ("l'appel à projets") that stand for a programme with a title of its own.

    A thing ("un cabinet roulant") stands for the one of its type that the page's title names, unless the
    title names both; an aid
    ("la prime d'installation") is part of the scheme that has a title.
    """
    kept: list[Told] = []
    for told in found:
        bare = not told.naming.strong and told.naming.noun.kind in ("nouns", *THINGS)
        part = told.programme_type == "aid_scheme" and not told.naming.strong and not bare
        titled = [t for t in found if t.naming.strong and t.programme_type == told.programme_type]
        renamed = False
        if told.naming.noun.kind in THINGS:
            alike = [t for t in titled if t.naming.quoted and _head(t) == _head(told)]
            renamed = len(alike) == 1 and all(m.block is not title for m in alike[0].mentions)
            titled = (
                alike
                if len(alike) == 1
                else [
                    t
                    for t in titled
                    if t.naming.noun.kind != "acronyms" and any(m.block is title for m in t.mentions)
                ]
            )
        if (
            bare
            and titled
            and (
                told.naming.noun.kind not in THINGS
                or renamed
                or all(m.block is not title for m in told.mentions)
            )
        ):
            _join(min(titled, key=lambda t: abs(t.naming.start - told.naming.start)), told)
        elif not (part and titled):
            kept.append(told)
    return kept


def _head(told: Told) -> str:
    """The first word of the noun that a thing is named by."""
    return told.naming.noun.word.split(" ", 1)[0]


def _one_per_section(page: Page, found: Sequence[Told]) -> list[Told]:
    """Without what a section calls by another word than its heading does ("La télé-expertise primée")."""
    kept = list(found)
    for heading in [t for t in found if _is_common(t)]:
        block = _heading_of(heading, page.document.title_block)
        if block is None:
            continue
        section = page.outline.section_of(block)
        inside = [
            t
            for t in kept
            if t is not heading
            and t.programme_type == heading.programme_type
            and all(block.end <= m.start < section.end for m in t.mentions)
        ]
        titled = [t for t in inside if t.naming.quoted]
        inside = titled if len(titled) == 1 and len(heading.mentions) == 1 else inside
        if len(inside) != 1 or heading not in kept:
            continue
        [other] = inside
        known = other.naming.strong or (len(heading.mentions) == 1 and _is_definite(page, other))
        stays, goes = (other, heading) if known else (heading, other)
        _join(stays, goes)
        kept.remove(goes)
    return kept


def _is_common(told: Told) -> bool:
    return told.naming.noun.kind in THINGS and not told.naming.strong


def _heading_of(told: Told, title: Block | None) -> Block | None:
    """The first heading under the page's title that names it."""
    headings = (m.block for m in told.mentions if m.block.kind is BlockKind.HEADING)
    return next((block for block in headings if block is not title), None)


_DEFINITE = re.compile(r"(?<!\ba )(?<!\bdans )(?<!\bsur )(?<!\bchez )(?<!\bsein de )\b(?:le |la |l')$")
"""What is told with an article, but not as the place where something is."""


def _is_definite(page: Page, told: Told) -> bool:
    start = told.naming.start
    return _DEFINITE.search(page.folded, max(told.naming.block.start, start - 14), start) is not None


def _without_enlarged(found: Sequence[Told]) -> list[Told]:
    """Works on a service told as well: enlarging it is the news itself, building it only how it comes."""
    kept = list(found)
    for works in [t for t in found if t.naming.noun.kind == "works"]:
        for told in [t for t in kept if t.naming.noun.kind == "services" and not t.naming.quoted]:
            if works not in kept or not word_set(told.name) < word_set(works.name):
                continue
            enlarges = word_pattern("enlarges").search(fold(works.name)) is not None
            stays, goes = (works, told) if enlarges else (told, works)
            _join(stays, goes)
            kept.remove(goes)
    return kept


def _join(stays: Told, goes: Told) -> None:
    stays.mentions = sorted([*stays.mentions, *goes.mentions], key=lambda m: m.start)
