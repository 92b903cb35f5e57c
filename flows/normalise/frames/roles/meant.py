"""Which event or programme it is that a sentence gives somebody a part in."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Event, Programme
from flows.normalise.frames.subjects import Subject, Subjects


def told_there(
    subjects: Subjects, role: str, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """What a sentence speaks of: a partner's programme named there, an event told there, else what the
    stretch around belongs to."""
    if role == "partner" and (named := subjects.programmes_named(start, end)):
        return named[0], role
    beside = subjects.events_told(start, end) or subjects.events_told(block.start, block.end)
    if role == "partner" and beside and beside[0].event_type == "ceremony":
        return programme_or_event(subjects, start, end, role)  # of what is signed or opened
    return (beside[0], role) if beside else programme_or_event(subjects, start, end, role)


def programme_or_event(subjects: Subjects, start: int, end: int, role: str) -> tuple[Subject, str] | None:
    """The programme that a stretch belongs to, else the event, with the role."""
    programme = subjects.programme_at(start, end)
    if programme is not None:
        return programme, role
    event = subjects.event_at(start, end)
    return (event, role) if event is not None else None


def event_spoken_of(subjects: Subjects, events: Sequence[Event], start: int) -> Event | None:
    """The event that a sentence about people there speaks of: its own, else the last told before it."""
    if events:
        return events[0]
    before = [e for e in subjects.events if e.evidence.start <= start]
    if before:
        return max(before, key=lambda e: e.evidence.start)
    return subjects.main_events[0] if subjects.main_events else None


def joint_subject(
    subjects: Subjects,
    names: set[str],
    named: Sequence[Programme],
    events: Sequence[Event],
) -> tuple[Subject, str] | None:
    """What a list of bodies organises or leads together: that which one of them is known for."""
    for event in events:
        if event.organiser_name in names:
            return event, "organiser"
    for programme in (*named, *subjects.programmes):
        if programme.lead_organisation_name in names:
            return programme, "lead"
    for event in subjects.main_events:
        if event.organiser_name in names:
            return event, "organiser"
    return None
