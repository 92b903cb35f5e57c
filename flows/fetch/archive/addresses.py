"""What the archive holds of each address: when it was first and last found, and where its content lies.

Captures are many and most of them are revisits; addresses are few. So the index is read one part after
another and only one row an address is kept, whatever the number of captures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.fetch.archive.index import INDEX_SCHEMA

COLUMNS = (
    "url",
    "url_surtkey",
    "fetch_time",
    "fetch_status",
    "fetch_redirect",
    "content_digest",
    "content_time",
    "purpose",
    "etag",
    "last_modified",
    "source_id",
    "warc_record_type",
    "warc_filename",
    "warc_record_offset",
    "warc_record_length",
)  # fmt: skip
_PLACE = ("warc_filename", "warc_record_offset", "warc_record_length")
_STATE = ("fetch_time", "content_digest", "content_time", "etag", "last_modified", "fetch_redirect")
_FIRST = {"first_time": "fetch_time", "first_digest": "content_digest"}
"""What is kept of an address's first answer, and the column of the index it comes from."""
_SCHEMA = pa.schema(
    [
        *(INDEX_SCHEMA.field(name) for name in COLUMNS),
        *(INDEX_SCHEMA.field(name).with_name(first) for first, name in _FIRST.items()),
    ]
)
_Integers = npt.NDArray[np.int64]
_ROWS_AT_ONCE = 200_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address."""

    fetched_at: datetime
    """When it last answered."""
    content_digest: str
    content_at: datetime
    """When what it holds was captured."""
    etag: str | None
    last_modified: str | None
    redirect: str | None
    """Where it led to when it last answered; null if it held something itself."""
    record: dict[str, Any]
    """Where its content lies, for `Archive.read`."""


class Addresses:
    """The addresses of one source; parts of its index are taken in their order."""

    def __init__(self) -> None:
        self._newest = _SCHEMA.empty_table()
        self._keys: _Integers = np.empty(0, np.int64)
        self._contents = _SCHEMA.empty_table()
        self._content_keys: _Integers = np.empty(0, np.int64)
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._captures: _Integers = np.empty(0, np.int64)

    def take(self, part: pa.Table) -> None:
        """Take in a part of the index."""
        answered = part.filter(pc.less(part["fetch_status"], 400)).select(COLUMNS)
        for first, name in _FIRST.items():
            answered = answered.append_column(_SCHEMA.field(first), answered[name])
        self._waiting.append(answered)
        self._waiting_rows += answered.num_rows
        if self._waiting_rows > max(_ROWS_AT_ONCE, self._newest.num_rows):
            self.fold()

    def last(self, url: str) -> Known | None:
        """What is known of an address; null if it never answered."""
        self.fold()
        place = _place(self._keys, hash(url))
        if place is None or self._newest["url"][place].as_py() != url:
            return None
        fetched_at, content_digest, content_at, etag, last_modified, redirect = (
            self._newest[name][place].as_py() for name in _STATE
        )
        content = _place(self._content_keys, hash(url) ^ _micros_of(content_at))
        if content is None:
            return None
        record = {name: self._contents[name][content].as_py() for name in (*_PLACE, "source_id")}
        return Known(fetched_at, content_digest, content_at, etag, last_modified, redirect, record)

    @property
    def hold_announcements(self) -> bool:
        """Whether one of them is an announcement's."""
        self.fold()
        return bool(pc.any(pc.equal(self._newest["purpose"], "announcement")).as_py())

    def holds(self, url: str, fetched_at: datetime, content_digest: str) -> bool:
        """Whether this very answer is there."""
        self.fold()
        key = hash(url) ^ hash(content_digest) ^ _micros_of(fetched_at)
        return _place(self._captures, key) is not None

    def table(self) -> pa.Table:
        """One row an address, with the place of its content; `fetch_time` is when it last answered,
        `first_time` when it first did, `first_digest` what it held then."""
        self.fold()
        places = np.searchsorted(self._content_keys, _content_keys(self._newest))
        found = self._newest
        for name in _PLACE:
            column = self._contents[name].take(pa.array(places))
            found = found.set_column(found.schema.get_field_index(name), name, column)
        return found.drop_columns(["warc_record_type", "fetch_status"])

    def fold(self) -> None:
        """Keep of what waits the newest row of each address, and the responses that these stand for."""
        if not self._waiting_rows:
            return
        rows = pa.concat_tables([self._newest, *self._waiting]).combine_chunks()
        contents = pa.concat_tables(
            [self._contents, *(part.filter(_is_response(part)) for part in self._waiting)]
        ).combine_chunks()
        captures = [
            _hashes(part["url"]) ^ _hashes(part["content_digest"]) ^ _micros(part["fetch_time"])
            for part in self._waiting
        ]
        self._captures = np.unique(np.concatenate([self._captures, *captures]))
        self._waiting, self._waiting_rows = [], 0
        keys = _hashes(rows["url"])
        order = np.lexsort((_micros(rows["fetch_time"]), keys))
        begins = np.flatnonzero(np.diff(keys[order], prepend=keys[order[:1]] - 1))
        ends = np.append(begins[1:], len(order)) - 1
        oldest = pa.array(np.lexsort((_micros(rows["first_time"]), keys))[begins])
        self._newest = rows.take(pa.array(order[ends]))
        for first in _FIRST:
            field = _SCHEMA.get_field_index(first)
            self._newest = self._newest.set_column(field, _SCHEMA.field(field), rows[first].take(oldest))
        self._keys = keys[order[ends]]
        content_keys = _content_keys(contents)
        needed, kept = np.unique(content_keys, return_index=True)
        wanted = np.isin(needed, _content_keys(self._newest))
        self._contents = contents.take(pa.array(kept[wanted]))
        self._content_keys = needed[wanted]


def _place(keys: _Integers, key: int) -> int | None:
    """Where a key stands in sorted keys; null if it does not."""
    place = int(np.searchsorted(keys, key))
    return place if place < len(keys) and keys[place] == key else None


def _content_keys(table: pa.Table) -> _Integers:
    """One number for each row's content: its address and when it was captured."""
    return _hashes(table["url"]) ^ _micros(table["content_time"])


def _hashes(column: pa.ChunkedArray) -> _Integers:
    """A number for each text, for comparing within this process alone."""
    encoded = column.combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    hashes = np.fromiter(map(hash, values), np.int64, len(values))
    indices: _Integers = encoded.indices.to_numpy()
    return hashes[indices]


def _micros(column: pa.ChunkedArray) -> _Integers:
    micros: _Integers = column.cast(pa.int64()).to_numpy()
    return micros


def _micros_of(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)


def _is_response(table: pa.Table) -> pa.ChunkedArray:
    return pc.equal(table["warc_record_type"], "response")
