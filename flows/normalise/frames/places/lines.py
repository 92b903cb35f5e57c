"""Lines that say where: "Lieu : médiathèque (auditorium), 6 rue X, 44600 Y", "Où ?", a pin, a cell "Lieu".

Their position vouches for what they hold: what is neither street nor town nor hour is the venue, whatever
it is called.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.events.words import mode_pattern
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.mentions.venue_names import ends_piece

_LABEL = re.compile(
    r"(?:(?<=\n)|^|(?<=[.;,!>•·|-] )|(?<=•)|(?= lieu :))[\W_]*"
    r"(?:(?:lieux?|lieu\(x\))(?: (?:de|du|des|d'|et)[^\n:?|]{0,30})?|ou(?: ca)?|"
    r"adresse(?: (?:du|de)[^\n:?|]{0,30})?|salle|endroit|localisation|site|point de rendez-vous|"
    r"(?:lieu de )?rendez-vous|rdv)\s*(?::|\?(?: :)?|\||(?<=lieu) -|(?<=lieux) -|"
    r"(?<=lieu)\n|(?<=adresse)\n)\s*(?=\S)|📍\s*"
)
_WHERE = re.compile(r"\b(?:lieux?|sites?|adresses?|salles?|endroits?|ou|etablissements?|localisation)\b")
_PIECE = re.compile(r"[^,;|()\n]+?(?= [–—-] |[,;|()\n]|\. |$)")
_NO_VENUE = re.compile(
    r"\b(?:sera|seront|communiquee?s?|precisee?s?|preciser|definir|confirmer|determiner|inscriptions?|"
    r"gratuite?s?|ouverte?|entree libre|acces|reserver|reservation|venir|contacts?|public|tarifs?|"
    r"parking gratuit|ligne|lien|https?|www|tel|telephone|navette|places|vous|nous|votre|est|"
    r"sont|entouree?s?|accompagnee?s?|presence|a partir de|cedex|date|quand|horaires?)\b"
)
_OPENING = re.compile(
    r"[\s.:>-]*(?:(?:depart|rendez-vous|rdv|accueil|reunion|rassemblement) ?:? *)?"
    r"(?P<where>(?:a|au|aux|dans|devant|derriere|sur|chez|en) (?:la |le |les |l')?)?"
)
_LONGEST_PIECE = 90
_LONGEST_LINE = 80
_MARKER = 3
"""Characters of a pin before the line that it marks."""
_LINES = 4
"""Lines that a place goes on over, below its label."""


def labelled(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The values of the labels of a stretch that say where, each with the lines that go on below."""
    for label in _LABEL.finditer(page.folded, max(0, start - _MARKER), end):
        yield label.end(), _end_of_place(page, label.end())


def _end_of_place(page: Page, start: int) -> int:
    """The end of the line, or of the lines after it that begin with a street, a town or a venue."""
    end = _line_end(page, start)
    for _ in range(_LINES):
        following = end + 1
        begins = (
            within(kind, following, following + 3) for kind in (page.addresses, page.venues, page.places)
        )
        if not any(map(bool, begins)) and not _POSTAL_CODE.match(page.folded, following):
            break
        if _line_end(page, following) - following > _LONGEST_LINE:
            break
        end = _line_end(page, following)
    return end


_POSTAL_CODE = re.compile(r"\d{5} [a-z]")


def _line_end(page: Page, start: int) -> int:
    end = page.folded.find("\n", start)
    return end if end >= 0 else len(page.folded)


def place_cells(page: Page, block: Block) -> Iterator[tuple[int, int]]:
    """The cells of a table row that stand under a header such as "Lieu" or "Adresse"."""
    if block.kind is not BlockKind.TABLE_ROW:
        return
    for start, end in block.cells:
        title = header_cell(page.document, block, start)
        if end > start and title is not None and _WHERE.search(page.folded, *title):
            yield start, end


def venue_of_line(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the venue in a line that says where: its first parts that are no street, town or hour."""
    told: tuple[int, int] | None = None
    passed_street = False
    for piece in _PIECE.finditer(page.text, start, end):
        opening = _OPENING.match(page.folded, piece.start(), piece.end())
        first = opening.end() if opening else piece.start()
        last = piece.start() + len(piece.group().rstrip(" .:–-"))
        if _is_online(page, piece.start(), last) or (
            (told or passed_street) and opening and opening["where"]
        ):
            break
        if within(page.addresses, first, first + 1):
            if told:
                break
            passed_street = True
            continue
        if _is_venue(page, first, last):
            told = (told[0] if told else first, last)
        elif told:
            break
    return told


def _is_venue(page: Page, start: int, end: int) -> bool:
    if end - start > _LONGEST_PIECE or _NO_VENUE.search(page.folded, start, end):
        return False
    if within(page.venues, start, start + 1):
        return True
    letters = sum(c.isalpha() for c in page.text[start:end])
    for kind in (page.dates, page.times, page.addresses, page.places):
        for mention in within(kind, start, end):
            letters -= sum(c.isalpha() for c in page.text[mention.start : min(end, mention.end)])
    return letters > 3 and not within(page.addresses, start, end)


def _is_online(page: Page, start: int, end: int) -> bool:
    told = mode_pattern("online").search(page.folded, start, end)
    return told is not None and not within(page.venues, start, end)


def around(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Labelled places beside a stretch: in its section, right before it, or after it to the next day."""
    block = block_at(page.document, start)
    if block is None:
        return
    if not _has_day(page, end, block.end):
        yield from labelled(page, end, block.end)
    blocks = page.outline.section_of(block).blocks
    index = bisect_left(blocks, block.start, key=_START)
    for following in blocks[index : index + _NEAR]:
        if following.start < end:
            continue
        if _has_day(page, following.start, following.end):
            break
        if _begins_with_place(page, following):
            yield following.start, following.end
        yield from labelled(page, following.start, following.end)
    for before in reversed(blocks[max(0, index - 2) : index]):
        if _has_day(page, before.start, before.end):
            break
        yield from labelled(page, before.start, before.end)


_START = attrgetter("start")
_NEAR = 6
"""Blocks after a day in which its place may be told."""


def _has_day(page: Page, start: int, end: int) -> bool:
    return any(d.precision == "day" and not d.bound for d in within(page.dates, start, end))


def _begins_with_place(page: Page, block: Block) -> bool:
    """Whether a short line begins with a venue, a street, or a town and a comma."""
    if block.end - block.start > _LONGEST_LINE or block.kind is BlockKind.TABLE_ROW:
        return False
    opening = _OPENING.match(page.folded, block.start, block.end)
    start = opening.end() if opening else block.start
    venue = next(iter(within(page.venues, start, start + 1)), None)
    if venue is not None:
        return ends_piece(page.folded, venue.end)
    if within(page.addresses, start, start + 1):
        return True
    town = next(iter(within(page.places, start, start + 1)), None)
    return town is not None and town.kind == "commune" and page.folded.startswith(", ", town.end)
