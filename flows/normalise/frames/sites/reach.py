"""Whether a commune is told as the place of something, or only as part of a body's name."""

from __future__ import annotations

import re

from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.sites.towns import PART_OF_PLACE
from flows.normalise.mentions.model import Place

_REACHED = re.compile(
    r"(?:\b(?:a|au|aux|vers|via|et|puis|en|sur|par|entre|ou|desser(?:t|vira)|suivr\w+|suivent) ?|[,:(;>]\s?|"
    rf"\b(?:autour|pres|proximite|partir|depart|{PART_OF_PLACE}) ?(?:de |d'|du )?)$"
)


_BESIDE = re.compile(
    r"\b(?:apres|comme|outre|hormis|contrairement a|a l'instar de|sauf|hors) (?:[\w'-]+(?:, | et )){0,3}$"
)
"""Before a place: it is another one ("après Confolens et Ruffec")."""


def is_reached(page: Page, start: int, place: Place, told: Told | None = None) -> bool:
    """Whether a commune is told as a place, not as part of a body's name ("CH de Challans")."""
    reach = max(start, place.start - 40)
    if _BESIDE.search(page.folded, reach, place.start):
        return False
    return _REACHED.search(page.folded, reach, place.start) is not None and not in_body(page, place, told)


def completes(told: Told, place: Place) -> bool:
    """Whether a place completes the name of a programme ("l'antenne de Mamers")."""
    return any(m.start < place.start <= m.end + _LINK for m in told.mentions)


_LINK = 4
"""Characters of " de " between a name and its place."""


def in_body(page: Page, place: Place, told: Told | None = None) -> bool:
    """Whether a commune belongs to the name of a body, other than the programme itself."""
    own = [(mention.start, mention.end) for mention in told.mentions] if told is not None else []
    return any(
        o.start < place.start < o.end and not any(start <= o.start < end for start, end in own)
        for o in within(page.organisations, max(0, place.start - 60), place.start)
    )
