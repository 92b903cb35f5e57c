"""What type a programme is by what is told of it, where its noun says little: works, a survey, a service."""

from __future__ import annotations

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Mention, Told
from flows.normalise.frames.programmes.stretches import naming_blocks
from flows.normalise.frames.programmes.words import word_pattern


def type_by_content(page: Page, told: Told) -> str:
    """Code list `programme_type`: that of the noun, unless what is told of it makes it something else."""
    if _is_being_built(page, told):
        return "investment"
    if word_pattern("studies").fullmatch(told.naming.noun.word) and _tells(page, told, "asked"):
        return "consultation"
    if fold(noun_of(page, told)) == "dispositif" and not _tells(page, told, "pays"):
        return "service"
    return told.programme_type


def noun_of(page: Page, told: Told) -> str:
    """The noun that names a programme, as written."""
    return page.text[told.naming.noun.start : told.naming.noun.end]


def _tells(page: Page, told: Told, words: str) -> bool:
    """Whether the sections that name a programme hold words of an entry of the lexicon."""
    return any(word_pattern(words).search(page.folded, b.start, b.end) for b in naming_blocks(page, told))


_LEAD = 600
"""Characters under the page's title in which it tells what it is about."""


def _is_being_built(page: Page, told: Told) -> bool:
    """Whether a service named at the head of a page is what the building told of in its title is for."""
    title = page.document.title_block
    if told.naming.noun.kind != "services":
        return False
    if any(_is_built(page, mention) for mention in told.mentions):
        return True
    if title is None or told.naming.start > title.end + _LEAD:
        return False
    return word_pattern("building").search(page.folded, title.start, title.end) is not None


_BUILT_NEAR = 45


def _is_built(page: Page, mention: Mention) -> bool:
    """Whether the words beside a service say that it is being built ("sera construite")."""
    start, end = mention.sentence
    if word_pattern("is_built").search(page.folded, mention.end, min(end, mention.end + _BUILT_NEAR)):
        return True
    before = (max(start, mention.start - _BUILT_NEAR), mention.start)
    return word_pattern("builds").search(page.folded, *before) is not None
