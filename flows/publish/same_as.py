"""Events that several announcements tell of are linked: one of them is canonical, the others name it.

Compared are events of one day that are known to the day and meet somewhere (`encounters`); whether two are
one is for `likeness` to say. Two events of one announcement are never one, however alike. Canonical is the
event whose announcement was seen first. Memory holds the events of a day at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, product
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.publish.encounters import Tellings, encounters
from flows.publish.likeness import COLUMNS, likeness

EVENT_COLUMNS = ("event_id", "announcement_id", "start_date", "date_precision", *COLUMNS)
ANNOUNCEMENT_COLUMNS = ("announcement_id", "first_seen_on")
ORDER = ("start_date", "event_id")

_LINKS = pa.schema([("event_id", pa.string()), ("same_as_event_id", pa.string())])
_ROWS_AT_ONCE = 10_000

Event = tuple[date, str, str]
"""When its announcement was first seen, event_id, announcement_id: the least of several is canonical."""
Facts = tuple[Any, ...]
"""COLUMNS."""


def same_as(events: Iterable[pa.Table], announcements: pa.Table) -> pa.Table:
    """The events that are the same as another: `event_id`, and the canonical one's as `same_as_event_id`.

    Args:
        events: All events, in parts in the ORDER; with EVENT_COLUMNS.
        announcements: Their announcements, with ANNOUNCEMENT_COLUMNS.
    """
    found = [_LINKS.empty_table()]
    for _, told in groupby(_told(events, announcements), key=itemgetter(0)):
        links: list[tuple[str, str]] = []
        for group in _groups(told):
            canonical = min(group)
            links += [(event[1], canonical[1]) for event in group if event is not canonical]
        if links:
            columns = (pa.array(ids, pa.string()) for ids in zip(*links, strict=True))
            found.append(pa.table(list(columns), schema=_LINKS))
    return pa.concat_tables(found).combine_chunks()


def _told(events: Iterable[pa.Table], announcements: pa.Table) -> Iterator[tuple[date, Event, Facts]]:
    """The events known to the day, in the order of days."""
    for part in events:
        to_the_day = pc.is_in(part["date_precision"], pa.array(["time", "day"]))
        part = part.filter(pc.and_(to_the_day, pc.is_valid(part["start_date"])))
        places = pc.index_in(part["announcement_id"], announcements["announcement_id"])
        part = part.append_column("first_seen_on", announcements["first_seen_on"].take(places))
        for batch in part.to_batches(max_chunksize=_ROWS_AT_ONCE):
            known = zip(
                _days(batch["first_seen_on"]), *_cells(batch, "event_id", "announcement_id"), strict=True
            )
            facts = zip(*_cells(batch, *COLUMNS), strict=True)
            yield from zip(_days(batch["start_date"]), known, facts, strict=True)


def _cells(rows: pa.RecordBatch, *columns: str) -> Iterator[list[Any]]:
    return (rows[name].to_pylist() for name in columns)


def _days(column: pa.Array) -> list[date | None]:
    """The days of a column. Many rows share one, and to make it anew for each takes ten times as long."""
    shared = column.dictionary_encode()
    days = [*shared.dictionary.to_pylist(), None]
    return [days[place] for place in pc.fill_null(shared.indices, -1).to_pylist()]


def _groups(told: Iterable[tuple[date, Event, Facts]]) -> Iterator[list[Event]]:
    """The events of one day that are one, where there are several."""
    told_alike: dict[Facts, list[Event]] = {}
    for _, event, facts in told:
        told_alike.setdefault(facts, []).append(event)
    tellings = Tellings([dict(zip(COLUMNS, facts, strict=True)) for facts in told_alike])
    clusters = _Clusters()
    for number, same in enumerate(told_alike.values()):
        clusters.add(same, are_one=len(same) > 1 and likeness(tellings[number], tellings[number]) > 0)
    likely = ((likeness(tellings[one], tellings[other]), one, other) for one, other in encounters(tellings))
    for _, one, other in sorted((-certain, one, other) for certain, one, other in likely if certain):
        clusters.join(one, other)
    yield from clusters.several()


class _Clusters:
    """Events that are one, each of another announcement."""

    def __init__(self) -> None:
        self._clusters: list[dict[str, Event]] = []
        """By announcement_id."""
        self._joined_to: list[int] = []
        self._of_telling: list[list[int]] = []

    def add(self, same: Iterable[Event], *, are_one: bool) -> None:
        """Takes events that are told alike; where they are one, still only one of each announcement."""
        numbers: list[int] = []
        for event in same:
            announcement = event[2]
            open_to_it = (one for one in numbers if announcement not in self._clusters[one])
            number = next(open_to_it, len(self._clusters)) if are_one else len(self._clusters)
            if number == len(self._clusters):
                self._clusters.append({})
                self._joined_to.append(number)
                numbers.append(number)
            self._clusters[number][announcement] = event
        self._of_telling.append(numbers)

    def join(self, one: int, other: int) -> None:
        """Makes one of the events told in two ways, unless an announcement tells both."""
        for left, right in product(self._of_telling[one], self._of_telling[other]):
            larger, smaller = self._found(left), self._found(right)
            if len(self._clusters[larger]) < len(self._clusters[smaller]):
                larger, smaller = smaller, larger
            if larger != smaller and self._clusters[larger].keys().isdisjoint(self._clusters[smaller]):
                self._clusters[larger] |= self._clusters[smaller]
                self._joined_to[smaller] = larger

    def several(self) -> Iterator[list[Event]]:
        """The clusters of more than one event."""
        for number, cluster in enumerate(self._clusters):
            if self._joined_to[number] == number and len(cluster) > 1:
                yield list(cluster.values())

    def _found(self, number: int) -> int:
        while self._joined_to[number] != number:
            number = self._joined_to[number]
        return number
