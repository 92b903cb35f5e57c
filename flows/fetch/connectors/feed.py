"""An RSS or Atom feed: what it lists is asked for, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import ClassVar, Literal

import feedparser

from flows.fetch.address import web_address
from flows.fetch.capture import Problem
from flows.fetch.connector import Connector, Link, Site, WebAddress


class Feed(Connector):
    """The address of a feed."""

    live: ClassVar[bool] = True

    kind: Literal["feed"] = "feed"
    url: WebAddress
    """The feed's address."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Link | Problem]:
        """The page of each entry, in the feed's order; an address listed twice is asked for once."""
        feed = site.listing(self.url)
        if isinstance(feed, Problem):
            yield feed
            return
        parsed = feedparser.parse(
            BytesIO(feed.body),
            response_headers={"content-type": feed.content_type, "content-location": feed.url},
        )
        fault = parsed.get("bozo_exception")
        if isinstance(fault, feedparser.NonXMLContentType):
            fault = None  # many sites send their feeds as text/html
        if not parsed.entries and (fault or not parsed.version):
            yield Problem(
                source_id,
                self.url,
                "feed_unreadable",
                "Cette adresse ne donne pas de flux RSS ou Atom lisible.",
                "This address does not give a readable RSS or Atom feed.",
                str(fault) if fault else None,
            )
        for entry in parsed.entries:
            link = entry.get("link") or ""
            url = web_address(feed.url, link) if link else None
            if url is None:
                title = entry.get("title") or "?"
                yield Problem(
                    source_id,
                    self.url,
                    "entry_without_link",
                    f"L’entrée « {title} » du flux n’a pas d’adresse utilisable.",
                    f"The entry “{title}” of the feed has no usable address.",
                    link or None,
                )
            else:
                yield Link(url)
