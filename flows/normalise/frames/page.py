"""A page as the frames see it: the document and all that is written in it, found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from flows.normalise.documents.model import Block, Document
from flows.normalise.documents.outline import Outline
from flows.normalise.mentions.model import (
    Address,
    DateMention,
    Mention,
    Money,
    Organisation,
    Person,
    Place,
    Quantity,
    TimeMention,
)
from flows.normalise.mentions.venues import Venue

M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a page, and the territory that is its own."""

    name: str | None
    organisation_type: str
    region_code: str | None
    department_code: str | None
    commune_code: str | None


@dataclass(frozen=True)
class Page:
    """A document with its mentions, each kind in order of appearance."""

    document: Document
    outline: Outline
    url: str
    read_on: date
    """The day of the capture: what "today" means."""
    published_on: date | None
    title: str | None
    publisher: Publisher
    dates: Sequence[DateMention]
    times: Sequence[TimeMention]
    sums: Sequence[Money]
    quantities: Sequence[Quantity]
    places: Sequence[Place]
    addresses: Sequence[Address]
    venues: Sequence[Venue]
    organisations: Sequence[Organisation]
    persons: Sequence[Person]
    full_names: dict[Organisation, str] = field(default_factory=dict)
    """The fullest form on the page of each organisation mentioned."""

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def folded(self) -> str:
        return self.document.folded

    @property
    def reference(self) -> date:
        """The day that relative dates count from."""
        return self.published_on or self.read_on

    def words(self, start: int, end: int) -> str:
        """A stretch of the text, without surrounding spaces."""
        return self.document.text[start:end].strip()

    def name_of(self, organisation: Organisation) -> str:
        """The fullest form of an organisation's name on this page."""
        return self.full_names.get(organisation, organisation.name)


def within(mentions: Sequence[M], start: int, end: int) -> Sequence[M]:
    """The mentions that begin in a stretch of text."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return mentions[first:last]


def block_at(document: Document, offset: int) -> Block | None:
    """The block that holds a character, if one does."""
    blocks = document.blocks
    index = bisect_left(blocks, offset + 1, key=lambda b: b.start) - 1
    return blocks[index] if index >= 0 and offset < blocks[index].end else None
