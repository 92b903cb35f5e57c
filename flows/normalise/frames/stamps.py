"""The days on which the entries of a list of news were published, which date none of what they tell.

18 mars 2025 Actualité / Journée régionale … : rendez-vous le 3 avril / 11 mars 2025 Événement / Atelier …
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.mentions.model import DateMention

_LONGEST_TAG = 30
"""Characters beside a day on the line that stamps an entry: "Appel à projets"."""


def news_stamps(page: Page) -> frozenset[int]:
    """Where the days begin that stand over the headings of a list of news: all past, the newest first, and
    some beside the word for a news item or over an entry with a day of its own."""
    found: set[int] = set()
    stamped = [(heading, day, _tells_news(page, line, heading, day)) for line, heading, day in _stamped(page)]
    for _, entries in groupby(stamped, key=lambda entry: entry[0].level):
        run = list(entries)
        days = [day.first for _, day, _ in run if day.first is not None]
        newest_first = all(a >= b for a, b in pairwise(days))
        if len(run) > 1 and newest_first and days[0] <= page.read_on and any(news for *_, news in run):
            found.update(day.start for _, day, _ in run)
    return frozenset(found)


def _stamped(page: Page) -> Iterator[tuple[Block, Block, DateMention]]:
    """Each line of a day and at most a few words right above a heading: (line, heading, day)."""
    for line, heading in pairwise(page.document.blocks):
        if heading.kind is not BlockKind.HEADING or heading.level < 2 or line.kind is not BlockKind.PARAGRAPH:
            continue
        days = within(page.dates, line.start, line.end)
        if len(days) != 1 or within(page.times, line.start, line.end):
            continue
        (day,) = days
        is_full = day.precision == "day" and day.first == day.last and day.year_stated and not day.bound
        if is_full and line.end - line.start - (day.end - day.start) <= _LONGEST_TAG:
            yield line, heading, day


def _tells_news(page: Page, line: Block, heading: Block, day: DateMention) -> bool:
    """Whether an entry is marked as news, or tells of another day than the one above it."""
    if entry_pattern("date_roles", "news_tag").search(page.folded, line.start, line.end):
        return True
    own = within(page.dates, heading.start, heading.end)
    return any(d.precision == "day" and d.first not in (None, day.first) for d in own)
