"""How one attends: on the spot, at a distance, or both."""

from __future__ import annotations

import re

from flows.normalise.frames.events.words import mode_pattern
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.places.model import Location

_BY_VIDEO = re.compile(r"\([^()]{0,30}\b(?:visio\w*|distance)\)")
"""A speaker who joins by video: "(en visio)"."""


def _end_of_mode(page: Page, end: int) -> int:
    """The end of the block, or the next day in it: the next sentence often says "à suivre aussi en ligne"."""
    block = block_at(page.document, end - 1)
    if block is None:
        return end
    days = (d.start for d in within(page.dates, end, block.end) if d.precision == "day" and not d.bound)
    return next(days, max(end, block.end))


def attendance_mode(page: Page, start: int, end: int, location: Location) -> str | None:
    """How one attends what a stretch of text tells of (code list `attendance_mode`), if it says."""
    end = _end_of_mode(page, end)
    words = page.folded[start:end]
    for by_video in _BY_VIDEO.finditer(page.folded, start, end):
        if any(
            person.span_end >= by_video.start() - 3
            for person in within(page.persons, start, by_video.start())
        ):
            words = words.replace(by_video.group(), " ")
    if location.is_physical:
        return "mixed" if mode_pattern("mixed").search(words) else "offline"
    if mode_pattern("online").search(words):
        return "online"
    return "offline" if mode_pattern("physical").search(words) else None
