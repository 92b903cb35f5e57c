"""Titles that stand without a noun beside them, by what is done with them or what they do.

"a voté « X »", "« X » vous met en relation…", "Avec « X », la caisse propose…", "MonX est un dispositif…"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.model import Mention, Told, aliases_of, sentence_at
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import ProgrammeNoun, word_pattern

_TITLE = re.compile(
    r"[«“] ?(?P<quoted>[A-ZÀ-Ý0-9][^«»“”\n]{2,70}?) ?[»”]|"
    r"(?P<joined>[A-ZÀ-Ý](?<![\w'’.@/-].)(?=\w*[a-zà-ÿ]{2})[\wà-ÿ]{1,12}(?:['’]?[A-ZÀ-Ý][a-zà-ÿ]{0,14}){1,3})(?![\w@.]\w)"
)
"""A quotation, or a word with capitals inside it ("MonSuivi")."""
_SPEECH = re.compile(r"[.?!] [a-z]|(?:^|,| )(?:est|sont|nous|je|vous|ne|n'est|on|il|elle|c'est|j'\w+) ")
_FRAMED = re.compile(r"[^.;:«»]{0,120}, ?(?:le |la |l')?|(?:le |la |l')")
"""Before a title that its sentence is about: nothing, an article, or when and where."""
_GAP = re.compile(r"(?: (?!par|pour|avec|dans|sur|une?|des)[\w'-]+){0,3} ?(?:le |la |l')?")
"""Between a verb and the title that is its object."""
_ACTS = re.compile(r"(?:,? qui)? (?:vous |nous |leur |les |y |en )?")
_WITH = re.compile(
    r"(?:[^:«»]{0,80}(?:[:,] |\bet ))?(?:avec|grace au?|a travers|via|par) "
    r"(?:(?:le |la |l'|notre )?[\w-]+ |le |la |l')?"
)
_IS_A = re.compile(
    r"(?:,| est| sera| c'est| :) (?:aussi |donc |ainsi )?(?:une?|le|la|l'|notre|votre) ?(?:[\w-]+ ){0,2}$"
)
_TAKEN_UP = re.compile(
    r"[^«]*?(?:[.!?»”] |\n)(?:[^.!?«»\n]{3,40}, )?(?:ce|cet|cette|le|la|l') ?(?:nouve(?:au|l|lle) )?$"
)
_Stretch = tuple[int, int, tuple[int, int], bool]
"""From where to where a title stands, without its quotation marks too, and whether it has none."""
_FAR = 220
"""Characters behind a title in which a noun says what it is."""
_BESIDE = 60
"""Characters between a happening and its title."""


def coined(
    page: Page, found: Sequence[Told], nouns: Sequence[ProgrammeNoun], events: Sequence[EventNoun]
) -> Iterator[Told]:
    """The programmes that titles without a noun name, but for those known already (`found`)."""
    known = sorted((m.start, m.end) for told in found for m in told.mentions)
    names = {alias for told in found for alias in told.aliases}
    for start, end, inner, proper in sorted({*_marked(page), *_of_headings(page)}):
        block = block_at(page.document, start)
        if block is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        before = bisect_left(known, (end, 0)) - 1
        if (before >= 0 and known[before][1] > start) or _is_of_event(events, block, start):
            continue
        if _SPEECH.search(page.folded, *inner) or (proper and _is_taken(page, start)):
            continue
        sentence = sentence_at(page, block, start)
        predicate = _noun_behind(page, nouns, block, end, _IS_A)
        said = predicate and predicate.programme_type
        done = said or _verb(page, sentence, start, end)
        if done is None:
            continue
        taken_up = predicate or _noun_behind(page, nouns, block, end, _TAKEN_UP)
        called = taken_up.programme_type if taken_up else _noun_brought(page, nouns, block, start)
        noun = ProgrammeNoun(*inner, called or done, "nouns", plural=False)
        named = Naming(start, end, noun, block, page.words(*inner), None, strong=True, quoted=True)
        aliases = aliases_of(named)
        if not any(alias in names for alias in aliases):
            names.update(aliases)
            mention = Mention(start, end, block, sentence, passing=False)
            same = [t for t in found if not t.naming.strong and t.naming.noun is predicate]
            if same:
                same[0].naming, same[0].aliases = named, aliases
                same[0].mentions.insert(0, mention)
                continue
            yield Told(named, noun.programme_type, aliases, mentions=[mention])


def _is_of_event(events: Sequence[EventNoun], block: Block, start: int) -> bool:
    """Whether a happening is named right before a title."""
    index = bisect_left(events, start, key=lambda e: e.start) - 1
    return index >= 0 and events[index].start >= block.start and start - events[index].end < _BESIDE


def _marked(page: Page) -> Iterator[_Stretch]:
    """Where titles stand that quotation marks or capitals inside make out, and what is in the marks."""
    for match in _TITLE.finditer(page.text):
        inner = match.span("quoted" if match["quoted"] else "joined")
        yield *match.span(), inner, bool(match["joined"])


def _of_headings(page: Page) -> Iterator[_Stretch]:
    """Where the words of a heading open a sentence under it without an article, as only a name does ("Mon
    relais santé : …", "Mon relais santé est…")."""
    for heading in page.document.blocks:
        name = heading.kind is BlockKind.HEADING and _HEADED.match(page.text, heading.start, heading.end)
        if name:
            start = page.text.find(name[1], heading.end, heading.end + _UNDER)
            end = start + len(name[1])
            if start > 0 and _OPENS.search(page.text, start - 2, start) and page.text[end] == " ":
                yield start, end, (start, end), True


_HEADED = re.compile(
    r"(?:(?:Qu['’]est-ce que|C['’]est quoi,?|Zoom sur|Focus sur|Découvrez) )?"
    r"((?!(?:L[ae]s?|Une?|Des|Ce|Cet|Cette|Ces|Nos|Notre|Vos|Votre|Chaque|Tou\w+|Nous|Vous) |L['’])"
    r"[A-ZÀ-Ý][\w'’+-]*(?: [\w'’+-]+){1,5}?) ?(?:[:?|]|$)"
)
"""A heading that is, asks for, or opens with what may be a name."""
_OPENS = re.compile(r"(?:\n|[.!?] )$")
_UNDER = 400
"""Characters under a heading in which its thing is told."""


def _is_taken(page: Page, start: int) -> bool:
    """Whether a proper name is that of a body, a person, a place or a time."""
    known = (page.organisations, page.persons, page.places, page.dates)
    return any(within(mentions, start, start + 1) for mentions in known)


def _noun_behind(
    page: Page, nouns: Sequence[ProgrammeNoun], block: Block, end: int, lead: re.Pattern[str]
) -> ProgrammeNoun | None:
    """The noun that words behind a title lead to: its predicate, the next sentence's subject."""
    first = bisect_left(nouns, end, key=lambda noun: noun.start)
    for noun in nouns[first:]:
        if noun.start > min(block.end, end + _FAR):
            return None
        if not noun.plural and lead.fullmatch(page.folded, end, noun.start):
            return noun
    return None


def _noun_brought(page: Page, nouns: Sequence[ProgrammeNoun], block: Block, start: int) -> str | None:
    """The type by the last noun before a title that its block brings up ("Vous demandiez une formation…")."""
    index = bisect_left(nouns, start, key=lambda noun: noun.start) - 1
    if index < 0 or nouns[index].start < block.start or nouns[index].kind != "nouns":
        return None
    before = (max(block.start, nouns[index].start - 6), nouns[index].start)
    return nouns[index].programme_type if _ONE.search(page.folded, *before) else None


_ONE = re.compile(r"(?<!\w)une? $")


def _verb(page: Page, sentence: tuple[int, int], start: int, end: int) -> str | None:
    """The type by the verb that a title is the object or the subject of; null where no verb is."""
    folded, (first, last) = page.folded, sentence
    for entry, programme_type in (("decides", "plan"), ("creates", "service"), ("offers", "service")):
        verbs = [m.end() for m in word_pattern(entry).finditer(folded, max(first, start - _BESIDE), start)]
        if verbs and _GAP.fullmatch(folded, verbs[-1], start):
            return programme_type
    if _WITH.fullmatch(folded, first, start):
        near = (end, min(last, end + _BESIDE))
        if word_pattern("gives").search(folded, *near):
            return "aid_scheme"
        offered = any(word_pattern(verbs).search(folded, *near) for verbs in ("offers", "provides"))
        return "service" if offered else None
    if start > first and not _FRAMED.fullmatch(folded, first, start):
        return None
    opening = _ACTS.match(folded, end, last)
    behind = opening.end() if opening else end
    does = any(word_pattern(v).match(folded, behind) for v in ("opens", "serves", "runs", "is_a"))
    return "service" if does else None
