"""Whether a text brings a service as something new: the first words on it, and what they say comes of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.life import is_not_now
from flows.normalise.frames.programmes.model import Mention
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import word_pattern
from flows.normalise.mentions.model import DateMention

_NEW = re.compile(
    r"(?<!\w)(?:une?|des|plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,3}|"
    r"nouve(?:au|aux|l|lle|lles)|premi(?:er|ere)s?|deuxieme|second|seconde|troisieme|futur|future|autre) "
    r"(?:(?:petite?|grande?|vraie?|veritable|toute|premi(?:er|ere)s?|nouve(?:au|l|lle)) )*[«“\"]?$"
)
_OF = re.compile(r"(?<!\w)(?:de|du|de la|de l'|d') ?$")
_BROKEN = re.compile(
    r"[.;:«»]|\b(?:qui|que|pour|afin|dont|par|avec|lors|dans|sous|chez|pendant|sur|une?|des|aupres|contre) "
)
"""Between a verb and its object: another phrase has begun."""
_FUTURE = re.compile(
    r"(?!opera|camera|cholera)\b\w{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|rra|rront)\b"
)
SINCE = re.compile(
    r"\b(?:depuis|des|a compter d\w*|a partir d\w*)[ ']"
    r"(?:le |la |l'|ce |cette |fin |debut |mi-|mois d\w*[ ']|rentree |prochaine? )*\w*[ ']?$"
)


def is_introduced(page: Page, named: Naming) -> bool:
    """Whether the words before a noun phrase bring it as new, or it opens a heading or a label."""
    block, start = named.block, named.start
    if start <= block.start + 1:
        return block.kind is BlockKind.HEADING or page.folded[named.end : named.end + 2] in (" :", ": ")
    return _NEW.search(page.folded, max(block.start, start - 40), start) is not None


def is_news(page: Page, mention: Mention, *, titled: bool) -> bool:
    """Whether the sentence of a noun phrase, or the next one, says that what it names begins.

    `titled`: it is named by a title of its own, so that no word for "new" is asked for.
    """
    start, end = mention.sentence
    folded = page.folded
    if is_not_now(page, mention):
        return False
    before = max(mention.block.start, mention.start - 40)
    new = (
        titled or mention.start <= mention.block.start + 1 or bool(_NEW.search(folded, before, mention.start))
    )
    since = _is_dated(page, start, end)
    if _is_created(page, mention, new, since) or word_pattern("renewed").match(folded, mention.end + 1):
        return True
    last = _SET_OFF.search(folded, mention.end, min(end, mention.end + _NEAR))
    last_at = last.start() if last else min(end, mention.end + _NEAR)
    opens = word_pattern("opens").search(folded, mention.end, last_at) is not None
    if new:
        return (
            opens
            or since
            or _FUTURE.search(folded, mention.end, last_at) is not None
            or next_begins(page, mention)
        )
    if not is_definite(page, mention):
        return False
    return bool(opens and recent(page, start, end)) or (since and next_begins(page, mention))


def is_definite(page: Page, mention: Mention) -> bool:
    """Whether a definite article stands right before a noun phrase."""
    before = max(mention.block.start, mention.start - 40)
    return _DEFINITE.search(page.folded, before, mention.start) is not None


_SET_OFF = re.compile(r" ?[:;]|, (?:la |le |l'|les |une? |notre )")
_DEFINITE = re.compile(
    r"(?<!\w)(?<!\ba )(?:le |la |l'|les |cette |cet |ce |notre |son |sa |leur )(?:petite? |grande? )*$"
)
_NEAR = 140
"""Characters behind a noun phrase within which its verb stands."""


def _is_dated(page: Page, start: int, end: int) -> bool:
    """Whether a stretch tells since when, or from when on."""
    if _FROM_NOW.search(page.folded, start, end):
        return True
    return any(SINCE.search(page.folded, max(start, d.start - 34), d.start) for d in recent(page, start, end))


def recent(page: Page, start: int, end: int) -> list[DateMention]:
    """The dates told in a stretch that are ahead, or not long past when the page was written."""
    return [d for d in within(page.dates, start, end) if d.first and not is_long_ago(page, d.first)]


def is_long_known(page: Page, mention: Mention) -> bool:
    """Whether the sentence gives only dates long past: it tells of what has long been there."""
    told = [d for d in within(page.dates, *mention.sentence) if d.first]
    return bool(told) and not recent(page, *mention.sentence)


def is_long_ago(page: Page, day: date) -> bool:
    """Whether what began on a day had long been there when the page was written."""
    return (page.reference - day).days >= _LONG_AGO


_LONG_AGO = 400
"""Days after which what began is no news."""


_FROM_NOW = re.compile(r"\b(?:desormais|dorenavant|bientot|prochainement)\b")


def _is_created(page: Page, mention: Mention, new: bool, since: bool) -> bool:
    """Whether a verb or noun before a noun phrase says that somebody sets it up."""
    first = max(mention.sentence[0], mention.start - _BEFORE)
    verbs = [
        m.end()
        for m in word_pattern("creates").finditer(page.folded, first, mention.start)
        if since or not _TO.fullmatch(m.group()) or _ABOUT_TO.search(page.folded, first, m.start())
    ]
    own = _ITS.search(page.folded, first, mention.start) is not None
    if (new or own) and since:
        verbs += [m.end() for m in word_pattern("offers").finditer(page.folded, first, mention.start)]
    if not verbs:
        return False
    between = page.folded[max(verbs) : mention.start]
    if new or own:
        return _BROKEN.search(_NEW.sub("", between)) is None
    return len(between) < _BESIDE and _OF.search(between) is not None


_ITS = re.compile(r"\b(?:son|sa|ses|leur|notre) (?:propre |nouve(?:au|lle|l) |tout(?:e)? premi(?:er|ere) )?$")
_TO = re.compile(r"\w+(?:er|ir|re)\b.*")
_ABOUT_TO = re.compile(r"\b(?:va|vont|vien(?:t|nent) d[e']|doit|doivent|pour|decide\w* d[e']) ?$")
"""Before an infinitive: it tells what happens; by itself it tells what somebody aims at."""
_BEFORE = 70
_BESIDE = 8


@cache
def _goes_on(noun: str) -> re.Pattern[str]:
    """What opens a sentence that goes on about a noun: a pronoun, the noun again, its works."""
    works = "|les travaux|le chantier" if word_pattern("enlarges").fullmatch(noun) else ""
    return re.compile(
        r"[\s»”\"]*(?:(?:elles?|ils?|celle-ci|celui-ci|ceux-ci|nous l'avons|on l'a|"
        rf"(?:les? |la |l'|ce |cet |cette |son |sa )(?:nouve(?:l|lle|au) )?{re.escape(noun)}{works})\b|"
        r"[^.\n]{3,60} y (?=\w+r(?:a|ont)\b))"
    )


def next_begins(page: Page, mention: Mention) -> bool:
    """Whether the next sentence goes on about the thing and says that it begins."""
    block, end = mention.block, mention.sentence[1]
    if end >= block.end:
        index = bisect_right(page.document.blocks, block.start, key=lambda b: b.start)
        if index >= len(page.document.blocks):
            return False
        block = page.document.blocks[index]
        end = block.start
    noun = page.folded[mention.start : mention.end].split(" ", 1)[0].removesuffix("s")
    opening = _goes_on(noun).match(page.folded, end, block.end)
    if opening is None:
        return False
    last = min(block.end, opening.end() + _NEAR)
    stop = page.folded.find(". ", opening.end(), last)
    last = stop if stop >= 0 else last
    return word_pattern("opens").search(page.folded, opening.start(), last) is not None or (
        _FUTURE.search(page.folded, opening.start(), last) is not None
    )
