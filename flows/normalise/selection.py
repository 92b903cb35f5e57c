"""Which captures of the archive are read: the content that each address last held, each content once.

What an address still holds is read as it was when it first held it: "lundi prochain" on a page does not
move with every visit.

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


@dataclass(frozen=True, slots=True)
class Address:
    """An address, and when it was found to answer."""

    url: str
    first_seen_on: date
    last_seen_on: date


@dataclass(frozen=True, slots=True)
class Job:
    """One announcement to read: the capture of its content, and every address it was found at."""

    announcement_id: str
    source_id: str
    url: str
    fetched_at: datetime
    content_digest: str
    addresses: tuple[Address, ...]
    record: dict[str, Any]
    """Where the capture lies in the archive (`Archive.records`)."""

    @property
    def first_seen_on(self) -> date:
        """The day it was first found, at any address."""
        return min(address.first_seen_on for address in self.addresses)

    @property
    def last_seen_on(self) -> date:
        """The day it was last found."""
        return max(address.last_seen_on for address in self.addresses)


def select(addresses: pa.Table) -> list[Job]:
    """The announcements among what an archive holds (`Archive.addresses`), in the order of its records."""
    announcements = addresses.filter(pc.equal(addresses["purpose"], "announcement"))
    order = ("url_surtkey", "fetch_time", "content_digest", "url", "source_id")
    ordered = announcements.sort_by([(name, "ascending") for name in order])
    by_content: dict[str, list[tuple[Address, dict[str, Any]]]] = {}
    for address, newest in _spellings(ordered):
        by_content.setdefault(newest["content_digest"], []).append((address, newest))
    jobs = [_job(found) for found in by_content.values()]
    return sorted(jobs, key=lambda job: (job.record["warc_filename"], job.record["warc_record_offset"]))


def _spellings(ordered: pa.Table) -> Iterator[tuple[Address, dict[str, Any]]]:
    """One entry for all spellings of an address, with the row of the one that answered last."""
    for _, spellings in groupby(ordered.to_pylist(), key=lambda row: row["url_surtkey"]):
        rows = list(spellings)
        newest = rows[-1]
        first_seen_on = min(row["first_time"] for row in rows).date()
        yield Address(newest["url"], first_seen_on, newest["fetch_time"].date()), newest


def _job(found: list[tuple[Address, dict[str, Any]]]) -> Job:
    found.sort(key=lambda entry: (entry[0].first_seen_on, entry[0].url))
    first = found[0][0]
    oldest = min((row for _, row in found), key=lambda row: (row["content_time"], row["url"]))
    return Job(
        identifier("announcement", first.url),
        oldest["source_id"],
        first.url,
        oldest["content_time"],
        oldest["content_digest"],
        tuple(address for address, _ in found),
        oldest,
    )
