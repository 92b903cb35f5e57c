"""The table `changes` of a release: what differs from the release before.

It is made from what both releases publish, so it tells nothing that either withheld; and it goes
through the same gate once more, because what is known to be a name now may have been published then.

A release whose other tables are those of the release before takes over its changes. So publishing
the same tables again gives the same bytes, and a release that is only described otherwise still says what
was new in the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.comparison import COMPARED, DIFFERENCE, OWNER, Comparison, has_names, is_wording
from flows.publish.csv import write_csv_batches
from flows.publish.parquet import write_parquet
from flows.publish.personal_data import withhold
from flows.publish.withheld_names import WithheldNames
from schemas.changes import CHANGES

_FILE = f"{CHANGES.name}.parquet"
_ROWS_AT_ONCE = 65_536


def write_changes(differences: Iterator[pa.Table], building: Path, names: WithheldNames) -> int:
    """Writes the files of the table `changes` beside the other tables of a release; gives its rows.

    Args:
        differences: What differs from the release before, in parts with the schema DIFFERENCE.
        building: Folder of the release that is being made.
        names: The names that may not be published.
    """
    rows = write_parquet(CHANGES, _changes(differences, names), building / _FILE)
    with pq.ParquetFile(building / _FILE) as file:
        write_csv_batches(CHANGES.column_names, file.iter_batches(), building / f"{CHANGES.name}.csv")
    return rows


def differences_since(former: Path | None, building: Path, *, names_withheld: bool) -> Iterator[pa.Table]:
    """What differs from the release before, or differed when it was made if nothing does now.

    Args:
        former: Folder of the release before, or None for a first release.
        building: Folder of the release that is being made; all other tables are there when this is asked.
        names_withheld: Whether no name of a person may be told.
    """
    if former is None:
        return
    names_withdrawn = names_withheld and has_names(former)
    comparison = Comparison(former, building, names_withdrawn=names_withdrawn)
    if comparison.is_empty and not names_withdrawn:
        yield from differences_told(former)
    else:
        yield from comparison.differences()


def differences_told(release: Path, *, with_words: bool = True) -> Iterator[pa.Table]:
    """What a release tells of its differences from the one before; on demand, nothing that is wording."""
    if not (release / _FILE).exists():
        return
    with pq.ParquetFile(release / _FILE) as file:
        for batch in file.iter_batches():
            told = pa.Table.from_batches([batch]).drop_columns("position")
            told = told.append_column(OWNER, pa.nulls(len(told), pa.string())).cast(DIFFERENCE)
            yield told if with_words else told.filter(pc.invert(_is_wording(told)))


def _changes(differences: Iterator[pa.Table], names: WithheldNames) -> Iterator[pa.Table]:
    """The rows of the table in parts."""
    told = 0
    for found in _gathered(differences):
        rows = found.add_column(0, "position", pa.repeat(0, len(found)))
        rows = rows.select(CHANGES.column_names).cast(CHANGES.arrow_schema)
        rows = withhold(CHANGES, rows, names.groups(found[OWNER]), names)
        # Where only a name was withheld, there is nothing left to tell.
        rows = rows.filter(pc.fill_null(pc.not_equal(rows["value_before"], rows["value_after"]), True))
        positions = pa.chunked_array([pa.array(range(told + 1, told + len(rows) + 1), pa.int64())])
        yield rows.set_column(0, rows.schema.field(0), positions)
        told += len(rows)


def _gathered(differences: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same in larger parts: to look up what names few rows may not tell takes as long as for many."""
    waiting: list[pa.Table] = []
    for part in differences:
        waiting.append(part)
        if sum(map(len, waiting)) >= _ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _is_wording(told: pa.Table) -> pa.ChunkedArray:
    """Which differences are in words of announcements, or in rows whose key holds such words."""
    tables = [table.name for table in COMPARED if any(map(is_wording, map(table.column, table.primary_key)))]
    cells = [
        f"{table.name}.{column.name}" for table in COMPARED for column in table.columns if is_wording(column)
    ]
    places = pc.binary_join_element_wise(told["table_name"], told["column_name"], ".")
    in_words = pc.is_in(places, pa.array(cells, pa.string()))
    return pc.or_(in_words, pc.is_in(told["table_name"], pa.array(tables, pa.string())))
