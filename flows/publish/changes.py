"""The table `changes` of a release: what differs from the release before.

It is made from what both releases publish, so it tells nothing that either withheld; and it goes
through the same gate once more, because what is known to be a name now may have been published then.

A release whose other tables are those of the release before takes over its changes. So publishing
the same tables again gives the same bytes, and a release that is only described otherwise still says what
was new in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.comparison import DIFFERENCE, OWNER, Comparison, has_names
from flows.publish.csv import write_csv_batches
from flows.publish.parquet import write_parquet
from flows.publish.personal_data import WithheldNames, withhold
from schemas.changes import CHANGES

_FILE = f"{CHANGES.name}.parquet"


def write_changes(former: Path | None, building: Path, names: WithheldNames) -> int:
    """Writes the files of the table `changes` beside the other tables of a release; gives its rows.

    Args:
        former: Folder of the release before, or None for a first release.
        building: Folder of the release that is being made; all other tables are there.
        names: The names that may not be published.
    """
    rows = write_parquet(CHANGES, _changes(former, building, names), building / _FILE)
    with pq.ParquetFile(building / _FILE) as file:
        write_csv_batches(CHANGES.column_names, file.iter_batches(), building / f"{CHANGES.name}.csv")
    return rows


def _changes(former: Path | None, building: Path, names: WithheldNames) -> Iterator[pa.Table]:
    """The rows of the table in parts."""
    told = 0
    for differences in _differences(former, building, names_withheld=names.everyone):
        rows = differences.add_column(0, "position", pa.repeat(0, len(differences)))
        rows = rows.select(CHANGES.column_names).cast(CHANGES.arrow_schema)
        rows = withhold(CHANGES, rows, differences[OWNER], names)
        # Where only a name was withheld, there is nothing left to tell.
        rows = rows.filter(pc.fill_null(pc.not_equal(rows["value_before"], rows["value_after"]), True))
        positions = pa.chunked_array([pa.array(range(told + 1, told + len(rows) + 1), pa.int64())])
        yield rows.set_column(0, rows.schema.field(0), positions)
        told += len(rows)


def _differences(former: Path | None, building: Path, *, names_withheld: bool) -> Iterator[pa.Table]:
    """What differs from the former release, or differed when it was made if nothing does now."""
    if former is None:
        return
    names_withdrawn = names_withheld and has_names(former)
    comparison = Comparison(former, building, names_withdrawn=names_withdrawn)
    if comparison.is_empty and not names_withdrawn and (former / _FILE).exists():
        with pq.ParquetFile(former / _FILE) as file:
            for batch in file.iter_batches():
                told = pa.Table.from_batches([batch]).drop_columns("position")
                yield told.append_column(OWNER, pa.nulls(len(told), pa.string())).cast(DIFFERENCE)
    else:
        yield from comparison.differences()
