"""Places where people meet, by name: halls, hospitals, town halls, hotels, squares, with their room.

A venue begins with a word that names such places ("salle", "CHU", "Palais") and goes on over its name;
a room beside it belongs to it ("faculté de droit, amphi Louis-Lapicque"). What stands right before a
street address between dashes is one too, whatever it is called ("Le Quattro, 43 avenue…").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Address, Mention
from flows.normalise.mentions.venue_names import (
    CAPITAL,
    Position,
    ends_piece,
    name_end,
    position_of,
    words,
)
from flows.normalise.reference.gazetteer import communes_by_name
from flows.normalise.reference.names import name_key

_BETWEEN = re.compile(
    r"\s*,\s*(?:(?:à|en|dans)\s+)?(?:(?:l['’]|la|le)\s*)?|\s+[–-]\s+|\s+\(\s*|"
    r"\s+(?:au|du)\s+|\s+(?:à|de)\s+l(?:a\s+|['’]\s*)"
)
_WHOLE_AFTER_PART = re.compile(r"\s+(?:au|du)\s+|,\s*(?:à\s+)?(?:l['’])?")
_BEFORE_ADDRESS = re.compile(
    rf"(?:^|[–|:(•]\s*|\s-\s|\b(?:au|aux|chez|à\s+la)\s+|\bà\s+l['’])({CAPITAL}(?:\s+(?:(?:de|du|des|la|le)\s+)?{CAPITAL}){{0,5}})\s*(?:,|\(|–|-)\s*$"
)
_GLUE = ("'", "@", ".", "/", "-")
"""Before a noun they make it a part of another word, save for "d'" and "l'"."""
_MASCULINE = (" au ", " du ", " le ", " un ")
_ELIDED = re.compile(r"\b[dl]'")
_START = attrgetter("start")
_SQUARES = frozenset({"place", "parvis", "esplanade", "square"})


@dataclass(frozen=True, slots=True)
class Venue(Mention):
    """A meeting place, from its first to its last word."""

    name: str
    """As written; house and room parted by a comma where an address stands between them."""
    noun: str
    """The word it begins with, folded ("salle", "chu"); empty where its position tells it."""
    is_complete: bool
    """False for a name that a lower-case word alone makes ("mairie"), which texts also use loosely."""
    is_placed: bool = True
    """Whether it stands after "à", "dans", or between the separators of a line."""

    @property
    def is_room(self) -> bool:
        """Whether it is a room, or named by one."""
        return self.noun in words("rooms")

    @property
    def is_body(self) -> bool:
        """Whether its name is as often that of somebody who acts ("le CHU de Brest organise")."""
        return self.noun in words("bodies")


@cache
def _finder() -> PhraseFinder[tuple[str, bool]]:
    """The words that begin a venue: their noun, and whether they are one by themselves."""
    entries = lexicon("venues")
    complete = {phrase: (phrase.partition(" ")[0], True) for phrase in entries["complete"]}
    nouns = (*entries["nouns"], *entries["only_placed"], *entries["bodies"], *entries["alone"])
    return PhraseFinder({noun: (noun, False) for noun in nouns} | complete)


def find_venues(text: str, folded: str, addresses: Sequence[Address]) -> list[Venue]:
    """Venues of `text` in order, none overlapping; `folded` is `fold(text)`.

    `addresses` are those of `find_addresses` for the same text.
    """
    parts = [p for p in _parts(text, folded) if not _is_address(p, addresses)]
    placed = [venue for address in addresses if (venue := _before_address(text, address))]
    parts += [venue for venue in placed if _is_free(venue, parts)]
    parts.sort(key=lambda venue: venue.start)
    return _with_rooms(text, parts)


def _is_address(part: Venue, addresses: Sequence[Address]) -> bool:
    """Whether a square is told with a house number, and so is a street address."""
    before = bisect_left(addresses, part.start, key=_START) - 1
    return before >= 0 and part.start < addresses[before].end


def _is_free(venue: Venue, parts: Sequence[Venue]) -> bool:
    """Whether none of the venues, in order, lies over this one."""
    before = bisect_left(parts, venue.end, key=_START) - 1
    return before < 0 or parts[before].end <= venue.start


def _parts(text: str, folded: str) -> list[Venue]:
    """Every house and every room by itself."""
    weak, strict, alone = words("weak"), words("strict"), words("alone")
    only_placed, only_named, feminine = words("only_placed"), words("only_named"), words("feminine")
    only_after = words("bodies") - words("nouns")
    found: list[Venue] = []
    reached, line_end, in_capitals = 0, -1, False
    for start, noun_end, (noun, is_whole) in _finder().find(folded):
        if start < reached or folded.startswith("-", noun_end):
            continue
        if folded.endswith(_GLUE, 0, start) and not _ELIDED.match(folded, start - 2, start):
            continue
        if noun in feminine and folded.endswith(_MASCULINE, 0, start):
            continue
        position, first = position_of(text, folded, start)
        is_free = noun not in only_named and (
            position is Position.HEAD or (position is Position.AFTER and noun not in strict)
        )
        end, is_named, has_name = name_end(text, folded, noun_end, is_free=is_free)
        if noun in only_after and position is not Position.AFTER:
            continue
        if noun in only_named and not is_named and position is not Position.AFTER:
            continue
        if not (is_whole or (is_named and noun not in only_placed)):
            if not has_name and noun not in alone:
                continue
            if position is Position.NONE or (position is Position.HEAD and not ends_piece(folded, end)):
                continue
        if noun in weak:
            if start > line_end:
                line_end = text.find("\n", start)
                line_end = line_end if line_end >= 0 else len(text)
                in_capitals = text[text.rfind("\n", 0, start) + 1 : line_end].isupper()
            if in_capitals:
                continue
        is_complete = is_named or " " in folded[start:noun_end]
        is_placed = position is not Position.NONE
        found.append(Venue(first, end, text[first:end], noun, is_complete, is_placed))
        reached = end
    return found


def _before_address(text: str, address: Address) -> Venue | None:
    """The capitalised words between a separator and a street address."""
    reach = max(0, address.start - 80)
    first = text.rfind("\n", reach, address.start) + 1 or reach
    before = _BEFORE_ADDRESS.search(text[first : address.start])
    if before is None or _is_commune(before[1]):
        return None
    return Venue(first + before.start(1), first + before.end(1), before[1], "", True)


_DAY = re.compile(r"^(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche) ?")


def _is_commune(name: str) -> bool:
    """Whether a commune bears the name, its article left out or not ("au Mans", "Lundi Le Mans")."""
    key = _DAY.sub("", name_key(name))
    return not key or any(form in communes_by_name() for form in (key, f"le {key}", f"les {key}"))


def _with_rooms(text: str, parts: list[Venue]) -> list[Venue]:
    """Rooms joined to the house they stand beside, as one venue."""
    rooms = words("rooms")
    joined: list[Venue] = []
    for part in parts:
        house = joined[-1] if joined else None
        if house is None or part.noun in _SQUARES:
            joined.append(part)
            continue
        between = text[house.end : part.start]
        is_room = part.noun in rooms or house.noun in rooms
        is_part = part.noun != house.noun and _WHOLE_AFTER_PART.fullmatch(between)
        if is_part or (is_room and _BETWEEN.fullmatch(between)):
            end = part.end + ("(" in between and text.startswith(")", part.end))
            joined[-1] = Venue(house.start, end, text[house.start : end], house.noun, True, house.is_placed)
        else:
            joined.append(part)
    return joined
