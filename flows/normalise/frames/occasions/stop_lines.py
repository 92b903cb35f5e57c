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


def is_town(page: Page, block: Block) -> bool:
    """Whether a heading or line is a town and nothing else, so that it names a stop: "Dinan", "À Dinan"."""
    towns = within(page.places, block.start, block.start + _AT)
    return bool(towns) and towns[0].kind == "commune" and block.end - towns[0].end <= _SIGNS


_AT = 5
"""Characters before a town that "À " takes, and that a number takes."""
_SIGNS = 6
"""Characters behind a town: a colon, or its department's number in brackets."""
