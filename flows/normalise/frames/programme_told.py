"""Which of the programmes that a page names it tells of.

A page tells of a programme if its title or a heading names it, or if a sentence says that it begins, is
decided, runs or is paid for; a law, a frame, a former scheme or a neighbour that is only mentioned is left
out. The more a programme is named by a title of its own, the less else is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programme_mentions import named_programmes
from flows.normalise.frames.programme_model import Mention, Told, aliases_of, word_set
from flows.normalise.frames.programme_names import Naming
from flows.normalise.frames.programme_references import add_references, goes_on
from flows.normalise.frames.programme_words import right_before, word_pattern, years_in


def find_told(page: Page, events: Sequence[EventNoun]) -> list[Told]:
    """The programmes that a page tells of, in order of appearance; `events` are its nouns of happenings."""
    found = [told for told in named_programmes(page, events) if not _is_publisher(page, told)]
    told_of = [told for told in _merged(page.document.title_block, found) if _is_told(page, told)]
    add_references(page, told_of)
    return told_of


def _is_publisher(page: Page, told: Told) -> bool:
    """Whether the name is that of the publisher itself ("la Maison de santé de Modane")."""
    return page.publisher.name is not None and word_set(told.name) <= word_set(page.publisher.name)


def _merged(title: Block | None, found: list[Told]) -> list[Told]:
    """Without the bare nouns ("l'appel à projets") that stand for a programme with a title of its own.

    A thing ("un cabinet roulant") stands for the one of its type that the page's title names.
    """
    kept: list[Told] = []
    for told in found:
        bare = not told.naming.strong and told.naming.noun.kind in ("nouns", *_ALONE)
        titled = [t for t in found if t.naming.strong and t.programme_type == told.programme_type]
        if told.naming.noun.kind in _ALONE:
            titled = [t for t in titled if any(m.block is title for m in t.mentions)]
        if bare and titled:
            nearest = min(titled, key=lambda t: abs(t.naming.start - told.naming.start))
            nearest.mentions = sorted([*nearest.mentions, *told.mentions], key=lambda m: m.start)
        else:
            kept.append(told)
    return kept


_TITLE, _HEADING, _LIVELY = 3, 2, 2
"""What it counts that the title, a heading, a lively sentence tells of a programme; all else counts 1."""


def _is_told(page: Page, told: Told) -> bool:
    """Whether a page tells of what it names: by title or heading, and by what its sentences say of it."""
    told.aliases = told.aliases or aliases_of(told.naming)
    named, kind = told.naming, told.naming.noun.kind
    direct = [m for m in told.mentions if not m.passing]
    if not direct:
        return False
    title = page.document.title_block
    told.in_title = _within(page, told, [title] if title is not None else [], direct)
    things = kind in _ALONE
    if things and _is_tour(page, told):
        return False
    if not told.in_title and _is_of_country(page, told, direct):
        return False
    lively = _lively(page, named, direct)
    score = _score(page, told, direct, lively)
    if named.strong:
        sure = named.quoted or told.acronym is not None or years_in(fold(named.name)) is not None
        return score >= (2 if sure else 3)
    if kind in ("schemes", "acronyms") or named.noun.programme_type == "call_for_projects":
        return score >= 3
    if things:
        return bool(lively) and score >= 3
    if len(named.name.split()) < 2:
        return False
    if named.noun.programme_type == "consultation" and lively and any(_has_window(page, m) for m in lively):
        return True
    if not told.in_title:
        return False
    return bool(lively) or _opens_title(page, named)


def _is_of_country(page: Page, told: Told, mentions: Sequence[Mention]) -> bool:
    """Whether it is the country's, named in the running text of a body that acts for a territory."""
    if page.publisher.region_code is None or not word_pattern("of_country").search(fold(told.name)):
        return False
    return all(m.block.kind is not BlockKind.HEADING for m in mentions)


_ALONE = ("services", "works")
"""Kinds of nouns that name a thing to be seen, rather than a decision on paper."""


