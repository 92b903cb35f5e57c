"""Whether a programme is what a page is about: the title brings it, and the lines under it say from when on
it is there, how much it pays or how to take part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.news import SINCE, recent
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


def is_topic(page: Page, told: Told, shown: Sequence[Told], events: Sequence[EventNoun]) -> bool:
    """Whether the page's title names a programme rather than a happening, and the text under it tells what
    comes of it; not where it only leads to one that is told under it by name (`shown`)."""
    title = page.document.title_block
    mention = next((m for m in told.mentions if m.block is title and not m.passing), None)
    if title is None or mention is None or (" " not in told.name and told.programme_type != "aid_scheme"):
        return False
    start, end = title.end, min(title.end + _LEAD, len(page.text))
    if any(m.start < end for other in shown for m in other.mentions):
        return False
    before = page.folded[title.start : mention.start]
    thing = told.naming.noun.kind in THINGS or told.programme_type == "service"
    if _COMPLETES.search(before) or (thing and not _BROUGHT.search(before)):
        return False
    if any(title.start <= e.start < title.end and not e.weak for e in events):
        return False
    begun = any(_begins_at(page, start, d.start, d.bound) for d in recent(page, start, end))
    if thing or begun:
        return begun
    return bool(within(page.sums, start, end)) or (
        word_pattern("applying").search(page.folded, start, end) is not None
    )


def _begins_at(page: Page, start: int, day: int, bound: str | None) -> bool:
    """Whether the words before a date say that something is there from then on."""
    if bound in ("since", "from") or SINCE.search(page.folded, max(start, day - 34), day):
        return True
    return word_pattern("opens").search(page.folded, max(start, day - _NEAR), day) is not None


_NEAR = 24
"""Characters between a verb of beginning and its date."""
