"""Web pages named one by one, asked for now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from flows.fetch.connector import Connector, Link, Site, WebAddress


class Pages(Connector):
    """Pages named one by one."""

    live: ClassVar[bool] = True

    kind: Literal["pages"] = "pages"
    urls: tuple[WebAddress, ...] = Field(min_length=1)
    """The pages' addresses."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Link]:  # noqa: ARG002
        """The addresses, in their order."""
        yield from map(Link, self.urls)
