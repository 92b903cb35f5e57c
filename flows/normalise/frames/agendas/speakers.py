"""Speakers: the persons named as taking part in an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, partial

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.agendas.all_dates import events_of_all
from flows.normalise.frames.model import Event, Evidence, Session, Speaker
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Person
from flows.normalise.mentions.persons import is_contact, is_quoted, role_or_title

_REACH = 300
"""Characters before a name in which a word may say that the person takes part."""
_SHORTEST_NAME = 3
"""Letters that a name has at least: "Monsieur P." is nobody's name."""


_words = partial(entry_pattern, "speakers")


@cache
def _absent() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon('speakers')['absent'])})(?!\w)[^.;:]{{0,40}}$")


def add_speakers(page: Page, events: Sequence[Event]) -> None:
    """Give each event the persons who take part in it, each once, in order of appearance.

    A person belongs to the event in whose sentence, card or agenda they stand; on a page of one event,
    also to it where the sentence says that they take part.
    """
    if not events or not page.persons:
        return
    for event in events:
        for session in event.sessions:
            for person in _present(page, session.evidence.start, session.evidence.end):
                _add(event, person, session)
        for person in _present(page, event.evidence.start, event.evidence.end):
            if not _only_mentioned(page, person):
                _add(event, person, None)
    _fill_in(page, events)
    top = sorted((e for e in events if e.parent is None), key=lambda e: e.evidence.start)
    starts = [e.evidence.start for e in top]
    held = {fold(speaker.person_name) for event in events for speaker in event.speakers}
    for person in _present(page, 0, len(page.text)):
        if fold(person.name) in held or _only_mentioned(page, person):
            continue
        for event in _events_around(page, top, starts, person):
            _add(event, person, None)
    for event in events:
        event.speakers.sort(key=lambda speaker: speaker.evidence.start)


def _present(page: Page, start: int, end: int) -> Iterator[Person]:
    """The persons named in a stretch who may be there: no building's name, nobody remembered."""
    for person in within(page.persons, start, end):
        bare = person.title is None and person.role is None
        if (
            sum(c.isalpha() for c in person.name) >= _SHORTEST_NAME
            and not (bare and any(person.name in venue.name for venue in page.venues))
            and not _absent().search(page.folded, max(0, person.start - 70), person.start)
        ):
            yield person


def _events_around(
    page: Page, events: Sequence[Event], starts: Sequence[int], person: Person
) -> Sequence[Event]:
    """The events that a person named outside their sentences takes part in.

    On a page of one event, it is that, if the person's function is told. Otherwise all, where the words
    say so; those in the town told right before the name; or the one told last before, if it is of the
    same section or the words say that the person takes part.
    """
    block = block_at(page.document, person.start)
    if block is None:
        return ()
    part = _takes_part(page, person, block)
    if len(events) == 1:
        told = part or bool(person.role or person.organisation_name)
        return events if told and (part or not _is_signature(page, person, block)) else ()
    start, end = _sentence(page, person, block)
    if every := events_of_all(page, events, block, (start, end), takes_part=part):
        return every
    if part and (there := _in_town(page, events, start, person)):
        return there
    if part and (led := [e for e in events if _leads_to(page, block, e)]):
        return led
    index = bisect_left(starts, person.start) - 1
    if index < 0:
        return ()
    event = events[index]
    told_in = block_at(page.document, event.evidence.start)
    if told_in is None:
        return ()
    section, of_event = page.outline.section_of(block), page.outline.section_of(told_in)
    same = section is of_event
    own = same and section.level > 1 and sum(section.start <= s < section.end for s in starts) == 1
    near = block is told_in or (same and told_in.kind is not BlockKind.PARAGRAPH) or own
    if not (near or part):
        return ()
    return [other for other in events if event.evidence.start <= other.evidence.start < person.start]


def _leads_to(page: Page, block: Block, event: Event) -> bool:
    """Whether a block introduces the list that an event is told in."""
    told_in = block_at(page.document, event.evidence.start)
    return told_in is not None and page.outline.lead_of(told_in) is block


def _in_town(page: Page, events: Sequence[Event], start: int, person: Person) -> list[Event]:
    """The events in the town that a sentence tells last before a name: "à Auch, le Dr …"."""
    towns = [p for p in within(page.places, max(start, person.start - _TOWN), person.start) if p.commune_code]
    return [e for e in events if towns and e.commune_code == towns[-1].commune_code]


_TOWN = 40
"""Characters before a name within which a town says where the person is."""


def _is_signature(page: Page, person: Person, block: Block) -> bool:
    """Whether a block is a name and a function and nothing else, outside any list of people."""
    alone = block.kind is BlockKind.PARAGRAPH and not any(
        c.isalnum() for c in page.text[block.start : person.start]
    )
    return alone and not any(c.isalnum() for c in page.text[max(person.end, person.span_end) : block.end])


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


def _sentence(page: Page, person: Person, block: Block) -> tuple[int, int]:
    """Where the sentence about a person begins and ends."""
    for start, end in sentences(page.text, block.start, block.end):
        if person.start < end:
            return start, end
    return block.start, block.end


def _takes_part(page: Page, person: Person, block: Block) -> bool:
    """Whether the words around a person, or the line that leads to their list, say that they take part."""
    start, end = _sentence(page, person, block)
    if _words("before").search(page.folded, max(start, person.start - _REACH), person.start):
        return True
    if _words("after").search(page.folded, max(person.end, person.span_end), end):
        return True
    lead = page.outline.lead_of(block) or _line_above(page, block)
    return lead is not None and bool(_words("before").search(page.folded, lead.start, lead.end))


def _line_above(page: Page, block: Block) -> Block | None:
    """The line that leads to a paragraph of a list of people: that above ending in a colon, or a heading."""
    section = page.outline.section_of(block)
    above = section.heading
    for other in section.blocks:
        if other.start >= block.start:
            break
        if page.text[other.start : other.end].endswith(":"):
            above = other
    return above


def _add(event: Event, person: Person, session: Session | None) -> None:
    """Add a person, or what another mention of them lacked."""
    for speaker in event.speakers:
        if _is_same(fold(speaker.person_name), fold(person.name)):
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


def _is_same(name: str, other: str) -> bool:
    """Whether two folded names are one person's: the same, or one the surname or initials of the other."""
    (*first, surname), (*other_first, other_surname) = name.split(), other.split()
    if surname != other_surname:
        return False
    given, other_given = " ".join(first), " ".join(other_first)
    short = given.endswith(".") or other_given.endswith(".")
    return not given or not other_given or given == other_given or (short and given[0] == other_given[0])
