"""Which captures of the archive are read: the newest of each address, each content once.

Addresses that hold the same bytes are one announcement, known by the address that was seen first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.normalise.identities import identifier

_ADDRESS = ("url_surtkey", "url", "fetch_time", "content_digest", "source_id",
            "warc_filename", "warc_record_offset", "warc_record_length")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """An address, and when it was found to answer."""

    url: str
    first_seen_on: date
    last_seen_on: date


@dataclass(frozen=True, slots=True)
class Job:
    """One announcement to read: its newest capture, and every address it was found at."""

    announcement_id: str
    source_id: str
    url: str
    fetched_at: datetime
    content_digest: str
    addresses: tuple[Address, ...]
    record: dict[str, Any]
    """Where the capture lies in the archive (`Archive.records`)."""


def select(index: pa.Table) -> list[Job]:
    """The announcements of an archive's index, in the order in which the archive holds them."""
    answered = index.filter(pc.equal(index["fetch_status"], 200)).select(_ADDRESS)
    ordered = answered.sort_by(
        [("url_surtkey", "ascending"), ("fetch_time", "ascending"), ("content_digest", "ascending")]
    )
    by_content: dict[str, list[tuple[Address, dict[str, Any]]]] = {}
    for address, newest in _addresses(ordered):
        by_content.setdefault(newest["content_digest"], []).append((address, newest))
    jobs = [_job(found) for found in by_content.values()]
    return sorted(jobs, key=lambda job: (job.record["warc_filename"], job.record["warc_record_offset"]))


def _addresses(ordered: pa.Table) -> Iterator[tuple[Address, dict[str, Any]]]:
    for _, captures in groupby(ordered.to_pylist(), key=lambda row: row["url_surtkey"]):
        rows = list(captures)
        first, newest = rows[0], rows[-1]
        yield Address(newest["url"], first["fetch_time"].date(), newest["fetch_time"].date()), newest


def _job(found: list[tuple[Address, dict[str, Any]]]) -> Job:
    found.sort(key=lambda entry: (entry[0].first_seen_on, entry[0].url))
    first = found[0][0]
    newest = max((row for _, row in found), key=lambda row: (row["fetch_time"], row["url"]))
    return Job(
        identifier("announcement", first.url),
        newest["source_id"],
        first.url,
        newest["fetch_time"],
        newest["content_digest"],
        tuple(address for address, _ in found),
        newest,
    )
