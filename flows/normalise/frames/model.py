"""What an announcement tells, as linked objects, before it becomes table rows.

Field names and meanings are those of the published columns (see `schemas/`). Links between things
are object references here; `identities` turns them into identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of `Document.text` that a row rests on."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Session:
    evidence: Evidence
    title: str
    session_type: str
    start_time: str | None = None
    end_time: str | None = None


@dataclass(slots=True, eq=False)
class Speaker:
    evidence: Evidence
    person_name: str
    role: str | None = None
    organisation_name: str | None = None
    session: Session | None = None


@dataclass(slots=True, eq=False)
class Event:
    evidence: Evidence
    name: str
    event_type: str
    start_date: date | None = None
    start_time: str | None = None
    end_date: date | None = None
    end_time: str | None = None
    date_precision: str | None = None
    attendance_mode: str | None = None
    venue_name: str | None = None
    street_address: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    department_code: str | None = None
    region_code: str | None = None
    organiser_name: str | None = None
    audience: str | None = None
    attendance_count: int | None = None
    attendance_qualifier: str | None = None
    event_status: str = "scheduled"
    registration_deadline: date | None = None
    registration_url: str | None = None
    parent: Event | None = None
    sessions: list[Session] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Objective:
    evidence: Evidence
    level: str
    text: str
    parent: Objective | None = None


@dataclass(slots=True, eq=False)
class Site:
    evidence: Evidence
    site_name: str
    commune_code: str | None = None
    department_code: str | None = None
    region_code: str | None = None


@dataclass(slots=True, eq=False)
class Programme:
    evidence: Evidence
    name: str
    programme_type: str
    acronym: str | None = None
    lead_organisation_name: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    date_precision: str | None = None
    scope: str | None = None
    commune_code: str | None = None
    department_code: str | None = None
    region_code: str | None = None
    programme_status: str | None = None
    objectives: list[Objective] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Funding:
    evidence: Evidence
    programme: Programme | None = None
    event: Event | None = None
    funder_name: str | None = None
    beneficiary: str | None = None
    beneficiary_count: int | None = None
    purpose: str | None = None
    amount_eur: Decimal | None = None
    amount_max_eur: Decimal | None = None
    amount_qualifier: str | None = None
    amount_basis: str | None = None
    rate_percent: Decimal | None = None
    instrument: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    application_deadline: date | None = None
    funding_status: str | None = None


@dataclass(slots=True, eq=False)
class OrganisationRole:
    evidence: Evidence
    subject: Event | Programme | Funding
    organisation_name: str
    organisation_type: str
    role: str
    organisation_id: str | None = None


@dataclass(slots=True, eq=False)
class Indicator:
    evidence: Evidence
    label: str
    value: Decimal
    value_qualifier: str
    unit: str
    subject: Event | Programme | None = None
    out_of: Decimal | None = None
    period_start: date | None = None
    period_end: date | None = None


@dataclass(slots=True, eq=False)
class Announcement:
    """One announcement read: its own facts and everything it tells of."""

    title: str | None
    publisher_name: str | None
    published_on: date | None
    language: str | None
    region_code: str | None = None
    department_code: str | None = None
    events: list[Event] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    roles: list[OrganisationRole] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
