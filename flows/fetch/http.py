"""Asking a site for a page the way its keepers would wish.

The client says who it is, obeys robots.txt, waits between two requests to a host, keeps no cookies,
gives up on what is too slow or too large, and tries again only what may heal. Whatever goes wrong
comes back as a `Problem` in words; it never raises.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from protego import Protego
from pydantic import BaseModel, ConfigDict, Field

from flows.fetch.address import web_address
from flows.fetch.capture import MAX_BODY_BYTES, Capture, Problem

_ROBOT_NAME = "rhi"
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Answers that may be different a moment later."""
_CHUNK_BYTES = 65_536
_LONGEST_PAUSE_SECONDS = 60.0


class HttpSettings(BaseModel):
    """How sites are asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = None
    """An address or page for a site's keepers to complain to; part of the User-Agent."""
    connect_seconds: float = Field(default=10, gt=0)
    read_seconds: float = Field(default=30, gt=0)
    total_seconds: float = Field(default=180, gt=0)
    """For one page, with all its redirects and tries."""
    delay_seconds: float = Field(default=1, ge=0)
    """Between two requests to one host; a longer crawl-delay of its robots.txt is obeyed."""
    tries: int = Field(default=4, ge=1)
    backoff_seconds: float = Field(default=2, ge=0)
    """Before the second try; doubled before each further one."""
    redirects: int = Field(default=5, ge=0)
    max_body_bytes: int = Field(default=MAX_BODY_BYTES, gt=0)

    @property
    def user_agent(self) -> str:
        """Name, version and contact, as sent with each request."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{_ROBOT_NAME}/{version('regional-health-initiatives')}{contact}"


class _Answer(NamedTuple):
    url: str
    status: int
    location: str | None
    """Where it redirects to, as written."""
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes
    at: datetime


class _FailedError(Exception):
    """Why a page could not be had; becomes a `Problem`."""

    def __init__(self, rule: str, reason_fr: str, reason_en: str, raw_value: str | None = None) -> None:
        super().__init__(reason_en)
        self.rule, self.reason_fr, self.reason_en, self.raw_value = rule, reason_fr, reason_en, raw_value


class _Session(requests.Session):
    """A session that leaves redirects, and the bodies they come with, alone."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        return None


