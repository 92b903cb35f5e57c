"""What a connector lists, looked at without keeping anything: how much, how new, and the first of it."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, Link, Site
from flows.fetch.http.client import HttpClient
from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import Politeness
from flows.fetch.outcome import FORBIDDEN, source_unreadable
from flows.fetch.surt import surt

logger = logging.getLogger(__name__)

SAMPLES = 3
"""Announcements of a source that are looked at."""
MOST_LISTINGS = 5
"""Pages of a list, or sitemaps, that are asked for: enough to see that there are more."""
MOST_CAPTURES = 1000
"""Captures that are counted: reading a web archive whole takes its time."""
_ANSWERS = FORBIDDEN | {"http_status", "body_too_large", "too_many_redirects", "url_unreadable"}
"""Rules of failures that a site has to answer for."""
_MOST_URLS = 100
_PARIS = ZoneInfo("Europe/Paris")
_INSTANT = timedelta(microseconds=1)


class Onlooker:
    """Asks a site as a visitor does, but keeps nothing. What lists announcements is asked for once."""

    def __init__(self, client: HttpClient, source_id: str, politeness: Politeness) -> None:
        self.client = client
        self.source_id = source_id
        self.first_url: str | None = None
        """The address that was asked for first."""
        self.was_answered = False
        """Whether the site gave anything, be it a refusal."""
        self._politeness = politeness
        self._listings: dict[str, Capture | Problem] = {}

    def listing(self, url: str) -> Capture | Problem:
        """The page, feed or sitemap at an address that lists announcements and is none itself."""
        if url not in self._listings:
            self._listings[url] = self._ask(url, self._politeness.model_copy(update={"meta_robots": ()}))
        return self._listings[url]

    def announcement(self, url: str) -> Capture | Problem:
        """The announcement at an address."""
        return self._ask(url, self._politeness)

    def _ask(self, url: str, politeness: Politeness) -> Capture | Problem:
        self.first_url = self.first_url or url
        try:
            answer = self.client.get(url, politeness)
        except FailedError as failure:
            self.was_answered |= failure.rule in _ANSWERS
            return failure.problem(self.source_id, url)
        self.was_answered = True
        content_type = answer.headers.get("Content-Type", "")
        return Capture(self.source_id, answer.url, answer.at, content_type, answer.body)


class Survey:
    """What a connector lists, as far as it was looked at."""

    def __init__(self) -> None:
        self.announcements = 0
        """How many; a link that is listed twice counts once."""
        self.is_whole = True
        """Whether everything was counted; otherwise there are at least so many."""
        self.urls: list[str] = []
        """The first addresses."""
        self.problems: list[Problem] = []
        self._newest: list[tuple[date, Link | Capture]] = []
        self._keys: set[int] = set()

    @property
    def samples(self) -> list[Link | Capture]:
        """The newest announcements; the first, where no days are told."""
        return [found for _, found in self._newest]

    @property
    def newest_on(self) -> date | None:
        """The day of the newest announcement (of the newest capture where no site is asked), if told."""
        return self._newest[0][0] if self._newest and self._newest[0][0] > date.min else None

    def add(self, found: Link | Capture, day: date | None) -> None:
        """Count an announcement that bears the date of `day`."""
        if isinstance(found, Link):
            key = hash(surt(found.url))
            if key in self._keys:
                return
            self._keys.add(key)
        self.announcements += 1
        if len(self.urls) < _MOST_URLS:
            self.urls.append(found.url)
        self._newest.append((day or date.min, found))
        self._newest.sort(key=itemgetter(0), reverse=True)
        del self._newest[SAMPLES:]


def survey(connector: Connector, source_id: str, site: Site) -> Survey:
    """Look at what a connector lists, within bounds."""
    seen = Survey()
    try:
        for found in connector.announcements(source_id, _Bounded(site)):
            if isinstance(found, Problem):
                seen.problems.append(found)
                continue
            if not connector.live and seen.announcements == MOST_CAPTURES:
                raise _EnoughError
            seen.add(found, _day(found, live=connector.live))
    except _EnoughError:
        seen.is_whole = False
    except Exception as error:
        logger.exception("%s: reading the source failed", source_id)
        seen.problems.append(source_unreadable(source_id, error))
    return seen


class _EnoughError(Exception):
    """Enough was seen."""


class _Bounded:
    """A site that is asked for a few lists only."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._left = MOST_LISTINGS

    def listing(self, url: str) -> Capture | Problem:
        if not self._left:
            raise _EnoughError
        self._left -= 1
        return self._site.listing(url)


def _day(found: Link | Capture, *, live: bool) -> date | None:
    if isinstance(found, Capture):
        return None if live else found.fetched_at.date()
    if found.published_at is not None:
        return found.published_at.astimezone(_PARIS).date()
    if found.modified_at is None:
        return None
    return (found.modified_at - _INSTANT).date()  # a page changed on a day changed before the day's end
