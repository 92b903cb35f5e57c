"""What each programme aims at: its axes, objectives and actions, from lists, else from running text."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.event_words import find_event_nouns
from flows.normalise.frames.model import Objective
from flows.normalise.frames.objective_lists import Stated, stated_lists
from flows.normalise.frames.objective_prose import prose_aims
from flows.normalise.frames.page import Page
from flows.normalise.frames.programme_dates import stretches
from flows.normalise.frames.programme_mentions import Told


def read_objectives(page: Page, told: Sequence[Told]) -> dict[Told, list[Objective]]:
    """The objectives of each programme, in order; the lists of a page go to the programme they are told of."""
    if not told:
        return {}
    events = find_event_nouns(page.folded)
    found: dict[Told, list[Objective]] = {}
    for stated in stated_lists(page, events):
        owner = _owner(page, stated, told)
        if owner is not None:
            found.setdefault(owner, []).extend(stated.objectives)
    for each in told:
        if each not in found:
            aims = prose_aims(page, stretches(page, each), events)
            if aims:
                found[each] = aims
    return found


def _owner(page: Page, stated: Stated, told: Sequence[Told]) -> Told | None:
    """The programme that a list is told of: named in its lead or section, else the page's own, else the last."""
    section = page.outline.section_of(stated.lead)
    for block in (stated.lead, section.heading):
        if block is not None and (named := _named_in(block.start, block.end, told)) is not None:
            return named
    if section.level > 1 and (named := _named_in(section.start, stated.lead.start, told)) is not None:
        return named
    own = next((t for t in told if t.in_title), None)
    if own is not None:
        return own
    before = [t for t in told if _first(t) < stated.lead.start]
    return max(before, key=_first) if before else (told[0] if len(told) == 1 else None)


def _first(told: Told) -> int:
    return told.mentions[0].start


def _named_in(start: int, end: int, told: Sequence[Told]) -> Told | None:
    """The programme last named in a stretch, not in passing."""
    hits = [
        (mention.start, index)
        for index, each in enumerate(told)
        for mention in each.mentions
        if start <= mention.start < end and not mention.passing
    ]
    return told[max(hits)[1]] if hits else None
