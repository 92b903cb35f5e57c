"""An RSS or Atom feed: what it lists is asked for page by page, or taken from the feed itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from io import BytesIO
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

import feedparser
from selectolax.lexbor import LexborHTMLParser

from flows.fetch.address import web_address
from flows.fetch.capture import Capture, Problem
from flows.fetch.charset import text_of
from flows.fetch.connector import Connector, Link, Site, WebAddress
from flows.fetch.surt import surt
from flows.fetch.xml_text import mended_xml

_PARIS = ZoneInfo("Europe/Paris")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_CHANGED = re.compile(r"<(?:\w{1,20}:)?(?:updated|modified)\b[^<>]{0,200}>([^<]{1,60})<", re.IGNORECASE)
"""How Atom and Dublin Core write the last change; feedparser gives other dates under the same name."""


class Feed(Connector):
    """An RSS or Atom feed: the page of each entry is asked for, or its text taken from the feed."""

    live: ClassVar[bool] = True

    kind: Literal["feed"] = "feed"
    url: WebAddress
    """The feed's address."""
    whole_text: bool = False
    """Whether an entry that holds its whole text is read as it is, without asking for its page."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Link | Capture | Problem]:
        """The entries, in the feed's order."""
        feed = site.listing(self.url)
        if isinstance(feed, Problem):
            yield feed
            return
        text = mended_xml(text_of(feed.body, feed.content_type))
        parsed = feedparser.parse(
            BytesIO(text.encode()),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": feed.url,
            },
        )
        damage = parsed.get("bozo_exception")
        if not parsed.entries and (damage or not parsed.get("version")):
            yield self._unreadable(source_id, damage)
            return
        changes = {written.strip() for written in _CHANGED.findall(text)}
        taken: set[str] = set()
        for entry in parsed.entries:
            url = _address(entry, feed.url)
            page = _page(entry, feed.fetched_at) if self.whole_text else None
            if url is None:
                if not damage:
                    yield self._without_link(source_id, entry)
            elif page is None:
                yield Link(url, *_dates(entry, changes, feed.fetched_at))
            elif (key := surt(url)) not in taken:
                taken.add(key)
                yield Capture(source_id, url, feed.fetched_at, "text/html; charset=utf-8", page)
        if damage:
            yield self._damaged(source_id, len(parsed.entries), damage)

    def _unreadable(self, source_id: str, fault: Exception | None) -> Problem:
        return Problem(
            source_id,
            self.url,
            "feed_unreadable",
            "Cette adresse ne donne pas de flux RSS ou Atom lisible.",
            "This address does not give a readable RSS or Atom feed.",
            str(fault) if fault else None,
        )

    def _damaged(self, source_id: str, entries: int, fault: Exception) -> Problem:
        return Problem(
            source_id,
            self.url,
            "feed_damaged",
            f"Le flux est abîmé ou incomplet : {entries} entrée{'s' if entries > 1 else ''} y "
            f"{'ont' if entries > 1 else 'a'} été trouvée{'s' if entries > 1 else ''}, d’autres manquent "
            "peut-être ; le signaler au site.",
            f"The feed is damaged or incomplete: {entries} entr{'ies' if entries > 1 else 'y'} "
            f"{'were' if entries > 1 else 'was'} found in it, others may be missing; tell the site.",
            str(fault),
        )

    def _without_link(self, source_id: str, entry: Any) -> Problem:
        title = _title(entry) or "?"
        return Problem(
            source_id,
            self.url,
            "entry_without_link",
            f"L’entrée « {title} » du flux n’a pas d’adresse utilisable.",
            f"The entry “{title}” of the feed has no usable address.",
            entry.get("link") or None,
        )


def _address(entry: Any, base: str) -> str | None:
    """Where an entry's page is: before FeedBurner's detour, the page among its links, its permanent id."""
    link = entry.get("feedburner_origlink") or _page_link(entry) or entry.get("link")
    if not link and entry.get("guidislink"):
        link = entry.get("id")
    return web_address(base, link.replace("&amp;", "&")) if link else None


def _page_link(entry: Any) -> str | None:
    """The address of the page itself (RFC 4287, section 4.2.7.2): HTML before files, French before others."""
    pages = [link for link in entry.get("links", ()) if link.get("rel") == "alternate" and link.get("href")]
    best = max(
        pages,
        key=lambda link: (link.get("type") in _HTML_TYPES, link.get("hreflang", "fr").startswith("fr")),
        default=None,
    )
    return best["href"] if best else None


def _dates(entry: Any, changes: set[str], fetched_at: datetime) -> tuple[datetime | None, datetime | None]:
    """When an entry last changed, and when it was published: that says nothing of later changes."""
    published = entry.get("published", "")
    dated = dict.get(entry, "updated")  # feedparser's own would give `published` instead
    if dated in changes:
        return _instant(dated, fetched_at), _instant(published, fetched_at)
    return None, _instant(published or dated or "", fetched_at)


def _instant(written: str, fetched_at: datetime) -> datetime | None:
    """A date as Atom (RFC 3339) or RSS (RFC 822) write it, if it has a zone and is not ahead of its time."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, OverflowError):
            instant = read(written)
            return instant.astimezone(UTC) if instant.tzinfo and instant <= fetched_at else None
    return None


def _title(entry: Any) -> str:
    """The words of an entry's title, without its markup."""
    return " ".join(LexborHTMLParser(entry.get("title") or "").text().split())


def _page(entry: Any, fetched_at: datetime) -> bytes | None:
    """The page that an entry with its whole text makes; null if it holds a summary or nothing."""
    texts = [part for part in entry.get("content", ()) if part.type in (*_HTML_TYPES, "text/plain")]
    content = max(texts, key=lambda part: len(part.value), default=None)
    if content is None or not content.value.strip():
        return None
    title = escape(_title(entry))
    published_at = _instant(entry.get("published", ""), fetched_at)
    date = (
        f'<meta property="article:published_time" content="{published_at.astimezone(_PARIS).isoformat()}">\n'
        if published_at
        else ""
    )
    text = content.value if content.type in _HTML_TYPES else f"<pre>{escape(content.value)}</pre>"
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{date}</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n{text}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
