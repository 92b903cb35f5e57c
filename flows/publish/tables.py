"""From the tables that normalise leaves to the rows that a release holds.

Rows get the declared schema, lose what may not be published and are sorted; empty texts become null.
A part of a table is in memory at a time, and the keys of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, reduce
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.comparison import COMPARED
from flows.publish.errors import ReleaseError
from flows.publish.owners import Owners
from flows.publish.personal_data import holds_words, withhold
from flows.publish.same_as import ANNOUNCEMENT_COLUMNS, EVENT_COLUMNS, ORDER, same_as
from flows.publish.sorting import ROWS_A_PART, in_order
from flows.publish.withheld_names import WithheldNames
from flows.settings import Settings
from schemas import Table
from schemas.announcement import ANNOUNCEMENT
from schemas.event import EVENT

PERSON_NAMES = "person_names.parquet"
"""Whom each announcement names (announcement_id, person_name): for redaction, never published."""


class TablesToPublish:
    """The tables of a folder, made ready one by one.

    Before it is used it can be handed to another process: what it looks up is looked up there.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        """`settings` say whose names may be published."""
        self._folder = folder
        self._settings = settings
        self._owners = Owners(self._read)

    @cached_property
    def names(self) -> WithheldNames:
        """The names that may not be published."""
        named = None if self._settings.person_names else _read(self._folder / PERSON_NAMES)
        return WithheldNames(named, self._settings.suppressed)

    def rows(self) -> dict[str, int]:
        """How many rows each table has. Raises ReleaseError as `parts` does."""
        counts = {}
        for table in COMPARED:
            with self._opened(table) as file:
                counts[table.name] = file.metadata.num_rows
        return counts

    def parts(self, table: Table, folder: Path) -> Iterator[pa.Table]:
        """The rows of a table as they are published, in parts; files may lie in `folder` meanwhile.

        Raises ReleaseError if the table is missing or is not as its declaration says.
        """
        order = list(dict.fromkeys([*table.sort_key, *table.primary_key]))
        parts = in_order(self._ready(table, folder), order, folder)
        if self.names and any(holds_words(table.column(name)) for name in table.primary_key):
            parts = _without_doubles(parts, table.primary_key)
        missing: Counter[str] = Counter()
        for part in parts:
            yield part
            for column in table.columns:
                if column.required:
                    missing[column.name] += part.column(column.name).null_count
        for name, count in missing.items():
            if count:
                raise ReleaseError(
                    f"{table.name}.{name} is required but empty in {count} rows. "
                    "Run `rhi normalise` again: it puts such rows in quarantine."
                )

    def _ready(self, table: Table, folder: Path) -> Iterator[pa.Table]:
        """The rows without what may not be published, in the order of the file."""
        yield table.arrow_schema.empty_table()
        with self._opened(table) as file:
            # Whole columns of keys are looked up: a part would take as long.
            groups = self.names.groups(self._owners.of(table))
            links = self._links(folder) if table is EVENT else None
            done = 0
            for rows in _parts(table, file):
                if links is not None:
                    place = table.column_names.index("same_as_event_id")
                    rows = rows.set_column(place, rows.schema.field(place), links.slice(done, len(rows)))
                rows = _without_empty_texts(rows)
                yield withhold(table, rows, groups[done : done + len(rows)], self.names)
                done += len(rows)

    def _links(self, folder: Path) -> pa.ChunkedArray:
        """For each event, the one that it is the same as."""
        announcements = self._read(ANNOUNCEMENT.name, list(ANNOUNCEMENT_COLUMNS))
        with self._opened(EVENT) as file:
            events = _parts(EVENT, file, EVENT_COLUMNS)
            none = EVENT.arrow_schema.empty_table().select(EVENT_COLUMNS)
            links = same_as(in_order(chain([none], events), ORDER, folder), announcements)
        ids = self._read(EVENT.name, ["event_id"])["event_id"]
        return links["same_as_event_id"].take(pc.index_in(ids, links["event_id"]))

    def _read(self, name: str, columns: list[str]) -> pa.Table:
        return _read(self._folder / f"{name}.parquet", columns)

    @contextmanager
    def _opened(self, table: Table) -> Iterator[pq.ParquetFile]:
        """The file of a table as normalise left it."""
        path = self._folder / f"{table.name}.parquet"
        with _readable(path), pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(table.arrow_schema, check_metadata=False):
                raise ReleaseError(f"{path} does not have the declared columns. Run `rhi normalise` again.")
            yield file


def _parts(table: Table, file: pq.ParquetFile, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """The rows of a file, with the declared schema; on demand, only some columns of them."""
    names = table.column_names if columns is None else columns
    schema = pa.schema([table.arrow_schema.field(name) for name in names], table.arrow_schema.metadata)
    for batch in file.iter_batches(ROWS_A_PART, columns=names):
        yield pa.Table.from_batches([batch]).replace_schema_metadata(None).select(names).cast(schema)


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    with _readable(path):
        return pq.read_table(path, columns=columns)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Says of a table what is wrong with it where it cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing. Run `rhi normalise` first.") from None
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(f"{path} cannot be read ({error}). Run `rhi normalise` again.") from error


def _without_doubles(parts: Iterable[pa.Table], key: Sequence[str]) -> Iterator[pa.Table]:
    """The first of each rows that only a name set apart ("Cabinet du Dr [nom]", twice).

    The parts are in the order of the key.
    """
    last: list[pa.Table] = []
    for part in parts:
        if len(part):
            keys = pa.concat_tables([*last, part.select(key)])
            last = [keys.slice(len(keys) - 1)]
            repeats = reduce(pc.and_, (pc.equal(column[1:], column[:-1]) for column in keys.columns))
            first = [pa.array([True])] if len(keys) == len(part) else []
            part = part.filter(pa.chunked_array([*first, *pc.invert(repeats).chunks]))
        yield part


def _without_empty_texts(rows: pa.Table) -> pa.Table:
    """Unknown is null: an empty text would say the same twice, and CSV cannot tell them apart."""
    for index, field in enumerate(rows.schema):
        if pa.types.is_string(field.type):
            values = rows.column(index)
            empty = pc.equal(values, "")
            if pc.any(empty).as_py():
                rows = rows.set_column(index, field, pc.if_else(empty, None, values))
    return rows
