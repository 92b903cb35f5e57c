"""Sub-headings that are axes or objectives themselves, under a heading that says so."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block
from flows.normalise.frames.objectives.leads import heading_level
from flows.normalise.frames.objectives.words import NUMBERS
from flows.normalise.frames.page import Page


def levels_of_headings(page: Page) -> dict[Block, str]:
    """The sub-headings that a heading announces ("Trois axes"), with their level."""
    found: dict[Block, str] = {}
    for section in page.outline.sections:
        children = [child.heading for child in section.children if child.heading is not None]
        if len(children) < 2 or section.heading is None or section.level < 2:
            continue
        if (level := heading_level(page, section.heading)) is not None:
            count = _count(page, section.heading)
            named = children[:count]
            if count in (None, len(named)):
                found.update(dict.fromkeys(named, level))
    return found


_STATED = re.compile(
    rf"\b({'|'.join(NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?(?:axes|orientations|volets|piliers|objectifs|"
    r"priorites|missions|enjeux|defis|ambitions|actions|mesures|engagements|leviers|chantiers|propositions)\b"
)


def _count(page: Page, heading: Block) -> int | None:
    """The number of axes that a heading states, if it does."""
    stated = _STATED.search(page.folded, heading.start, heading.end)
    if stated is None:
        return None
    return int(stated[1]) if stated[1].isdigit() else NUMBERS.index(stated[1]) + 1
