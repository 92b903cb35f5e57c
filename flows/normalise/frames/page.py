"""A page as the frames see it: the document and all that is written in it, found once."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from flows.normalise.documents.model import Block, Document
from flows.normalise.documents.outline import Outline
from flows.normalise.frames.places.venue_directory import Directory, directory
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
from flows.normalise.mentions.organisation_bodies import OrganisationClass
from flows.normalise.mentions.venues import Venue

M = TypeVar("M", bound=Mention)

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a page, and the territory that is its own."""

    name: str | None
    """The body whose doings the page tells as its own; null where a newspaper tells those of others."""
    organisation_type: str
    region_code: str | None
    department_code: str | None
    commune_code: str | None
    masthead: str | None = None
    """The name under which the page is published, a newspaper's too."""


class Found(list[M]):
    """Mentions in order of appearance, with their offsets beside them for looking up stretches."""

    def __init__(self, mentions: Iterable[M]) -> None:
        super().__init__(mentions)
        self.starts = _starts(self)


@dataclass(frozen=True)
class Page:
    """A document with its mentions, each kind in order of appearance."""

    document: Document
    outline: Outline
    url: str
    read_on: date
    """The day of the capture: what "today" means."""
    published_on: date | None
    reference: date
    """The day that the page speaks from, and relative dates count from."""
    title: str | None
    publisher: Publisher
    dates: Found[DateMention]
    times: Found[TimeMention]
    sums: Found[Money]
    quantities: Found[Quantity]
    places: Found[Place]
    addresses: Found[Address]
    venues: Found[Venue]
    organisations: Found[Organisation]
    persons: Found[Person]
    full_names: dict[Organisation, str] = field(default_factory=dict)
    """The fullest form on the page of each organisation mentioned."""

    @cached_property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def folded(self) -> str:
        return self.document.folded

    @cached_property
    def directory(self) -> Directory:
        """The streets and towns told beside each venue."""
        return directory(self.text, self.venues, self.addresses, self.places)

    @cached_property
    def bodies(self) -> dict[str, str | None]:
        """The full name of each body that is named, in order, with its type; classes of bodies are none."""
        single = (o for o in self.organisations if not isinstance(o, OrganisationClass))
        return {self.name_of(o): o.organisation_type for o in single}

    def words(self, start: int, end: int) -> str:
        """A stretch of the text, without surrounding spaces."""
        return self.document.text[start:end].strip()

    def name_of(self, organisation: Organisation) -> str:
        """The fullest form of an organisation's name on this page."""
        return self.full_names.get(organisation, organisation.name)


def _starts(mentions: Iterable[Mention]) -> list[int]:
    """Where each of some mentions begins, and one beyond every text."""
    return [*[mention.start for mention in mentions], sys.maxsize]


def within(mentions: Sequence[M], start: int, end: int) -> Sequence[M]:
    """The mentions, in order of appearance, that begin in a stretch of text."""
    starts = mentions.starts if isinstance(mentions, Found) else _starts(mentions)
    first = bisect_left(starts, start)
    return mentions[first : bisect_left(starts, end, first)] if starts[first] < end else []


def block_at(document: Document, offset: int) -> Block | None:
    """The block that holds a character, if one does."""
    blocks = document.blocks
    index = bisect_left(blocks, offset + 1, key=_START) - 1
    return blocks[index] if index >= 0 and offset < blocks[index].end else None
