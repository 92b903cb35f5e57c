"""Where something takes place: venue, street, commune and territory."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.houses import house_by_its_name
from flows.normalise.frames.places.lines import around, labelled, place_cells, venue_of_line
from flows.normalise.frames.places.model import NOWHERE, Location, completed, in_commune
from flows.normalise.frames.places.stretch_towns import town_of
from flows.normalise.frames.places.venue_directory import beside
from flows.normalise.mentions.model import Address, Place
from flows.normalise.mentions.venues import Venue


def locate(page: Page, start: int, end: int, after: int | None = None) -> Location:
    """The place told of in a stretch of text: a certain commune, a venue and an address.

    A line that is said to tell where goes first ("Lieu : …"); then what stands after the offset `after`
    (a date), before what stands ahead of it, where a body that organises may stand.
    """
    contact = _CONTACT.search(page.folded, start, end)
    end = contact.start() if contact and (after is None or contact.start() > after) else end
    told = _in_place_line(page, start, end, after)
    location = _in_stretch(page, start, end, after)
    if told is not None and told.is_physical:
        location = completed(told, location)
    if not location.venue_name and (same := _SAME_PLACE.search(page.folded, start, end)):
        location = completed(location, _told_before(page, same.start(), is_room=same["room"] is not None))
    return _with_directory(page, location)


_SAME_PLACE = re.compile(r"\b(?:(?:au )?meme (?:endroit|lieu|adresse|(?P<room>salle))|meme place)\b")


_SHORTLY = 2000
"""Characters within which "au même endroit" speaks of a venue told before."""


def _told_before(page: Page, offset: int, *, is_room: bool) -> Location:
    """The last venue told before an offset, with its town: what "au même endroit" means."""
    before = reversed(within(page.venues, max(0, offset - _SHORTLY), offset))
    venue = next((v for v in before if v.is_placed and v.is_complete and (v.is_room or not is_room)), None)
    return _placed(page, venue.name, (), _behind(page, venue)) if venue else NOWHERE


def _with_directory(page: Page, location: Location) -> Location:
    """A venue with the street, and the town if it has none, that the page tells beside its name."""
    if not location.venue_name or (location.street_address and location.commune_code):
        return location
    for address, town in beside(page.directory, location.venue_name):
        words = page.words(address.start, address.end) if address else None
        told = in_commune(town.commune_code if town else None)
        postal_code = town.postal_code if town else None
        location = completed(location, told._replace(street_address=words, postal_code=postal_code))
    return location


_CONTACT = re.compile(
    r"\n[\W_]*(?:(?:pour (?:toute? |plus d')?)?"
    r"(?:inscriptions?|renseignements?|contacts?|informations?|reservations?)\b(?! pratiques)|"
    r"s'inscrire|pour s'inscrire|organisateurs?|organise par)"
)
"""Begins a line whose address is that of a body to turn to."""


def _in_place_line(page: Page, start: int, end: int, after: int | None) -> Location | None:
    """The place of the labelled lines or cells of a stretch, or beside it where it tells of no street."""
    block = block_at(page.document, start)
    spans = list(labelled(page, start, end))
    if not spans and block is not None and block.cells:
        spans = list(place_cells(page, block))
    if not spans and after is not None and not _tells_place(page, start, end):
        spans = list(around(page, start, end))
    found: Location | None = None
    for span in spans:
        told = _of_line(page, *span)
        found = completed(found, told) if found else told
    return found


def _tells_place(page: Page, start: int, end: int) -> bool:
    return bool(within(page.addresses, start, end)) or any(
        v.is_placed for v in within(page.venues, start, end)
    )


def _of_line(page: Page, start: int, end: int) -> Location:
    """The place of a line that says where."""
    venue = venue_of_line(page, start, end)
    addresses = within(page.addresses, start, end)
    name = page.words(*venue) if venue else None
    place = town_of(page, start, end, None) or next(
        (p for p in within(page.places, start, end) if p.kind == "commune" and _is_alone(page, p)), None
    )
    return _placed(page, name, addresses, place)


_SEPARATED = re.compile(r"[ .]*(?:[,;|()\n]|- |$)")


def _is_alone(page: Page, place: Place) -> bool:
    """Whether a town's name is a whole part of a line, which vouches for it."""
    before = page.folded[max(0, place.start - 2) : place.start].strip(" ")
    return (not before or before in "\n,;|(-") and _SEPARATED.match(page.folded, place.end) is not None


def _placed(page: Page, venue: str | None, addresses: Sequence[Address], place: Place | None) -> Location:
    """A venue, a street and a town as one place; a square without a venue is the venue itself."""
    address = page.words(addresses[0].start, addresses[0].end) if addresses else None
    if venue and address and address in venue:
        rest = venue.replace(address, "").strip(" ,–-")
        venue, address = (rest, address) if rest else (venue, None)
    if address and not venue and _SQUARE.match(fold(address)):
        venue, address = address, None
    if place is None:
        return Location(venue, address)
    return in_commune(place.commune_code)._replace(
        venue_name=venue, street_address=address, postal_code=place.postal_code
    )


_SQUARE = re.compile(r"(?:place|parvis|esplanade|square)\b")


def _in_stretch(page: Page, start: int, end: int, after: int | None) -> Location:
    told = _venue(page, start, end, after)
    place = (_behind(page, told) if told else None) or town_of(page, start, end, after)
    venue = told.name if told else None
    if venue is None and place is not None and after is not None:
        venue = _last_piece(page, start, end, after, place)
    if venue is None and after is not None:
        venue = house_by_its_name(page, start, end)
    return _placed(page, venue, within(page.addresses, start, end), place)


