"""Speakers: the persons named as taking part in an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.model import Event, Evidence, Session, Speaker
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import pattern
from flows.normalise.mentions.model import Person
from flows.normalise.mentions.persons import is_contact, is_quoted, role_or_title

_REACH = 300
"""Characters before a name in which a word may say that the person takes part."""


@cache
def _part() -> re.Pattern[str]:
    return pattern(lexicon("events")["takes_part"])


def add_speakers(page: Page, events: Sequence[Event]) -> None:
    """Give each event the persons who take part in it, each once, in order of appearance.

    A person belongs to the event in whose sentence, card or agenda they stand; on a page of one event,
    also to it where the sentence says that they take part.
    """
    for event in events:
        spans = [(s.evidence.start, s.evidence.end, s) for s in event.sessions]
        for person in within(page.persons, event.evidence.start, event.evidence.end):
            if not _only_mentioned(page, person):
                _add(event, person, None)
        for start, end, session in spans:
            for person in within(page.persons, start, end):
                _add(event, person, session)
    if not events or not page.persons:
        return
    _fill_in(page, events)
    top = sorted((e for e in events if e.parent is None), key=lambda e: e.evidence.start)
    starts = [e.evidence.start for e in top]
    held = {fold(speaker.person_name) for event in events for speaker in event.speakers}
    for person in page.persons:
        if fold(person.name) in held:
            continue
        attended = _events_around(page, top, starts, person)
        if attended and not _only_mentioned(page, person):
            for event in attended:
                _add(event, person, None)


_OF_ALL = re.compile(
    r"\b(?:les|ces|toutes les|chaque|l'ensemble des) "
    r"(?:conferences?|ateliers?|reunions?|soirees?|webinaires?|seances?|rencontres?|formations?|etapes?)\b[^.;]*$"
)
"""Before a person who takes part in every date: "Les conférences seront animées par …"."""


def _events_around(
    page: Page, events: Sequence[Event], starts: Sequence[int], person: Person
) -> Sequence[Event]:
    """The events that a person named outside their sentences takes part in.

    On a page of one event, it is that, if the person's function is told. Otherwise all, where the words
    say so, or the one told last before, if it is of the same section or the words say that the person
    takes part.
    """
    if len(events) == 1:
        return events if person.role or person.organisation_name or _takes_part(page, person) else ()
    if _OF_ALL.search(page.folded, max(0, person.start - 120), person.start):
        return events
    event = events[max(0, bisect_left(starts, person.start) - 1)]
    block, told = block_at(page.document, person.start), block_at(page.document, event.evidence.start)
    if block is None or told is None:
        return ()
    near = block is told or (
        page.outline.section_of(block) is page.outline.section_of(told)
        and told.kind is not BlockKind.PARAGRAPH
    )
    return (event,) if near or _takes_part(page, person) else ()


def _fill_in(page: Page, events: Sequence[Event]) -> None:
    """Give speakers named alone the function told of them elsewhere on the page."""
    known = {fold(p.name): p for p in reversed(page.persons) if p.role}
    for event in events:
        for speaker in event.speakers:
            told = known.get(fold(speaker.person_name))
            if told is not None and speaker.role in (None, told.title):
                speaker.role = told.role
                speaker.organisation_name = speaker.organisation_name or told.organisation_name


def _only_mentioned(page: Page, person: Person) -> bool:
    return is_quoted(page.folded, person) or is_contact(page.folded, person)


def _takes_part(page: Page, person: Person) -> bool:
    """Whether the words before a person, or the line that leads to their list, say that they take part."""
    block = block_at(page.document, person.start)
    if block is None:
        return False
    if _part().search(page.folded, max(block.start, person.start - _REACH), block.end):
        return True
    lead = page.outline.lead_of(block)
    return lead is not None and bool(_part().search(page.folded, lead.start, lead.end))


def _add(event: Event, person: Person, session: Session | None) -> None:
    """Add a person, or what another mention of them lacked."""
    surname = fold(person.name).split()[-1]
    for speaker in event.speakers:
        if fold(speaker.person_name).split()[-1] == surname:
            speaker.role = speaker.role or person.role
            speaker.organisation_name = speaker.organisation_name or person.organisation_name
            return
    event.speakers.append(
        Speaker(
            Evidence(person.start, max(person.end, person.span_end)),
            person.name,
            role_or_title(person),
            person.organisation_name,
            session,
        )
    )
