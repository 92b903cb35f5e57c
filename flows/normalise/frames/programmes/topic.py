"""Whether a programme is what a page is about: the title brings it, and the lines under it say from when on
it is there or how much it pays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.life import begins, is_lively
from flows.normalise.frames.programmes.model import Mention, Told, happens_in
from flows.normalise.frames.programmes.news import SINCE, is_long_known, recent
from flows.normalise.frames.programmes.words import THINGS, word_pattern

_LEAD = 900
"""Characters under a title in which it is told what it brings."""
_BROUGHT = re.compile(
    r"(?:^|[:–—,?!|-] |\b(?:avec|lance|cree|propose|ouvre|teste|deploie|installe|inaugure|se dote d'|"
    r"accueille|finance|offre|met en place|voici|decouvrez) ?)"
    r"(?:une? |des |notre |nos |son |sa |votre |premi(?:er|ere) |nouve(?:au|l|lle) |"
    r"deux(?:ieme)? |bientot |enfin |d'une? )*[«“]? ?$"
)
"""Before a noun phrase in a title: it is brought as something new, or stands by itself."""
_COMPLETES = re.compile(r"(?:\b(?:de|du|des|au|aux|de la|de l') ?|\bd')[«“]? ?$")
"""Before a noun phrase in a title: it completes another one ("Trouver de l'aide")."""


def is_topic(page: Page, told: Told, shown: Sequence[Told]) -> bool:
    """Whether the page's title names a programme, and the text under it tells what
    comes of it; not where it only leads to one that is told under it by name (`shown`)."""
    title = page.document.title_block
    mention = next((m for m in told.mentions if m.block is title and not m.passing), None)
    if title is None or mention is None or " " not in told.name:
        return False
    start, end = title.end, min(title.end + _LEAD, len(page.text))
    if any(m.start < end for other in shown for m in other.mentions):
        return False
    before = page.folded[title.start : mention.start]
    thing = told.naming.noun.kind in THINGS
    if _COMPLETES.search(before) or (thing and not _BROUGHT.search(before)):
        return False
    begun = any(_begins_at(page, start, d.start, d.bound) for d in recent(page, start, end))
    if begun or thing:
        return begun
    applies = word_pattern("applying").search(page.folded, start, end) is not None
    return applies or bool(within(page.sums, start, end))


def _begins_at(page: Page, start: int, day: int, bound: str | None) -> bool:
    """Whether the words before a date say that something is there from then on."""
    if bound in ("since", "from") or SINCE.search(page.folded, max(start, day - 34), day):
        return True
    return word_pattern("opens").search(page.folded, max(start, day - _NEAR), day) is not None


_NEAR = 24
"""Characters between a verb of beginning and its date."""


def only_matter(page: Page, candidates: Sequence[Told], events: Sequence[EventNoun]) -> list[Told]:
    """The one thing that a page which tells of nothing else is about: the first named at its head of which a
    verb says that it begins, runs or is decided."""
    title = page.document.title_block
    if title is not None and happens_in(title, events):
        return []
    for told in candidates:
        if not (told.naming.strong or " " in told.name):
            continue
        for mention in told.mentions:
            if mention.passing or not _is_at_head(page, mention):
                continue
            used = _USED.search(page.folded, mention.sentence[0], mention.start)
            placed = (
                told.naming.noun.kind in THINGS
                and not told.naming.strong
                and _AT.search(page.folded, mention.sentence[0], mention.start)
            )
            if used or placed or _is_daily(page, told, mention):
                continue
            decided = word_pattern("decides").search(page.folded, mention.sentence[0], mention.start)
            if decided or is_lively(page, mention):
                return [told]
    return []


_USED = re.compile(r"\b(?:benefici\w+|grace a|prevoit|applique\w*|recour\w+)\b")
"""Before a name: somebody makes use of what is there."""
_AT = re.compile(
    r"(?<!\w)(?:(?:a|au|aux|dans|chez|en|rejoint|rejoindra|integre|du|des) |(?:de|d') ?)"
    r"(?:la |le |les |l'|une? )?$"
)
"""Before a house: something happens there, or is a part of it."""


def _is_daily(page: Page, told: Told, mention: Mention) -> bool:
    """Whether a sentence tells of what has long been there: its anniversary, what one may get."""
    if told.programme_type == "aid_scheme":
        return mention.sentence[0] > mention.block.start and not begins(page, mention)
    return told.naming.noun.kind in THINGS and not told.naming.strong and is_long_known(page, mention)


def _is_at_head(page: Page, mention: Mention) -> bool:
    title = page.document.title_block
    top = title.end if title is not None else page.document.blocks[0].start
    return mention.start <= top + _LEAD


def is_of_country(page: Page, told: Told, mentions: Sequence[Mention]) -> bool:
    """Whether it is the country's, named in the running text of a body that acts for a territory."""
    if page.publisher.organisation_type == "ministry":
        return False
    named = told.naming
    if not word_pattern("of_country").search(page.folded, named.start, named.end):
        return False
    return all(m.block.kind is not BlockKind.HEADING for m in mentions)
