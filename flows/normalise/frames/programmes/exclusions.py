"""What looks like a programme that a page tells of, and is something else there: a gathering, a body,
a tour."""

from __future__ import annotations

import re

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.types import noun_of
from flows.normalise.frames.programmes.words import THINGS, word_pattern


def is_something_else(page: Page, told: Told) -> bool:
    """Whether it is the publisher's short form, a meeting, or a tour of given days."""
    if _is_publishers_acronym(page, told) or _is_meeting(page, told):
        return True
    return told.naming.noun.kind in THINGS and _is_tour(page, told)


def _is_publishers_acronym(page: Page, told: Told) -> bool:
    """Whether the name begins with the initials of the publisher ("DAC 87", "SAS")."""
    if told.naming.noun.kind != "acronyms":
        return False
    initials = "".join(
        word[0] for word in re.findall(r"\w+", fold(page.publisher.name or "")) if len(word) > 3
    )
    return initials.startswith(fold(page.text[told.naming.noun.start : told.naming.noun.end]))


def _is_meeting(page: Page, told: Told) -> bool:
    """Whether what may be a consultation ("les assises de…") is but a happening: nobody is asked anything."""
    if not word_pattern("gatherings").fullmatch(told.naming.noun.word):
        return False
    return word_pattern("consulted").search(page.folded) is None


def is_body(page: Page, named: Naming) -> bool:
    """Whether a proper name without quotation marks is that of a body ("le Pôle santé des Avaloirs")."""
    return any(body.end >= named.end for body in within(page.organisations, named.start, named.start + 1))


def _is_tour(page: Page, told: Told) -> bool:
    """Whether a service on wheels is told as a tour with stops on given days: an event."""
    if not word_pattern("mobile").search(fold(f"{noun_of(page, told)} {told.name}")):
        return False
    stops = 0
    for block in page.document.blocks:
        days = [d for d in within(page.dates, block.start, block.end) if d.precision == "day"]
        if days and within(page.places, block.start, block.end) and block.end - block.start < 160:
            stops += 1
    return stops >= 3
