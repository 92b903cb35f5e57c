"""Workshops and talks told inside an event without a timetable, and the event that has no date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.names import is_generic, noun_phrase, quoted_title
from flows.normalise.frames.events.words import EventNoun, happens, status_pattern, type_by_content
from flows.normalise.frames.model import Event, Evidence
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.attendance import attendance_mode
from flows.normalise.frames.places.location import locate
from flows.normalise.mentions.model import TimeMention

_PARTS = {"workshop": "workshop", "conference": "conference"}
"""Kinds of happening that may be a part of another."""


_FIRST_BLOCKS = 8
_ORGANISED = re.compile(r"[^.;:]{0,60}?,? (?:organisee?|proposee?|portee?) par\b")


def undated_event(page: Page, nouns: Sequence[EventNoun]) -> Event | None:
    """The happening that the title announces and a sentence tells of, where no date is given at all."""
    title = page.document.title_block
    if title is None:
        return None
    named = {
        n.word for n in within(nouns, title.start, title.end) if not n.weak or n.event_type == "by_content"
    }
    for block in page.document.blocks[:_FIRST_BLOCKS]:
        if block.start <= title.start or block.kind is not BlockKind.PARAGRAPH:
            continue
        for noun in within(nouns, block.start, block.end):
            told = noun.word in named and happens().search(page.folded, block.start, block.end)
            if told or (noun.event_type == "by_content" and _ORGANISED.match(page.folded, noun.end)):
                return _undated(page, noun, block)
    return None


def _undated(page: Page, noun: EventNoun, block: Block) -> Event:
    start, end = noun_phrase(page, noun, block.end)
    held = status_pattern("held").search(page.folded)
    location = locate(page, block.start, block.end)
    event_type = noun.event_type
    times = [t for t in page.times if t.start > block.start]
    event = Event(
        Evidence(block.start, block.end),
        page.words(start, end),
        type_by_content(noun.word) if event_type == "by_content" else event_type,
        start_time=times[0].start_time if times else None,
        attendance_mode=attendance_mode(page, 0, len(page.text), location),
        event_status="held" if held else "scheduled",
    )
    event.venue_name, event.commune_code = location.venue_name, location.commune_code
    event.department_code, event.region_code = location.department_code, location.region_code
    return event


def child_events(page: Page, events: Sequence[Event], nouns: Sequence[EventNoun]) -> list[Event]:
    """The titled workshops and talks of a page's one event, where no timetable lists them."""
    top = [e for e in events if e.parent is None]
    if len(top) != 1 or len(top) < len(events) or len(top[0].sessions) > 1:
        return []
    parent = top[0]
    parts = list(_under_headings(page, nouns)) + list(_in_sentences(page, nouns, parent))
    children = [_child(page, parent, *part) for part in sorted(parts, key=lambda p: p[1])]
    if len(children) > 1 and parent.event_type in ("conference", "meeting"):
        workshops = sum(child.event_type == "workshop" for child in children)
        parent.event_type = "forum" if workshops > 1 else "conference"
    return children


def _under_headings(page: Page, nouns: Sequence[EventNoun]) -> Iterator[tuple[str, int, int, str]]:
    """Headings below a heading or sentence that speaks of several workshops: (type, start, end, name)."""
    announced: str | None = None
    blocks = page.document.blocks
    for index, block in enumerate(blocks):
        inside = [n for n in within(nouns, block.start, block.end) if n.event_type in _PARTS]
        if block.kind is BlockKind.HEADING and block.level > 1:
            if inside:
                several = page.folded[inside[0].end - 1] in "sx"
                announced = inside[0].event_type if several else None
                continue
            if announced and not is_generic(page.folded[block.start : block.end]) and index + 1 < len(blocks):
                body = blocks[index + 1]
                said = [n for n in within(nouns, body.start, body.end) if n.event_type in _PARTS]
                if body.kind is BlockKind.PARAGRAPH and (
                    said or _LED.search(page.folded, body.start, body.end)
                ):
                    yield announced, block.start, body.end, page.document.of(block)
                    continue
            announced = None


_LED = re.compile(r"\b(?:animee?|presentee?|session|seance|intervenante?)\b")


def _in_sentences(
    page: Page, nouns: Sequence[EventNoun], parent: Event
) -> Iterator[tuple[str, int, int, str]]:
    """Talks named in prose by a quoted title: "une conférence de X sur le thème « … »"."""
    for noun in nouns:
        if noun.event_type not in _PARTS or noun.word in fold(parent.name):
            continue
        window = min(len(page.text), noun.end + 160)
        quoted = quoted_title(page, noun.end, window)
        if quoted is None or _OF_OTHERS.search(page.folded, noun.end, quoted[0]):
            continue
        if not _TURNS.search(page.text, noun.end, quoted[0] - 2):
            name = page.words(*quoted)
            if name.casefold() not in parent.name.casefold():
                yield noun.event_type, noun.start, quoted[1], name


_TURNS = re.compile(r"[.!?] |[«\n]")
"""Where a sentence ends, or another title begins."""
_OF_OTHERS = re.compile(
    r"\b(?:appels?|plan|programme|projet|dispositif|ouvrage|livre|film|documentaire|exposition|rapport|guide|label|"
    r"application|parcours|service|bus|hopital de jour|centre|equipe|reseau|campagne|convention|contrat|"
    r"charte|collectif|association|livret|enquete|etude|brochure|kit|outil|jeu|podcast|spectacle|piece)\b"
)
"""Words of things whose title it is that stands in quotation marks."""


def _own_times(page: Page, start: int) -> Sequence[TimeMention]:
    """The hours of the sentence that tells of a part, where it tells no day: "À 14 h, … donnera une
    conférence"."""
    block = block_at(page.document, start)
    sentence = next((s for s in page.document.units(block) if s[0] <= start < s[1]), None) if block else None
    if sentence is None or within(page.dates, *sentence):
        return ()
    return within(page.times, *sentence)


def _child(page: Page, parent: Event, event_type: str, start: int, end: int, name: str) -> Event:
    times = _own_times(page, start)
    return Event(
        Evidence(start, end),
        name,
        event_type,
        start_date=parent.start_date,
        start_time=times[0].start_time if times else None,
        end_date=parent.end_date,
        end_time=times[0].end_time if times else None,
        date_precision=("time" if times else "day") if parent.start_date else None,
        attendance_mode=parent.attendance_mode,
        department_code=parent.department_code,
        region_code=parent.region_code,
        commune_code=parent.commune_code,
        organiser_name=parent.organiser_name,
        event_status=parent.event_status,
        parent=parent,
    )
