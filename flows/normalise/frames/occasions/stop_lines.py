"""Lines of stops: a town with its day, before it or right behind it, and where to go."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.page import Page, within

_TO_PLACE = re.compile(r"(?: ?[:,|(]| [–—-])? ?(?:a )?")
_ENDS_TOWN = re.compile(r" ?(?:[,;:(.\n|]|[–—-] |$)")


def begins_with_place(page: Page, date: PlacedDate) -> bool:
    """Whether a line is that of a stop: it begins with a town, then says when."""
    block = date.block
    return bool(within(page.places, block.start, block.start + 3)) and block.start < date.mention.start


def tells_where(page: Page, date: PlacedDate) -> bool:
    """Whether a line is that of a stop: it tells a town right before its day or right behind it."""
    if begins_with_place(page, date):
        return True
    behind = _TO_PLACE.match(page.folded, date.mention.end)
    position = behind.end() if behind else date.mention.end
    place = next(iter(within(page.places, position, position + 1)), None)
    if place is None or place.kind != "commune" or place.end > date.block.end:
        return False
    return _ENDS_TOWN.match(page.folded, place.end) is not None


def begins_with_town(page: Page, block: Block, start: int) -> bool:
    """Whether the line above a date is the town of its record, so that the others say where and when."""
    return start < block.start and bool(within(page.places, start, start + 1))
