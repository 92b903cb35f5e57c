"""What kind of happening a "journée" or "rencontre" is: by what it holds, or what the title calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.event_words import find_event_nouns
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page

_STANDS = re.compile(r"s(?<!\ws)(?:tands?|peed[ -]?dating)\b")
"""Begins with a letter, not with a word's edge, as it is looked for in the whole page."""


_WORKSHOPS = re.compile(r"\b(?:ateliers|exposants|village)\b")


_SPEECHES = re.compile(r"\b(?:conferences?|tables? rondes?|plenieres?|interventions)\b")


_SCREENING = re.compile(r"\b(?:depistages?|vaccinations?)\b")


_TALKS = frozenset({"talk", "round_table"})


def settle_types(page: Page, events: Sequence[Event]) -> None:
    """Say what a "journée" or "rencontre" is by what it holds, or by what the title calls them all."""
    unsettled = [event for event in events if _is_by_content(event)]
    series = _series_type(page) if unsettled and len(events) > 1 else None
    for event in unsettled:
        if _SCREENING.search(fold(event.name)):
            event.event_type = "screening"
            continue
        if series is not None:
            event.event_type = series
            continue
        kinds = [session.session_type for session in event.sessions]
        told = page.folded[event.evidence.start : event.evidence.end]
        if not _TALKS.isdisjoint(kinds) or _SPEECHES.search(told):
            workshops = "workshop" in kinds or _WORKSHOPS.search(told) or _STANDS.search(page.folded)
            event.event_type = "forum" if workshops else "conference"


def _is_by_content(event: Event) -> bool:
    nouns = find_event_nouns(fold(event.name))
    return bool(nouns) and nouns[0].event_type == "by_content"


def _series_type(page: Page) -> str | None:
    """What the first lines call several happenings: "Agenda des prochains forums régionaux"."""
    head = page.document.blocks[:3]
    for noun in find_event_nouns(page.folded[: head[-1].end]) if head else ():
        if noun.event_type != "by_content" and not noun.weak and page.folded[noun.end - 1] in "sx":
            return noun.event_type
    return None