class HttpClient:
    """Asks for pages; remembers each host's rules and when it was last asked."""

    def __init__(self, settings: HttpSettings | None = None) -> None:
        self.settings = settings or HttpSettings()
        self._session = _Session()
        self._session.headers["User-Agent"] = self.settings.user_agent
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._robots: dict[str, Protego] = {}
        self._free_at: dict[str, float] = {}

    def capture(self, source_id: str, url: str) -> Capture | Problem:
        """The page at `url`, under the address it was finally found at, or why it could not be had."""
        deadline = time.monotonic() + self.settings.total_seconds
        try:
            answer = self._follow(url, deadline, obey_robots=True)
            if answer.status != 200:
                raise _FailedError(
                    "http_status",
                    f"Le site répond {answer.status} au lieu de la page.",
                    f"The site answers {answer.status} instead of the page.",
                    str(answer.status),
                )
        except _FailedError as failure:
            return Problem(
                source_id, url, failure.rule, failure.reason_fr, failure.reason_en, failure.raw_value
            )
        return Capture(source_id, answer.url, answer.at, answer.headers.get("Content-Type", ""), answer.body)

    def _follow(self, url: str, deadline: float, *, obey_robots: bool) -> _Answer:
        """Ask for a page, and for the one it redirects to, as often as the settings allow."""
        for _ in range(self.settings.redirects + 1):
            if obey_robots:
                self._obey_robots(url, deadline)
            answer = self._ask_until_answered(url, deadline)
            if answer.location is None:
                return answer
            target = web_address(answer.url, answer.location)
            if target is None:
                raise _FailedError(
                    "url_unreadable",
                    f"La page redirige vers « {answer.location} », qui n’est pas une adresse http(s).",
                    f"The page redirects to “{answer.location}”, which is not an http(s) address.",
                    answer.location,
                )
            url = target
        raise _FailedError(
            "too_many_redirects",
            f"La page redirige plus de {self.settings.redirects} fois.",
            f"The page redirects more than {self.settings.redirects} times.",
            url,
        )

    def _obey_robots(self, url: str, deadline: float) -> None:
        rules = self._rules(url, deadline)
        if not rules.can_fetch(url, _ROBOT_NAME):
            raise _FailedError(
                "robots_forbidden",
                "Le fichier robots.txt du site interdit cette page.",
                "The site's robots.txt forbids this page.",
                url,
            )

    def _rules(self, url: str, deadline: float) -> Protego:
        """The robots.txt of a host (RFC 9309): where there is none all is allowed, where it cannot be
        had nothing is."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            try:
                answer = self._follow(f"{site}/robots.txt", deadline, obey_robots=False)
            except _FailedError as failure:
                raise _FailedError(
                    "robots_unreachable",
                    f"Le fichier robots.txt du site n’a pas pu être lu : {failure.reason_fr}",
                    f"The site's robots.txt could not be read: {failure.reason_en}",
                    failure.raw_value,
                ) from failure
            if answer.status >= 500 or answer.status == 429:
                raise _FailedError(
                    "robots_unreachable",
                    f"Le fichier robots.txt du site répond {answer.status} ; le site n’est pas lu.",
                    f"The site's robots.txt answers {answer.status}; the site is not read.",
                    str(answer.status),
                )
            text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
            self._robots[site] = Protego.parse(text)
        return self._robots[site]

    def _ask_until_answered(self, url: str, deadline: float) -> _Answer:
        """Ask, and ask again after a pause while what went wrong may heal."""
        pause = self.settings.backoff_seconds
        for remaining in range(self.settings.tries - 1, -1, -1):
            self._wait_for_turn(url, deadline)
            try:
                answer = self._ask(url, deadline)
            except (requests.exceptions.SSLError, requests.exceptions.InvalidURL) as error:
                raise _unreachable(error) from error
            except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
                if not remaining:
                    raise _unreachable(error) from error
            else:
                if answer.status not in _PASSING or not remaining:
                    return answer
                pause = max(pause, _retry_after(answer))
            _sleep(pause, deadline)
            pause *= 2
        raise AssertionError("unreachable: the last try returns or raises")

    def _wait_for_turn(self, url: str, deadline: float) -> None:
        """Leave the host its pause since it was last asked."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        crawl_delay = (rules.crawl_delay(_ROBOT_NAME) if rules else None) or 0.0
        delay = max(self.settings.delay_seconds, min(crawl_delay, _LONGEST_PAUSE_SECONDS))
        host = parts.netloc
        _sleep(self._free_at.get(host, 0.0) - time.monotonic(), deadline)
        self._free_at[host] = time.monotonic() + delay

    def _ask(self, url: str, deadline: float) -> _Answer:
        timeout = (self.settings.connect_seconds, self.settings.read_seconds)
        at = datetime.now(UTC).replace(microsecond=0)
        with self._session.get(url, stream=True, allow_redirects=False, timeout=timeout) as response:
            body = b"" if response.is_redirect else self._body(response, deadline)
            location = response.headers["Location"] if response.is_redirect else None
            return _Answer(url, response.status_code, location, response.headers, body, at)

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        """The decoded body, read piece by piece so that neither its size nor its slowness can hurt."""
        body = bytearray()
        while piece := response.raw.read1(_CHUNK_BYTES, decode_content=True):
            body += piece
            if len(body) > self.settings.max_body_bytes:
                limit = self.settings.max_body_bytes
                raise _FailedError(
                    "body_too_large",
                    f"La page est trop volumineuse (plus de {limit} octets) ; elle n’a pas été gardée.",
                    f"The page is too large (more than {limit} bytes); it was not kept.",
                    str(limit),
                )
            if time.monotonic() > deadline:
                raise _too_slow()
        return bytes(body)


def _retry_after(answer: _Answer) -> float:
    """The pause a site asks for, where it gives it in seconds."""
    value = answer.headers.get("Retry-After", "")
    return min(float(value), _LONGEST_PAUSE_SECONDS) if value.isdecimal() else 0.0


def _sleep(seconds: float, deadline: float) -> None:
    if seconds <= 0:
        return
    if time.monotonic() + seconds > deadline:
        raise _too_slow()
    time.sleep(seconds)


def _too_slow() -> _FailedError:
    return _FailedError(
        "too_slow",
        "Le site n’a pas donné la page dans le temps imparti.",
        "The site did not give the page within the time allowed.",
    )


def _unreachable(error: Exception) -> _FailedError:
    if isinstance(error, requests.exceptions.SSLError):
        return _FailedError(
            "tls_invalid",
            "Le certificat du site n’est pas valable ; la page n’a pas été demandée.",
            "The site's certificate is not valid; the page was not asked for.",
            str(error),
        )
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return _too_slow()
    return _FailedError(
        "connection_failed",
        "La connexion au site a échoué ou s’est interrompue.",
        "The connection to the site failed or broke off.",
        str(error),
    )
