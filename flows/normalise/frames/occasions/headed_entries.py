"""Entries of a programme: sections side by side, each headed by a name, with a day and a place below it.

    ### Des pas, des mots                      ### Devenir secouriste
    À voir du 7 au 19 octobre à la mairie.     Lundi 14 octobre, 9 h, salle polyvalente.

Their headings are names of happenings even where they hold no noun of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.outline import Section
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import is_generic, is_titled
from flows.normalise.frames.events.words import EventNoun, activity_type
from flows.normalise.frames.occasions.cards import Cards
from flows.normalise.frames.occasions.stop_lines import is_town
from flows.normalise.frames.page import Page, within

_FEWEST = 3
"""Entries side by side that make a programme."""
_SHARE = 0.6
"""Share of the sections side by side that are entries at least: others may say how to come."""
_FIRST = 260
"""Characters below a heading within which an entry says when it is."""
_LONGEST_HEADING = 110


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
    return any(within(kind, date.start, following) for kind in (page.times, page.venues, page.addresses)) or (
        page.folded.startswith("\n", date.block.end) and bool(within(page.times, date.end, date.end + 60))
    )


def _may_name(page: Page, section: Section) -> bool:
    """Whether a section's heading may be the name of a happening: no day, no detail, no question of how."""
    heading = section.heading
    if heading is None or heading.level < 2 or section.children:
        return False
    words = page.folded[heading.start : heading.end]
    return (
        len(words) <= _LONGEST_HEADING
        and not is_generic(words)
        and not within(page.dates, heading.start, heading.end)
        and not is_town(page, heading)
    )


def entry_name(page: Page, section: Section) -> str:
    """The name of an entry: its heading."""
    name = page.document.of(section.heading).strip(" .:;,") if section.heading else ""
    return _ARTICLE.sub("", name)


_ARTICLE = re.compile(r"^[Uu]ne? (?=[a-zà-ÿ])")


def entry_noun(
    page: Page, entry: Section, nouns: Sequence[EventNoun], date: PlacedDate, *, leads: bool
) -> tuple[str, str]:
    """What an entry is, as (event_type, noun): by the noun or activity of its heading; else, where a line
    begins with its day (`leads`), of the lines below. Empty where the sentence of its day names it better."""
    told = _kind(page, entry.heading, nouns, any_noun=True) if entry.heading is not None else None
    head = entry.heading.end if entry.heading is not None else entry.start
    named = any(not noun.weak for noun in within(nouns, head, date.end)) or any(
        not noun.weak and is_titled(page, noun) for noun in within(nouns, date.block.start, date.block.end)
    )
    if not leads:
        return ("", "") if named or told is None or not _is_sure(page, entry, nouns) else told
    if told is not None or named:
        return told or ("", "")
    below = (_kind(page, block, nouns, any_noun=False) for block in entry.blocks)
    return next((told for told in below if told is not None), ("by_content", ""))


def _is_sure(page: Page, entry: Section, nouns: Sequence[EventNoun]) -> bool:
    """Whether a heading holds a noun that means a happening anywhere, or what one does at one."""
    if entry.heading is None:
        return False
    start, end = entry.heading.start, entry.heading.end
    return (
        any(not n.weak for n in within(nouns, start, end))
        or activity_type(page.folded[start:end]) is not None
    )


def _kind(page: Page, block: Block, nouns: Sequence[EventNoun], *, any_noun: bool) -> tuple[str, str] | None:
    found = within(nouns, block.start, block.end)
    noun = next((n for n in found if not n.weak), found[0] if found and any_noun else None)
    if noun is not None:
        return noun.event_type, noun.word
    activity = activity_type(page.folded[block.start : block.end])
    return (activity, "") if activity else None
