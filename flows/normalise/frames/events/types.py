"""What kind of happening a "journée" or "rencontre" is: by what it holds, or what the title calls it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.events.words import EventNoun, find_event_nouns
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon.phrases import entry_pattern

_STANDS = re.compile(r"s(?<!\ws)(?:tands?|peed[ -]?dating)\b")
"""Begins with a letter, not with a word's edge, as it is looked for in the whole page."""


_WORKSHOPS = re.compile(r"\b(?:ateliers|exposants|village)\b")


_SPEECHES = re.compile(
    r"\b(?:conferences?|conferenci\w+|tables? rondes?|plenieres?|interventions?|intervenante?s?|"
    r"interviendr\w+|exposes?|temoignages?|keynotes?|orat(?:eurs?|rices?)|a la tribune|debats?|causeries?|"
    r"debattu|debattr\w+|debattent|prises? de parole|"
    r"presentera|presenteront|restitution|resultats|eclairages?|regards croises)\b"
)


_SCREENING = re.compile(r"\b(?:depistages?|vaccinations?)\b")


_TALKS = frozenset({"talk", "round_table"})


def settle_types(page: Page, events: Sequence[Event], nouns: Sequence[EventNoun]) -> None:
    """Say what a "journée" or "rencontre" is by what it holds, or by what the title calls them all."""
    title = page.document.title_block
    if title is not None and _COURSE.search(page.folded[title.start : title.end]):
        for event in events:
            if _IN_COURSE.match(fold(event.name)) or not find_event_nouns(fold(event.name)):
                event.event_type = "training"
    if nameless := [event for event in events if _is_nameless(event)]:
        signs = [sign.start() for sign in _course().finditer(page.folded)]
        for event in nameless:
            if _is_of_course(page, event, signs):
                event.event_type = "training"
    unsettled = [event for event in events if _is_by_content(event)]
    all_alike = len(unsettled) == len(events) > 1
    series = _series_type(page, nouns) if all_alike else None
    starts = sorted(event.evidence.start for event in events)
    for event in unsettled:
        if _SCREENING.search(fold(event.name)):
            event.event_type = "screening"
            continue
        if series is not None:
            event.event_type = series
            continue
        kinds = [session.session_type for session in event.sessions]
        whole = event.sessions or (all_alike and len(events) > 2)
        told = (0, len(page.text)) if whole else _telling(page, event, starts)
        talks = not _TALKS.isdisjoint(kinds) or _names_doctor(page, event)
        if talks or _tells_of_speeches(page, *told):
            workshops = (
                kinds.count("workshop") > 1
                or _WORKSHOPS.search(page.folded, *told)
                or _STANDS.search(page.folded, *told)
            )
            event.event_type = "forum" if workshops else "conference"


def _is_nameless(event: Event) -> bool:
    """Whether a name says what something is on, not what it is: "Ulcères et compression"."""
    return not find_event_nouns(fold(event.name)) and event.event_type in ("meeting", "conference", "other")


def _is_of_course(page: Page, event: Event, signs: Sequence[int]) -> bool:
    """Whether the section of an event, or what stands before it more than once, tells of a course by words at
    `signs`."""
    block = block_at(page.document, event.evidence.start)
    section = page.outline.section_of(block) if block is not None else page.outline.root
    before = bisect_left(signs, event.evidence.start)
    return before > 1 or (section.level > 1 and before > bisect_left(signs, section.start))


def _course() -> re.Pattern[str]:
    """Words that speak of a course and of those who take it."""
    return entry_pattern("events", "course")


def _names_doctor(page: Page, event: Event) -> bool:
    """Whether a doctor or a professor is told of with an event: they speak there."""
    persons = within(page.persons, event.evidence.start, event.evidence.end)
    return any(fold(person.title or "").rstrip(".") in _LEARNED for person in persons)


_LEARNED = (
    "dr",
    "dre",
    "drs",
    "docteur",
    "docteure",
    "docteurs",
    "pr",
    "pre",
    "prof",
    "professeur",
    "professeure",
)


def _tells_of_speeches(page: Page, start: int, end: int) -> bool:
    """Whether a stretch tells of talks; "Conférence régionale de la santé" is the name of a body, "salle de
    conférences" that of a place."""
    return any(
        not any(
            named.end > found.start()
            for kind in (page.organisations, page.venues)
            for named in within(kind, found.start() - _NAME, found.start() + 1)
        )
        for found in _SPEECHES.finditer(page.folded, start, end)
    )


_NAME = 60
"""Characters of a body's name before a word in it."""


_COURSE = re.compile(
    r"(?:\bdiu|^du(?= [\"«a-z]))\b|\b(?:diplomes?|diplomante|certificat|capacite|master|licence|"
    r"(?<!instituts de )(?<!institut de )(?<!ecole de )(?<!centre de )(?<!organisme de )formation|"
    r"cursus|promotion)\b"
)
"""Words of a title that make a page that of a course."""
_IN_COURSE = re.compile(
    r"(?:\d+e? ?)?(?:seminaires?|modules?|sessions?|soutenances?|examens?|regroupements?|stages?|cours|"
    r"seances?)\b"
)


_LONGEST_TELLING = 900


def _telling(page: Page, event: Event, starts: Sequence[int]) -> tuple[int, int]:
    """The text that tells of an event: its evidence and what goes on to the next event or section."""
    if len(starts) == 1:
        return 0, len(page.text)
    block = block_at(page.document, event.evidence.start)
    section_end = page.outline.section_of(block).end if block else event.evidence.end
    index = bisect_right(starts, event.evidence.start)
    following = starts[index] if index < len(starts) else len(page.text)
    end = min(section_end, following, event.evidence.start + _LONGEST_TELLING)
    return event.evidence.start, max(event.evidence.end, end)


def _is_by_content(event: Event) -> bool:
    nouns = find_event_nouns(fold(event.name))
    return bool(nouns) and nouns[0].event_type == "by_content"


def _series_type(page: Page, nouns: Sequence[EventNoun]) -> str | None:
    """What the first lines call several happenings: "Agenda des prochains forums régionaux"."""
    head = page.document.blocks[:3]
    for noun in within(nouns, 0, head[-1].end) if head else ():
        if noun.event_type != "by_content" and not noun.weak and page.folded[noun.end - 1] in "sx":
            return noun.event_type
    return None
