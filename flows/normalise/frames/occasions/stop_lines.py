"""Lines of stops: a town with its day, before it or right behind it, and where to go."""

from __future__ import annotations

from flows.normalise.documents.model import Block
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.page import Page, within


def begins_with_place(page: Page, date: PlacedDate) -> bool:
    """Whether a line is that of a stop: it begins with a town, then says when."""
    block = date.block
    return bool(within(page.places, block.start, block.start + 3)) and block.start < date.mention.start


def is_town(page: Page, block: Block) -> bool:
    """Whether a heading or line is a place and nothing else, so that it says where: "À Dinan", "Lot"."""
    places = within(page.places, block.start, block.start + _AT)
    return bool(places) and block.end - places[0].end <= _SIGNS


_AT = 5
"""Characters before a town that "À " takes, and that a number takes."""
_SIGNS = 6
"""Characters behind a town: a colon, or its department's number in brackets."""
