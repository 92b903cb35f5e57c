"""Entries of a programme: sections side by side, each headed by a name, with a day and a place below it.

    ### Des pas, des mots                      ### Devenir secouriste
    À voir du 7 au 19 octobre à la mairie.     Lundi 14 octobre, 9 h, salle polyvalente.

Their headings are names of happenings even where they hold no noun of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import is_generic
from flows.normalise.frames.events.words import EventNoun, activity_type
from flows.normalise.frames.occasions.cards import Cards
from flows.normalise.frames.page import Page, within

_FEWEST = 3
"""Entries side by side that make a programme."""
_SHARE = 0.6
"""Share of the sections side by side that are entries at least: others may say how to come."""
_FIRST = 260
"""Characters below a heading within which an entry says when it is."""


def headed_entries(page: Page, placed: Sequence[PlacedDate], cards: Cards) -> dict[int, Section]:
    """The section of each date that says when the entry of a programme is, by the date's offset."""
    days: dict[int, PlacedDate] = {}
    for date in placed:
        section = page.outline.section_of(date.block)
        if section.start in days or (cards.begins_with(date) and cards.stretch(date.block)[1] > section.end):
            continue
        if _is_day(page, date, section):
            days[section.start] = date
    found: dict[int, Section] = {}
    for parent in page.outline.sections if len(days) >= _FEWEST else ():
        named = [child for child in parent.children if _may_name(page, child)]
        entries = [child for child in named if child.start in days]
        if len(entries) >= max(_FEWEST, _SHARE * len(named)):
            found |= {days[entry.start].mention.start: entry for entry in entries}
    return found


def _is_day(page: Page, date: PlacedDate, section: Section) -> bool:
    """Whether a date says when what its section is on takes place: near its heading, with hour or place."""
    heading, mention = section.heading, date.mention
    if heading is None or date.block is heading or date.role is not DateRole.OPEN or mention.bound:
        return False
    if mention.precision != "day" or mention.start - heading.end > _FIRST:
        return False
    end = section.blocks[-1].end if date.block.kind is not BlockKind.PARAGRAPH else date.block.end
    following = min(end, date.end + 1)
    if within(page.times, date.end, date.end + _NEAR):
        return True
    return any(within(kind, date.start, following) for kind in (page.times, page.venues, page.addresses))


_NEAR = 60
"""Characters behind a sentence with a day in which its hour may follow."""


def _may_name(page: Page, section: Section) -> bool:
    """Whether a section's heading may be the name of a happening."""
    heading = section.heading
    if heading is None or section.children:
        return False
    return not is_generic(page.folded[heading.start : heading.end])


def entry_name(page: Page, section: Section) -> str:
    """The name of an entry: its heading."""
    name = page.document.of(section.heading).strip(" .:;,") if section.heading else ""
    return _ARTICLE.sub("", name)


_ARTICLE = re.compile(r"^[Uu]ne? (?=[a-zà-ÿ])")


def entry_kind(page: Page, entry: Section, nouns: Sequence[EventNoun]) -> tuple[str, str] | None:
    """What an entry is, as (event_type, noun): by the noun or activity of its heading, if it has one."""
    heading = entry.heading
    if heading is None:
        return None
    noun = next(iter(within(nouns, heading.start, heading.end)), None)
    if noun is not None:
        return noun.event_type, noun.word
    activity = activity_type(page.folded[heading.start : heading.end])
    return (activity, "") if activity else None
