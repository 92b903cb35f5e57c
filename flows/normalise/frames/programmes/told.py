"""Which of the programmes that a page names it tells of.

A page tells of a programme if its title or a heading names it, or if a sentence says that it begins, is
decided, runs or is paid for; a law, a frame, a former scheme or a neighbour that is only mentioned is left
out. The more a programme is named by a title of its own, the less else is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.doubles import without_doubles
from flows.normalise.frames.programmes.exclusions import is_body, is_something_else
from flows.normalise.frames.programmes.life import (
    ARTICLE,
    begins,
    has_ended,
    heads_block,
    is_backed,
    is_granted,
    is_lively,
    is_milestone,
    is_signed,
)
from flows.normalise.frames.programmes.mentions import named_programmes
from flows.normalise.frames.programmes.model import Mention, Told, aliases_of, word_set
from flows.normalise.frames.programmes.names import heads_sums
from flows.normalise.frames.programmes.news import (
    is_definite,
    is_long_known,
    is_news,
    next_begins,
)
from flows.normalise.frames.programmes.references import add_references, goes_on
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.topic import is_of_country, is_topic, only_matter
from flows.normalise.frames.programmes.types import type_by_content
from flows.normalise.frames.programmes.words import THINGS, word_pattern


def find_told(page: Page, events: Sequence[EventNoun]) -> list[Told]:
    """The programmes that a page tells of, in order of appearance; `events` are its nouns of happenings."""
    found = [told for told in named_programmes(page, events) if not _is_publisher(page, told)]
    candidates = [t for t in without_doubles(page, found) if _can_be_told(page, t) or t.is_entry]
    shown = [t for t in candidates if t.is_entry or _is_shown(page, t, events)]
    told_of = [t for t in candidates if t in shown or is_topic(page, t, shown)]
    told_of = told_of or only_matter(page, candidates, events)
    for told in told_of:
        told.programme_type = type_by_content(page, told)
    add_references(page, told_of)
    return told_of


_LEAD = 600
"""Characters under the page's title in which it tells what it is about."""


def _is_publisher(page: Page, told: Told) -> bool:
    """Whether the name is that of the publisher itself ("la Maison de santé de Modane")."""
    return page.publisher.name is not None and word_set(told.name) <= word_set(page.publisher.name)


_TITLE, _HEADING, _LIVELY = 3, 2, 2
"""What it counts that the title, a heading, a lively sentence tells of a programme; all else counts 1."""


def _can_be_told(page: Page, told: Told) -> bool:
    """Whether a page could tell of what it names, rather than mention it or tell of it as a happening."""
    told.aliases = told.aliases or aliases_of(told.naming)
    direct = _direct(told)
    if not direct or is_something_else(page, told):
        return False
    title = page.document.title_block
    told.in_title = _within(page, told, [title] if title is not None else [], direct)
    return told.in_title or not is_of_country(page, told, direct)


def _direct(told: Told) -> list[Mention]:
    return [mention for mention in told.mentions if not mention.passing]


def _is_shown(page: Page, told: Told, events: Sequence[EventNoun]) -> bool:
    """Whether title, headings and what the sentences say count enough for a naming of its kind."""
    named, kind = told.naming, told.naming.noun.kind
    things, direct = kind in THINGS, _direct(told)
    lively = _lively(page, named, direct)
    headings = _headings(page, told, direct, events)
    score = _score(page, told, lively, headings)
    leads = any(_is_in_lead(page, m.block) for m in direct)
    score += _HEADING * (named.quoted and leads)
    if named.strong:
        sure = named.quoted or told.acronym is not None
        if things and not named.quoted and is_body(page, named):
            return False
        if things and not lively:
            return False
        return score >= (2 if sure else 3)
    if named.noun.programme_type == "aid_scheme":
        if " " in named.name and any(is_granted(page, m) for m in lively):
            return True
        if " " in named.name and heads_sums(page, named.noun, named.block):
            return True
        return _opens_title(page, named) and bool(lively)
    if things and " " not in named.name and word_pattern("generic").search(fold(named.name)):
        return False
    if things:
        score += leads and any(is_news(page, m, titled=False) for m in lively)
        return score >= 3 and (bool(lively) or _section_tells(page, headings))
    if kind in ("schemes", "acronyms"):
        return score >= 3
    if len(named.name.split()) < 2:
        rubric = page.folded.startswith((" :", ":"), named.end)
        return named.noun.programme_type in ("contract", "partnership") and told.in_title and not rubric
    if named.noun.programme_type == "call_for_projects":
        return score >= 3
    if named.noun.programme_type in ("contract", "partnership") and any(is_signed(page, m) for m in lively):
        return True
    if not told.in_title:
        acts = named.noun.programme_type in _ENTITLING
        return acts and leads and len(direct) > 1 and any(begins(page, m) for m in lively)
    return bool(lively) or _opens_title(page, named)


def _is_in_lead(page: Page, block: Block) -> bool:
    """Whether a paragraph stands right under the page's title, before any other heading; the publisher's name
    may come between, and where the page has no title its first lines are meant."""
    title = page.document.title_block
    top = title.end if title is not None else page.document.blocks[0].start
    if block.kind is not BlockKind.PARAGRAPH or not top <= block.start <= top + _LEAD:
        return False
    heading = page.outline.section_of(block).heading
    return heading is None or heading is title or _is_publishers(page, heading)


