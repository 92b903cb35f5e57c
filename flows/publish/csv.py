"""CSV files as RFC 4180 writes them: UTF-8 without BOM, commas, CRLF, quotes only where needed.

Dates and instants are ISO 8601, truth is `true` or `false`, an empty cell is unknown. Lines are made
by joining whole columns, because pyarrow's own CSV writer knows neither CRLF nor quotes only where
needed; it reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

MEDIA_TYPE = "text/csv"
_LINE_END = "\r\n"
_ROWS_AT_ONCE = 16_384
_BYTES_AT_ONCE = 2 << 20  # a row must fit; of several so large pieces, memory holds more than one


def write_csv(rows: pa.Table, path: Path) -> None:
    """Writes all rows under a line of column names."""
    write_csv_batches(rows.column_names, rows.to_batches(max_chunksize=_ROWS_AT_ONCE), path)


def as_csv_too(names: Sequence[str], parts: Iterable[pa.Table], path: Path) -> Iterator[pa.Table]:
    """The parts of a table, which are written as they pass."""
    with path.open("wb") as file:
        file.write(_head(names))
        for part in parts:
            _write(part.to_batches(max_chunksize=_ROWS_AT_ONCE), file)
            yield part


def write_csv_batches(names: Sequence[str], batches: Iterable[pa.RecordBatch], path: Path) -> None:
    """Writes batches of rows as they come, each held in memory as a whole."""
    with path.open("wb") as file:
        file.write(_head(names))
        _write(batches, file)


def _head(names: Sequence[str]) -> bytes:
    return (",".join(names) + _LINE_END).encode()


def _write(batches: Iterable[pa.RecordBatch], file: BinaryIO) -> None:
    for batch in batches:
        cells = [_quoted(column) for column in batch.columns]
        lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
        whole = pc.binary_join(pa.ListArray.from_arrays([0, len(lines)], lines), _LINE_END)
        file.write(whole[0].as_buffer())
        file.write(_LINE_END.encode())


def read_csv(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows of such a file as the given schema types them, batch by batch."""
    yield from pa_csv.open_csv(
        path,
        read_options=pa_csv.ReadOptions(block_size=_BYTES_AT_ONCE),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=schema.remove_metadata(),
            include_columns=schema.names,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
            timestamp_parsers=[pa_csv.ISO8601],
        ),
    )


def as_text(column: pa.Array) -> pa.Array:
    """The cells of a column as they are written, without quotes."""
    if pa.types.is_string(column.type):
        return column
    if pa.types.is_timestamp(column.type):
        instants = pc.unique(column)  # rows share them, and to write one takes long
        text = pc.strftime(instants, format="%Y-%m-%dT%H:%M:%SZ")
        return pc.replace_substring_regex(text, r"\.0+Z$", "Z").take(pc.index_in(column, instants))
    return column.cast(pa.string())


def _quoted(column: pa.Array) -> pa.Array:
    if not (pa.types.is_string(column.type) and _needs_quotes(column)):
        return as_text(column)
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(column, '[",\r\n]'), quoted, column)


def _needs_quotes(texts: pa.Array) -> bool:
    """Whether some text may need quotes; most columns hold codes and identifiers alone."""
    _, offsets, data = texts.buffers()
    first, beyond = np.frombuffer(offsets, np.int32)[[texts.offset, texts.offset + len(texts)]].tolist()
    written = data.slice(first, beyond - first).to_pybytes() if data else b""
    return any(sign in written for sign in (b'"', b",", b"\r", b"\n"))
