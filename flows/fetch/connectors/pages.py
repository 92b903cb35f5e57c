"""Web pages named one by one, asked for now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, WebAddress
from flows.fetch.http import HttpClient


class Pages(Connector):
    """A list of addresses."""

    live: ClassVar[bool] = True

    kind: Literal["pages"] = "pages"
    urls: tuple[WebAddress, ...] = Field(min_length=1)

    def captures(self, source_id: str, client: HttpClient) -> Iterator[Capture | Problem]:
        """One capture for each address, in their order."""
        for url in dict.fromkeys(self.urls):
            yield client.capture(source_id, url)
