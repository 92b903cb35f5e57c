"""What is written where: the values that a French reader sees in a text.

A mention is a stretch of text and the value it stands for. Mentions say nothing of what the value is
for: whether a date is a start, a deadline or a law is decided by the frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text, by character offsets into `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A day, a range or list of days, a month, a quarter, a season, a year.

    `first` and `last` bound what is written ("les 12 et 13 octobre": 12 and 13; "juin 2024": 1 and
    30 June). Either is null where only one end is stated ("jusqu'au 22 juin": `last` only).
    """

    first: date | None
    last: date | None
    precision: str
    """day, month, season (quarters too) or year: how exactly it is written."""
    days: tuple[date, ...] = ()
    """Every day of a list ("les 6, 13 et 20 novembre"); empty for single days and ranges."""
    bound: str | None = None
    """until, before, from or since, when the words before it say so."""
    year_stated: bool = True
    """False where the year was worked out."""


@dataclass(frozen=True, slots=True)
class TimeMention(Mention):
    """An hour of the day, or a slot from one to another, as "HH:MM"."""

    start_time: str | None
    end_time: str | None


@dataclass(frozen=True, slots=True)
class Money(Mention):
    """A sum in euros."""

    amount: Decimal
    amount_max: Decimal | None
    """The upper end of a range ("entre 15 000 et 60 000 €")."""
    qualifier: str
    """exact, about, up_to, at_least or between."""
    basis: str | None
    """per_year, per_month, per_beneficiary, per_unit where the words around say so; else null."""


@dataclass(frozen=True, slots=True)
class Quantity(Mention):
    """A count, a percentage or points, with what is counted."""

    value: Decimal
    qualifier: str
    """exact, about, at_least or up_to."""
    unit: str | None
    """people, professionals, sites, percent… (code list `unit`); null if nothing tells."""
    label_start: int
    label_end: int
    """Offsets of the words that say what is counted."""
    out_of: Decimal | None = None
    """The whole: "58 médecins sur les 78 installés": 78."""


@dataclass(frozen=True, slots=True)
class Place(Mention):
    """A commune, department or region, with official codes (INSEE, Code officiel géographique)."""

    kind: str
    """commune, department or region."""
    name: str
    """Today's official name."""
    commune_code: str | None
    department_code: str | None
    region_code: str | None
    postal_code: str | None = None
    """Where it is written beside the commune."""
    certain: bool = True
    """False where only the name speaks for it, with no context (a capital letter at most)."""


@dataclass(frozen=True, slots=True)
class Address(Mention):
    """A street address as written ("15 A, avenue Albert 1er")."""


@dataclass(frozen=True, slots=True)
class Organisation(Mention):
    """An organisation, in the form written here."""

    name: str
    """Without leading article and without the acronym in brackets."""
    acronym: str | None
    organisation_type: str
    """Code list `organisation_type`."""


@dataclass(frozen=True, slots=True)
class Person(Mention):
    """A person named, with title, function and organisation where they are written beside the name."""

    name: str
    """First and last name as written, without title."""
    title: str | None
    """"Dr", "Pr", "Mme"…, as written."""
    role: str | None
    organisation_name: str | None
    span_end: int
    """Where the words on this person end (role and organisation included)."""
