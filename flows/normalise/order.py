"""Rows kept and rows read anew become one table, in the order of announcements.

That order and the size of row groups follow from the archive alone, so the tables are the same, byte for
byte, whatever was read when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 50_000

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows in the order of their announcements, each with its announcement's place among all."""

    places: Numbers
    rows: pa.Table

    def slice(self, start: int, stop: int) -> Placed:
        """The rows from `start` up to `stop`."""
        return Placed(self.places[start:stop], self.rows.slice(start, stop - start))


class Owners:
    """Which announcement a row belongs to, by its own column or its parent's."""

    def __init__(self, announcement_ids: Iterable[str]) -> None:
        self._places = {owner: place for place, owner in enumerate(announcement_ids)}

    def placed(self, table: str, rows: pa.Table, wanted: Flags) -> Placed:
        """The rows of the announcements that are wanted; `wanted` has a flag for each announcement.

        Events and programmes are to be placed before the tables that refer to them alone.
        """
        places = self._places_of(rows)
        mine = np.flatnonzero(places >= 0)
        mine = mine[wanted[places[mine]]]
        order = mine[np.argsort(places[mine], kind="stable")]
        placed = Placed(places[order], rows.take(pa.array(order)))
        if table in ("event", "programme"):
            ids = placed.rows[f"{table}_id"].to_pylist()
            self._places.update(zip(ids, placed.places.tolist(), strict=True))
        return placed

    def _places_of(self, rows: pa.Table) -> Numbers:
        """The place of each row's announcement; -1 where it is none of them."""
        keys = ("announcement_id", "event_id", "programme_id")
        column = rows[next(key for key in keys if key in rows.column_names)]
        encoded = column.fill_null("").combine_chunks().dictionary_encode()
        places = [self._places.get(owner, -1) for owner in encoded.dictionary.to_pylist()]
        indices: Numbers = encoded.indices.to_numpy()
        return np.array(places, np.int64)[indices]


def in_order(*streams: Iterator[Placed]) -> Iterator[Placed]:
    """The rows of several streams, each in the order of announcements, in that order together."""
    filled = [(part for part in stream if len(part.places)) for stream in streams]
    waiting = {number: part for number, stream in enumerate(filled) if (part := next(stream, None))}
    while waiting:
        bound = min(part.places[-1] for part in waiting.values())
        ready = []
        for number, part in list(waiting.items()):
            cut = int(np.searchsorted(part.places, bound, side="right"))
            ready.append(part.slice(0, cut))
            rest = part.slice(cut, len(part.places)) if cut < len(part.places) else next(filled[number], None)
            if rest is None:
                del waiting[number]
            else:
                waiting[number] = rest
        yield _joined(ready)


def _joined(parts: list[Placed]) -> Placed:
    places = np.concatenate([part.places for part in parts])
    order = np.argsort(places, kind="stable")
    return Placed(places[order], pa.concat_tables(part.rows for part in parts).take(pa.array(order)))


def write_table(path: Path, schema: pa.Schema, parts: Iterable[pa.Table]) -> int:
    """Write parts as one Parquet file whose bytes do not show where one part ends; give the rows written."""
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(parts):
            writer.write_table(group.combine_chunks().cast(schema))
            written += group.num_rows
    return written


def _groups(parts: Iterable[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    rows = 0
    for part in parts:
        waiting.append(part)
        rows += part.num_rows
        while rows >= ROWS_PER_GROUP:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, ROWS_PER_GROUP)
            waiting = [whole.slice(ROWS_PER_GROUP)]
            rows -= ROWS_PER_GROUP
    if rows:
        yield pa.concat_tables(waiting)
