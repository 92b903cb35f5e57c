"""Reading one announcement: bytes in, linked objects out. No network, no clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flows.normalise.documents import read_document
from flows.normalise.documents.language import demand_french
from flows.normalise.documents.model import Document
from flows.normalise.documents.outline import Outline
from flows.normalise.frames.announcement import read_announcement
from flows.normalise.frames.masthead import read_published_on, read_reference, read_title
from flows.normalise.frames.model import Announcement
from flows.normalise.frames.page import Found, Page, Publisher
from flows.normalise.frames.publishers.hosts import is_press
from flows.normalise.frames.publishers.read import read_publisher
from flows.normalise.frames.publishers.site_body import letterhead_bodies
from flows.normalise.mentions.addresses import find_addresses
from flows.normalise.mentions.dates import WrittenDates
from flows.normalise.mentions.model import Organisation, Place
from flows.normalise.mentions.money import find_money
from flows.normalise.mentions.money_tables import table_money
from flows.normalise.mentions.organisation_types import organisation_type
from flows.normalise.mentions.organisations import find_organisations, fullest_names
from flows.normalise.mentions.persons import find_persons
from flows.normalise.mentions.places import find_places
from flows.normalise.mentions.quantities import find_quantities
from flows.normalise.mentions.times import find_times
from flows.normalise.mentions.venues import find_venues
from flows.normalise.mentions.withheld import names_to_withhold
from flows.normalise.reference.gazetteer import region_of_department
from flows.normalise.reference.names import name_key
from flows.normalise.reference.territory import Territory, territory_of

_TITLE_PARTS = re.compile(r" [|–—-] ")

_HEAD = 200
"""Characters after the title that still say whose page it is."""

_FRESH = timedelta(days=45)
"""A page captured this soon after its publication: months and years count from either day alike."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a source declares that its pages may not say."""

    publisher_name: str | None = None
    region_code: str | None = None
    department_code: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An announcement as read, with its text and the persons it names."""

    told: Announcement
    page: Page

    @property
    def person_names(self) -> list[str]:
        """Everyone named, each once: what a release without names must leave out."""
        page = self.page
        others = [*page.organisations, *page.places, *page.addresses, *page.venues]
        return sorted(set(names_to_withhold(page.text, page.folded, page.persons, others)))


def read(body: bytes, content_type: str, url: str, read_on: date, source: Source) -> Reading:
    """Read the capture of one announcement, taken on `read_on`.

    Raises UnreadableDocument where the bytes hold no text, or none in French.
    """
    document = read_document(body, content_type, url)
    demand_french(document)
    page = annotate(document, url, read_on, source)
    return Reading(read_announcement(page), page)


def annotate(document: Document, url: str, read_on: date, source: Source) -> Page:
    """Find everything that is written in a document, each kind of mention in one scan."""
    text, folded = document.text, document.folded
    named = _named_in_head(document)
    organisations = Found(find_organisations(text, folded, named))
    full_names = fullest_names(organisations, named)
    publisher = _publisher(document, url, organisations, full_names, source)
    written_dates = WrittenDates(folded)
    dates = Found(written_dates.read_from(read_on))
    published_on = read_published_on(document, dates, read_on)
    reference = read_reference(document, written_dates.tied_to_a_year(dates), published_on, read_on)
    if reference != read_on and (read_on - reference > _FRESH or written_dates.is_relative):
        dates = Found(written_dates.read_from(reference))
    territory = Territory(publisher.region_code, publisher.department_code, publisher.commune_code)
    places = find_places(text, folded, territory)
    if publisher.department_code is None:
        publisher = _located(document, publisher, places)
    times, addresses = find_times(text, folded), find_addresses(text, folded)
    sums = sorted([*find_money(text, folded), *table_money(document)], key=lambda money: money.start)
    return Page(
        document=document,
        outline=Outline(document),
        url=url,
        read_on=read_on,
        published_on=published_on,
        reference=reference,
        title=read_title(document),
        publisher=publisher,
        dates=dates,
        times=Found(times),
        sums=Found(sums),
        quantities=Found(find_quantities(text, folded, [*dates, *times, *sums])),
        places=Found(places),
        addresses=Found(addresses),
        venues=Found(find_venues(text, folded, addresses)),
        organisations=organisations,
        persons=Found(find_persons(text, folded, organisations, full_names)),
        full_names=full_names,
    )


def _named_in_head(document: Document) -> tuple[str, ...]:
    """Bodies that the page names around its text, which may only hint at them: the site, the end of its
    title, the letterhead."""
    metadata = document.metadata
    last = _TITLE_PARTS.split(metadata.title)[-1].strip("[]").split(", ")[0] if metadata.title else None
    names = (metadata.site_name, last, *letterhead_bodies(metadata))
    return tuple(dict.fromkeys(name for name in names if name and name != metadata.title))


_LOCAL = frozenset(
    {"professional_body", "hospital", "health_centre", "municipality", "council", "association"}
)
"""Types of bodies that mostly work within one department."""


def _located(document: Document, publisher: Publisher, places: Sequence[Place]) -> Publisher:
    """A publisher with the one department that its page is about, where its name tells none.

    Told by a department named in the page's first lines ("Délégation de la Sarthe"), or, for a local
    body and for the press, by all its communes lying in one.
    """
    title = document.title_block
    head_end = title.end if title is not None else 0
    named = [p for p in places if p.kind == "department" and p.start < head_end + _HEAD]
    if publisher.region_code and publisher.name:  # one of several that its name joins tells no single one
        own = name_key(publisher.name)
        named = [p for p in named if name_key(p.name) not in own]
    head = {p.department_code for p in named}
    local = publisher.organisation_type in _LOCAL or publisher.name is None
    communes = {p.department_code for p in places if p.kind == "commune" and p.certain} if local else set()
    for departments in (head, communes):
        region = {region_of_department(code) for code in departments}
        if len(departments) == 1 and region <= {publisher.region_code or next(iter(region))}:
            return replace(publisher, department_code=departments.pop(), region_code=region.pop())
    return publisher


def _publisher(
    document: Document,
    url: str,
    organisations: list[Organisation],
    full_names: dict[Organisation, str],
    source: Source,
) -> Publisher:
    name = read_publisher(document, url, organisations, full_names, source.publisher_name)
    own = territory_of(name, url)
    tells_of_others = name is not None and is_press(url, name)
    return Publisher(
        None if tells_of_others else name,
        organisation_type(name) if name else "other",
        own.region_code or source.region_code,
        own.department_code or source.department_code,
        own.commune_code,
        name,
    )
