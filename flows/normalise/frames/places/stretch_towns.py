"""The town that a stretch of text tells things take place in."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Place


@cache
def _near() -> re.Pattern[str]:
    """Words right before a town that something is only near."""
    return re.compile(rf"\b(?:{alternatives(lexicon('venues')['near'])}) ?(?:d[eu]s? ?|d')?$")


_NEAR_BY = 40


def town_of(page: Page, start: int, end: int, after: int | None) -> Place | None:
    """The town of a stretch, the names of agencies and the functions of persons left out."""
    bodies = [
        (body.start, body.end)
        for body in within(page.organisations, start, end)
        if body.organisation_type == "regional_health_agency"
    ]
    bodies += [(person.start, person.span_end) for person in within(page.persons, start, end)]
    communes = [
        p
        for p in within(page.places, start, end)
        if p.kind == "commune"
        and p.certain
        and not any(a < p.start < b for a, b in bodies)
        and not _near().search(page.folded, max(start, p.start - _NEAR_BY), p.start)
    ]
    if not communes:
        return None
    with_code = next((p for p in communes if p.postal_code), None)
    later = next((p for p in communes if after is not None and p.start >= after), None)
    return with_code or later or communes[0]
