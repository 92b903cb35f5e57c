"""A connector knows one way in which announcements are offered, and its settings.

It is the part of a source's declaration below `connector:`, and at the same time what reads it: a
strict model with one method. It says what the source holds, one by one: a link where a page is to be
asked for, a capture where the announcement is already at hand, a problem where there should have been
either. A new one is a module in `connectors/`; nothing else changes.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from flows.fetch.address import address_of
from flows.fetch.capture import Capture, Problem


@dataclass(frozen=True, slots=True)
class Link:
    """An announcement's address: it is asked for, unless it was, or is known not to have changed."""

    url: str
    modified_at: datetime | None = None
    """When the site says that the page last changed, with a time zone; null if it does not say."""
    published_at: datetime | None = None
    """When the site says that it was published, which tells nothing of later changes; null likewise."""


Found = Link | Capture | Problem
"""What a connector gives: an address to ask for, an announcement, or what went wrong."""


class Site(Protocol):
    """What a connector may ask while it looks for announcements."""

    def listing(self, url: str) -> Capture | Problem:
        """The page, feed or sitemap at an address that lists announcements and is none itself."""


class Connector(BaseModel):
    """The settings of one way to announcements, and the reading of it.

    The words below each setting, and the class's own, are what `docs/sources.md` says of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    kind: str
    """Its name in declarations; each connector narrows it to one literal."""
    live: ClassVar[bool] = False
    """Whether it asks a site now, or reads what was captured before."""

    def obstacle(self, source_id: str) -> Problem | None:  # noqa: ARG002
        """What makes reading pointless from the start, known without reading; null if nothing does."""
        return None

    @abstractmethod
    def announcements(self, source_id: str, site: Site) -> Iterator[Found]:
        """Give what the source holds, one by one; what cannot be had is given as a problem."""


def _beside_declaration(path: Path, info: ValidationInfo) -> Path:
    """Take a relative path from the folder of the YAML file that states it."""
    folder = (info.context or {}).get("folder")
    return folder / path if folder is not None else path


def _is_web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or address_of(url) != url:
        raise ValueError("must be a complete address that begins with https:// or http://")
    return url


def _compiled(pattern: object) -> object:
    if isinstance(pattern, re.Pattern):
        return pattern
    if not isinstance(pattern, str):
        raise ValueError("must be text; put it in quotes")
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(
            f"“{pattern}” is not a regular expression ({error}); any characters are written .*"
        ) from error


WebAddress = Annotated[str, AfterValidator(_is_web_address), Field(json_schema_extra={"format": "uri"})]
"""A complete http(s) address."""

UrlPattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
"""A regular expression that is looked for anywhere in an address."""

LocalPath = Annotated[Path, AfterValidator(_beside_declaration)]
"""A file or folder; in a YAML file, relative to that file."""


def is_chosen(url: str, include: Iterable[UrlPattern], exclude: Iterable[UrlPattern] = ()) -> bool:
    """Whether an address is wanted: some pattern of `include` is found in it (none given: all are
    wanted), and none of `exclude`."""
    included = [pattern.search(url) for pattern in include]
    return (not included or any(included)) and not any(pattern.search(url) for pattern in exclude)
