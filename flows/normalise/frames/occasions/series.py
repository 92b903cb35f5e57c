"""What several dates of one page are together: the name of their series, and the campaign around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import noun_phrase, phrase_end, quoted_title
from flows.normalise.frames.events.words import EventNoun, tours
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import DateMention

_LONGEST_NAME = 45
"""Characters of a title that may be a name as it stands."""
_FEWEST_DAYS = timedelta(days=3)


@cache
def _services() -> PhraseFinder[str]:
    return PhraseFinder({noun: noun for noun in lexicon("events")["services"]}, plural=True)


def series_title(page: Page, heading: Block) -> str:
    """The name that a heading gives to the dates below it: the service that it names ("le bus santé de la
    caisse repart"), its title in quotation marks, else the whole."""
    words = page.folded[heading.start : heading.end]
    for start, end, _ in _services().find(words):
        first, last = heading.start + start, phrase_end(page, heading.start + end, heading.end)
        return page.words(first, last) if last < heading.end else page.document.of(heading)
    if len(words) > _LONGEST_NAME and (quoted := quoted_title(page, heading.start, heading.end)):
        return page.words(*quoted)
    return _RETURNS.sub("", page.document.of(heading))


_RETURNS = re.compile(
    r"\s(?:(?:revien|devien)(?:t|nent|dront|dra)|(?:est|sont) de retour|repar(?:t|tent|tiront)|"
    r"reprend(?:ra|nent|ront)?|se poursui(?:t|vent)|pren(?:d|nent) la route|(?:fait|font) étape|"
    r"(?:recommence|continue|arrive|débarque|s['’]invite|se déplace|voyage|sillonne)(?:nt)?)"
    r"(?:\s[^:«]{0,40})?\s?!?$",
    re.IGNORECASE,
)
"""At the end of a title, what a series does: "Les jeudis de l'installation reviennent"."""


def with_campaign(
    page: Page, placed: Sequence[PlacedDate], found: list[Occasion], nouns: Sequence[EventNoun]
) -> list[Occasion]:
    """The occasions of a page, with the campaign that its stops make together: the span of days told
    before the first of them that begins with it and ends with the last."""
    if any(o.event_type == "campaign" and spans_days(o.date) for o in found):
        return found
    stops = _stops(found)
    for told in placed:
        mention = told.mention
        if told.role not in (DateRole.OPEN, DateRole.END) or mention.bound:
            continue
        if mention.precision != "day" or not spans_days(mention):
            continue
        inside = [o for o in found if told.end <= o.start and _holds(mention, o.date)]
        listed = [o for o in inside if any(o is stop for stop in stops)]
        all_listed = 1 < len(listed) == len(stops)
        name = _named_in_title(page, nouns) if all_listed or len(inside) > 2 else None
        spans_all = all_listed and (mention.first, mention.last) == _hull(listed)
        if name is None and (spans_all or (all_listed and tours().search(page.folded, told.start, told.end))):
            name = listed[0].name
        if name is None:
            continue
        whole = Occasion(mention, "campaign", "campagne", name, told.start, told.end, told.block)
        return [whole, *(o for o in found if o.date is not mention)]
    return found


def _holds(span: DateMention, day: DateMention) -> bool:
    if span.first is None or span.last is None or day.first is None:
        return False
    return span.first <= day.first and (day.last or day.first) <= span.last


def _hull(occasions: Sequence[Occasion]) -> tuple[date, date]:
    """The first and the last day of some occasions."""
    firsts = [o.date.first for o in occasions if o.date.first]
    return min(firsts), max(o.date.last or o.date.first for o in occasions if o.date.first)


def spans_days(mention: DateMention) -> bool:
    """Whether a mention is of many days that follow each other."""
    return bool(
        not mention.days and mention.first and mention.last and mention.last - mention.first > _FEWEST_DAYS
    )


def _stops(found: Sequence[Occasion]) -> list[Occasion]:
    """The occasions that are dates of one series: told in a list under one name."""
    series = [o for o in found if o.in_series and o.date.first]
    names = Counter(o.name for o in series).most_common(1)
    return [o for o in series if o.name == names[0][0]]


def campaign_title(page: Page) -> str | None:
    """What the title calls a campaign: its quoted title, or the title itself where that is short."""
    title = page.document.title_block
    if title is None:
        return None
    if quoted := quoted_title(page, title.start, title.end):
        return page.words(*quoted)
    return page.document.of(title) if title.end - title.start <= _LONGEST_NAME else None


def _named_in_title(page: Page, nouns: Sequence[EventNoun]) -> str | None:
    """The campaign that the title names: its noun with what goes on about it."""
    for block in page.document.blocks[:_HEAD]:
        if block.end - block.start > _LONGEST_TITLE:
            break
        for noun in within(nouns, block.start, block.end):
            if noun.event_type == "campaign":
                return page.words(*noun_phrase(page, noun, block.end))
    return None


_HEAD = 5
_LONGEST_TITLE = 120
"""Characters of a title, or of a line at the head of a page."""
