"""What stands at the head of a page: its title, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from flows.normalise.documents.model import Block, Document
from flows.normalise.frames.events.words import find_event_nouns
from flows.normalise.frames.page import Found, within
from flows.normalise.mentions.model import DateMention

_HEAD_BLOCKS = 8
"""A page's own date and publisher are told in its first lines."""


def read_title(document: Document) -> str | None:
    """The heading that names the page, else the title of its head element; of a letter what it says it is
    about."""
    block = document.title_block
    if block is None:
        return document.metadata.title
    for other in document.blocks[: 2 * _HEAD_BLOCKS]:
        if (about := _ABOUT.match(document.text, other.start, other.end)) is not None:
            return about["title"]
    return document.of(block)


_ABOUT = re.compile(r"Objet ?: ?(?P<title>[^\n]{10,200}?)(?= [NV]/ ?R[ée]f| Nos r[ée]f| P\. ?J\.|\n|\Z)")


def _is_dateline(document: Document, start: int, day: DateMention) -> bool:
    """Whether a day with its town opens a block of a press release: "Quimper, le 2 juin 2020. Le …"."""
    return (
        day.year_stated
        and _TOWN.fullmatch(document.text, start, day.start) is not None
        and _DATELINE_ENDS.match(document.text, day.end) is not None
    )


_TOWN = re.compile(r"[A-ZÀ-Ý][\w'’ -]{1,40}(?: \([^()\n]{2,30}\))?, (?:le |ce )?")
_DATELINE_ENDS = re.compile(r" ?(?:[.:–—-] |\n|\Z)")
_SHORT = 90
_NEAR = 60
"""Characters before a day in which words say that it is that of publication or of a change."""
_PUBLISHED = re.compile(
    r"(?:publiee?s?|publication|date de publication|mise?s? en ligne|postee?|paru\w*|"
    r"communique(?: de presse)?)"
    r"[ :|,-]*(?:le |du |ce )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?$"
)
_CHANGED = re.compile(r"(?:mise?s? a jour|modifie\w*|actualise\w*|maj)[ :]*(?:le |du )?(?:\w+ )?$")
_NOT_OWN = re.compile(
    r"\b(?:session|seance|rendez-vous|inscri\w+|avant|jusqu|du \d+.* au|aura lieu|se tiendra"
    r"|limites?|lancement|ouverture|cloture|depots?|echeances?)\b"
)

_OF_DAY = re.compile(r"\b(?:du|des) $")
_WEEKDAY = re.compile(r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche")


def _is_of_happening(document: Document, line: Block, day: DateMention, is_last: bool) -> bool:
    """Whether a line of the head tells the day of a happening: "Assemblée générale du 3 juin 2025", or below
    a title that names one a weekday, the last that the page names."""
    if _NOT_OWN.search(document.folded, line.start, line.end):
        return True
    lead = document.folded[line.start : day.start]
    if _OF_DAY.search(lead) and any(not noun.weak for noun in find_event_nouns(lead)):
        return True
    title = document.title_block
    if title is None or not is_last or not _WEEKDAY.match(document.folded, day.start):
        return False
    return title.end <= line.start and bool(find_event_nouns(document.folded[title.start : title.end]))


def read_published_on(document: Document, dates: Sequence[DateMention], read_on: date) -> date | None:
    """The day a page was published: as its head states, as its words say, or as it stands in its first lines.

    A day of change is none; neither is a day after the capture.
    """
    stated = document.metadata.published_on
    if stated is not None and stated <= read_on:
        return stated
    days = Found(
        d for d in dates if d.precision == "day" and d.first and d.first == d.last and d.first <= read_on
    )
    for mention in days:
        if _PUBLISHED.search(document.folded, max(0, mention.start - _NEAR), mention.start):
            return mention.first
    last = max((d.first for d in dates if d.first), default=None)
    for block in document.blocks[:_HEAD_BLOCKS]:
        told = within(days, block.start, block.end)
        if not told:
            continue
        if _is_dateline(document, block.start, told[0]):
            return told[0].first
        words = document.folded[block.start : block.end]
        if len(words) >= _SHORT or words[-1] in ".!?;" or len(block.cells) > 1:
            continue  # a sentence, or a row that says what its day is for
        for mention in told:
            changed = _CHANGED.search(document.folded, block.start, mention.start)
            if (
                mention.year_stated
                and not changed
                and not _is_of_happening(document, block, mention, mention.first == last)
            ):
                return mention.first
    return None


def read_reference(
    document: Document, days: Sequence[DateMention], published_on: date | None, read_on: date
) -> date:
    """The day that a page speaks from: that of its publication, else of its last change.

    Of a page that tells neither it is the day of its capture, unless the days that it names (`days`, those
    with their year) are all long past then: it was kept, and speaks from the last of them.
    """
    if published_on is not None:
        return published_on
    for mention in days:
        told_before = max(0, mention.start - _NEAR), mention.start
        if mention.first and mention.first <= read_on and _CHANGED.search(document.folded, *told_before):
            return mention.first
    last = max((mention.first for mention in days if mention.first), default=read_on)
    return last if read_on - last > _KEPT else read_on


_KEPT = timedelta(days=365)
"""A page whose last day is longer ago than this tells of what is past."""
