"""Which programmes a page tells of: everything it names as one, gathered, and what it only names in passing.

A programme is named several times in several ways (its title, its acronym, "ce plan"). All these are one.
A page tells of it if its title or a heading names it, or if a sentence says that it begins, is decided,
runs or is paid for; a law, a frame, a former scheme or a neighbour that a sentence mentions is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.frames.date_roles import units
from flows.normalise.frames.event_words import EventNoun
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programme_names import Naming, naming
from flows.normalise.frames.programme_words import (
    find_programme_nouns,
    right_before,
    word_pattern,
    words,
    years_in,
)
from flows.normalise.lexicon.phrases import alternatives


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a page speaks of a programme, with the sentence around it."""

    start: int
    end: int
    block: Block
    sentence: tuple[int, int]
    passing: bool
    """Whether the words before it say that it is named in passing ("prend la suite du schéma")."""


@dataclass(slots=True, eq=False)
class Told:
    """A programme as a page tells of it."""

    naming: Naming
    """The naming that its name is taken from."""
    programme_type: str
    aliases: list[frozenset[str]]
    acronym: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    in_title: bool = False

    @property
    def name(self) -> str:
        return self.naming.name


_SMALL_WORDS = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "pour",
        "par",
        "sur",
        "dans",
        "dit",
        "dite",
        "l",
        "d",
        "son",
        "sa",
        "ses",
        "nouveau",
        "nouvelle",
    ]
)