def _is_publishers(page: Page, heading: Block) -> bool:
    """Whether a heading says only who publishes."""
    name = page.publisher.name
    return name is not None and word_set(page.text[heading.start : heading.end]) <= word_set(name)


def _lively(page: Page, named: Naming, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions whose sentence says that something happens to the programme."""
    in_text = [
        m
        for m in mentions
        if named.strong
        or (within(page.dates, *m.sentence) if _is_item(page, m.block) else not is_milestone(page, m.block))
    ]
    if named.noun.kind in THINGS:
        titled = named.quoted or (named.strong and named.noun.general)
        return [
            m
            for m in mentions
            if (m in in_text and (_is_begun(page, named, m) or is_news(page, m, titled=titled)))
            or (_is_subject(page, named, m) and next_begins(page, m))
        ]
    return [m for m in in_text if is_lively(page, m) or (named.quoted and has_ended(page, m))]


def _is_item(page: Page, block: Block) -> bool:
    """Whether a block is one of several things to do: of a list, or behind a label such as "Action 3 :"."""
    pair = page.outline.label_value(block)
    label = pair.label if pair is not None else fold(block.marker).rstrip(" .:–-")
    return block.kind is BlockKind.LIST_ITEM or _AIM.match(label) is not None


_AIM = re.compile(r"(?:actions?|objectifs?|mesures?|axes?)(?: [\d.]+)?$")


def _is_begun(page: Page, named: Naming, mention: Mention) -> bool:
    """Whether a thing that its noun alone makes a service is told to begin, and not long ago."""
    return not named.noun.general and begins(page, mention) and not is_long_known(page, mention)


def _is_subject(page: Page, named: Naming, mention: Mention) -> bool:
    """Whether a block opens with a thing, or tells of definite works: the next sentence may go on."""
    if named.noun.kind == "works" and is_definite(page, mention):
        return True
    return ARTICLE.fullmatch(page.folded, mention.block.start, mention.start) is not None


def _headings(
    page: Page, told: Told, mentions: Sequence[Mention], events: Sequence[EventNoun]
) -> list[Block]:
    """The headings below the title, and the lines and openings of blocks that serve as such, that name it."""
    below = [b for b in page.document.blocks if b.kind is BlockKind.HEADING and b.level > 1]
    headings = [b for b in below if not _is_item(page, b)]
    headings += [m.block for m in mentions if heads_block(page, m)]
    of_events = {id(m.block) for m in mentions if _is_of_event(m, events)}
    return [b for b in headings if id(b) not in of_events and _within(page, told, [b], mentions)]


def _is_of_event(mention: Mention, events: Sequence[EventNoun]) -> bool:
    """Whether a happening is named before it in the block ("Portes ouvertes du centre de jour")."""
    index = bisect_left(events, mention.start, key=lambda e: e.start) - 1
    return index >= 0 and events[index].start >= mention.block.start


def _score(page: Page, told: Told, lively: Sequence[Mention], headings: Sequence[Block]) -> int:
    score = _TITLE * told.in_title + _HEADING * bool(headings) + _LIVELY * bool(lively)
    score += any(is_backed(page, m) for m in lively)
    score += len({m.block for m in lively}) > 1
    score += not lively and (_section_tells(page, headings) or _has_labels(page, headings))
    return score + any(goes_on(page, m) for m in lively)


def _section_tells(page: Page, headings: Sequence[Block]) -> bool:
    """Whether the text under a heading that names it gives a date or a sum."""
    for heading in headings:
        section = page.outline.section_of(heading)
        blocks = [heading, *section.blocks] if section.heading is heading else [heading]
        if any(within(values, b.start, b.end) for b in blocks for values in (page.dates, page.sums)):
            return True
    return False


def _has_labels(page: Page, headings: Sequence[Block]) -> bool:
    """Whether lines of label and value stand right under a heading: it is what they describe."""
    blocks = page.document.blocks
    for heading in headings:
        index = bisect_left(blocks, heading.end, key=lambda b: b.start)
        pairs = [page.outline.label_value(block) for block in blocks[index : index + 2]]
        if all(pair is not None for pair in pairs):
            return True
    return False


_ENTITLING = ("aid_scheme", "plan", "strategy", "contract", "partnership", "consultation")


def _opens_title(page: Page, named: Naming) -> bool:
    """Whether the page's title begins with the noun phrase: the page is about it."""
    title = page.document.title_block
    if title is None or named.block is not title or named.noun.programme_type not in _ENTITLING:
        return False
    return ARTICLE.fullmatch(page.folded, title.start, named.start) is not None


def _within(page: Page, told: Told, blocks: Iterable[Block], mentions: Sequence[Mention]) -> bool:
    """Whether one of the blocks names the programme, with or without its noun."""
    for block in blocks:
        for mention in mentions:
            if mention.block is block:
                return True
        if told.naming.strong:
            written = word_set(page.text[block.start : block.end])
            if any(len(alias) > 1 and alias <= written for alias in told.aliases):
                return True
    return False
