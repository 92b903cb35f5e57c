"""Whether two announcements that tell of an event on one day tell of the same one.

They hardly ever use the same words: each adds its own subtitle, leaves out the venue, names itself as the
organiser. So every fact that both state speaks for or against it: hours and places that exclude each other
end it, and the better place and hour agree, the less alike the names need to be. Words that any event may
bear ("réunion publique", "octobre rose") tell little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from flows.normalise.identities import plain
from flows.normalise.lexicon import lexicon

COLUMNS = (
    "name",
    "event_type",
    "start_time",
    "attendance_mode",
    "venue_name",
    "commune_name",
    "commune_code",
    "department_code",
    "organiser_name",
)
"""What two events are compared by; their start_date is the same."""

_MINUTES_APART = 30
"""From the doors that open to the speech that begins."""
_STEM = 5
"""Letters by which a word is known: "hospitalier" and "hospitalisation" are alike enough."""
_COMMON = 0.25
"""What a word that any event may bear counts, beside one that tells an event from others."""
_SAME_PLACE = 0.8
_OTHER_PLACE = 0.5
_SAME_BODY = 0.8
_ONE_AT_A_TIME = frozenset({"forum", "ceremony", "open_day", "consultation", "conference", "meeting"})
"""Types of which a body holds one at a time in one place, whatever it calls it."""

_WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("event_words.yaml").read_text("utf-8"))
_GRAMMAR = frozenset(_WORDS["grammar"].split())
_ANY_EVENT = frozenset(_WORDS["any_event"].split())
_ANY_PLACE = frozenset((*_WORDS["any_place"].split(), *plain(" ".join(lexicon("venues")["nouns"])).split()))
_ACRONYMS: Mapping[str, list[str]] = {
    acronym: [acronym, *words.split()] for acronym, words in _WORDS["acronyms"].items()
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a name."""

    weights: Mapping[str, float]
    """What each counts, by stem."""
    weight: float
    """What they count together."""
    stems: frozenset[str]
    """The stems of those that tell it from others."""
    telling: str
    """These words, in their alphabetical order; all of them where none tells it from others."""


@lru_cache(maxsize=1 << 16)
def _words(text: str, common: frozenset[str], town: str | None) -> Words:
    """The words of a text; those of grammar and of the town's name, and numbers, are left out."""
    left_out = set(plain(town).split()) if town else ()
    words = [
        word
        for written in plain(text).split()
        if written not in _GRAMMAR and written not in left_out and not written[0].isdigit()
        for word in _ACRONYMS.get(written, (written,))
    ]
    weights = {word[:_STEM]: _COMMON if word in common else 1.0 for word in words}
    stems = frozenset(stem for stem, weight in weights.items() if weight > _COMMON)
    telling = [word for word in words if word not in common]
    return Words(weights, sum(weights.values()), stems, " ".join(sorted(telling or words)))


class Telling:
    """An event as one announcement tells of it."""

    __slots__ = ("minute", "name", "organiser", "row", "venue")

    def __init__(self, row: Mapping[str, Any]) -> None:
        """`row` has COLUMNS."""
        town, hour = row["commune_name"], row["start_time"]
        venue, organiser = row["venue_name"], row["organiser_name"]
        self.row = row
        self.name = _words(row["name"], _ANY_EVENT, town)
        self.venue = _words(venue, _ANY_PLACE, town) if venue else None
        self.organiser = _words(organiser, frozenset(), None) if organiser else None
        self.minute = int(hour[:2]) * 60 + int(hour[3:]) if hour else None
        """The minute of the day at which it begins."""


def likeness(one: Telling, other: Telling) -> float:
    """How sure it is that both tell of the same event, above 0; 0 where they do not."""
    if not (_places_agree(one, other) and _hours_agree(one, other)):
        return 0.0
    place = _alike(one.venue, other.venue)
    if place is not None and place < _OTHER_PLACE:
        return 0.0
    same_hour = one.minute is not None and one.minute == other.minute
    same_place = (place or 0.0) >= _SAME_PLACE
    same_body = (_alike(one.organiser, other.organiser) or 0.0) >= _SAME_BODY
    agreeing = same_hour + same_place + same_body
    name = _alike(one.name, other.name) or 0.0
    return name + agreeing + 0.01 if name >= _likeness_needed(one, other, agreeing, same_hour) else 0.0


def _likeness_needed(one: Telling, other: Telling, agreeing: int, same_hour: bool) -> float:
    """How alike the names must be, of those whose hour, place and organiser agree in so many; 2 is never."""
    if one.name.stems & other.name.stems:
        return 0.55 - 0.1 * agreeing
    if one.name.stems and other.name.stems:
        types = {one.row["event_type"], other.row["event_type"]}
        return 0.0 if agreeing == 3 and len(types) == 1 and types <= _ONE_AT_A_TIME else 2.0
    if agreeing >= 2:
        return 0.6
    return 0.9 if same_hour else 2.0


def _places_agree(one: Telling, other: Telling) -> bool:
    """Whether no commune, department or mode of participation excludes it."""
    for column in ("commune_code", "department_code"):
        here, there = one.row[column], other.row[column]
        if here and there and here != there:
            return False
    modes = {one.row["attendance_mode"], other.row["attendance_mode"]}
    return modes != {"online", "offline"}


def _hours_agree(one: Telling, other: Telling) -> bool:
    if one.minute is None or other.minute is None:
        return True
    return abs(one.minute - other.minute) <= _MINUTES_APART


def _alike(one: Words | None, other: Words | None) -> float | None:
    """How alike two names are, from 0 to 1; None where one is unknown."""
    if one is None or other is None:
        return None
    shared = sum(weight for stem, weight in one.weights.items() if stem in other.weights)
    less, more = sorted((one.weight, other.weight))
    if not less:
        return float(one.telling == other.telling)
    overlap = (shared / less + shared / (less + more - shared)) / 2
    return max(overlap, fuzz.ratio(one.telling, other.telling) / 100)
