"""What comes out of a source: captures, and problems where there should have been one.

A capture is one answer of one address at one moment, kept byte for byte. Everything later (the
archive, the reading, the release) rests on captures alone, so a capture says by itself where it is
from, when it was taken and what kind of file it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

MAX_BODY_BYTES = 50_000_000
"""Larger bodies are refused: announcements are pages and leaflets, and this bounds the memory used."""


Purpose = Literal["announcement", "listing", "rules"]
"""What an address was asked for: an announcement, what lists announcements, or what a site asks of robots."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One body as it was found at an address."""

    source_id: str
    url: str
    fetched_at: datetime
    """When the address gave this answer; always UTC."""
    content_type: str
    """Media type as declared, with its parameters (`text/html; charset=utf-8`); empty if undeclared."""
    body: bytes
    """The payload, with transfer and content encodings removed."""
    status: int = 200
    """HTTP status; 200 for what was not captured over HTTP."""
    headers: tuple[tuple[str, str], ...] = ()
    """What else the answer's headers said (`ETag`, `Last-Modified`, …); empty for files."""
    purpose: Purpose = "announcement"

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            raise ValueError(f"fetched_at of {self.url} has no time zone")
        object.__setattr__(self, "fetched_at", self.fetched_at.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a source should have given and did not, in words for its readers."""

    source_id: str
    url: str | None
    """The address concerned; null where the source as a whole is."""
    rule: str
    """Which expectation failed, as a short code (`file_missing`, `http_status`, …)."""
    reason_fr: str
    reason_en: str
    raw_value: str | None = None
    """The value that failed, as found."""
