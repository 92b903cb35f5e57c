"""Which captures of the archive are read: the content that each address last held, each content once.

What an address still holds is read as it was when it first held it: "lundi prochain" on a page does not
move with every visit. An address that leads to another one now is an address of what that one holds.

Addresses that hold the same bytes are one announcement, known by the address that was seen first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from flows.fetch.surt import surt
from flows.normalise.identities import announcement_identifier


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


class _Found(NamedTuple):
    """An address, its own newest row, and the row of what it holds or leads to."""

    address: Address
    row: Mapping[str, Any]
    holder: dict[str, Any]


def select(addresses: pa.Table) -> list[Job]:
    """The announcements among what an archive holds (`Archive.addresses`), in the order of its records."""
    announcements = addresses.filter(pc.equal(addresses["purpose"], "announcement"))
    order = ("url_surtkey", "fetch_time", "content_digest", "url", "source_id")
    rows = announcements.sort_by([(name, "ascending") for name in order]).to_pylist()
    spellings = [list(found) for _, found in groupby(rows, key=lambda row: row["url_surtkey"])]
    moved = {found[-1]["url_surtkey"]: found[-1] for found in spellings if found[-1]["fetch_redirect"]}
    newest = {found[-1]["url_surtkey"]: found[-1] for found in spellings}
    by_content: dict[str, list[_Found]] = {}
    for found in spellings:
        last = found[-1]
        first_seen_on = min(row["first_time"] for row in found).date()
        holder = newest.get(_end_of(last["url_surtkey"], moved))
        if holder is not None and not holder["fetch_redirect"]:
            address = Address(last["url"], first_seen_on, last["fetch_time"].date())
            by_content.setdefault(holder["content_digest"], []).append(_Found(address, last, holder))
    jobs = [_job(found) for found in by_content.values()]
    return sorted(jobs, key=lambda job: (job.record["warc_filename"], job.record["warc_record_offset"]))


def _end_of(key: str, moved: Mapping[str, Mapping[str, Any]]) -> str:
    """The key of the address that one leads to in the end; a circle ends where it began."""
    passed: set[str] = set()
    while key in moved and key not in passed:
        passed.add(key)
        key = surt(moved[key]["fetch_redirect"])
    return key


def _job(found: list[_Found]) -> Job:
    found.sort(key=lambda one: (one.address.first_seen_on, one.address.url))
    first = found[0]
    oldest = min((one.holder for one in found), key=lambda row: (row["content_time"], row["url"]))
    return Job(
        announcement_identifier(first.row["url_surtkey"]),
        oldest["source_id"],
        first.address.url,
        oldest["content_time"],
        oldest["content_digest"],
        tuple(one.address for one in found),
        oldest,
    )
