"""Names that a sentence of their own tells of what was told before: "Elle s'appelle X", "Le dispositif a un
nom : X", "C'est le principe de « X »"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.callings import named_by, title_at
from flows.normalise.frames.programmes.model import Mention, Told, aliases_of, sentence_at
from flows.normalise.frames.programmes.words import ProgrammeNoun, word_pattern

_FAR = 420
"""Characters between a thing and the sentence that tells its name, at most."""
_TO_TITLE = re.compile(r" ?:? ?(?=[«“\"A-ZÀ-Ý])")
_MARKED = re.compile(r" ?:? ?(?:[«“\"]|[A-ZÀ-Ý][\w'’-]*(?:['’-][A-Z]|[a-z][A-Z]| \d))")
"""A name in quotation marks, or with a capital or number inside."""
_LEAST = 3
"""Letters of a name at least."""


_STEM = re.compile(r"nom|appel|baptis|intitul|titre")
"""What all words hold that tell a name; most blocks hold none."""


def name_by_sentences(
    page: Page, found: Sequence[Told], nouns: Sequence[ProgrammeNoun], events: Sequence[EventNoun]
) -> Iterator[Told]:
    """Call what was told before by the name that a sentence gives it; what no noun has named comes new."""
    named: dict[str, Told] = {}
    for block, verb in _tellings(page):
        opening = _TO_TITLE.match(page.text, verb.end())
        if opening is None or _is_of_event(page, events, block, verb.start()):
            continue
        title = title_at(page, opening.end(), block.end)
        if title is None or len(title[2]) < _LEAST or _is_known(found, title):
            continue
        start, end, name = title
        mention = Mention(start, end, block, sentence_at(page, block, verb.start()), passing=False)
        if (again := named.get(name)) is not None:
            again.mentions.append(mention)
            continue
        told = _told_before(found, verb.start()) or _told_next(found, block, end)
        if told is None:
            before = _noun_before(nouns, verb.start())
            noun = before or ProgrammeNoun(start, end, "service", "nouns", plural=False)
            told = Told(named_by(noun, block, title), noun.programme_type, [])
            yield told
        named[name] = told
        told.naming = named_by(told.naming.noun, block, title)
        told.aliases = aliases_of(told.naming)
        told.mentions.append(mention)
        told.is_entry = True
        if told.programme_type == "other":
            told.programme_type = "service"


def _tellings(page: Page) -> Iterator[tuple[Block, re.Match[str]]]:
    """Where words tell the name that follows: a verb ("Elle s'appelle X"), or a participle that opens a
    sentence ("Baptisé « X », l'essai…")."""
    for block in page.document.blocks:
        if _STEM.search(page.folded, block.start, block.end) is None:
            continue
        for verbs in ("tells_name", "names_stage"):
            for verb in word_pattern(verbs).finditer(page.folded, block.start, block.end):
                yield block, verb
        for verb in word_pattern("called_first").finditer(page.folded, block.start, block.end):
            opens = _OPENS.search(page.text, max(0, verb.start() - 2), verb.start())
            if opens and _MARKED.match(page.text, verb.end()):
                yield block, verb


_OPENS = re.compile(r"(?:^|[.!?] |\n)$")
_AS_SUBJECT = re.compile(r"(?<!\ba )(?<!\w)(?:une?|la|le|l'|cet?|cette|notre|leur|des|les) ?$")
"""Before a happening that a text tells of ("une rencontre", not "à la rencontre")."""


def _is_of_event(page: Page, events: Sequence[EventNoun], block: Block, start: int) -> bool:
    """Whether a happening is named before a name in its block: it is what is called so."""
    index = bisect_left(events, start, key=lambda e: e.start) - 1
    if index < 0 or events[index].start < block.start or events[index].weak:
        return False
    before = (max(block.start, events[index].start - 8), events[index].start)
    return _AS_SUBJECT.search(page.folded, *before) is not None


def _is_known(found: Sequence[Told], title: tuple[int, int, str]) -> bool:
    """Whether a programme has been read at a title already."""
    start, end, _ = title
    return any(t.naming.quoted and m.start < end and start < m.end for t in found for m in t.mentions)


def _told_before(found: Sequence[Told], start: int) -> Told | None:
    """The thing without a title of its own that was told last before a sentence on its name."""
    near = [
        (mention.end, told)
        for told in found
        for mention in told.mentions
        if start - _FAR < mention.end <= start and not mention.passing
    ]
    if not near:
        return None
    told = max(near, key=lambda pair: pair[0])[1]
    return None if told.naming.quoted else told


def _told_next(found: Sequence[Told], block: Block, end: int) -> Told | None:
    """The thing without a title that the next sentence tells of ("Il s'appelle X. Depuis lundi, le bus…")."""
    named = (
        t for t in found if not t.naming.quoted and end <= t.mentions[0].start < min(block.end, end + _NEXT)
    )
    return min(named, key=lambda t: t.mentions[0].start, default=None)


_NEXT = 100
"""Characters behind a name in which the next sentence tells what bears it."""


def _noun_before(nouns: Sequence[ProgrammeNoun], start: int) -> ProgrammeNoun | None:
    """The last noun of a programme before a sentence on a name."""
    index = bisect_left(nouns, start, key=lambda noun: noun.start) - 1
    return nouns[index] if index >= 0 and start - nouns[index].end < _FAR else None
