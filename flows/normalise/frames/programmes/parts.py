"""Which services are but a part of the plan, the agreement or the building that a page's title tells of."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Mention, Told
from flows.normalise.frames.programmes.news import recent
from flows.normalise.frames.programmes.words import word_pattern

_WHOLES = ("plan", "strategy", "contract", "project", "investment", "call_for_projects")
"""Types of what is made up of services."""


def without_parts(page: Page, found: Sequence[Told]) -> list[Told]:
    """The programmes without the services, named by a mere noun phrase, that one of the title brings."""
    title = page.document.title_block
    wholes = [t for t in found if t.programme_type in _WHOLES and any(m.block is title for m in t.mentions)]
    return [t for t in found if not any(w is not t and _is_part(page, t, w) for w in wholes)]


def _is_part(page: Page, told: Told, whole: Told) -> bool:
    named = told.naming
    if named.strong or told.is_entry or told.in_title or named.noun.kind != "services":
        return False
    if any(m.block.kind is BlockKind.HEADING for m in told.mentions):
        return False
    built = whole.programme_type == "investment"
    return all((built and not _is_apart(page, m)) or _is_brought(page, m) for m in told.mentions)


def _is_apart(page: Page, mention: Mention) -> bool:
    """Whether a sentence gives a sum: another thing is paid for."""
    return bool(within(page.sums, *mention.sentence))


def _is_brought(page: Page, mention: Mention) -> bool:
    """Whether the words before a service say that something else brings or holds it, with no day or sum."""
    start, end = mention.sentence
    if word_pattern("brings").search(page.folded, start, mention.start) is None:
        return False
    return not recent(page, mention.start, end) and not within(page.sums, mention.start, end)
