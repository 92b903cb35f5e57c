"""Adding a source's captures to the archive so that a crash at any moment loses at most one.

Each source has its own WARC files (`<source_id>-00001.warc.gz`, the next at 1 GB), so that sources
fetched side by side never wait for one another and the order in which they end changes nothing.
A record reaches the operating system before the next is begun; the index follows, and is made good
from the WARC file if a run did not come to it.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from enum import Enum
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from flows.fetch.archive.addresses import COLUMNS, Addresses, Known
from flows.fetch.archive.index import (
    index_row,
    indexed_end,
    read_part,
    table_of,
    unindexed,
    write_part,
)
from flows.fetch.archive.records import (
    NOT_MODIFIED,
    ArchiveError,
    Revisit,
    cannot_write,
    digest,
    response_member,
    revisit_member,
    warc_date,
    warcinfo_member,
)
from flows.fetch.capture import Capture
from flows.fetch.locking import locked

WARC_BYTES = 1_000_000_000
"""A WARC file that has reached this size is followed by a new one (the customary size)."""
WARC_RECORDS = 50_000
"""So is one that holds so many records, which keeps its index small to rewrite."""
_ROWS_BETWEEN_INDEX_WRITES = 500
"""At least; the index is rewritten when it has grown by a quarter, so that rewriting stays cheap."""
_INDEXING = ThreadPoolExecutor(1, thread_name_prefix="index")
"""Indexes are read and written by one thread: pyarrow keeps memory aside for each thread that uses it, which
came to hundreds of megabytes with forty sources."""


class Stored(Enum):
    """What a capture was to the archive."""

    NEW = "new"
    """Its address was never captured before, or held something else."""
    SAME = "same"
    """A new capture of what the address held at the last one."""
    KNOWN = "known"
    """This very capture is in the archive already; it was not written again."""
    RESUMED = "resumed"
    """A run that was stopped has stored it; it was not asked for again."""


class SourceWriter:
    """Adds captures of one source; used as a context manager."""

    def __init__(self, root: Path, source_id: str, warc_bytes: int = WARC_BYTES) -> None:
        self.source_id = source_id
        self._root = root
        self._warc_bytes = warc_bytes
        self._held = ExitStack()
        self._lock = Lock()
        self._addresses = Addresses()
        self._recent: dict[str, Known] = {}
        self._recent_captures: set[tuple[str, datetime, str]] = set()
        self._number = 0
        self._stream: FileIO | None = None
        self._indexed_rows = 0
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
            _INDEXING.submit(self._take_up).result()
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

    @property
    def holds_announcements(self) -> bool:
        """Whether the archive has announcements of the source."""
        with self._lock:
            return bool(self._recent) or self._addresses.hold_announcements

    def last(self, url: str) -> Known | None:
        """What the archive knows of an address; null if it never answered."""
        with self._lock:
            return self._recent.get(url) or self._addresses.last(url)

    def add(self, capture: Capture) -> Stored:
        """Write a capture unless it is there already; what the address held already becomes a revisit.

        Raises `ArchiveError` if it cannot be written.
        """
        content_digest = digest(capture.body)
        before = self.last(capture.url)
        with self._lock:
            if self._holds(capture, content_digest):
                return Stored.KNOWN
            if before and before.content_digest == content_digest and before.fetched_at <= capture.fetched_at:
                self._write(_revisit(capture, before, capture.status), content_digest, before)
                return Stored.SAME
            self._write(capture, content_digest, None)
        return Stored.NEW

    def confirm(self, capture: Capture, known: Known) -> None:
        """Note that a site answered that an address has not changed: `capture` is its answer, bodiless.

        Raises `ArchiveError` if that cannot be written.
        """
        with self._lock:
            self._write(_revisit(capture, known, NOT_MODIFIED), known.content_digest, known)

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
                self._addresses.fold()
                return
            part = read_part(self._index, COLUMNS)
            self._indexed_rows = part.num_rows
            self._addresses.take(part)
            self._rows, end = unindexed(self._warc, indexed_end(part), self.source_id)
            if self._warc.stat().st_size > end:
                os.truncate(self._warc, end)
            self._index_rows()

    def _holds(self, capture: Capture, content_digest: str) -> bool:
        key = (capture.url, capture.fetched_at, content_digest)
        return key in self._recent_captures or self._addresses.holds(*key)

    def _write(self, entry: Capture | Revisit, content_digest: str, known: Known | None) -> None:
        """Append a record and remember it; `known` is what a revisit stands on."""
        member = (
            revisit_member(entry) if isinstance(entry, Revisit) else response_member(entry, content_digest)
        )
        try:
            offset = self._append(member, warc_date(entry.fetched_at))
            row = index_row(entry, content_digest, self._warc.name, offset, len(member))
            self._rows.append(row)
            self._recent_captures.add((entry.url, entry.fetched_at, content_digest))
            before = self._recent.get(entry.url) or known
            if before is None or before.fetched_at <= entry.fetched_at:
                self._recent[entry.url] = Known(
                    entry.fetched_at,
                    content_digest,
                    row["content_time"],
                    row["etag"],
                    row["last_modified"],
                    row["fetch_redirect"],
                    known.record if known else row,
                )
            if len(self._rows) >= max(_ROWS_BETWEEN_INDEX_WRITES, self._indexed_rows // 4):
                self._write_index()
        except OSError as error:
            raise cannot_write(self._root, error) from error

    def _append(self, member: bytes, date: str) -> int:
        """Append bytes and give their offset."""
        if self._stream is None or self._is_full(self._stream.tell()):
            self._open_warc(date)
        assert self._stream is not None
        offset = self._stream.tell()
        _write_whole(self._stream, member)
        return offset

    def _is_full(self, size: int) -> bool:
        return size >= self._warc_bytes or self._indexed_rows + len(self._rows) >= WARC_RECORDS

    def _open_warc(self, date: str) -> None:
        if self._stream is not None or self._number == 0 or self._is_full(self._warc.stat().st_size):
            self._close_warc()
            self._number += 1
            self._indexed_rows = 0
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
        _INDEXING.submit(self._index_rows).result()

    def _index_rows(self) -> None:
        if self._rows:
            rows = table_of(self._rows)
            write_part(self._index, pa.concat_tables([read_part(self._index), rows]).combine_chunks())
            self._indexed_rows += rows.num_rows
            self._addresses.take(rows)
            self._addresses.fold()
            self._rows = []
            self._recent.clear()
            self._recent_captures.clear()


def _revisit(capture: Capture, known: Known, status: int) -> Revisit:
    """The revisit that an answer is; validators that it leaves out still hold (RFC 9110, section 15.4.5)."""
    named = {name.lower() for name, _ in capture.headers}
    kept = [
        (name, value)
        for name, value in (("ETag", known.etag), ("Last-Modified", known.last_modified))
        if value and name.lower() not in named and status == NOT_MODIFIED
    ]
    return Revisit(
        capture.source_id,
        capture.url,
        capture.fetched_at,
        known.content_digest,
        known.content_at,
        status,
        (*capture.headers, *kept),
        capture.purpose,
    )


def _write_whole(stream: FileIO, content: bytes) -> None:
    """Write all bytes; an unbuffered file may take them in several portions."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
