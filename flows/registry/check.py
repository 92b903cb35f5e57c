"""Whether sources work, tried on their sites: what is found, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlsplit

from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings
from flows.fetch.outcome import FORBIDDEN
from flows.fetch.probe import Probe, probe
from flows.fetch.run import SOURCES_AT_ONCE
from flows.fetch.source import Source
from flows.fetch.survey import Onlooker
from flows.registry.sample import Sample, read_sample

_REMEDIES = {
    **dict.fromkeys(
        ("robots_unreachable", "connection_failed", "too_slow", "host_failing"),
        "Open {url} in a browser: if it answers, try again later; if not, look for the site's new address.",
    ),
    "asked_to_wait": "Try again later; if it says so again, raise “politeness.delay_seconds”.",
    "address_refused": "If this address is meant, allow its network in RHI_ALLOWED_NETWORKS.",
    "tls_invalid": "Tell the publisher that the site's certificate has to be renewed.",
    **dict.fromkeys(
        ("http_status", "feed_unreadable", "calendar_unreadable", "sitemap_unreadable"),
        "See what the site offers now: rhi source new {site}.",
    ),
    "listing_without_links": "Look at the page's HTML and mend the setting “link”.",
}
"""What to do about a problem, by its rule."""
_OTHER_REMEDY = "Look into the problem, then check again."

Status = Literal["ok", "partly", "doubtful", "empty", "blocked", "failed"]


@dataclass(frozen=True, slots=True)
class Check:
    """What came of trying one source on a given day."""

    probe: Probe
    samples: tuple[Sample, ...]
    on: date

    @property
    def source(self) -> Source:
        """The source that was tried."""
        return self.probe.source

    @property
    def status(self) -> Status:
        """The codes of `source_status`; `doubtful` where pages are had but none holds an announcement."""
        if not self.samples:
            if not self.probe.problems:
                return "empty"
            return "blocked" if {problem.rule for problem in self.probe.problems} <= FORBIDDEN else "failed"
        if not any(sample.is_announcement for sample in self.samples):
            return "doubtful"
        is_whole = not self.probe.problems and not any(sample.problem for sample in self.samples)
        return "ok" if is_whole else "partly"

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to look into."""
        return self.status == "ok"

    @property
    def matching(self) -> int:
        """How many of the samples tell of anything that is published."""
        return sum(sample.is_announcement for sample in self.samples)

    @property
    def message(self) -> str:
        """What was found, in one line."""
        if not self.probe.announcements:
            return self.probe.problems[0].reason_en if self.probe.problems else "No announcement is listed."
        about = "" if self.probe.is_whole else "at least "
        several = "" if self.probe.announcements == 1 else "s"
        newest = f", the newest of {self.probe.newest_on}" if self.probe.newest_on else ""
        tried = f"{self.matching} of {len(self.samples)} tried tell of an event, a programme or a funding"
        listed = f"{about}{self.probe.announcements} announcement{several} listed{newest}"
        return f"{listed}; {tried if self.samples else 'none of those tried could be had'}."

    @property
    def next_step(self) -> str:
        """What its maintainer does next, in one sentence."""
        where = self.probe.access.url if self.probe.access else "its files"
        match self.status:
            case "blocked":
                return "Ask the publisher for leave, or take the source out."
            case "empty":
                return (
                    f"See whether announcements stand at {where}: if so mend the settings, else the address."
                )
            case "doubtful":
                return (
                    f"See how one is read (rhi review {self.samples[0].capture.url}); if it is no "
                    "announcement, point the source at a narrower list."
                )
            case "ok":
                if self.probe.access and self.source.verified_on != self.on:
                    return f"Write “verified_on: {self.on}” into its declaration."
                return "Nothing to do."
            case _:
                return _remedy(self.probe)

    def as_dict(self) -> dict[str, Any]:
        """Everything that was found, for programs."""
        return {
            "id": self.source.id,
            "kind": self.source.connector.kind,
            "status": self.status,
            "message": self.message,
            "next_step": self.next_step,
            "access": asdict(self.probe.access) if self.probe.access else None,
            "announcements": self.probe.announcements,
            "is_whole": self.probe.is_whole,
            "newest_on": self.probe.newest_on,
            "matching": self.matching,
            "samples": [
                {
                    "url": sample.capture.url,
                    "title": sample.reading.told.title if sample.reading else None,
                    "rows": {table: len(rows) for table, rows in sample.rows.items()},
                    "problem": sample.problem,
                }
                for sample in self.samples
            ],
            "problems": [asdict(problem) for problem in self.probe.problems],
        }


def check(source: Source, onlooker: Onlooker, on: date) -> Check:
    """Try a source: what it lists, and what is read in a few of its announcements."""
    found = probe(source, onlooker)
    return Check(found, tuple(read_sample(capture, source) for capture in found.samples), on)


def check_all(sources: Iterable[Source], http: HttpSettings, on: date) -> Iterator[Check]:
    """Try sources side by side; each is given when it and those before it are done."""
    client = HttpClient(http)

    def checked(source: Source) -> Check:
        return check(source, Onlooker(client, source.id, source.politeness), on)

    with ThreadPoolExecutor(SOURCES_AT_ONCE, thread_name_prefix="check") as pool:
        yield from pool.map(checked, sources)


def _remedy(found: Probe) -> str:
    """What to do about the first problem that there is a way about."""
    url = found.access.url if found.access and found.access.url else ""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}/"
    rules = (problem.rule for problem in found.problems)
    remedy = next((_REMEDIES[rule] for rule in rules if rule in _REMEDIES), _OTHER_REMEDY)
    return remedy.format(url=url, site=site)
