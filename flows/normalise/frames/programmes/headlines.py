"""A programme's title where it stands without its noun: in the page's headline, or told again further on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, block_at
from flows.normalise.frames.programmes.model import Mention, Told, aliases_of, happens_in, sentence_at
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import word_pattern

QUOTED = re.compile(r"[«“\"] ?([^»”\"\n]{3,120}?) ?[»”\"]")

_LEAD = 600
"""Characters under the page's title in which it tells what it is about."""


def name_by_title(page: Page, found: Sequence[Told], events: Sequence[EventNoun]) -> None:
    """The name in quotation marks in the page's title for what the lead tells by its noun alone (« « X » :
    les lauréats », "l'appel à projets…"); a call alone on its page is named by the title's own words."""
    title = page.document.title_block
    if title is None or happens_in(title, events):
        return
    quoted = QUOTED.search(page.text, title.start, title.end)
    headline = headline_name(page)
    if any(t.naming.strong and t.mentions[0].start < title.end + _LEAD for t in found):
        return
    calls = [t for t in found if t.programme_type == "call_for_projects"]
    for told in found:
        first, named = told.mentions[0], told.naming
        near = title.end <= first.start < title.end + _LEAD and not first.passing
        alone = calls == [told] and len(named.name) == len(named.noun.word)
        span = None if not near else quoted.span() if quoted else headline if alone else None
        if span and named.noun.kind == "nouns" and named.noun.programme_type not in ("other", "service"):
            start, end = span
            name = quoted[1] if quoted else page.words(start, end)
            told.naming = Naming(start, end, named.noun, title, name, None, strong=True, quoted=True)
            sentence = sentence_at(page, title, start)
            told.mentions.insert(0, Mention(start, end, title, sentence, passing=False))
            told.aliases += aliases_of(told.naming)
            return


_LONGEST = 110
_FEWEST = 8
"""Letters of a headline that can be a name, at most and at least."""
_PART = re.compile(r" ?[:|] | [–—-] ")
_BRINGS = re.compile(
    r"(?:une?|des|du|le|la|les|bientot|enfin|nouve\w+|pour|avec|depuis|voici|vers) |l'|.*[?!]$"
)
"""What opens or closes a headline that tells news."""


def headline_name(page: Page) -> tuple[int, int] | None:
    """Where the page's title is, or opens with, a name: no verb tells news in it."""
    title = page.document.title_block
    if title is None:
        return None
    start, end = title.start, title.end
    part = _PART.search(page.folded, start, end)
    if part is not None and any(
        word_pattern(words).match(page.folded, part.end(), end) for words in ("tells", "bids", "reviewed")
    ):
        end = part.start()
    if not _FEWEST <= end - start <= _LONGEST or QUOTED.search(page.text, start, end):
        return None
    return None if _tells_news(page, start, end) or _BRINGS.match(page.folded, start, end) else (start, end)


_VERBS = ("finite", "tells", "reviewed", "birth", "life", "creates", "gives", "provides", "serves")
_NO_VERB = re.compile(r"\w+(?:er|ir|re)|[àÀ]")
"""An infinitive, and a preposition that folding makes look like a verb."""


def _tells_news(page: Page, start: int, end: int) -> bool:
    """Whether a verb of a stretch tells that something happens, or bids to act."""
    return any(
        _NO_VERB.fullmatch(page.text, *verb.span()) is None
        for words in _VERBS
        for verb in word_pattern(words).finditer(page.folded, start, end)
    )


_LEAST = 6
"""Letters of a title that can be known again without its noun."""


def add_title_alone(page: Page, told: Told, events: Sequence[EventNoun]) -> None:
    """Add the places where a programme's title stands without its noun ("« X » : trois engagements")."""
    if not told.naming.quoted or len(told.name) < _LEAST or " " not in told.name:
        return
    known = sorted((m.start, m.end) for m in told.mentions)
    title = fold(told.name)
    end = 0
    while (start := page.folded.find(title, end)) >= 0:
        end = start + len(title)
        before = bisect_left(known, (end, 0)) - 1
        block = block_at(page.document, start)
        if block is None or not page.text[start].isupper() or (before >= 0 and known[before][1] > start):
            continue
        index = bisect_left(events, start, key=lambda e: e.start) - 1
        if index < 0 or events[index].start < block.start or start - events[index].end >= _BESIDE:
            sentence = sentence_at(page, block, start)
            told.mentions.append(Mention(start, end, block, sentence, passing=False))
    told.mentions.sort(key=lambda m: m.start)


_BESIDE = 6
"""Characters between a happening and its title."""


_BEFORE = 280
"""Characters before "ce projet" in which its title stands."""
_QUOTED_NAME = re.compile(r"[«“] ?(?P<title>[A-ZÀ-Ý][^«»”\n]{2,70}?) ?[»”]")


def title_quoted_before(page: Page, named: Naming) -> Naming | None:
    """The title in quotation marks that the sentence before tells, without a noun of its own ("… expérimente
    « X ». Ce projet…")."""
    block = named.block
    quoted = [*_QUOTED_NAME.finditer(page.text, max(block.start, named.start - _BEFORE), named.start)]
    if not quoted:
        return None
    start, end = quoted[-1].span()
    return Naming(start, end, named.noun, block, quoted[-1]["title"], None, strong=True, quoted=True)


def title_over(page: Page, named: Naming) -> Naming | None:
    """The title in quotation marks that the heading over "cette formation" tells."""
    heading = page.outline.section_of(named.block).heading or page.document.title_block
    quoted = QUOTED.search(page.text, heading.start, heading.end) if heading is not None else None
    if quoted is None or heading is None:
        return None
    return Naming(
        quoted.start(), quoted.end(), named.noun, heading, quoted[1], None, strong=True, quoted=True
    )
