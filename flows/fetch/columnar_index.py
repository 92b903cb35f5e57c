"""Where an archive keeps which capture, looked up in its columnar index.

Common Crawl's index (https://commoncrawl.org/columnar-index) is a Parquet table of one row a capture,
sorted by `url_surtkey`. The archive of this project has the same columns. It may have thousands of
millions of rows: the statistics of its row groups tell which can hold a host's pages, and of those alone
the needed columns are read, in batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from flows.fetch.surt import surt

if TYPE_CHECKING:
    from pyarrow.dataset import Expression

ANNOUNCEMENT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/calendar",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_LOCATION = pa.schema(
    [
        pa.field("warc_filename", pa.string(), nullable=False),
        pa.field("warc_record_offset", pa.int64(), nullable=False),
        pa.field("warc_record_length", pa.int64(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
    ]
)
_FILTERED = ("url_host_name", "url_surtkey", "fetch_time", "fetch_status", "content_mime_detected")
_BATCH_ROWS = 16_384


class MissingColumnsError(ValueError):
    """The table is no index of an archive; its message names the columns that it lacks."""


class Location(NamedTuple):
    """Where a capture lies; locations sort in the order in which archives are best read."""

    file: str
    """Relative to the archives' base."""
    offset: int
    """Of the record's first byte."""
    length: int
    """Of the record as stored, in bytes."""
    url: str


def locations(
    stream: BinaryIO, hosts: Iterable[str], since: date | None, until: date | None
) -> Iterator[Location]:
    """The captures of announcements at `hosts` that an index names, days bounded in UTC, both included.

    Raises `MissingColumnsError`, or `pa.ArrowException` where the stream is no readable Parquet file.
    """
    from pyarrow.dataset import ParquetFileFormat

    fragment = ParquetFileFormat().make_fragment(stream)
    needed = [*_LOCATION.names, *_FILTERED]
    missing = [name for name in needed if name not in fragment.physical_schema.names]
    if missing:
        raise MissingColumnsError(", ".join(missing))
    wanted = _filter(hosts, since, until)
    row_groups = [part.row_groups[0].id for part in fragment.split_by_row_group(wanted)]
    # reading ahead (`pre_buffer`) would keep every row group read until the last
    table = pq.ParquetFile(stream, metadata=fragment.metadata, pre_buffer=False)
    for batch in table.iter_batches(_BATCH_ROWS, row_groups, needed, use_threads=False):
        found = batch.filter(wanted).select(_LOCATION.names).cast(_LOCATION)
        yield from map(Location, *(column.to_pylist() for column in found.columns))


def _filter(hosts: Iterable[str], since: date | None, until: date | None) -> Expression:
    from pyarrow.dataset import field

    wanted = (
        reduce(or_, map(_at_host, hosts))
        & (field("fetch_status") == 200)
        & field("content_mime_detected").isin(ANNOUNCEMENT_TYPES)
    )
    fetched_on = field("fetch_time").cast(pa.date32())
    if since is not None:
        wanted &= fetched_on >= since
    if until is not None:
        wanted &= fetched_on <= until
    return wanted


def _at_host(host: str) -> Expression:
    """Pages of a host: by name, and by the range of the sorted keys, whose statistics exclude far more.

    In a key, `)` or a port follows the host's name: `fr,exemple)/forum`, `fr,exemple:8443)/forum`.
    """
    from pyarrow.dataset import field

    at_host = field("url_host_name") == host
    if host.replace(".", "").isdigit():
        return at_host  # tools do not agree on the key of an IP address
    name = surt(f"https://{host}").removesuffix(")/")
    key = field("url_surtkey")
    return at_host & (((key >= f"{name})") & (key < f"{name}*")) | ((key >= f"{name}:") & (key < f"{name};")))
