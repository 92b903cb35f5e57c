"""One source's visit to its site: each address asked for once."""

from __future__ import annotations

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Link
from flows.fetch.http import HttpClient
from flows.fetch.surt import surt


class Visitor:
    """Asks for the pages of one source."""

    def __init__(self, source_id: str, client: HttpClient) -> None:
        self._source_id = source_id
        self._client = client
        self._asked: set[str] = set()

    def listing(self, url: str) -> Capture | Problem:
        """The page, feed or sitemap at an address that lists announcements and is none itself."""
        return self._client.capture(self._source_id, url)

    def announcement(self, link: Link) -> Capture | Problem | None:
        """The page at a link; null if it was asked for before."""
        key = surt(link.url)
        if key in self._asked:
            return None
        self._asked.add(key)
        return self._client.capture(self._source_id, link.url)
