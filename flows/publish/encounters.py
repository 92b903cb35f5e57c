"""Which events of one day are compared: those that meet in a place and have something in common.

A place is a commune, the department where a commune is unknown, or the internet; events without any place
meet those of the same name. In common are a word of the name that tells an event from others, or the hour
and a word of the organiser; events whose names tell nothing have everything in common. No other pair is one
by `likeness`, so nothing is lost, and towns with hundreds of events a day cost little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from flows.publish.likeness import Telling

_MANY = 20_000
"""Where so many pairs meet, each event is compared only with those next to it by name."""
_NEIGHBOURS = 20

Row = dict[str, Any]
Trait = str | tuple[int, str] | None


class Tellings:
    """The ways in which the events of a day are told; what a comparison needs of one is made once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._made: dict[int, Telling] = {}

    def __getitem__(self, number: int) -> Telling:
        if number not in self._made:
            self._made[number] = Telling(self.rows[number])
        return self._made[number]


class _Place:
    """The events that meet in a place."""

    def __init__(self) -> None:
        self.every: list[int] = []
        self.loose: list[int] = []
        """Those that are not known more exactly elsewhere: every pair has one of them."""


def encounters(tellings: Tellings) -> set[tuple[int, int]]:
    """Pairs of events, by their numbers, the lower one first."""
    pairs: set[tuple[int, int]] = set()
    for place in _places(tellings):
        if len(place.every) > 1 and place.loose:
            for loose, every in _in_common(tellings, place):
                near = _all if len(loose) * len(every) <= _MANY else _next_by_name
                pairs.update(near(tellings, loose, every))
    return pairs


def _places(tellings: Tellings) -> Iterator[_Place]:
    places: dict[tuple[str, str], _Place] = defaultdict(_Place)
    placeless: list[int] = []

    def put(number: int, kind: str, name: str, *, is_loose: bool) -> None:
        place = places[kind, name]
        place.every.append(number)
        if is_loose:
            place.loose.append(number)

    for number, row in enumerate(tellings.rows):
        commune, department, mode = row["commune_code"], row["department_code"], row["attendance_mode"]
        if commune:
            put(number, "commune", commune, is_loose=True)
        if department:
            put(number, "department", department, is_loose=not commune)
        if mode in ("online", "mixed"):
            put(number, "online", "", is_loose=mode == "online")
        if not (commune or department or mode == "online"):
            placeless.append(number)
    names = {tellings[number].name.telling for number in placeless}
    if names:
        loose = frozenset(placeless)
        for number in range(len(tellings.rows)):
            if (name := tellings[number].name.telling) in names:
                put(number, "name", name, is_loose=number in loose)
    yield from places.values()


def _in_common(tellings: Tellings, place: _Place) -> Iterator[tuple[list[int], list[int]]]:
    """The loose ones and all of those that have a trait in common."""
    by_trait: dict[Trait, _Place] = defaultdict(_Place)
    loose = frozenset(place.loose)
    for number in place.every:
        for trait in _traits(tellings[number]):
            by_trait[trait].every.append(number)
            if number in loose:
                by_trait[trait].loose.append(number)
    telling_nothing = by_trait.pop(None, _Place())
    yield telling_nothing.loose, place.every
    yield place.loose, telling_nothing.every
    yield from ((these.loose, these.every) for these in by_trait.values())


def _traits(telling: Telling) -> Iterator[Trait]:
    yield from telling.name.stems or (None,)
    if telling.minute is not None and telling.organiser is not None:
        yield from ((telling.minute, stem) for stem in telling.organiser.stems)


def _all(_: Tellings, loose: Sequence[int], every: Sequence[int]) -> Iterator[tuple[int, int]]:
    return (
        (one, other) if one < other else (other, one) for one, other in product(loose, every) if one != other
    )


def _next_by_name(
    tellings: Tellings, loose: Sequence[int], every: Sequence[int]
) -> Iterator[tuple[int, int]]:
    in_order = sorted({*loose, *every}, key=lambda number: (tellings[number].name.telling, number))
    for start, one in enumerate(in_order, start=1):
        for other in in_order[start : start + _NEIGHBOURS]:
            yield min(one, other), max(one, other)
