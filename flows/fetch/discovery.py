"""What a site offers to those who look for announcements, seen from one of its pages.

Offers are tried group by group, in this order, until one lists announcements of the page:

1. the feeds that the page announces, then those where its software has them by default;
2. the calendars that it links to (iCalendar);
3. the page itself as a list of links;
4. the site's sitemaps;
5. the page alone.

Within a group the offer wins that lists most announcements of the page: those that the page links to or
that lie below it, or, where it is the site's first page, all of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from flows.fetch.address import web_address
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.icalendar_feed import ICalendar
from flows.fetch.connectors.listing import Listing
from flows.fetch.connectors.pages import Pages
from flows.fetch.connectors.sitemap import Sitemap
from flows.fetch.html_page import HtmlPage
from flows.fetch.surt import surt
from flows.fetch.survey import Onlooker, Survey, survey

_MOST_IN_A_GROUP = 5
_FEWEST_EVENTS = 2
"""A calendar of one event is that of an event's own page."""
_FEWEST_LINKS = 3
_FEWEST_WORDS = 2
"""A title has more than one word; "Accueil" and "Suite" are no titles."""
_NEWS = tuple(
    map(re.compile, ("actualite", "agenda", "evenement", "communique", "appel", "formation", "news"))
)
"""Words in the addresses of announcements."""


class _Software(NamedTuple):
    """What a site runs on, what tells so, and where it has its feed by default."""

    name: str
    trace: re.Pattern[str]
    """In the page's `generator` or in addresses of its files."""
    feeds: tuple[str, ...]
    """Addresses relative to the page; those that begin with `?` are added to it."""


_SOFTWARE = (
    _Software(
        "WordPress", re.compile(r"^wordpress\b|/wp-(?:content|includes)/", re.IGNORECASE), ("feed/", "/feed/")
    ),
    _Software("Drupal", re.compile(r"^drupal\b|/sites/default/files/", re.IGNORECASE), ("/rss.xml",)),
    _Software(
        "SPIP", re.compile(r"^spip\b|/spip\.php\b|/local/cache-", re.IGNORECASE), ("/spip.php?page=backend",)
    ),
    _Software(
        "TYPO3", re.compile(r"^typo3\b|/typo3(?:temp|conf)/", re.IGNORECASE), ("?type=9818", "/rss.xml")
    ),
    _Software(
        "Joomla",
        re.compile(r"^joomla\b|/media/(?:jui|system)/js/", re.IGNORECASE),
        ("?format=feed&type=rss", "/?format=feed&type=rss"),
    ),
)
"""9818 is the number that TYPO3's extension for news gives its feed."""
_ELSEWHERE = ("/rss.xml", "/feed/")
_GENERATOR = 'meta[name="generator" i]'
_FILES = "link[href], script[src], img[src]"

_FEED_LINKS = ", ".join(
    f'link[rel~="alternate" i][type="{kind}" i]' for kind in ("application/rss+xml", "application/atom+xml")
)
_CALENDAR_LINKS = (
    'link[type="text/calendar" i], a[type="text/calendar" i], a[href*=".ics"], a[href^="webcal"]'
)

_LISTS = (
    "article :is(h2, h3, h4) a",
    "article a:has(h2, h3, h4)",
    "main :is(h2, h3, h4) a",
    "main a:has(h2, h3, h4)",
    "main li > a",
)
"""Where links to announcements stand in most pages, the clearest sign first."""
_NEXT = ('a[rel~="next"]', "a.next")

_KINDS: tuple[tuple[re.Pattern[bytes], type[Feed | ICalendar | Sitemap]], ...] = (
    (re.compile(rb"<(?:rss|feed|rdf:RDF)\b"), Feed),
    (re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE), ICalendar),
    (re.compile(rb"<(?:urlset|sitemapindex)\b"), Sitemap),
)
_START_BYTES = 2048
_INDEX = re.compile(r"(?:index)?\.(?:html?|php|aspx?)$|index$", re.IGNORECASE)
_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()]")


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to announcements, and why it is thought of."""

    connector: Connector
    why: str


@dataclass(frozen=True, slots=True)
class Tried:
    """An offer, and what was found there."""

    offer: Offer
    survey: Survey
    fitting: int
    """How many of the announcements listed are of the page that was looked at."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found; the last group of offers that was tried holds the chosen one."""

    page: Capture
    software: str | None
    tried: tuple[Tried, ...]
    chosen: Tried


def discover(url: str, onlooker: Onlooker) -> Discovery | Problem:
    """Look at a page and try what its site offers; a problem, if the page could not or may not be had."""
    page = onlooker.listing(url)
    if isinstance(page, Problem):
        return page
    entrance = Entrance(page)
    tried: list[Tried] = []
    for group in _groups(entrance, onlooker):
        of_group = [_try(offer, entrance, onlooker) for offer in islice(group, _MOST_IN_A_GROUP)]
        tried += of_group
        best = max(of_group, key=lambda one: one.fitting, default=None)
        if best is not None and best.fitting:
            return Discovery(page, entrance.software.name if entrance.software else None, tuple(tried), best)
    raise AssertionError("unreachable: the page alone fits always")


