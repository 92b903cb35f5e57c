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
    named = [s for s in subjects.named_between(start, end) if isinstance(s, Programme)]
    if role == "partner" and named:
        return named[0], role
    beside = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
    beside = beside or [e for e in subjects.events if block.start <= e.evidence.start < block.end]
    return (beside[0], role) if beside else programme_or_event(subjects, start, end, role)


def programme_or_event(subjects: Subjects, start: int, end: int, role: str) -> tuple[Subject, str] | None:
    """The programme that a stretch belongs to, else the event, with the role."""
    programme = subjects.programme_at(start, end)
    if programme is not None:
        return programme, role
    event = subjects.event_at(start, end)
    return (event, role) if event is not None else None


def event_spoken_of(subjects: Subjects, events: Sequence[Event], start: int, block: Block) -> Event | None:
    """The event that a sentence about people there speaks of: its own, else the last told before it."""
    if events:
        return events[0]
    before = [e for e in subjects.events if e.evidence.start <= start]
    if before:
        last = max(before, key=lambda e: e.evidence.start)
        main = [e for e in before if e.parent is None]
        if last.parent is not None and block.start - last.evidence.end > 60 and main:
            return max(main, key=lambda e: e.evidence.start)
        return last
    return subjects.main_events[0] if subjects.main_events else None


def joint_subject(
    subjects: Subjects,
    names: set[str],
    named: Sequence[Programme],
    events: Sequence[Event],
    role: str,
) -> tuple[Subject, str] | None:
    """What a list of bodies organises or leads together: that which one of them is known for."""
    organised = [*events, *subjects.main_events] if role == "organiser" else list(events)
    for event in organised:
        if event.organiser_name in names:
            return event, "organiser"
    for programme in (*named, *subjects.programmes):
        if programme.lead_organisation_name in names:
            return programme, "lead"
    for event in subjects.main_events:
        if event.organiser_name in names:
            return event, "organiser"
    return None


def organised_programme(
    subjects: Subjects, start: int, end: int, role: str, events: Sequence[Event]
) -> tuple[Subject, str] | None:
    """The programme that a body organises something for, where no event is told."""
    programme = subjects.programme_at(start, end)
    if role != "organiser" or programme is None or events:
        return None
    return programme, "partner" if programme.lead_organisation_name else "lead"
