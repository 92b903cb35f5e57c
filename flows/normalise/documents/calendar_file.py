"""A calendar (RFC 5545) to drafts of blocks: its events as a French announcement would tell of them.

What the events state is given as schema.org Events as well, as if it stood in a page's JSON-LD. E-mail
addresses, those invited, alarms, categories and the HTML twin of a description are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from icalendar import Component

from flows.fetch.calendar_text import calendar_parts, calendar_text, event_of, stated
from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.event_days import EventDays, days_of
from flows.normalise.documents.folding import clean
from flows.normalise.documents.html import read_html
from flows.normalise.documents.markers import Numbering, split_marker
from flows.normalise.documents.model import BlockKind, PageMetadata
from flows.normalise.documents.problems import UnreadableDocument

_NAME = re.compile(r"^X-WR-CALNAME(?:;[^:\r\n]*)?:([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\;,])|\\[nN]")
_HTML = re.compile(r"<(?:p|br|div|span|ul|ol|li|a|b|strong|h[1-6]|table)\b[^<>]{0,500}>", re.IGNORECASE)


def read_calendar(body: bytes, content_type: str) -> tuple[list[Draft], PageMetadata]:
    """The drafts and the metadata of a calendar: its only event is what the document is about; of several,
    each has a heading below the calendar's name.

    Raises UnreadableDocument: calendar_without_events.
    """
    text = calendar_text(body, content_type) or ""
    parts = [part for part in calendar_parts(text) if part.name == "VEVENT"]
    if not parts:
        raise UnreadableDocument(
            "calendar_without_events",
            "L’agenda ne contient aucun événement : vérifier son adresse.",
            "The calendar holds no event: check its address.",
        )
    drafts: list[Draft] = []
    events: list[dict[str, Any]] = []
    name = _NAME.search(text)
    title = clean(_unescaped(name[1])) if name else ""
    if len(parts) > 1 and title:
        drafts.append(Draft(BlockKind.HEADING, title, 1))
    level = 1 if len(parts) == 1 else 2
    for part in parts:
        try:
            event = event_of(part)
            days = days_of(event)
        except ValueError:
            drafts.append(Draft(BlockKind.HEADING, clean(_unescaped(part.written("SUMMARY"))), level))
            continue
        drafts.extend(_told(event, days, level))
        events.append(_as_schema(event, days))
    return drafts, PageMetadata(events=tuple(events))


def _told(event: Component, days: EventDays, level: int) -> Iterator[Draft]:
    yield Draft(BlockKind.HEADING, clean(_text(event, "SUMMARY")), level)
    yield Draft(BlockKind.PARAGRAPH, days.in_french())
    if _is_cancelled(event):
        yield Draft(BlockKind.PARAGRAPH, "Événement annulé.")
    lines = [clean(line).rstrip(", ") for line in _text(event, "LOCATION").splitlines()]
    if place := ", ".join(filter(None, lines)):
        yield Draft(BlockKind.PARAGRAPH, f"Lieu : {place}")
    if organiser := _organiser(event):
        yield Draft(BlockKind.PARAGRAPH, f"Organisateur : {organiser}")
    description = _text(event, "DESCRIPTION")
    yield from (
        _described_in_html(description, level) if _HTML.search(description) else _described(description)
    )


def _text(event: Component, name: str) -> str:
    return str(stated(event, name) or "")


def _organiser(event: Component) -> str | None:
    """The name beside the organiser's address, unless it is that address once more."""
    parameters = getattr(stated(event, "ORGANIZER"), "params", {})
    name = clean(str(parameters.get("CN", "")))
    return name if name and "@" not in name else None


def _is_cancelled(event: Component) -> bool:
    return _text(event, "STATUS").strip().upper() == "CANCELLED"


def _described(description: str) -> Iterator[Draft]:
    """A description in plain text: each line is a paragraph or the item of a list."""
    numbering = Numbering()
    gap = True
    for line in map(clean, description.splitlines()):
        if line:
            marker = split_marker(line)
            if marker and marker.opens_item and numbering.accepts(marker):
                yield Draft(BlockKind.LIST_ITEM, marker.rest, marker.depth, marker.written, gap=gap)
            else:
                yield Draft(BlockKind.PARAGRAPH, line, gap=gap)
        gap = not line


def _described_in_html(description: str, level: int) -> Iterator[Draft]:
    drafts, _ = read_html(f"<main>{description.replace(chr(10), '<br>')}</main>")
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            draft.level = min(6, draft.level + level)
        yield draft


def _as_schema(event: Component, days: EventDays) -> dict[str, Any]:
    start, end = days.in_iso()
    return {
        "@type": "Event",
        "name": clean(_text(event, "SUMMARY")),
        "startDate": start,
        "endDate": end,
        "eventStatus": "EventCancelled" if _is_cancelled(event) else "EventScheduled",
    }


def _unescaped(written: str) -> str:
    """A text as meant (RFC 5545, section 3.3.11)."""
    return _ESCAPED.sub(lambda match: match[1] or " ", written)