def _lively(page: Page, named: Naming, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions whose sentence says that something happens to the programme."""
    speaks = _begins if named.noun.kind in _ALONE else _is_lively
    in_text = [m for m in mentions if named.strong or m.block.kind is not BlockKind.LIST_ITEM]
    return [m for m in in_text if speaks(page, m)]


def _score(page: Page, told: Told, mentions: Sequence[Mention], lively: Sequence[Mention]) -> int:
    headings = [b for b in page.document.blocks if b.kind is BlockKind.HEADING and b.level > 1]
    headings += [m.block for m in mentions if _fills_line(m)]
    score = (
        _TITLE * told.in_title + _HEADING * _within(page, told, headings, mentions) + _LIVELY * bool(lively)
    )
    score += any(_is_backed(page, m) for m in lively)
    score += len({m.block for m in lively}) > 1
    return score + any(goes_on(page, m) for m in lively)


def _fills_line(mention: Mention) -> bool:
    """Whether a line says nothing but the name, as a heading would."""
    block = mention.block
    return block.kind is BlockKind.PARAGRAPH and (block.end - block.start) - (mention.end - mention.start) < 4


_ENTITLING = ("aid_scheme", "plan", "strategy", "contract", "partnership", "consultation")
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|notre|nouvel|nouvelle) |l')*")


def _opens_title(page: Page, named: Naming) -> bool:
    """Whether the page's title begins with the noun phrase: the page is about it."""
    title = page.document.title_block
    if title is None or named.block is not title or named.noun.programme_type not in _ENTITLING:
        return False
    return _ARTICLE.fullmatch(page.folded, title.start, named.start) is not None


def _within(page: Page, told: Told, blocks: Iterable[Block], mentions: Sequence[Mention]) -> bool:
    """Whether one of the blocks names the programme, with or without its noun."""
    for block in blocks:
        if any(m.block is block for m in mentions):
            return True
        written = word_set(page.text[block.start : block.end])
        if told.naming.strong and any(len(alias) > 1 and alias <= written for alias in told.aliases):
            return True
    return False


_NEAR = 70
"""Characters around a mention in which a verb speaks of it."""


def _is_lively(page: Page, mention: Mention) -> bool:
    start, end = mention.sentence
    if word_pattern("not_now").search(page.folded, start, end):
        return False
    life = word_pattern("life")
    before = life.search(page.folded, max(start, mention.start - _NEAR), mention.start)
    return (
        before is not None or life.search(page.folded, mention.end, min(end, mention.end + _NEAR)) is not None
    )


def _has_window(page: Page, mention: Mention) -> bool:
    """Whether the sentence tells from which day to which day one can take part."""
    return any(
        d.first and d.last and not d.days and d.precision == "day" and (d.last - d.first).days >= _WINDOW
        for d in within(page.dates, *mention.sentence)
    )


_WINDOW = 6
"""Days that a consultation lasts at least."""

_OPEN_HOURS = re.compile(
    r"\bouv\w+ (?:[^.;]{0,30} )?(?:(?:de|des) \d{1,2} ?h|du lundi|tous les|toute l'annee|sans)\b"
)
"""Hours of opening: nothing begins."""


def _begins(page: Page, mention: Mention) -> bool:
    """Whether a thing (a bus, a building) is itself what opens, runs or is paid for."""
    start, end = mention.sentence
    folded = page.folded
    if word_pattern("not_now").search(folded, start, end) or _OPEN_HOURS.search(folded, start, end):
        return False
    after = word_pattern("life").search(folded, mention.end, min(end, mention.end + 45))
    if after is not None and not re.search(r"[:;]|\. ", folded[mention.end : after.start()]):
        return True
    return right_before("life").search(folded, start, mention.start) is not None


def _is_backed(page: Page, mention: Mention) -> bool:
    """Whether the sentence gives a date, a sum, a figure or a commune."""
    start, end = mention.sentence
    told = (page.dates, page.sums, page.quantities)
    return any(within(values, start, end) for values in told) or any(
        place.kind == "commune" for place in within(page.places, start, end)
    )


def _is_tour(page: Page, told: Told) -> bool:
    """Whether a service on wheels is told as a tour with stops on given days: an event."""
    if not word_pattern("mobile").search(fold(told.name)):
        return False
    stops = 0
    for block in page.document.blocks:
        days = [d for d in within(page.dates, block.start, block.end) if d.precision == "day"]
        if days and within(page.places, block.start, block.end) and block.end - block.start < 160:
            stops += 1
    return stops >= 3