_AT = re.compile(r"\b(?:a|au|aux|dans|en|sur|chez|salle)(?: (?:la |le |les |l')?|(?<=l'))$")


_PIECE = re.compile(r"[^,;|()–—\n]+")
_NO_VENUE = re.compile(
    r"\b(?:entree|gratuit|inscription|sur|avec|ouvert|tout public|toute la journee|complet|reserve)\b|\d"
)


def _last_piece(page: Page, start: int, end: int, after: int, place: Place) -> str | None:
    """What stands between commas after day, hour and town on a line of stops: "Dax – lundi, salle"."""
    block = block_at(page.document, start)
    if block is None or block.start != start or end - start > _LONGEST_LINE or block.end != end:
        return None
    if min(place.start, after) - start > _MARGIN:
        return None
    kinds = (page.dates, page.times, page.addresses, page.places)
    taken = [mention for kind in kinds for mention in within(kind, start, end)]
    sentence_end = page.text.find(". ", max(after, place.end), end)
    for piece in _PIECE.finditer(page.text, after, sentence_end if sentence_end >= 0 else end):
        a, b = piece.span()
        words = piece.group().strip(" .:-")
        free = not any(m.start < b and a < m.end for m in taken)
        if free and sum(c.isalpha() for c in words) > 3 and not _NO_VENUE.search(page.folded, a, b):
            return words
    return None


_LONGEST_LINE = 140
_MARGIN = 6
"""Characters before the town or the day that such a line begins with."""


def _behind(page: Page, venue: Venue) -> Place | None:
    """The town right behind a venue, or in its name: "salle Y à Dole", "gymnase intercommunal d'Orgelet"."""
    behind = within(page.places, venue.start, venue.end + _BEHIND)
    near = [
        p
        for p in behind
        if p.kind == "commune" and (p.start < venue.end or not _PARTED.search(page.text, venue.end, p.start))
    ]
    coded = (p for p in within(page.places, venue.end, venue.end + _WITH_CODE) if p.postal_code)
    inside = near[0] if near and near[0].end <= venue.end else None
    if inside is not None and (written := next(coded, None)) is not None:
        return written  # "Domaine de la Grange, 34400 Lunel"
    certain = next((p for p in reversed(near) if p.certain), None)  # "église Saint-Étienne de Cahors"
    own = page.publisher.department_code
    return certain or next(
        (p for p in near if p.end == venue.end or p.department_code == own or _is_alone(page, p)), None
    )


_WITH_CODE = 80
"""Characters behind a venue, those of its street, within which its town stands with a postal code."""
_PARTED = re.compile(r"[\n;.]")


def _venue(page: Page, start: int, end: int, after: int | None) -> Venue | None:
    """The venue of a stretch: one that stands as what is held there does, before others."""
    persons = [(person.start, person.span_end) for person in within(page.persons, start, end)]
    venues = [v for v in within(page.venues, start, end) if not any(a <= v.start < b for a, b in persons)]
    venues = [v for v in venues if v.is_placed or not v.is_body]
    if after is None or not venues:
        return next((venue for venue in venues if venue.is_placed), venues[0] if venues else None)
    later = [venue for venue in venues if venue.start >= after]
    placed = next((venue for venue in later if venue.is_placed), None)
    if placed or later:
        return placed or later[0]
    publisher = page.publisher.name or ""
    return next(
        (
            venue
            for venue in venues
            if _AT.search(page.folded, max(start, venue.start - 10), venue.start)
            or (venue.start - start < 3 and venue.name not in publisher)
            or (
                venue.is_placed
                and not venue.is_body
                and page.folded.endswith((", ", "– ", "(", "| "), start, venue.start)
            )
        ),
        None,
    )


def nearby(page: Page, start: int, end: int) -> Location:
    """The place told of in a text that goes on about an event: one that is said to be where things happen.

    A commune counts with a postal code, after "à", or right behind a venue or a street, and a venue after
    "à" or "au"; neither where a person's function is told, nor in somebody's speech.
    """
    persons = [(person.start, person.span_end) for person in within(page.persons, max(0, start - 300), end)]

    def is_free(offset: int) -> bool:
        return not any(a <= offset < b for a, b in persons) and not _is_spoken(page, offset)

    venue = next(
        (
            v
            for v in within(page.venues, start, end)
            if is_free(v.start) and _AT.search(page.folded, max(0, v.start - 10), v.start)
        ),
        None,
    )
    name = venue.name if venue else house_by_its_name(page, start, end)
    anchors = {m.end for m in (*within(page.venues, start, end), *within(page.addresses, start, end))}
    for place in within(page.places, start, end):
        if place.kind != "commune" or not place.certain or not is_free(place.start):
            continue
        behind = any(0 <= place.start - anchor <= _BEHIND for anchor in anchors)
        if place.postal_code or behind or _AT.search(page.folded, max(0, place.start - 10), place.start):
            told = in_commune(place.commune_code)
            return told._replace(venue_name=name, postal_code=place.postal_code)
    if venue is not None:
        return _with_directory(page, _placed(page, venue.name, (), _behind(page, venue)))
    return Location(name) if name else NOWHERE


def _is_spoken(page: Page, offset: int) -> bool:
    """Whether a character stands in a quotation."""
    block = block_at(page.document, offset)
    opened = page.text.rfind("«", block.start if block else offset, offset)
    return opened >= 0 and page.text.find("»", opened, offset) < 0


_BEHIND = 5
"""Characters between a venue or a street and the town behind it."""


def commune_of_cell(page: Page, cell: tuple[int, int]) -> Location:
    """The commune that a cell under a header such as "Ville" names; its position vouches for the name."""
    communes = [p for p in within(page.places, *cell) if p.kind == "commune"]
    return in_commune(communes[0].commune_code) if communes else NOWHERE
