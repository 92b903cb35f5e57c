"""Places in tables: a column of towns, or of bodies with their towns, under a header that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.model import Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programme_words import word_pattern
from flows.normalise.frames.site_words import site_at
from flows.normalise.mentions.model import Place


def tables_of_places(page: Page) -> Iterator[tuple[Block, list[Site]]]:
    """The places of each table with a header for them, with the table's first row.

    A table of days is a calendar; its places are those of happenings.
    """
    table: list[Block] = []
    for block in (*page.document.blocks, None):
        if block is not None and block.kind is BlockKind.TABLE_ROW and not (block.is_header and table):
            table.append(block)
            continue
        if sites := _of_table(page, table):
            yield table[0], sites
        table = [block] if block is not None and block.kind is BlockKind.TABLE_ROW else []


def _of_table(page: Page, table: Sequence[Block]) -> list[Site]:
    if len(table) < 3 or not table[0].is_header:
        return []
    header, rows = table[0], table[1:]
    titles = [page.folded[start:end] for start, end in header.cells]
    towns, bodies = _column("site_columns", titles), _column("body_columns", titles)
    main = towns if towns is not None else bodies
    if main is None or any(d.precision == "day" for d in within(page.dates, header.end, rows[-1].end)):
        return []
    by_week = any(word_pattern("week_columns").search(title) for title in titles)
    if not by_week and within(page.times, header.end, rows[-1].end):
        return []
    found: list[Site] = []
    for row in rows:
        if main >= len(row.cells):
            continue
        places = _towns(page, *row.cells[main])
        name = None
        if len(places) == 1:
            name = _before(page, row.cells[main][0], places[0])
            if name is None and bodies is not None and bodies != main and bodies < len(row.cells):
                name = page.words(*row.cells[bodies]) or None
        found += [site_at(page, place, name) for place in places]
    return found


def _column(name: str, titles: Sequence[str]) -> int | None:
    """The first column whose header is one of the words of a lexicon entry."""
    fits = word_pattern(name)
    return next((i for i, title in enumerate(titles) if len(title) < 40 and fits.match(title)), None)


def _towns(page: Page, start: int, end: int) -> list[Place]:
    """The communes of a cell; the column makes them sure."""
    return [p for p in within(page.places, start, end) if p.kind == "commune" and p.commune_code]


_ADDRESS = re.compile(r"\d")


def _before(page: Page, start: int, place: Place) -> str | None:
    """The body written before its town: "Clinique du Parc, Castres (81)"."""
    before = page.words(start, place.start)
    if not before.endswith((",", "(", "–", "-", ":")) or _ADDRESS.match(before):
        return None
    return before.rstrip(" ,(–-:") or None
