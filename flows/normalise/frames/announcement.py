"""An announcement whole: its masthead, everything it tells of, and the territory that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.events.read import read_events
from flows.normalise.frames.fundings.read import read_fundings
from flows.normalise.frames.indicators.read import read_indicators
from flows.normalise.frames.model import Announcement, Event, Programme
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.read import read_programmes
from flows.normalise.frames.roles.read import read_roles
from flows.normalise.frames.subjects import Subjects


def read_announcement(page: Page) -> Announcement:
    """Everything that a page tells of."""
    placed = list(placed_dates(page))
    events = read_events(page, placed)
    programmes = [p for p in read_programmes(page, placed) if not _is_event(p, events)]
    subjects = Subjects(page, events, programmes)
    fundings = read_fundings(page, placed, subjects)
    told = Announcement(
        page.title,
        page.publisher.masthead,
        page.published_on,
        page.document.metadata.language or "fr",
        events=events,
        programmes=programmes,
        fundings=fundings,
        roles=read_roles(page, subjects, fundings),
        indicators=read_indicators(page, subjects, fundings),
    )
    told.region_code, told.department_code = _territory(told, page)
    return told


_HELD_ON_DAYS = ("training", "consultation")
"""Programmes whose sittings may bear their name."""


def _is_event(programme: Programme, events: Sequence[Event]) -> bool:
    """Whether a programme is an event told once more, with nothing of its own: "Convention régionale", of
    one that was held."""
    words = _words(programme.name)
    has_own = programme.objectives or programme.sites or programme.programme_type in _HELD_ON_DAYS
    return not has_own and any(
        words[:1] == told[:1] and set(words) <= set(told) for told in (_words(e.name) for e in events)
    )


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


_WORD = re.compile(r"[^\W_]{2,}")


def _territory(told: Announcement, page: Page) -> tuple[str | None, str | None]:
    """The one region and department that hold all that is told: (region, department).

    Null where there are several or the whole country is meant; the publisher's own where nothing is
    located.
    """
    if any(programme.scope == "national" for programme in told.programmes):
        return None, None
    places = {(e.region_code, e.department_code) for e in told.events if e.region_code}
    for programme in told.programmes:
        if programme.region_code:
            places.add((programme.region_code, programme.department_code))
        places |= {(s.region_code, s.department_code) for s in programme.sites if s.region_code}
    if not places:
        return page.publisher.region_code, page.publisher.department_code
    regions = {region for region, _ in places}
    departments = {department for _, department in places}
    if len(regions) > 1:
        return None, None
    return regions.pop(), departments.pop() if len(departments) == 1 else None
