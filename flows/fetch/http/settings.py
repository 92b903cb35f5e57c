"""How sites are asked: by all sources, and by one that asks otherwise."""

from __future__ import annotations

from importlib.metadata import version
from ipaddress import IPv4Network, IPv6Network

from pydantic import BaseModel, ConfigDict, Field

from flows.fetch.capture import MAX_BODY_BYTES

ROBOT_NAME = "rhi"


class HttpSettings(BaseModel):
    """How sites are asked, whichever source asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = None
    """An address or page for a site's keepers to complain to; part of the User-Agent."""
    connect_seconds: float = Field(default=10, gt=0)
    read_seconds: float = Field(default=30, gt=0)
    """For a site that has gone silent."""
    total_seconds: float = Field(default=180, gt=0)
    """For one answer, from the request to the last byte."""
    delay_seconds: float = Field(default=1, ge=0)
    """Between two requests to one host; a longer crawl-delay of its robots.txt is obeyed."""
    tries: int = Field(default=4, ge=1)
    backoff_seconds: float = Field(default=2, ge=0)
    """Before the second try; doubled before each further one, and up to doubled again by chance, so that
    what failed together does not come back together."""
    longest_pause_seconds: float = Field(default=60, gt=0)
    """A site that asks to be left alone for longer is left alone for this run."""
    redirects: int = Field(default=5, ge=0)
    max_body_bytes: int = Field(default=MAX_BODY_BYTES, gt=0)
    allowed_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that are asked though they are private, loopback or link-local."""

    @property
    def user_agent(self) -> str:
        """Name, version and contact, as sent with each request."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{ROBOT_NAME}/{version('regional-health-initiatives')}{contact}"


class Politeness(BaseModel):
    """What one source asks for beyond the settings that hold for all."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    delay_seconds: float | None = Field(default=None, ge=0)
    """Seconds between two requests to its host; null: as for all sources. A longer crawl-delay in
    robots.txt is obeyed in any case."""
    concurrency: int = Field(default=1, ge=1, le=8)
    """Requests to its host that may be under way at once."""
    meta_robots: tuple[str, ...] = ("noai", "noindex")
    """Words of a page's `robots` directives (meta tag or X-Robots-Tag) that keep it out. Rights reserved
    by the TDM Reservation Protocol are honoured in any case."""
