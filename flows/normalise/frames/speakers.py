"""Speakers: the persons named as taking part in an event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Event, Evidence, Session, Speaker
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import Person
from flows.normalise.mentions.persons import is_contact, is_quoted

_TAKES_PART = re.compile(
    r"\b(?:en presence|animee?s? par|anime par|presentee?s? par|intervention|interviendr\w+|avec|conference de|"
    r"signataires?|participer\w*|presents?|presentes|ouverture|conviee?s?|invitee?s?|moderee?s? par|orateurs?|"
    r"intervenante?s?|temoignages?|accueillis par|autour de|aux cotes|officialise\w*|inaugure\w*|grand temoin)\b"
)


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
    top = [e for e in events if e.parent is None]
    for person in page.persons:
        if any(_holds(e, person) for e in events) or _only_mentioned(page, person):
            continue
        before = [e for e in top if e.evidence.start < person.start]
        if top and (before or len(top) == 1) and _takes_part(page, person):
            _add(max(before or top, key=lambda e: e.evidence.start), person, None)


def _only_mentioned(page: Page, person: Person) -> bool:
    return is_quoted(page.folded, person) or is_contact(page.folded, person)


def _takes_part(page: Page, person: Person) -> bool:
    block_start = page.text.rfind("\n", 0, person.start) + 1
    lead = page.text.rfind("\n", 0, max(0, block_start - 1)) + 1
    return bool(
        _TAKES_PART.search(page.folded, max(block_start, person.start - 120), person.span_end)
    ) or bool(_TAKES_PART.search(page.folded, lead, block_start))


def _holds(event: Event, person: Person) -> bool:
    return any(fold(s.person_name) == fold(person.name) for s in event.speakers)


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
            person.role or person.title,
            person.organisation_name,
            session,
        )
    )
