"""Asking a site for a page the way its keepers would wish.

The client says who it is, obeys robots.txt and reserved rights, waits between two requests to a host,
asks for what it has already only if it changed, gives up on what is too slow or too large, and tries
again only what may heal. Whatever goes wrong is a `FailedError` in words.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Protocol
from urllib.parse import urlsplit

import requests
import urllib3
from protego import Protego
from requests.structures import CaseInsensitiveDict

from flows.fetch.address import web_address
from flows.fetch.http.failure import FailedError, too_slow, unreachable
from flows.fetch.http.host import Host, Rules, SiteRules
from flows.fetch.http.opt_outs import WELL_KNOWN, demand_no_reservation, reservations, tdm_reserved
from flows.fetch.http.settings import ROBOT_NAME, HttpSettings, Politeness

_PASSING = frozenset({429, 500, 502, 503, 504})
"""Answers that may be different a moment later."""
_CHUNK_BYTES = 65_536
_ROBOTS_BYTES = 512_000
"""What RFC 9309 (section 2.5) asks a robot to read of a robots.txt at least."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: 200 with a body, or 304 for what was known already."""

    url: str
    """Where it was found in the end."""
    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes
    at: datetime


class Memory(Protocol):
    """What whoever asks knows of addresses from before."""

    def validators(self, url: str) -> dict[str, str]:
        """The conditions (`If-None-Match`, `If-Modified-Since`) to ask an address with."""

    def remembered(self, answer: Answer) -> bytes:
        """The body that a site rule's answer stands for: its own, or the one known before if it is a 304."""


class _NoMemory:
    """For those who ask once."""

    def validators(self, url: str) -> dict[str, str]:  # noqa: ARG002
        return {}

    def remembered(self, answer: Answer) -> bytes:
        return answer.body


