"""Adding a source's captures to the archive so that a crash at any moment loses at most one.

Each source has its own WARC files (`<source_id>-00001.warc.gz`, the next at 1 GB), so that sources
fetched side by side never wait for one another and the order in which they end changes nothing.
A record reaches the operating system before the next is begun; the index follows, and is made good
from the WARC file if a run did not come to it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import datetime
from enum import Enum
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from flows.fetch.archive.index import (
    INDEX_SCHEMA,
    index_row,
    indexed_end,
    read_part,
    table_of,
    unindexed,
    write_part,
)
from flows.fetch.archive.records import (
    ArchiveError,
    cannot_write,
    digest,
    response_member,
    warc_date,
    warcinfo_member,
)
from flows.fetch.capture import Capture
from flows.fetch.locking import locked

WARC_BYTES = 1_000_000_000
"""A WARC file that has reached this size is followed by a new one (the customary size)."""
_ROWS_BETWEEN_INDEX_WRITES = 20_000


class Stored(Enum):
    """What a capture was to the archive."""

    NEW = "new"
    """Its address was never captured before, or held something else."""
    SAME = "same"
    """A new capture of what the address held at the last one."""
    KNOWN = "known"
    """This very capture is in the archive already; it was not written again."""


class SourceWriter:
    """Adds captures of one source; used as a context manager."""

    def __init__(self, root: Path, source_id: str, warc_bytes: int = WARC_BYTES) -> None:
        self.source_id = source_id
        self._root = root
        self._warc_bytes = warc_bytes
        self._held = ExitStack()
        self._known: set[tuple[str, datetime, str]] = set()
        self._newest: dict[str, tuple[datetime, str]] = {}
        self._number = 0
        self._stream: FileIO | None = None
        self._part: pa.Table = INDEX_SCHEMA.empty_table()
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        try:
            self._held.enter_context(locked(self._root / "locks" / self.source_id, wait=False))
        except BlockingIOError:
            raise ArchiveError(
                f"Another run is writing {self.source_id} to {self._root}. Wait until it has ended."
            ) from None
        except OSError as error:
            raise cannot_write(self._root, error) from error
        try:
            self._take_up()
        except OSError as error:
            self._held.close()
            raise cannot_write(self._root, error) from error
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._held:
            self._close_warc()

    def add(self, capture: Capture) -> Stored:
        """Write a capture unless it is there already. Raises `ArchiveError` if it cannot be written."""
        content_digest = digest(capture.body)
        if (capture.url, capture.fetched_at, content_digest) in self._known:
            return Stored.KNOWN
        before = self._newest.get(capture.url)
        self._remember(capture.url, capture.fetched_at, content_digest)
        member = response_member(capture, content_digest)
        try:
            offset = self._write(member, warc_date(capture.fetched_at))
            self._rows.append(index_row(capture, content_digest, self._warc.name, offset, len(member)))
            if len(self._rows) >= _ROWS_BETWEEN_INDEX_WRITES:
                self._write_index()
        except OSError as error:
            raise cannot_write(self._root, error) from error
        return Stored.SAME if before is not None and before[1] == content_digest else Stored.NEW

    @property
    def _warc(self) -> Path:
        return self._root / "warc" / f"{self.source_id}-{self._number:05d}.warc.gz"

    @property
    def _index(self) -> Path:
        return self._root / "index" / f"{self.source_id}-{self._number:05d}.parquet"

    def _take_up(self) -> None:
        """Learn what is stored, and mend what a stopped run left: index the rest, cut a half record."""
        while True:
            self._number += 1
            if not self._warc.exists():
                self._number -= 1
                return
            self._part = read_part(self._index)
            self._rows, end = unindexed(self._warc, indexed_end(self._part), self.source_id)
            if self._warc.stat().st_size > end:
                os.truncate(self._warc, end)
            self._write_index()
            keys = self._part.select(["url", "fetch_time", "content_digest"]).to_pylist()
            for row in keys:
                self._remember(row["url"], row["fetch_time"], row["content_digest"])

    def _remember(self, url: str, fetched_at: datetime, content_digest: str) -> None:
        self._known.add((url, fetched_at, content_digest))
        newest = self._newest.get(url)
        if newest is None or newest[0] <= fetched_at:
            self._newest[url] = (fetched_at, content_digest)

    def _write(self, member: bytes, date: str) -> int:
        """Append a record and give its offset."""
        if self._stream is None or self._stream.tell() >= self._warc_bytes:
            self._open_warc(date)
        assert self._stream is not None
        offset = self._stream.tell()
        _write_whole(self._stream, member)
        return offset

    def _open_warc(self, date: str) -> None:
        if self._stream is not None or self._number == 0 or self._warc.stat().st_size >= self._warc_bytes:
            self._close_warc()
            self._number += 1
            self._part = INDEX_SCHEMA.empty_table()
        self._warc.parent.mkdir(parents=True, exist_ok=True)
        self._stream = FileIO(self._warc, "ab")
        self._stream.seek(0, os.SEEK_END)
        if self._stream.tell() == 0:
            software = f"rhi/{version('regional-health-initiatives')}"
            _write_whole(self._stream, warcinfo_member(self.source_id, self._warc.name, date, software))

    def _close_warc(self) -> None:
        """Make sure that the records are on the disk, then write their index."""
        try:
            if self._stream is not None:
                os.fsync(self._stream.fileno())
                self._stream.close()
                self._stream = None
            self._write_index()
        except OSError as error:
            raise cannot_write(self._root, error) from error

    def _write_index(self) -> None:
        if self._rows:
            self._part = pa.concat_tables([self._part, table_of(self._rows)]).combine_chunks()
            write_part(self._index, self._part)
            self._rows = []


def _write_whole(stream: FileIO, content: bytes) -> None:
    """Write all bytes; an unbuffered file may take them in several portions."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
