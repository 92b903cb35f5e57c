"""Which added row tells of the same thing as a removed one, where an identifier had to change.

An identifier rests on few facts: an event's on its day, a sum's on its amount. Where one of these is
corrected, the row comes back under another identifier. The two are taken for one thing where their
announcement (or parent) is the same and their words nearly are; an event must also have kept its day or
its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from flows.normalise.identities import plain

_ALIKE = 80
"""Similarity of words, in percent, from which they are taken to say the same."""
_ROWS_AT_ONCE = 10_000

Row = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """How the rows of a table are known again."""

    within: str
    """The column that both rows must share: they are of one announcement, or of one parent."""
    words: tuple[str, ...]
    kept: tuple[tuple[str, ...], ...] = ()
    """Facts, of which one must be the same if there are any; a fact is the first known of some columns."""
    near: str | None = None
    """Of several that are alike, the nearest in this column is the one."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it takes to know a row again."""
        kept = (name for fact in self.kept for name in fact)
        near = (self.near,) if self.near else ()
        return tuple(dict.fromkeys((self.within, *self.words, *kept, *near)))


THINGS: Mapping[str, Thing] = {
    "event": Thing(
        "announcement_id",
        ("name",),
        (("start_date",), ("commune_code", "venue_name", "attendance_mode")),
        near="start_date",
    ),
    "event_session": Thing("event_id", ("title",), near="position"),
    "programme": Thing("announcement_id", ("name",)),
    "programme_objective": Thing("programme_id", ("text",), near="position"),
    "funding": Thing("announcement_id", ("funder_name", "beneficiary", "purpose", "evidence")),
    "indicator": Thing("announcement_id", ("label",)),
}
"""The tables whose rows have an identifier of their own, parents before children."""


def superseded(
    thing: Thing, removed: pa.Table, added: pa.Table, parents: Mapping[str, str]
) -> dict[str, str]:
    """The key of the added row that takes the place of each removed one, where there is one.

    Both tables have `row_key` beside the thing's columns. `parents` says what is known to be superseded.
    """
    within = removed.schema.get_field_index(thing.within)
    removed = removed.set_column(within, thing.within, _renamed(removed[thing.within], parents))
    removed = _of(removed, thing.within, added)
    added = _of(added, thing.within, removed)
    found: dict[str, str] = {}
    for were, are in zip(_groups(removed, thing.within), _groups(added, thing.within), strict=True):
        found.update(_paired(thing, were, are))
    return found


def _renamed(keys: pa.ChunkedArray, names: Mapping[str, str]) -> pa.ChunkedArray:
    """Keys under the names that they have now."""
    places = pc.index_in(keys, pa.array(list(names), pa.string()))
    return pc.coalesce(pa.array(list(names.values()), pa.string()).take(places.combine_chunks()), keys)


def _of(rows: pa.Table, within: str, others: pa.Table) -> pa.Table:
    """The rows whose announcement or parent is also one of the others', these together."""
    shared = rows.filter(pc.is_in(rows[within], others[within], skip_nulls=True))
    return shared.sort_by([(within, "ascending"), ("row_key", "ascending")])


def _groups(rows: pa.Table, within: str) -> Iterator[list[Row]]:
    every = (row for batch in rows.to_batches(_ROWS_AT_ONCE) for row in batch.to_pylist())
    for _, group in groupby(every, key=lambda row: row[within]):
        yield list(group)


def _paired(thing: Thing, removed: list[Row], added: list[Row]) -> Iterator[tuple[str, str]]:
    """Each row at most once, the likest pairs first."""
    words = {id(row): _words(thing, row) for row in (*removed, *added)}
    pairs = [
        (-likeness, _distance(thing, was, now), was["row_key"], now["row_key"])
        for was in removed
        for now in added
        if (likeness := fuzz.ratio(words[id(was)], words[id(now)], score_cutoff=_ALIKE))
        and words[id(was)]
        and _kept(thing, was, now)
    ]
    taken: set[str] = set()
    for _, _, was_key, now_key in sorted(pairs):
        if was_key not in taken and now_key not in taken:
            taken |= {was_key, now_key}
            yield was_key, now_key


def _words(thing: Thing, row: Row) -> str:
    return " ".join(plain(row[name]) for name in thing.words if row[name])


def _kept(thing: Thing, was: Row, now: Row) -> bool:
    return not thing.kept or any(_fact(was, columns) == _fact(now, columns) for columns in thing.kept)


def _fact(row: Row, columns: tuple[str, ...]) -> object:
    return next((row[name] for name in columns if row[name] is not None), None)


def _distance(thing: Thing, was: Row, now: Row) -> int:
    """How far apart two rows stand, in days or in positions."""
    if thing.near is None:
        return 0
    return abs(_place(was[thing.near]) - _place(now[thing.near]))


def _place(value: date | int | None) -> int:
    return value.toordinal() if isinstance(value, date) else value or 0
