"""Where the venues of a page lie: the street and town written right behind any mention of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from operator import attrgetter
from typing import TypeVar

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.model import Address, Mention, Place
from flows.normalise.mentions.venues import Venue

M = TypeVar("M", bound=Mention)
Told = tuple[Address | None, Place | None]
Directory = Mapping[str, list[Told]]

_START = attrgetter("start")
_BESIDE = re.compile(r"[\s,(–—-]{0,6}")
_TO_TOWN = re.compile(r"[\s,(–—-]{0,4}(?:à |\d{5} )?")


def directory(
    text: str, venues: list[Venue], addresses: list[Address], places: list[Place]
) -> dict[str, list[Told]]:
    """For each venue's name, folded, the streets and towns told right behind it, each once."""
    found: dict[str, dict[object, Told]] = {}
    for venue in venues:
        address = _right_behind(text, venue.end, addresses, _BESIDE)
        town = _right_behind(text, address.end if address else venue.end, places, _TO_TOWN)
        if town is not None and not (town.kind == "commune" and town.certain):
            town = None
        if address or town:
            street = text[address.start : address.end] if address else None
            place = (town.commune_code, town.postal_code) if town else None
            found.setdefault(fold(venue.name), {}).setdefault((street, place), (address, town))
    return {name: list(told.values()) for name, told in found.items()}


def beside(known: Directory, venue: str) -> list[Told]:
    """What is told beside a venue of this name, or of the same name without its town."""
    return known.get(fold(venue)) or known.get(fold(_TOWN.sub("", venue))) or []


_TOWN = re.compile(r" (?:de la |de l['’]|du |des |de |d['’]|à )[A-Z][\w'’-]+$")


def _right_behind(text: str, end: int, mentions: list[M], between: re.Pattern[str]) -> M | None:
    """The mention that only a comma, a bracket or a line's end parts from an offset."""
    index = bisect_left(mentions, end, key=_START)
    if index == len(mentions) or not between.fullmatch(text, end, mentions[index].start):
        return None
    return mentions[index]
