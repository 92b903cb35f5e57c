"""Looking at a source before it is run: what its site allows, lists and gives. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Link
from flows.fetch.http.failure import FailedError
from flows.fetch.source import Source
from flows.fetch.survey import Onlooker, survey

Robots = Literal["allowed", "forbidden", "unknown"]


@dataclass(frozen=True, slots=True)
class Access:
    """Whether and how a site may be asked, as far as it was."""

    url: str | None
    """The address that was asked for first."""
    reachable: bool
    """Whether the site answered at all."""
    robots: Robots
    """What robots.txt, or a page's own directives, say of what was asked for."""
    rights_reserved: bool
    """Whether text-and-data-mining rights are reserved for something that was asked for."""
    crawl_delay: float
    """Seconds that robots.txt asks for between two requests; 0 where it names none."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found of a source."""

    source: Source
    access: Access | None
    """Null for a source that asks no site."""
    announcements: int
    is_whole: bool
    """Whether all announcements were counted; otherwise there are at least so many."""
    newest_on: date | None
    """The day of the newest announcement, if the site tells; of the newest capture where none is asked."""
    samples: tuple[Capture, ...]
    """A few announcements: the newest, or the first."""
    problems: tuple[Problem, ...]


def probe(source: Source, onlooker: Onlooker) -> Probe:
    """Look at a source, and at a few of its announcements."""
    obstacle = source.connector.obstacle(source.id)
    if obstacle:
        return Probe(source, None, 0, True, None, (), (obstacle,))
    seen = survey(source.connector, source.id, onlooker)
    had = [onlooker.announcement(one.url) if isinstance(one, Link) else one for one in seen.samples]
    problems = (*seen.problems, *(one for one in had if isinstance(one, Problem)))
    return Probe(
        source,
        _access(onlooker, problems) if source.connector.live else None,
        seen.announcements,
        seen.is_whole,
        seen.newest_on,
        tuple(one for one in had if isinstance(one, Capture)),
        problems,
    )


def _access(onlooker: Onlooker, problems: tuple[Problem, ...]) -> Access:
    met = {problem.rule for problem in problems}
    try:
        rules = onlooker.client.rules(onlooker.first_url or "")
    except FailedError:
        return Access(onlooker.first_url, False, "unknown", False, 0)
    robots: Robots = "forbidden" if "robots_forbidden" in met else "allowed"
    return Access(onlooker.first_url, onlooker.was_answered, robots, "tdm_reserved" in met, rules.crawl_delay)