@lru_cache(maxsize=4096)
def word_set(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(
        word.removesuffix("s") if len(word) > 4 else word
        for word in re.findall(r"\w+", fold(name))
        if word not in _SMALL_WORDS
    )


def find_told(page: Page, events: Sequence[EventNoun]) -> list[Told]:
    """The programmes that a page tells of, in order of appearance; `events` are its nouns of happenings."""
    found = [told for told in _gathered(page, events) if not _is_publisher(page, told)]
    return [told for told in _merged(found) if _is_told(page, told)]


def _is_publisher(page: Page, told: Told) -> bool:
    """Whether the name is that of the publisher itself ("la Maison de santé de Modane")."""
    return page.publisher.name is not None and word_set(told.name) <= word_set(page.publisher.name)


def _merged(found: list[Told]) -> list[Told]:
    """Without the bare nouns ("l'appel à projets") that stand for a programme with a title of its own."""
    kept: list[Told] = []
    for told in found:
        bare = not told.naming.strong and told.naming.noun.kind == "nouns"
        titled = [t for t in found if t.naming.strong and t.programme_type == told.programme_type]
        if bare and titled:
            nearest = min(titled, key=lambda t: abs(t.naming.start - told.naming.start))
            nearest.mentions = sorted([*nearest.mentions, *told.mentions], key=lambda m: m.start)
        else:
            kept.append(told)
    return kept


def _gathered(page: Page, events: Sequence[EventNoun]) -> list[Told]:
    """Everything that a page names as a programme, each with all its mentions."""
    document = page.document
    found: list[Told] = []
    taken = 0
    spans: dict[int, list[tuple[int, int]]] = {}
    for noun in find_programme_nouns(page.text, page.folded):
        block = _block_of(document, noun.start)
        if noun.start < taken or block is None:
            continue
        named = naming(page, noun, block)
        if named is None or (named.quoted and _titles_event(page, named, events)):
            continue
        sentence = _sentence(page, spans, block, noun.start)
        passing = _is_former(page, named) or (
            right_before("passing").search(page.folded, sentence[0], named.start) is not None
        )
        mention = Mention(named.start, named.end, block, sentence, passing)
        taken = named.end
        told = _referred(page, found, named) or _same(page, found, named) or _new(page, found, named)
        if told is not None:
            _add(told, named, mention)
    _add_references(page, found, spans)
    return found


@cache
def _references() -> re.Pattern[str]:
    """A sentence that opens with a noun standing for a programme: "Le centre…", "Cet équipement…"."""
    groups = "|".join(f"(?P<{kind}>{alternatives(nouns)})" for kind, nouns in words()["references"].items())
    return re.compile(
        r"(?:^|\n|[.!?] )(?:[^.\n:;]{3,40}, )?(?:le |la |l'|ce |cet |cette )"
        rf"(?:{groups})\b(?! (?:de|du|des|d')\b)"
    )


def _add_references(page: Page, found: Sequence[Told], spans: dict[int, list[tuple[int, int]]]) -> None:
    """Add to each programme the sentences that open with a noun standing for it."""
    meant = [t for t in found if _can_be_meant(t)]
    if not meant:
        return
    for match in _references().finditer(page.folded):
        kind = match.lastgroup or "any"
        start, end = match.span(kind)
        block = block_at(page.document, start)
        if block is None or any(m.start < end and start < m.end for t in meant for m in t.mentions):
            continue
        before = [t for t in meant if t.mentions[0].start < start and kind in ("any", t.programme_type)]
        if before:
            nearest = max(before, key=lambda t: max(m.start for m in t.mentions if m.start < start))
            sentence = _sentence(page, spans, block, start)
            nearest.mentions.append(Mention(start, end, block, sentence, passing=False))
            nearest.mentions.sort(key=lambda m: m.start)


def _can_be_meant(told: Told) -> bool:
    return told.naming.strong or told.naming.noun.kind not in ("nouns", "acronyms")


def _is_former(page: Page, named: Naming) -> bool:
    """Whether the years told with a name were over when the page was written."""
    period = years_in(page.folded[named.start : min(named.block.end, named.end + 14)])
    return period is not None and period[1] < page.reference.year


def _block_of(document: Document, offset: int) -> Block | None:
    """The block that holds a character, or whose marker does ("Formation : …")."""
    block = block_at(document, offset)
    if block is not None:
        return block
    index = bisect_left(document.blocks, offset, key=lambda b: b.start)
    following = document.blocks[index] if index < len(document.blocks) else None
    if following is not None and following.marker and following.start - offset <= len(following.marker) + 1:
        return following
    return None


def _sentence(
    page: Page, spans: dict[int, list[tuple[int, int]]], block: Block, offset: int
) -> tuple[int, int]:
    known = spans.setdefault(block.start, units(page.document, block))
    return next((span for span in known if span[0] <= offset < span[1]), (block.start, block.end))


_BEFORE_QUOTE = re.compile(r"[ ,:\w'-]{0,30}[«“\"] ?\w{0,3}['’ ]?$")


def _titles_event(page: Page, named: Naming, events: Sequence[EventNoun]) -> bool:
    """Whether the quotation is the title of an event ("webinaire « Parcours … »")."""
    if page.text[named.start : named.start + 1] not in '«“"':
        return False
    index = bisect_left(events, named.start, key=lambda e: e.start) - 1
    if index < 0 or events[index].start < named.block.start:
        return False
    between = page.text[events[index].end : named.start]
    return len(between) < 60 and not re.search(r"[.;»]", between) and not events[index].weak


_DEFINITE = re.compile(r"(?:\b(?:le|la|ce|cet|cette|ledit|ladite|du|au|son|sa|notre) |l'|d'un tel )$")
_DEMONSTRATIVE = re.compile(r"\b(?:ce|cet|cette) (?:grande? |nouve(?:au|lle) )?$")


def _referred(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that "le plan", "cette formation" stand for: the last of that type, or the last but one word."""
    bare_thing = named.noun.kind in ("services", "works") and " " not in named.name
    if named.strong or not (bare_thing or named.noun.kind in ("nouns", "schemes")):
        return None
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    if not _DEFINITE.search(before):
        return None
    exact = _same(page, found, named)
    if exact is not None:
        return exact
    if named.noun.kind == "schemes":
        return None
    if bare_thing:
        stands_for = words()["references"]["service"] + "|" + words()["references"]["investment"]
        things = [t for t in found if t.programme_type in ("service", "investment") and _can_be_meant(t)]
        return things[-1] if things and fold(named.name) in stands_for.split("|") else None
    kind = named.noun.programme_type
    return next(
        (t for t in reversed(found) if t.programme_type == kind and (t.naming.strong or t.in_title)), None
    )


def _aliases(named: Naming) -> list[frozenset[str]]:
    forms = [named.name, *([named.acronym] if named.acronym else [])]
    return [alias for form in forms if (alias := word_set(form))]


def _same(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that this naming names once more."""
    mine = _aliases(named)
    period = years_in(fold(named.name))
    for told in reversed(found):
        other = years_in(fold(told.name))
        if period and period != other and (other or period[1] < page.reference.year):
            continue
        bare = not named.strong and named.noun.kind == "nouns"
        if bare and told.programme_type != named.noun.programme_type:
            continue
        if any(a <= b or b <= a for a in mine for b in told.aliases) or _is_noun_alone(told.naming, named):
            return told
    return None


def _is_noun_alone(one: Naming, other: Naming) -> bool:
    """Whether one of two namings by the same noun is only noun and years ("la feuille de route 2022-2025")."""
    if one.noun.programme_type != other.noun.programme_type:
        return False
    return any(not n.quoted and n.strong and _only_years(n) for n in (one, other))


def _only_years(named: Naming) -> bool:
    tail = fold(named.name)[named.noun.end - named.noun.start :]
    return bool(tail) and re.fullmatch(r"[ ()\d/-]+", tail) is not None


def _new(page: Page, found: list[Told], named: Naming) -> Told | None:
    """A programme named for the first time; by "cette formation" under a heading « X », the one called X."""
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    if not named.strong and _DEMONSTRATIVE.search(before) and (titled := _by_heading(page, named)):
        named = titled
    told = Told(named, named.noun.programme_type, [])
    found.append(told)
    return told


_QUOTED = re.compile(r"[«“\"] ?([^»”\"\n]{3,120}?) ?[»”\"]")


def _by_heading(page: Page, named: Naming) -> Naming | None:
    heading = page.outline.section_of(named.block).heading or page.document.title_block
    quoted = _QUOTED.search(page.text, heading.start, heading.end) if heading is not None else None
    if quoted is None or heading is None:
        return None
    return Naming(
        quoted.start(), quoted.end(), named.noun, heading, quoted[1], None, strong=True, quoted=True
    )


def _rank(named: Naming) -> tuple[bool, bool, bool]:
    """Which naming a programme is called by: a title in quotation marks, a proper name, not in capitals."""
    return named.quoted, named.strong, named.noun.kind != "acronyms"


def _add(told: Told, named: Naming, mention: Mention) -> None:
    told.mentions.append(mention)
    if mention.passing and told.naming is not named:
        return
    is_reference = (
        not named.strong
        and told.naming is not named
        and not any(a <= b or b <= a for a in _aliases(named) for b in told.aliases)
    )
    if is_reference:
        if not told.aliases:
            told.aliases += _aliases(told.naming)
        return
    told.acronym = told.acronym or named.acronym
    told.aliases += [alias for alias in _aliases(named) if alias not in told.aliases]
    better = _rank(named) > _rank(told.naming) or (_rank(named) == _rank(told.naming) and told.name.isupper())
    if named is not told.naming and better:
        if not told.naming.strong or named.quoted:
            told.programme_type = named.noun.programme_type
        told.naming = named


def _is_told(page: Page, told: Told) -> bool:
    """Whether a page tells of what it names: by title or heading, and by what its sentences say of it."""
    if not told.aliases:
        told.aliases = _aliases(told.naming)
    named = told.naming
    kind = named.noun.kind
    title = page.document.title_block
    direct = [m for m in told.mentions if not m.passing]
    told.in_title = _within(page, told, [title] if title is not None else [], direct)
    headings = [b for b in page.document.blocks if b.kind is BlockKind.HEADING and b.level > 1]
    in_heading = _within(page, told, headings, direct)
    listed = (BlockKind.LIST_ITEM,)
    sentences = [m for m in direct if named.strong or m.block.kind not in listed]
    things = kind in ("services", "works")
    lively = [m for m in sentences if (_begins if things else _is_lively)(page, m)]
    backed = any(_is_backed(page, m) for m in lively)
    score = (
        3 * told.in_title + 2 * in_heading + 2 * bool(lively) + backed + (len({m.block for m in lively}) > 1)
    )
    score += any(goes_on(page, m) for m in lively)
    if not direct:
        return False
    if things and _is_tour(page, told):
        return False
    if named.strong:
        sure = named.quoted or told.acronym is not None or years_in(fold(named.name)) is not None
        return score >= (2 if sure else 3)
    if kind in ("schemes", "acronyms"):
        return score >= 3
    if things:
        return bool(lively) and score >= 3
    if named.noun.programme_type == "call_for_projects":
        return score >= 3
    if len(named.name.split()) < 2 or not told.in_title:
        return False
    return bool(lively) or _opens_title(page, named)


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


_PRONOUN = re.compile(
    r"[\s»”\"]*(?:[^.:;\n]{3,40}, )?(?:il|elle|celui-ci|celle-ci|ils|elles|son|sa|ses|ce|cet|cette)\b"
    r"(?! (?:jour|matin|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|faut|est|sera|s'agit|y a))"
)


def goes_on(page: Page, mention: Mention) -> bool:
    """Whether the next sentence of the block speaks of the same thing ("Elle a pour but…")."""
    end = mention.sentence[1]
    return end < mention.block.end and _PRONOUN.match(page.folded, end, mention.block.end) is not None


def _begins(page: Page, mention: Mention) -> bool:
    """Whether a thing (a bus, a building) is itself what opens, runs or is paid for."""
    start, end = mention.sentence
    folded = page.folded
    if word_pattern("not_now").search(folded, start, end):
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
