"""The archive: everything ever fetched, byte for byte, and the index to find it by.

    warc/<source_id>-00001.warc.gz     captures and revisits, one gzip member each; any WARC tool reads them
    index/<source_id>-00001.parquet    one row for each record of that file
    locks/                             who is writing now; empty files

It is the pipeline's only memory of what sources held. Records are added and never changed. Reading
needs no lock and writes nothing: any number of processes may read while others write.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from flows.fetch.archive.addresses import COLUMNS, Addresses, Known
from flows.fetch.archive.index import INDEX_SCHEMA, indexed_end, read_part, table_of, unindexed
from flows.fetch.archive.records import ArchiveError, decompress, entry_of
from flows.fetch.archive.writer import WARC_BYTES, SourceWriter, Stored
from flows.fetch.capture import Capture

__all__ = ["INDEX_SCHEMA", "Archive", "ArchiveError", "Known", "SourceWriter", "Stored"]


class Archive:
    """An archive in a folder, which need not exist before something is written."""

    def __init__(self, path: Path, warc_bytes: int = WARC_BYTES) -> None:
        self.path = Path(path)
        self._warc_bytes = warc_bytes

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever stored."""
        return not any((self.path / "warc").glob("*.warc.gz"))

    def writer(self, source_id: str) -> SourceWriter:
        """Open the archive for adding captures of one source: `with archive.writer(id) as writer`."""
        return SourceWriter(self.path, source_id, self._warc_bytes)

    def append(self, captures: Iterable[Capture]) -> int:
        """Add captures, and give how many were not there before."""
        written = 0
        for source_id, group in groupby(captures, key=lambda capture: capture.source_id):
            with self.writer(source_id) as writer:
                written += sum(writer.add(capture) is not Stored.KNOWN for capture in group)
        return written

    def parts(self, columns: Sequence[str] | None = None) -> Iterator[tuple[str, pa.Table]]:
        """The index of everything stored, a source's name and one table for each WARC file, in the order
        of storing; all columns unless some are named.

        What a stopped run stored without coming to its index is there too.
        """
        for warc in sorted((self.path / "warc").glob("*.warc.gz")):
            stem = warc.name.removesuffix(".warc.gz")
            source_id = stem.rpartition("-")[0]
            part = read_part(self.path / "index" / f"{stem}.parquet", columns)
            rows, _ = unindexed(warc, indexed_end(part), source_id)
            yield source_id, pa.concat_tables([part, table_of(rows).select(part.column_names)])

    def addresses(self) -> pa.Table:
        """What the archive holds: one row for each address of each source (see `Addresses.table`), in the
        order of their content."""
        found = [Addresses().table()]
        for _, parts in groupby(self.parts(COLUMNS), key=lambda named: named[0]):
            addresses = Addresses()
            for _, part in parts:
                addresses.take(part)
            found.append(addresses.table())
        order = [(name, "ascending") for name in ("warc_filename", "warc_record_offset", "url")]
        return pa.concat_tables(found).sort_by(order).combine_chunks()

    def read(self, row: Mapping[str, Any]) -> Capture:
        """The capture an index row points to; see `records` for many."""
        return next(self.records([row]))

    def records(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Capture]:
        """The captures that index rows point to, in the rows' order.

        Needed of a row: `warc_filename`, `warc_record_offset`, `warc_record_length`, `source_id`; it must be
        that of a `response`, as in `addresses`.
        A file is opened once for all rows that follow one another in it.
        """
        for filename, group in groupby(rows, key=lambda row: row["warc_filename"]):
            with ExitStack() as opened:
                try:
                    stream = opened.enter_context((self.path / "warc" / filename).open("rb"))
                except OSError as error:
                    raise ArchiveError(
                        f"{self.path / 'warc' / filename} cannot be opened: {error.strerror}. The index "
                        "names it, so it was moved or deleted; restore it, or delete its index."
                    ) from error
                for row in group:
                    yield _read(stream, row)


def _read(stream: BinaryIO, row: Mapping[str, Any]) -> Capture:
    offset, length = row["warc_record_offset"], row["warc_record_length"]
    stream.seek(offset)
    try:
        entry = entry_of(decompress(stream.read(length)), row["source_id"])
    except (zlib.error, OSError, ValueError) as error:
        raise ArchiveError(f"{stream.name}: no readable record at byte {offset} ({error}).") from error
    if not isinstance(entry, Capture):
        raise ArchiveError(f"{stream.name}: the record at byte {offset} is not a capture.")
    return entry
