"""Events that several announcements tell of are linked: one of them is canonical, the others name it.

Compared are events of one day that are known to the day and meet somewhere (`encounters`); whether two are
one is for `likeness` to say. Two events of one announcement are never one, however alike. Canonical is the
event whose announcement was seen first. Memory holds the events of a day at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_facts = itemgetter(*COLUMNS)

Row = dict[str, Any]


def same_as(events: Iterable[pa.Table], announcements: pa.Table) -> pa.Table:
    """The events that are the same as another: `event_id`, and the canonical one's as `same_as_event_id`.

    Args:
        events: All events, in parts in the ORDER; with EVENT_COLUMNS.
        announcements: Their announcements, with ANNOUNCEMENT_COLUMNS.
    """
    found = [_LINKS.empty_table()]
    for _, rows in groupby(_rows(events, announcements), key=itemgetter("start_date")):
        links: list[dict[str, str]] = []
        for group in _groups(rows):
            canonical = min(group, key=itemgetter("first_seen_on", "event_id"))
            links += [
                {"event_id": row["event_id"], "same_as_event_id": canonical["event_id"]}
                for row in group
                if row is not canonical
            ]
        if links:
            found.append(pa.Table.from_pylist(links, schema=_LINKS))
    return pa.concat_tables(found).combine_chunks()


def _rows(events: Iterable[pa.Table], announcements: pa.Table) -> Iterator[Row]:
    """The events known to the day, each with when its announcement was first seen."""
    for part in events:
        to_the_day = pc.is_in(part["date_precision"], pa.array(["time", "day"]))
        part = part.filter(pc.and_(to_the_day, pc.is_valid(part["start_date"])))
        places = pc.index_in(part["announcement_id"], announcements["announcement_id"])
        part = part.append_column("first_seen_on", announcements["first_seen_on"].take(places))
        for batch in part.to_batches(max_chunksize=_ROWS_AT_ONCE):
            yield from batch.to_pylist()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The events of one day that are one, where there are several."""
    told_alike: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        told_alike.setdefault(_facts(row), []).append(row)
    tellings = Tellings([same[0] for same in told_alike.values()])
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
        self._clusters: list[dict[str, Row]] = []
        """By announcement_id."""
        self._joined_to: list[int] = []
        self._of_telling: list[list[int]] = []

    def add(self, same: Iterable[Row], *, are_one: bool) -> None:
        """Takes events that are told alike; where they are one, still only one of each announcement."""
        numbers: list[int] = []
        for row in same:
            announcement = row["announcement_id"]
            open_to_it = (one for one in numbers if announcement not in self._clusters[one])
            number = next(open_to_it, len(self._clusters)) if are_one else len(self._clusters)
            if number == len(self._clusters):
                self._clusters.append({})
                self._joined_to.append(number)
                numbers.append(number)
            self._clusters[number][announcement] = row
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

    def several(self) -> Iterator[list[Row]]:
        """The clusters of more than one event."""
        for number, cluster in enumerate(self._clusters):
            if self._joined_to[number] == number and len(cluster) > 1:
                yield list(cluster.values())

    def _found(self, number: int) -> int:
        while self._joined_to[number] != number:
            number = self._joined_to[number]
        return number
