"""The town that no place beside an event tells: that of the title, or the seat of a department's State."""

from __future__ import annotations

import re

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.model import NOWHERE, Location, in_commune
from flows.normalise.mentions.model import Place
from flows.normalise.reference.gazetteer import departments

_HEAD = re.compile(r"(?: \(\d{2,3}\))? ?(?::|[–—-] |\||(?:accueill\w+|rec(?:oit|evra)|organise\w*)\b)")
"""Behind a town that a title begins with: what takes place there."""
_AT = re.compile(r"\b(?:a|au|aux) $")
_SEAT = re.compile(
    r"(?:(?:grands? )?salons? de (?:la )?|cour de la |hall de la )?(?:prefecture|hotel du departement)$"
)


def town_told_above(page: Page) -> Location:
    """The town that the title says things take place in: "Forum des aidants à Dax", "Dax : …", or a line
    above it that tells a town and nothing else."""
    title = page.document.title_block
    named = within(page.places, title.start, title.end) if title is not None else ()
    for place in named:
        if title is None or place.kind != "commune" or not place.certain:
            continue
        opens = place.start == title.start or page.folded.endswith(": ", title.start, place.start)
        heads = opens and (len(named) == 1 or _HEAD.match(page.folded, place.end))
        if heads or _AT.search(page.folded, max(title.start, place.start - 4), place.start):
            return in_commune(place.commune_code)
    for place in within(page.places, 0, title.start) if title is not None else ():
        if place.kind == "commune" and place.certain and _is_line(page, place):
            return in_commune(place.commune_code)
    return NOWHERE


def town_of_name(page: Page, event: Event) -> Location:
    """The one town in an event's name: "Inauguration de la maison de santé de Loudéac"."""
    towns = (p for p in page.places if p.kind == "commune" and p.certain)
    named = {p.commune_code for p in towns if page.words(p.start, p.end) in event.name}
    return in_commune(named.pop()) if len(named) == 1 else NOWHERE


def _is_line(page: Page, place: Place) -> bool:
    block = block_at(page.document, place.start)
    return block is not None and (block.start, block.end) == (place.start, place.end)


def seat(page: Page, venue: str | None) -> Location:
    """Where the prefecture is: in the seat of the publisher's department, unless another is told."""
    department = departments().get(page.publisher.department_code or "")
    if venue is None or department is None or not _SEAT.match(fold(venue)):
        return NOWHERE
    return in_commune(department.chief_commune_code)


def town_at_head(page: Page, start: int) -> Location:
    """The town that is the sentence right before one: "Bellac. Un forum …"."""
    near = within(page.places, max(0, start - _REACH), start)
    is_head = near and near[-1].kind == "commune" and page.text[near[-1].end : start] == ". "
    return in_commune(near[-1].commune_code) if is_head else NOWHERE


_TO_DAY = re.compile(r"(?:,? ?|(?P<bracket> \())(?:le |ce |les |du )?$")


def town_before(page: Page, start: int, day_start: int) -> Location:
    """The town right before a day, in a sentence with several: "à Serres le 11 mars, à Rosans le 13 mars",
    "Serres (11 mars) et Rosans (13 mars)"."""
    near = within(page.places, max(start, day_start - _REACH), day_start)
    if not near or near[-1].kind != "commune":
        return NOWHERE
    to_day = _TO_DAY.fullmatch(page.folded, near[-1].end, day_start)
    if to_day is None:
        return NOWHERE
    told = to_day["bracket"] or _AT.search(page.folded, max(start, near[-1].start - 4), near[-1].start)
    return in_commune(near[-1].commune_code) if told else NOWHERE


_REACH = 50
