"""Parquet files that portals, browsers and analysts read alike.

Every file has exactly the declared Arrow schema, with titles and descriptions in its metadata. zstd
and format version 2.6 are what current readers share; statistics, page index and sorting columns let
them skip what a question does not touch; row groups of 122,880 rows are what DuckDB reads best in
parallel. Same rows, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Table

ROWS_PER_GROUP = 122_880
_COMPRESSION_LEVEL = 9


def write_parquet(table: Table, parts: Iterable[pa.Table], path: Path) -> int:
    """Writes rows that come in parts and gives their number; memory holds a row group and a part.

    They are sorted by the table's sort key and have its Arrow schema. How they are parted does not show.
    """
    waiting = table.arrow_schema.empty_table()
    written = 0
    with _writer(table, path) as writer:
        for part in parts:
            waiting = pa.concat_tables([waiting, part])
            while len(waiting) > ROWS_PER_GROUP:
                # Where chunks meet, pages would end.
                writer.write_table(waiting.slice(0, ROWS_PER_GROUP).combine_chunks(), ROWS_PER_GROUP)
                waiting = waiting.slice(ROWS_PER_GROUP)
                written += ROWS_PER_GROUP
        writer.write_table(waiting.combine_chunks(), ROWS_PER_GROUP)
    return written + len(waiting)


def _writer(table: Table, path: Path) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path,
        table.arrow_schema,
        version="2.6",
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        write_statistics=True,
        write_page_index=True,
        sorting_columns=[
            pq.SortingColumn(table.column_names.index(name), descending=False, nulls_first=False)
            for name in table.sort_key
        ],
    )
