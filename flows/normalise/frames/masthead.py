"""What stands at the head of a page: its title, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from flows.normalise.documents.model import Document
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
        if _PUBLISHED.search(document.folded, max(0, mention.start - 60), mention.start):
            return mention.first
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
            if mention.year_stated and not changed and not _NOT_OWN.search(words):
                return mention.first
    return None
