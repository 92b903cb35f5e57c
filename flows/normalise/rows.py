"""From what was read to table rows: identifiers, evidence, official names and coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from flows.normalise.documents.model import Document
from flows.normalise.frames.model import (
    Announcement,
    Event,
    Funding,
    Indicator,
    Objective,
    OrganisationRole,
    Programme,
    Session,
    Site,
    Speaker,
)
from flows.normalise.identities import Identities
from flows.normalise.reference.gazetteer import commune

Row = dict[str, Any]
Told = Event | Session | Speaker | Programme | Objective | Site | Funding | OrganisationRole | Indicator

EVIDENCE_LENGTH = 300
"""Characters quoted at most: a short quotation in the sense of copyright law."""


class Rows:
    """The rows of one announcement, by table."""

    def __init__(self, document: Document, announcement_id: str) -> None:
        self.by_table: defaultdict[str, list[Row]] = defaultdict(list)
        self.told: defaultdict[str, list[Told]] = defaultdict(list)
        """What each row of `by_table` stands for, in the same order."""
        self._document = document
        self._announcement_id = announcement_id
        self._identities = Identities(announcement_id)
        self._ids: dict[int, str] = {}
        """Identifiers by object, of things that other rows refer to."""
        self._session_ids: dict[tuple[str, int], str] = {}
        """One timetable may be shared by several events: a session is known by event and object."""

    def add(self, told: Announcement) -> None:
        """Add rows for everything that an announcement tells of."""
        for event in told.events:
            self._add_event(event)
        for programme in told.programmes:
            self._add_programme(programme)
        for funding in told.fundings:
            self._add_funding(funding)
        for role in told.roles:
            self._add_role(role)
        for indicator in told.indicators:
            self._add_indicator(indicator)

    def _put(self, table: str, row: Row, told: Told) -> None:
        start = told.evidence.start
        end = min(told.evidence.end, start + EVIDENCE_LENGTH)
        row |= {"evidence": self._document.text[start:end], "evidence_start": start, "evidence_end": end}
        self.by_table[table].append(row)
        self.told[table].append(told)

    def _add_event(self, event: Event) -> None:
        key = self._ids[id(event)] = self._identities.event(event)
        row = _plain_fields(event)
        known = commune(event.commune_code) if event.commune_code else None
        row |= {
            "event_id": key,
            "announcement_id": self._announcement_id,
            "parent_event_id": self._ids.get(id(event.parent)),
            "commune_name": known.name if known else None,
            "latitude": known.latitude if known else None,
            "longitude": known.longitude if known else None,
        }
        self._put("event", row, event)
        for position, session in enumerate(event.sessions, start=1):
            self._add_session(key, position, session)
        for position, speaker in enumerate(event.speakers, start=1):
            self._add_speaker(key, position, speaker)

    def _add_session(self, event_id: str, position: int, session: Session) -> None:
        key = self._session_ids[event_id, id(session)] = self._identities.session(event_id, session)
        row = {"session_id": key, "event_id": event_id, "position": position, **_plain_fields(session)}
        self._put("event_session", row, session)

    def _add_speaker(self, event_id: str, position: int, speaker: Speaker) -> None:
        row = {
            "event_id": event_id,
            "session_id": self._session_ids.get((event_id, id(speaker.session))),
            "position": position,
            **_plain_fields(speaker),
        }
        self._put("event_speaker", row, speaker)

    def _add_programme(self, programme: Programme) -> None:
        key = self._ids[id(programme)] = self._identities.programme(programme)
        row = {"programme_id": key, "announcement_id": self._announcement_id, **_plain_fields(programme)}
        self._put("programme", row, programme)
        for position, objective in enumerate(programme.objectives, start=1):
            self._add_objective(key, position, objective)
        for position, site in enumerate(programme.sites, start=1):
            known = commune(site.commune_code) if site.commune_code else None
            row = {
                "programme_id": key,
                "position": position,
                "commune_name": known.name if known else None,
                **_plain_fields(site),
            }
            self._put("programme_site", row, site)

    def _add_objective(self, programme_id: str, position: int, objective: Objective) -> None:
        key = self._ids[id(objective)] = self._identities.objective(programme_id, objective)
        row = {
            "objective_id": key,
            "programme_id": programme_id,
            "position": position,
            "parent_objective_id": self._ids.get(id(objective.parent)),
            **_plain_fields(objective),
        }
        self._put("programme_objective", row, objective)

    def _add_funding(self, funding: Funding) -> None:
        programme_id = self._ids.get(id(funding.programme))
        key = self._ids[id(funding)] = self._identities.funding(programme_id, funding)
        row = {
            "funding_id": key,
            "announcement_id": self._announcement_id,
            "programme_id": programme_id,
            "event_id": self._ids.get(id(funding.event)),
            **_plain_fields(funding),
            "rate_percent": _number(funding.rate_percent),
        }
        self._put("funding", row, funding)

    def _add_role(self, role: OrganisationRole) -> None:
        row = {
            "announcement_id": self._announcement_id,
            "subject_type": _subject_type(role.subject),
            "subject_id": self._ids[id(role.subject)],
            **_plain_fields(role),
        }
        self._put("organisation_role", row, role)

    def _add_indicator(self, indicator: Indicator) -> None:
        row = {
            "indicator_id": self._identities.indicator(indicator),
            "announcement_id": self._announcement_id,
            "subject_type": _subject_type(indicator.subject) if indicator.subject else None,
            "subject_id": self._ids[id(indicator.subject)] if indicator.subject else None,
            **_plain_fields(indicator),
            "value": _number(indicator.value),
            "out_of": _number(indicator.out_of),
        }
        self._put("indicator", row, indicator)


_LINKS = frozenset({"evidence", "parent", "sessions", "speakers", "objectives", "sites", "session", "subject",
                    "programme", "event"})  # fmt: skip


def _plain_fields(thing: Any) -> Row:
    """The fields of a frame that are columns as they stand."""
    names, values = _columns_of(thing.__class__)
    return dict(zip(names, values(thing), strict=True))


@cache
def _columns_of(frame: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of such fields, of which every frame has several, and what gets them all at once."""
    names = tuple(field.name for field in fields(frame) if field.name not in _LINKS)
    return names, attrgetter(*names)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


_SUBJECT_TYPES = {Event: "event", Programme: "programme", Funding: "funding"}


def _subject_type(subject: Event | Programme | Funding) -> str:
    return _SUBJECT_TYPES[type(subject)]
