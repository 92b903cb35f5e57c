"""Money that is offered to whoever meets the conditions, apart from money that is decided."""

from __future__ import annotations

from flows.normalise.documents.model import Block
from flows.normalise.frames.fundings.words import status_words, surroundings, words
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page


def is_past(page: Page, start: int, end: int) -> bool:
    """Whether a sentence tells of money granted before, not of what is offered now."""
    return status_words("granted").search(page.folded, start, end) is not None


def is_standing(programme: Programme | None) -> bool:
    """Whether a sum belongs to a scheme of aids that one can have on the day of the capture."""
    return (
        programme is not None
        and programme.programme_type == "aid_scheme"
        and programme.programme_status in ("open", "running")
    )


def is_taken(page: Page, block: Block, start: int, end: int) -> bool:
    """Whether a sentence, or the line above its list, says that one may have a sum: "vous recevez",
    "chaque étudiant peut prétendre à", "ce que la commune vous offre :"."""
    offered = status_words("offered")
    if offered.search(page.folded, start, end):
        return True
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        if head is not None and offered.search(page.folded, head.start, head.end):
            return True
    return False


def is_settled(page: Page, start: int, end: int) -> bool:
    """Whether a sentence says that money is decided, by a verb in the past or by those chosen."""
    return (
        is_past(page, start, end)
        or status_words("done").search(page.folded, start, end) is not None
        or words("winners").search(page.folded, start, end) is not None
    )


def is_decided_above(page: Page, block: Block) -> bool:
    """Whether the line that announces a list or table says that its sums are decided."""
    heads = surroundings(page, block)
    return any(status_words("settled").search(page.folded, head.start, head.end) for head in heads)


def is_pool(page: Page, block: Block, programme: Programme | None, start: int, end: int) -> bool:
    """Whether a sum is what all together can have who ask for an aid: "une enveloppe de 240 000 €"."""
    if words("pool").search(page.folded, start, end) is None:
        return False
    return is_standing(programme) or can_be_asked_for(page, block)


def can_be_asked_for(page: Page, block: Block) -> bool:
    """Whether the section of a sum, or the page that tells of one scheme, says how or when to ask."""
    section = page.outline.section_of(block)
    return words("asking").search(page.folded, section.start, section.end) is not None
