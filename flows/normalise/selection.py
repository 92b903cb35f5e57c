"""Which captures of the archive are read: the content that each address last held, each content once.

What an address still holds is read as it was when it first held it: "lundi prochain" on a page does not
move with every visit. An address that leads to another one now is an address of what that one holds.

Addresses that hold the same bytes are one announcement, known by the address that was seen first. It
stays the same where a page moved without a word and was edited at its new address: what a new address held
first is what one of its site held that was not found any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

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


@dataclass(frozen=True, slots=True)
class _Found:
    """What the archive holds of an address, however it is spelled."""

    key: str
    address: Address
    first_digest: str
    """What it held when it was first seen."""
    holder: dict[str, Any]
    """The oldest capture of what it holds, or leads to, now."""

    @property
    def age(self) -> tuple[date, str]:
        """What sorts the address seen first before others."""
        return self.address.first_seen_on, self.key

    @property
    def digest(self) -> str:
        """What it holds now."""
        digest: str = self.holder["content_digest"]
        return digest


def select(addresses: pa.Table) -> list[Job]:
    """The announcements among what an archive holds (`Archive.addresses`), in the order of its records."""
    announcements = addresses.filter(pc.equal(addresses["purpose"], "announcement"))
    order = ("url_surtkey", "fetch_time", "content_digest", "url", "source_id")
    rows = announcements.sort_by([(name, "ascending") for name in order]).to_pylist()
    by_content: dict[str, list[_Found]] = {}
    for found in _found({key: list(same) for key, same in groupby(rows, key=lambda row: row["url_surtkey"])}):
        by_content.setdefault(found.digest, []).append(found)
    moved = _moved(by_content)
    former: dict[str, list[_Found]] = {}
    for digest in moved:
        former.setdefault(_last(moved, digest), []).extend(by_content[digest])
    jobs = [
        _job(found, former.get(digest, [])) for digest, found in by_content.items() if digest not in moved
    ]
    return sorted(jobs, key=lambda job: (job.record["warc_filename"], job.record["warc_record_offset"]))


def _found(spellings: Mapping[str, list[dict[str, Any]]]) -> Iterator[_Found]:
    """Every address that holds something or leads there, from the rows of its spellings and sources."""
    redirects = {key: rows[-1] for key, rows in spellings.items() if rows[-1]["fetch_redirect"]}
    for key, rows in spellings.items():
        end = _end_of(key, redirects)
        if end in spellings and end not in redirects:
            first = min(rows, key=lambda row: (row["first_time"], row["source_id"], row["url"]))
            address = Address(rows[-1]["url"], first["first_time"].date(), rows[-1]["fetch_time"].date())
            digest = spellings[end][-1]["content_digest"]
            holder = min((row for row in spellings[end] if row["content_digest"] == digest), key=_content_age)
            yield _Found(key, address, first["first_digest"], holder)


def _end_of(key: str, moved: Mapping[str, Mapping[str, Any]]) -> str:
    """The key of the address that one leads to in the end; a circle ends where it began."""
    passed: set[str] = set()
    while key in moved and key not in passed:
        passed.add(key)
        key = surt(moved[key]["fetch_redirect"])
    return key


def _moved(by_content: Mapping[str, list[_Found]]) -> dict[str, str]:
    """Contents that are no longer found where they were, each with the content that a page they moved to
    holds now."""
    moved: dict[str, str] = {}
    everything = (found for group in by_content.values() for found in group)
    for found in sorted(everything, key=lambda found: found.age):
        before = by_content.get(found.first_digest, [])
        if before and found.first_digest != found.digest and all(_gave_way(gone, found) for gone in before):
            moved.setdefault(found.first_digest, found.digest)
    return moved


def _gave_way(gone: _Found, found: _Found) -> bool:
    """Whether an address was no longer found when another of its source first was."""
    of_one_source = gone.holder["source_id"] == found.holder["source_id"]
    return of_one_source and gone.address.last_seen_on < found.address.first_seen_on


def _last(moved: Mapping[str, str], digest: str) -> str:
    while digest in moved:
        digest = moved[digest]
    return digest


def _job(found_now: list[_Found], found_before: list[_Found]) -> Job:
    first_now = min(found_now, key=lambda found: found.age)
    found_ever = sorted((*found_now, *found_before), key=lambda found: found.age)
    oldest = min((found.holder for found in found_now), key=_content_age)
    return Job(
        announcement_identifier(found_ever[0].key),
        oldest["source_id"],
        first_now.address.url,
        oldest["content_time"],
        oldest["content_digest"],
        tuple(found.address for found in found_ever),
        oldest,
    )


def _content_age(row: Mapping[str, Any]) -> tuple[datetime, str, str]:
    return row["content_time"], row["url"], row["source_id"]
