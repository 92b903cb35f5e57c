"""The next edition of a call whose winners a page tells of ("La 3e édition ouvrira le 3 mars")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.model import Mention, Told, aliases_of, sentence_at
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import ProgrammeNoun, words
from flows.normalise.lexicon.phrases import alternatives


@cache
def _edition() -> re.Pattern[str]:
    body = alternatives(words()["editions"])
    return re.compile(rf"(?<!\w)(?:la |une |l')(?P<name>{body})(?! (?:de|du|des)\b| d')")


def next_editions(page: Page, found: Sequence[Told]) -> Iterator[Told]:
    """The edition that opens after the page was written, where the call itself has been told before."""
    calls = [t for t in found if t.programme_type == "call_for_projects" and t.naming.quoted]
    if len(calls) != 1:
        return
    for match in _edition().finditer(page.folded, calls[0].mentions[0].end):
        start, end = match.span("name")
        block = block_at(page.document, start)
        if block is None or any(m.start <= start < m.end for t in found for m in t.mentions):
            continue
        sentence = sentence_at(page, block, start)
        ahead = [d for d in within(page.dates, end, sentence[1]) if d.last and d.last > page.reference]
        if not ahead or any(m.sentence == sentence for m in calls[0].mentions):
            continue
        noun = ProgrammeNoun(start, end, "call_for_projects", "nouns", plural=False)
        naming = Naming(start, end, noun, block, page.words(start, end), None, strong=True, quoted=True)
        mention = Mention(start, end, block, sentence, passing=False)
        yield Told(naming, noun.programme_type, aliases_of(naming), mentions=[mention], is_entry=True)
        return