class Entrance:
    """The page from which a site is looked at."""

    def __init__(self, page: Capture) -> None:
        self.url = page.url
        self.start = page.body[:_START_BYTES]
        self._page = page
        path = _INDEX.sub("", urlsplit(page.url).path)
        self.section = path if path.endswith("/") else f"{path}/"
        """The path below which pages belong to this one."""

    @cached_property
    def html(self) -> HtmlPage:
        """The page as HTML."""
        return HtmlPage(self._page)

    @cached_property
    def software(self) -> _Software | None:
        """What the site runs on: what the page says first, then what the addresses of its files tell."""
        said = list(self.html.attributes(_GENERATOR, "content"))
        used = [*self.html.attributes(_FILES, "href"), *self.html.attributes(_FILES, "src")]
        for traces in (said, used):
            for software in _SOFTWARE:
                if any(software.trace.search(trace) for trace in traces):
                    return software
        return None

    @cached_property
    def _linked(self) -> set[str]:
        return {surt(link.url) for link in self.html.links("a[href]") if link.url}

    def holds(self, url: str) -> bool:
        """Whether an address is one of the page's: linked on it, or below it."""
        if urlsplit(url).fragment:  # a comment, or another part of a page
            return False
        key = surt(url)
        is_below = _host(key) == _host(surt(self.url)) and urlsplit(url).path.startswith(self.section)
        return key != surt(self.url) and (is_below or key in self._linked)


def _groups(entrance: Entrance, onlooker: Onlooker) -> Iterator[Iterable[Offer]]:
    alone = Offer(Pages(urls=(entrance.url,)), "the page alone")
    for start, kind in _KINDS:
        if start.search(entrance.start):
            yield [Offer(kind(url=entrance.url), "the address itself"), alone]
            return
    yield _announced_feeds(entrance)
    yield _usual_feeds(entrance)
    yield _calendars(entrance)
    yield _lists(entrance)
    yield _sitemaps(entrance, onlooker)
    yield [alone]


def _announced_feeds(entrance: Entrance) -> Iterator[Offer]:
    for url in dict.fromkeys(link.url for link in entrance.html.links(_FEED_LINKS) if link.url):
        yield Offer(Feed(url=url), "announced by the page")


def _usual_feeds(entrance: Entrance) -> Iterator[Offer]:
    software = entrance.software
    why = f"where {software.name} has it" if software else "a usual place"
    urls = (_place(entrance.url, place) for place in (software.feeds if software else _ELSEWHERE))
    for url in dict.fromkeys(urls):
        if url is not None:
            yield Offer(Feed(url=url), why)


def _calendars(entrance: Entrance) -> Iterator[Offer]:
    for href in dict.fromkeys(entrance.html.attributes(_CALENDAR_LINKS, "href")):
        url = web_address(entrance.url, re.sub("^webcals?:", "https:", href))
        if url is not None:
            yield Offer(ICalendar(url=url), "linked on the page")


def _lists(entrance: Entrance) -> Iterator[Offer]:
    """The page as a list, if links with titles stand in it where those of a list do."""
    link = next((selector for selector in _LISTS if _picks_titles(entrance, selector)), None)
    if link is not None:
        on = next((way for way in _NEXT if any(one.url for one in entrance.html.links(way))), None)
        yield Offer(Listing(url=entrance.url, link=link, next=on), "a list of links")


def _picks_titles(entrance: Entrance, selector: str) -> bool:
    """Whether a selector picks titles of several pages of the site, and nothing else."""
    links = list(entrance.html.links(selector))
    keys = {surt(link.url) for link in links if link.url} - {surt(entrance.url)}
    titles = {link.text for link in links if len(link.text.split()) >= _FEWEST_WORDS}
    return len(keys) == len(titles) == len(links) >= _FEWEST_LINKS and {_host(key) for key in keys} == {
        _host(surt(entrance.url))
    }


def _sitemaps(entrance: Entrance, onlooker: Onlooker) -> Iterator[Offer]:
    """The part of each sitemap that is the page's; of a site's first page, what seems to be news."""
    named = islice(onlooker.client.rules(entrance.url).robots.sitemaps, _MOST_IN_A_GROUP - 1)
    places = {
        web_address(entrance.url, "/sitemap.xml"): "the usual place",
        **{web_address(entrance.url, url): "named in robots.txt" for url in named},
    }
    is_first_page = entrance.section == "/"
    include = _NEWS if is_first_page else (re.compile(_SPECIAL.sub(r"\\\g<0>", entrance.section)),)
    for url, why in places.items():
        if url is not None:
            yield Offer(Sitemap(url=url, include=include), why)


def _try(offer: Offer, entrance: Entrance, onlooker: Onlooker) -> Tried:
    seen = survey(offer.connector, onlooker.source_id, onlooker)
    fitting = seen.announcements
    if isinstance(offer.connector, Feed) and offer.connector.url != entrance.url:
        fitting = sum(map(entrance.holds, seen.urls))
    elif isinstance(offer.connector, ICalendar) and fitting < _FEWEST_EVENTS:
        fitting = 0
    return Tried(offer, seen, fitting)


def _place(url: str, place: str) -> str | None:
    """An address relative to a page that is a folder; what begins with `?` is added to what is asked."""
    if place.startswith("?"):
        return url + (f"&{place[1:]}" if urlsplit(url).query else place)
    return web_address(url if url.endswith("/") else f"{url}/", place)


def _host(key: str) -> str:
    return key.partition(")")[0]
