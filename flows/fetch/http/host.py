"""What is kept of one host during a run: its session, its rules, whose turn it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Lock

from protego import Protego

from flows.fetch.http.connection import Session
from flows.fetch.http.failure import FailedError
from flows.fetch.http.opt_outs import Reservations
from flows.fetch.http.settings import HttpSettings

_MOST_CONNECTIONS = 8
_FAILURES_BEFORE_GIVING_UP = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of robots."""

    robots: Protego
    reserved: Reservations
    crawl_delay: float
    """Seconds; 0 where robots.txt names none."""


@dataclass
class SiteRules:
    """The rules of one site (scheme, host and port), or why they could not be read; asked for once."""

    lock: Lock = field(default_factory=Lock)
    rules: Rules | None = None
    failure: FailedError | None = None


class Host:
    """A host: asked by few at a time, with a pause between two requests, and left alone when it fails."""

    def __init__(self, name: str, settings: HttpSettings) -> None:
        self.name = name
        self.session = Session(settings, _MOST_CONNECTIONS)
        self._turn = Condition()
        self._under_way = 0
        self._free_at = 0.0
        self._failures = 0
        self._reason_to_leave: FailedError | None = None

    @contextmanager
    def turn(self, delay_seconds: float, concurrency: int) -> Iterator[None]:
        """Wait until the host may be asked again, and hold a place while it answers."""
        with self._turn:
            while True:
                wait = self._free_at - time.monotonic()
                if self._under_way < concurrency and wait <= 0:
                    break
                self._turn.wait(wait if wait > 0 else None)
            self._under_way += 1
            self._free_at = time.monotonic() + delay_seconds
        try:
            yield
        finally:
            with self._turn:
                self._under_way -= 1
                self._turn.notify_all()

    def answered(self) -> None:
        """Note that the host works."""
        self._failures = 0

    def failed(self) -> None:
        """Note that an address of the host could not be had after all tries."""
        self._failures += 1
        if self._failures >= _FAILURES_BEFORE_GIVING_UP:
            self.leave_alone(
                FailedError(
                    "host_failing",
                    f"{self.name} n’a pas répondu {self._failures} fois de suite ; il n’est plus interrogé "
                    "pendant cette collecte.",
                    f"{self.name} did not answer {self._failures} times in a row; it is not asked again "
                    "in this run.",
                    self.name,
                )
            )

    def leave_alone(self, reason: FailedError) -> None:
        """Do not ask the host again in this run."""
        self._reason_to_leave = reason

    def demand_welcome(self) -> None:
        """Raises `FailedError` when the host is to be left alone."""
        if self._reason_to_leave is not None:
            raise self._reason_to_leave
