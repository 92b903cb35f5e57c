"""One source's visit to its site: what is known is asked for only if it changed, and all is kept.

What a run that was stopped had stored is not asked for again by the next one: it was captured after
the last visit that came to its end.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock

from selectolax.lexbor import LexborHTMLParser

from flows.fetch.archive import Archive, Known, SourceWriter, Stored
from flows.fetch.capture import Capture, Problem, Purpose
from flows.fetch.connector import Link
from flows.fetch.http.client import Answer, HttpClient
from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import Politeness
from flows.fetch.media_type import declared_type
from flows.fetch.surt import surt

_NOT_KEPT = frozenset(
    {"content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive",
     "set-cookie"}
)  # fmt: skip
"""Headers that say how a body travelled, or whom it was for."""
_SHELL_CHARACTERS = 200
_SHELL_SHARE = 0.1
"""A page with so little text, and so little of what it had, is a page whose content did not come."""
_SAME_SHARE = 0.5
"""Of the words of two pages, so many are in both where a page moved."""
_LONGEST_PAUSE = timedelta(hours=24)
"""What a run stored that was stopped longer ago is asked for again."""


class Visitor:
    """Asks for the pages of one source, and keeps them. Threads may share it."""

    def __init__(
        self,
        client: HttpClient,
        archive: Archive,
        writer: SourceWriter,
        politeness: Politeness,
        now: datetime,
        finished_at: datetime | None,
    ) -> None:
        """`now` is when the visit begins, `finished_at` when the last one ended; null if there was none."""
        self._client = client
        self._archive = archive
        self._writer = writer
        self._source_id = writer.source_id
        self._politeness = politeness
        self._stored_since = (
            now - _LONGEST_PAUSE if finished_at is None else max(finished_at, now - _LONGEST_PAUSE)
        )
        self._begun_at = now
        self._lock = Lock()
        self._asked: set[int] = set()

    def listing(self, url: str) -> Capture | Problem:
        """The page, feed or sitemap at an address that lists announcements and is none itself."""
        known = self._writer.last(url)
        if known and self._is_of_stopped_run(known):
            return self._archive.read(known.record)
        polite = self._politeness.model_copy(update={"meta_robots": ()})
        try:
            answer = self._client.get(url, polite, self)
        except FailedError as failure:
            return failure.problem(self._source_id, url)
        return self._kept(answer, "listing")

    def announcement(self, link: Link) -> Stored | Problem | None:
        """Ask for the page at a link and keep it; null if it was asked for before in this visit.

        A page that the site says to be older than what is kept of it is not asked for.
        """
        if not self._is_first(link.url):
            return None
        known = self._writer.last(link.url)
        if known and self._is_of_stopped_run(known):
            return Stored.RESUMED
        if known and link.modified_at and link.modified_at < known.fetched_at:
            return Stored.KNOWN
        try:
            answer = self._client.get(link.url, self._politeness, self)
        except FailedError as failure:
            return failure.problem(self._source_id, link.url)
        moved = surt(answer.url) != surt(link.url)
        if moved and known and not self._is_same_page(answer, known):
            return _replaced(self._source_id, link.url, answer.url)
        if moved and not self._is_first(answer.url):
            return None
        held = self._writer.last(answer.url) if moved else known
        if answer.status == 200 and held and self._is_shell(answer, held):
            return _shrunk(self._source_id, answer.url)
        stored = self._keep(answer, "announcement")
        if moved and known and known.redirect != answer.url:
            self._writer.add(self._moved(link.url, answer))
        return stored

    def validators(self, url: str) -> dict[str, str]:
        """The conditions to ask an address with, so that it answers only if it changed."""
        known = self._writer.last(url)
        conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
        return {name: value for name, value in conditions.items() if value}

    def remembered(self, answer: Answer) -> bytes:
        """The body of a site's rules, kept like everything else."""
        return self._kept(answer, "rules").body

    def _is_first(self, url: str) -> bool:
        key = hash(surt(url))
        with self._lock:
            first = key not in self._asked
            self._asked.add(key)
        return first

    def _is_of_stopped_run(self, known: Known) -> bool:
        return self._stored_since < known.fetched_at < self._begun_at

    def _keep(self, answer: Answer, purpose: Purpose) -> Stored:
        capture = self._capture(answer, purpose)
        known = self._writer.last(answer.url) if answer.status == 304 else None
        if known is None:
            return self._writer.add(capture)
        self._writer.confirm(capture, known)
        return Stored.SAME

    def _kept(self, answer: Answer, purpose: Purpose) -> Capture:
        """Keep an answer and give what the address holds, new or known."""
        self._keep(answer, purpose)
        known = self._writer.last(answer.url)
        if answer.status != 304 or known is None:
            return self._capture(answer, purpose)
        return replace(self._archive.read(known.record), fetched_at=answer.at)

    def _capture(self, answer: Answer, purpose: Purpose) -> Capture:
        return Capture(
            self._source_id,
            answer.url,
            answer.at,
            answer.headers.get("Content-Type", ""),
            answer.body,
            answer.status,
            tuple((name, value) for name, value in answer.headers.items() if name.lower() not in _NOT_KEPT),
            purpose,
        )

    def _is_same_page(self, answer: Answer, known: Known) -> bool:
        """Whether an address that held an announcement leads to the same one, and not to a welcome page."""
        if known.redirect:
            return True
        held = self._writer.last(answer.url) if answer.status == 304 else None
        body = self._archive.read(held.record).body if held else answer.body
        before, now = (set(_text(page).split()) for page in (self._archive.read(known.record).body, body))
        return len(before & now) >= _SAME_SHARE * len(before | now)

    def _moved(self, url: str, answer: Answer) -> Capture:
        """That an address which held an announcement leads elsewhere now."""
        headers = (("Location", answer.url),)
        return Capture(self._source_id, url, answer.at, "", b"", HTTPStatus.MOVED_PERMANENTLY, headers)

    def _is_shell(self, answer: Answer, known: Known) -> bool:
        """Whether a page that had text has next to none now."""
        if "html" not in declared_type(answer.headers.get("Content-Type", "text/html")):
            return False
        now = len(_text(answer.body))
        if now >= _SHELL_CHARACTERS:
            return False
        return now < _SHELL_SHARE * len(_text(self._archive.read(known.record).body))


def _text(page: bytes) -> str:
    """A page's visible text."""
    tree = LexborHTMLParser(page)
    tree.strip_tags(["script", "style", "noscript", "template"])
    return " ".join(tree.body.text(separator=" ").split()) if tree.body else ""


def _replaced(source_id: str, url: str, target: str) -> Problem:
    return Problem(
        source_id,
        url,
        "page_replaced",
        f"L’adresse mène maintenant à une autre page ({target}) ; ce qu’elle annonçait reste publié.",
        f"The address leads to another page now ({target}); what it announced stays published.",
        target,
    )


def _shrunk(source_id: str, url: str) -> Problem:
    return Problem(
        source_id,
        url,
        "page_shrunk",
        "La page est presque vide alors qu’elle avait du texte ; la version précédente reste publiée.",
        "The page is nearly empty though it had text; the version before stays published.",
    )