class HttpClient:
    """Asks for pages, from any number of threads; remembers each host's rules and whose turn it is."""

    def __init__(self, settings: HttpSettings | None = None) -> None:
        self.settings = settings or HttpSettings()
        self._lock = Lock()
        self._hosts: dict[str, Host] = {}
        self._sites: dict[str, SiteRules] = {}

    def get(
        self,
        url: str,
        politeness: Politeness | None = None,
        memory: Memory | None = None,
    ) -> Answer:
        """The page at `url`, asked for with the conditions that `memory` gives.

        Raises `FailedError` if it could not or may not be had.
        """
        return self._follow(url, politeness or Politeness(), memory or _NoMemory(), obey_rules=True)

    def _follow(self, url: str, politeness: Politeness, memory: Memory, *, obey_rules: bool) -> Answer:
        """Ask for a page, and for the one it redirects to, as often as the settings allow."""
        for _ in range(self.settings.redirects + 1):
            delay = (
                self.settings.delay_seconds if politeness.delay_seconds is None else politeness.delay_seconds
            )
            if obey_rules:
                rules = self.rules(url, politeness, memory)
                _demand_allowed(url, rules)
                delay = max(delay, rules.crawl_delay)
            conditions = memory.validators(url)
            answer = self._ask_until_answered(url, conditions, delay, politeness.concurrency)
            target = _target(answer)
            if target is None:
                if obey_rules:
                    _demand_page(answer, conditions)
                    content_type = answer.headers.get("Content-Type", "text/html")
                    demand_no_reservation(answer.headers, content_type, answer.body, politeness.meta_robots)
                return answer
            url = target
        raise FailedError(
            "too_many_redirects",
            f"La page redirige plus de {self.settings.redirects} fois.",
            f"The page redirects more than {self.settings.redirects} times.",
            url,
        )

    def rules(self, url: str, politeness: Politeness | None = None, memory: Memory | None = None) -> Rules:
        """The rules of the site that an address belongs to; asked for once in the client's life.

        Raises `FailedError` if they could not be read.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._sites.setdefault(site, SiteRules())
        with known.lock:
            if known.rules is None and known.failure is None:
                try:
                    known.rules = self._ask_for_rules(site, politeness or Politeness(), memory or _NoMemory())
                except FailedError as failure:
                    known.failure = failure
        if known.rules is None:
            assert known.failure is not None
            raise known.failure
        return known.rules

    def _ask_for_rules(self, site: str, politeness: Politeness, memory: Memory) -> Rules:
        """The robots.txt of a site (RFC 9309) and its reservations: where there is none all is allowed;
        where robots.txt cannot be reached nothing is."""
        try:
            answer = self._follow(f"{site}/robots.txt", politeness, memory, obey_rules=False)
        except FailedError as failure:
            raise FailedError(
                failure.rule if failure.rule == "address_refused" else "robots_unreachable",
                f"Le fichier robots.txt du site n’a pas pu être lu : {failure.reason_fr}",
                f"The site's robots.txt could not be read: {failure.reason_en}",
                failure.raw_value,
            ) from failure
        if answer.status >= 500 or answer.status == 429:
            raise FailedError(
                "robots_unreachable",
                f"Le fichier robots.txt du site répond {answer.status} ; le site n’est pas lu.",
                f"The site's robots.txt answers {answer.status}; the site is not read.",
                str(answer.status),
            )
        text = memory.remembered(answer)[:_ROBOTS_BYTES] if answer.status in (200, 304) else b""
        robots = Protego.parse(text.decode("utf-8", "replace"))
        crawl_delay = min(robots.crawl_delay(ROBOT_NAME) or 0.0, self.settings.longest_pause_seconds)
        rules = Rules(robots, reservations(b""), crawl_delay)
        if not robots.can_fetch(site + WELL_KNOWN, ROBOT_NAME):
            return rules
        try:
            answer = self._follow(site + WELL_KNOWN, politeness, memory, obey_rules=False)
        except FailedError:
            return rules
        if answer.status not in (200, 304):
            return rules
        return Rules(robots, reservations(memory.remembered(answer)), crawl_delay)

    def _host(self, url: str) -> Host:
        name = urlsplit(url).netloc
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = Host(name, self.settings)
            return self._hosts[name]

    def _ask_until_answered(
        self, url: str, conditions: dict[str, str], delay: float, concurrency: int
    ) -> Answer:
        """Ask, and ask again after a pause while what went wrong may heal."""
        host = self._host(url)
        host.demand_welcome()
        pause = self.settings.backoff_seconds
        for remaining in range(self.settings.tries - 1, -1, -1):
            wished = 0.0
            try:
                with host.turn(delay, concurrency):
                    answer = self._ask(host, url, conditions)
            except (requests.exceptions.SSLError, requests.exceptions.InvalidURL) as error:
                host.failed()
                raise unreachable(error) from error
            except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
                if not remaining:
                    host.failed()
                    raise unreachable(error) from error
            else:
                if answer.status not in _PASSING:
                    host.answered()
                    return answer
                wished = _retry_after(answer)
                if wished > self.settings.longest_pause_seconds:
                    host.leave_alone(_asked_to_wait(wished))
                    host.demand_welcome()
                if not remaining:
                    host.failed()
                    return answer
            time.sleep(max(wished, pause * random.uniform(1, 2)))
            pause *= 2
        raise AssertionError("unreachable: the last try returns or raises")

    def _ask(self, host: Host, url: str, conditions: dict[str, str]) -> Answer:
        timeout = (self.settings.connect_seconds, self.settings.read_seconds)
        deadline = time.monotonic() + self.settings.total_seconds
        at = datetime.now(UTC)
        with host.session.get(
            url, headers=conditions, stream=True, allow_redirects=False, timeout=timeout
        ) as response:
            body = self._body(response, deadline) if response.status_code == 200 else b""
            return Answer(url, response.status_code, response.headers, body, at)

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        """The decoded body, read piece by piece so that neither its size nor its slowness can hurt."""
        body = bytearray()
        while piece := response.raw.read1(_CHUNK_BYTES, decode_content=True):
            body += piece
            if len(body) > self.settings.max_body_bytes:
                limit = self.settings.max_body_bytes
                raise FailedError(
                    "body_too_large",
                    f"La page est trop volumineuse (plus de {limit} octets) ; elle n’a pas été gardée.",
                    f"The page is too large (more than {limit} bytes); it was not kept.",
                    str(limit),
                )
            if time.monotonic() > deadline:
                raise too_slow()
        return bytes(body)


def _demand_allowed(url: str, rules: Rules) -> None:
    if not rules.robots.can_fetch(url, ROBOT_NAME):
        raise FailedError(
            "robots_forbidden",
            "Le fichier robots.txt du site interdit cette page.",
            "The site's robots.txt forbids this page.",
            url,
        )
    parts = urlsplit(url)
    if rules.reserved.holds_for(parts.path + (f"?{parts.query}" if parts.query else "")):
        raise tdm_reserved()


def _demand_page(answer: Answer, conditions: dict[str, str]) -> None:
    if answer.status != 200 and not (answer.status == 304 and conditions):
        raise FailedError(
            "http_status",
            f"Le site répond {answer.status} au lieu de la page.",
            f"The site answers {answer.status} instead of the page.",
            str(answer.status),
        )


def _target(answer: Answer) -> str | None:
    """Where an answer redirects to; null if it does not."""
    location = answer.headers.get("Location")
    if location is None or answer.status not in (301, 302, 303, 307, 308):
        return None
    target = web_address(answer.url, location)
    if target is None:
        raise FailedError(
            "url_unreadable",
            f"La page redirige vers « {location} », qui n’est pas une adresse http(s).",
            f"The page redirects to “{location}”, which is not an http(s) address.",
            location,
        )
    return target


def _retry_after(answer: Answer) -> float:
    """The seconds a site asks to be left alone for; 0 if it does not say."""
    value = answer.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - answer.at).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return 0.0


def _asked_to_wait(seconds: float) -> FailedError:
    return FailedError(
        "asked_to_wait",
        f"Le site demande de ne pas revenir avant {seconds:.0f} secondes ; la prochaine collecte le fera.",
        f"The site asks not to come back within {seconds:.0f} seconds; the next run will.",
        f"{seconds:.0f}",
    )
