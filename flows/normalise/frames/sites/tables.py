"""Places in tables: a column of towns, or of bodies with their towns, under a header that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.words import word_pattern
from flows.normalise.frames.sites.names import before_town, behind_town
from flows.normalise.frames.sites.towns import communes, towns
from flows.normalise.frames.sites.words import Listed


def tables_of_places(page: Page) -> Iterator[tuple[Block, list[Listed], bool]]:
    """The places of each table with a header for them, with the header, and whether its rows are told by
    their days: a calendar, whose places are those of happenings, but for the parts of one course."""
    for table in page.outline.tables:
        header, rows = table.header, table.rows
        if header is not None and len(rows) >= _FEWEST_ROWS and (listed := _of_rows(page, header, rows)):
            yield header, listed, _is_calendar(page, header, rows)


_FEWEST_ROWS = 2


def _of_rows(page: Page, header: Block, rows: Sequence[Block]) -> list[Listed]:
    columns = _columns(page, header)
    if columns is None:
        return []
    main, bodies = columns
    main = _towns_column(page, header, rows, main)
    found: list[Listed] = []
    for row in rows:
        if main >= len(row.cells):
            continue
        start, end = row.cells[main]
        places = towns(page, start, end)
        if len(places) != 1:
            found += [Listed(place) for place in places]
            continue
        name = before_town(page, start, end, places[0]) or behind_town(page, places[0], end)
        if name is None and bodies is not None and bodies != main and bodies < len(row.cells):
            name = page.words(*row.cells[bodies]) or None
        found.append(Listed(places[0], name))
    return found


def _columns(page: Page, header: Block) -> tuple[int, int | None] | None:
    """The column of places and the one of the bodies there, by the header."""
    titles = [page.folded[start:end].strip() for start, end in header.cells]
    places = _column("site_columns", titles)
    bodies = _column("body_columns", [_QUALIFIED.sub("", title) for title in titles], whole=True)
    main = places if places is not None else bodies
    if main is not None and _PLACE.match(titles[main]):
        return main, None
    bodies = next((i for i, title in enumerate(titles) if _PLACE.match(title)), bodies)
    return (main, bodies) if main is not None else None


_PLACE = re.compile(r"(?:lieux?|sites?)\b")
"""Over a column: what stands there is the place itself, not who carries the project."""


def _towns_column(page: Page, header: Block, rows: Sequence[Block], main: int) -> int:
    """The column told by the header; where it tells no town ("Nord et Est"), the one of towns."""
    if any(communes(page, *row.cells[main]) for row in rows if main < len(row.cells)):
        return main
    for index in range(len(header.cells)):
        cells = [row.cells[index] for row in rows if index < len(row.cells)]
        if cells and all(len(towns(page, *cell)) == 1 and cell[1] - cell[0] < _TOWN for cell in cells):
            return index
    return main


_TOWN = 45
"""Characters of a cell that tells a town at most."""

_QUALIFIED = re.compile(
    r"^(?:nom )?(?:de la |de l'|du |des |de |d'|le |la |les |l')|"
    r" (?:(?:de|du) projets?|porteu\w+|retenu\w*|laureat\w*|selectionne\w*|beneficiaires?|concerne\w*|"
    r"participant\w*|de formation|d'accueil|de sante|medico-socia\w+|partenaires?|\(.*)"
)
"""What may stand around the noun of a column of bodies ("Nom de l'établissement porteur")."""


def _column(name: str, titles: Sequence[str], *, whole: bool = False) -> int | None:
    """The first column whose header begins with, or is, one of the words of a lexicon entry."""
    words = word_pattern(name)
    fits = words.fullmatch if whole else words.match
    return next((i for i, title in enumerate(titles) if len(title) < 40 and fits(title)), None)


def _is_calendar(page: Page, header: Block, rows: Sequence[Block]) -> bool:
    """Whether the rows are told by their days; weekdays come back and are none."""
    titles = [page.folded[start:end].strip() for start, end in header.cells]
    for row in rows:
        for title, (start, end) in zip(titles, row.cells, strict=False):
            if title and not word_pattern("day_columns").match(title):
                continue
            if any(d.precision == "day" for d in within(page.dates, start, end)):
                return True
    return False
