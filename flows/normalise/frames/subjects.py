"""Which programme or event a stretch of a page speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from flows.normalise.documents.folding import fold
from flows.normalise.documents.outline import Section
from flows.normalise.frames.model import Event, Programme
from flows.normalise.frames.page import Page, block_at

Subject = Event | Programme
S = TypeVar("S", Event, Programme)


class Subjects:
    """The programmes and events of a page and every place where they are named or told of."""

    def __init__(self, page: Page, events: Sequence[Event], programmes: Sequence[Programme]) -> None:
        self._page = page
        self.events = events
        self.programmes = programmes

    @cached_property
    def _of_programmes(self) -> list[tuple[int, int]]:
        return _points(self._page.folded, self.programmes)

    @cached_property
    def _of_events(self) -> list[tuple[int, int]]:
        return _points(self._page.folded, self.events)

    @cached_property
    def main_events(self) -> list[Event]:
        """The events that are no part of another."""
        return [event for event in self.events if event.parent is None]

    def programme_at(self, start: int, end: int) -> Programme | None:
        """The programme that a stretch belongs to. The only one of a page holds everything, but what
        is told of an event before it is named."""
        if len(self.programmes) == 1:
            return self.programmes[0] if not self.main_events or self._of_programmes[0][0] < end else None
        return self._nearest(self.programmes, self._of_programmes, start, end)

    def event_at(self, start: int, end: int) -> Event | None:
        """The event that a stretch belongs to: told there, else the only main event of the page."""
        told = self.events_told(start, end)
        if told:
            return min(told, key=lambda e: (e.parent is not None, e.evidence.end - e.evidence.start))
        main = self.main_events
        return main[0] if len(main) == 1 else self._nearest(self.events, self._of_events, start, end)

    def events_told(self, start: int, end: int) -> list[Event]:
        """The events whose telling lies in a stretch or around it."""
        return [e for e in self.events if e.evidence.start < end and start < e.evidence.end]

    def programmes_named(self, start: int, end: int) -> list[Programme]:
        """The programmes that are named or told of in a stretch."""
        return [self.programmes[i] for i in _between(self._of_programmes, start, end)]

    def _nearest(
        self, subjects: Sequence[S], points: Sequence[tuple[int, int]], start: int, end: int
    ) -> S | None:
        """Named in the stretch, else in its block, else in a heading above it, else in a section
        around it, the nearest first; else last named before it."""
        for first, last in self._circles(start, end):
            at = bisect_left(points, (max(first, min(start, last)), -1))
            beside = [p for p in points[at : at + 1] if p[0] < last]
            if at and points[at - 1][0] >= first:
                before = points[bisect_left(points, (points[at - 1][0], -1))]
                beside.append(before)
            if beside:
                return subjects[min((abs(place - start), index) for place, index in beside)[1]]
        return None

    def _circles(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch, its block, the headings above it, the sections around it, all before it."""
        yield start, end
        block = block_at(self._page.document, start)
        if block is not None:
            yield block.start, block.end
            section: Section | None = self._page.outline.section_of(block)
            bodies = []
            while section is not None and section.heading is not None:
                yield section.heading.start, section.heading.end
                bodies.append((section.start, section.end))
                section = section.parent
            yield from bodies
        yield 0, start


def _between(points: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    """The numbers of the subjects named in a stretch, in their own order."""
    return sorted(
        {index for _, index in points[bisect_left(points, (start, -1)) : bisect_left(points, (end, -1))]}
    )


def _points(folded: str, subjects: Sequence[Subject]) -> list[tuple[int, int]]:
    """Where each subject is named or told of, with its number, in reading order."""
    return sorted({(place, i) for i, subject in enumerate(subjects) for place in _places(folded, subject)})


def _places(folded: str, subject: Subject) -> list[int]:
    """Where a subject is told of: its evidence, and its name or acronym wherever written."""
    places = [subject.evidence.start]
    acronym = subject.acronym if isinstance(subject, Programme) else None
    for name in (subject.name, acronym):
        if name and len(name) > 2:
            places += _occurrences(folded, fold(name))
    return places


def _occurrences(folded: str, name: str) -> Iterator[int]:
    """Where a name stands as whole words."""
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        if not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum():
            yield start
        start = folded.find(name, end)
