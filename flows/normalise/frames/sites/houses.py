"""The houses that a service opens in, or a course is held in: "dans le hall de la mairie de Sées"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.events.words import find_event_nouns
from flows.normalise.frames.model import Evidence, Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.places.model import Location, in_commune
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.stretches import own_blocks
from flows.normalise.frames.sites.buildings import former_house
from flows.normalise.frames.sites.reach import is_reached
from flows.normalise.frames.sites.towns import communes, tells_days, towns
from flows.normalise.frames.sites.words import Listed, site_of
from flows.normalise.mentions.venues import Venue


def housed(page: Page, told: Told, others: Sequence[Told], spans: Sequence[tuple[int, int]]) -> list[Site]:
    """The houses that a sentence on a programme, else a line "Lieu : …" of its page, says it is in."""
    own = own_blocks(page, told, others)
    for first, last in [*spans, *((b.start, b.end) for b in own if b.kind is BlockKind.PARAGRAPH)]:
        for start, end in sentences(page.text, first, last):
            if told.programme_type == "training" and tells_days(page, start, end):
                continue
            if sites := _in_sentence(page, told, start, end):
                return sites
    for block in own:
        for start, end in _where_told(page, block):
            if sites := _labelled(page, start, end):
                return sites
    return []


_AT = re.compile(
    r"\b(?:a|au|dans|sur|chez|derriere|devant|"
    r"(?:sein|murs|locaux|cote|pres|rez-de-chaussee|etage|site|enceinte|service|pole|batiment)"
    r"(?: de [\w-]+(?: [\w-]+)?)? (?:d[eu]|d'))"
    r"(?: ?(?:l'|la |le |les |notre |nos |son |ses ))?(?:futur |nouve(?:au|lle) |ancienne? )?\W?$"
)
_TIED = re.compile(
    r"\b(?:rattach\w+|confi\w+|adoss\w+|adress\w+|liee?s?|appartien\w+|grace|demand\w+|orient\w+|transmi\w+|"
    r"vers\w*|appel\w+|inscri\w+|form\w+|destin\w+|propos\w+|offr\w+|permet\w*|face|quant|renseign\w+|jusqu'|"
    r"necessaire|depart|retour|etudi\w+|soutien|suite|remis\w*|retir\w+|dossier\w*|vendu\w*|donn\w+)"
    r"(?: [\w-]+){0,2} ?(?:au?|a la|a l'|aux) ?$"
)
"""Before "au": a body that has to do with it, rather than the place where it is."""


def _in_sentence(page: Page, told: Told, start: int, end: int) -> list[Site]:
    """The houses that a sentence places something in, and their towns: one, or one in each town."""
    known = former_house(page, start, end)
    found: dict[str | None, Site] = {}
    for venue in within(page.venues, start, end):
        if known is not None and known.start() < venue.end:
            break
        own = any(m.start < venue.end and venue.start < m.end for m in told.mentions)
        if own or not _is_placed(page, start, venue):
            continue
        if any(not event.weak for event in find_event_nouns(page.folded[start : venue.start])):
            continue
        location = _location(page, told, start, (venue.start, venue.end), end)
        if location is not None:
            site = _site(venue.start, venue.end, page.words(venue.start, venue.end), location)
            found.setdefault(site.commune_code, site)
    if not found and known is not None and (location := _location(page, told, start, known.span(1), end)):
        return [_site(known.start(1), known.end(1), known[1], location)]
    return list(found.values())


def _is_placed(page: Page, start: int, venue: Venue) -> bool:
    reach = max(start, venue.start - 60)
    if _AT.search(page.folded, reach, venue.start) is None:
        return False
    if any(
        _IN_OFFICE.fullmatch(page.folded, p.end, venue.start)
        for p in within(page.persons, reach, venue.start)
    ):
        return False
    return _TIED.search(page.folded, reach, venue.start) is None


_IN_OFFICE = re.compile(r" ?[,(] ?[^.;:()]*")
"""Between a person and a house: what one is there ("Luc Témoin, interne au CHU de Brest")."""


def _site(start: int, end: int, name: str, location: Location) -> Site:
    return Site(
        Evidence(start, end),
        name,
        location.commune_code,
        location.department_code,
        location.region_code,
    )


_BEHIND = 24
"""Characters behind a house within which its town stands (", à Sées", " de Sées", " (Sées")."""
_TO_TOWN = re.compile(r",? ?(?:\(|(?:a|de|d'|du|des) ?)?(?:la |le |les |l')?")


def _location(page: Page, told: Told, start: int, house: tuple[int, int], end: int) -> Location | None:
    """Where a house is: the town in its name or right behind, told in its sentence, over its section, else
    the publisher's own."""
    first, last = house
    for place in towns(page, first, min(end, last + _BEHIND)):
        if place.start < last or _TO_TOWN.fullmatch(page.folded, last, place.start):
            return in_commune(place.commune_code)
    there = {p.commune_code for p in communes(page, start, end) if is_reached(page, start, p, told)}
    if not there:
        there = _over(page, told)
    if len(there) == 1:
        return in_commune(there.pop())
    known = in_commune(page.publisher.commune_code)
    return known if not there and known.commune_code is not None else None


def _over(page: Page, told: Told) -> set[str | None]:
    """The towns that the paragraph on a programme, else the headings over it, tell."""
    block = told.mentions[0].block
    spans = [(block.start, block.end)]
    section = page.outline.section_of(block)
    spans += [(s.heading.start, s.heading.end) for s in (section, section.parent) if s and s.heading]
    for start, end in spans:
        if there := {p.commune_code for p in communes(page, start, end) if is_reached(page, start, p, told)}:
            return there
    return set()


_WHERE = re.compile(
    r"(?:le |la )?(?:lieux?(?: (?:de|du|des|d')[ \w']+)?|adresses?|ou(?: ca)?|sites?|localisation|"
    r"implantation|campus)"
)
_SAYS_WHERE = re.compile(r"(?:adresses?|lieux?|ou|localisation|implantation) ?[:?] ")


def _where_told(page: Page, block: Block) -> Iterator[tuple[int, int]]:
    """What a line, or a sentence of a paragraph, labels as the place ("Lieu : faculté, Limoges")."""
    if block.kind is BlockKind.HEADING:
        return
    pair = page.outline.label_value(block)
    if pair is not None and _WHERE.fullmatch(pair.label):
        yield pair.start, pair.end
    elif block.kind is BlockKind.PARAGRAPH:
        for start, end in sentences(page.text, block.start, block.end):
            if (label := _SAYS_WHERE.match(page.folded, start, end)) is not None:
                yield label.end(), end


def _labelled(page: Page, start: int, end: int) -> list[Site]:
    """The house, or the towns, of what is labelled as the place."""
    places = towns(page, start, end)
    venue = next(iter(within(page.venues, start, end)), None)
    if len(places) > 1 and venue is None:
        return [site_of(page, Listed(place)) for place in places]
    known = in_commune(places[0].commune_code if places else page.publisher.commune_code)
    if known.commune_code is None:
        return []
    if venue is not None:
        return [_site(venue.start, venue.end, page.words(venue.start, venue.end), known)]
    house = _HOUSE.match(page.text, start, end)
    if house is not None and house.end() <= (places[0].start if places else end):
        return [_site(house.start(), house.end(), house.group().strip(), known)]
    return [site_of(page, Listed(places[0]))] if places else []


_HOUSE = re.compile(r"(?!\d|(?:rue|avenue|boulevard|quai|chemin|route|impasse|allée)\b)[^,;(–\n]{3,60}(?=, )")
"""What a line on a place opens with, before its street or town ("ancienne école, rue …")."""
