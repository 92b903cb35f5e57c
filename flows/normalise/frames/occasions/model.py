"""A dated happening, as it is found in a page."""

from __future__ import annotations

from dataclasses import dataclass

from flows.normalise.documents.model import Block
from flows.normalise.mentions.model import DateMention


@dataclass(slots=True)
class Occasion:
    """A dated happening as found: what it is called, and where the text tells of it."""

    date: DateMention
    event_type: str
    """Code list `event_type`, or "by_content"."""
    word: str
    """The noun that named it, folded; empty where a heading did."""
    name: str
    start: int
    end: int
    """The stretch of text that is on this happening: its sentence, or its block with the lines after it."""
    block: Block
    lead: Block | None = None
    """What introduces the list or the run of lines that it stands in."""
    tail: Block | None = None
    """The line below the list that holds for all of it."""
    is_alone: bool = True
    """Whether no other happening is told of in its block."""
    in_series: bool = False
    """Whether the name is that of a whole list of dates."""
    is_moved: bool = False
    """Whether it was planned for another day, which the text tells too."""
