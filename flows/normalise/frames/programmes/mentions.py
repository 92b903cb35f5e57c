"""Everything that a page names as a programme, each with all its mentions.

A programme is named several times in several ways (its title, its acronym, "ce plan"). All these are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, Document
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, block_at
from flows.normalise.frames.programmes.callings import heading_as_title, named_by, proper_before
from flows.normalise.frames.programmes.coined import coined
from flows.normalise.frames.programmes.entries import entered_programmes
from flows.normalise.frames.programmes.headlines import (
    add_title_alone,
    name_by_title,
    title_over,
    title_quoted_before,
)
from flows.normalise.frames.programmes.model import (
    Mention,
    Told,
    aliases_of,
    can_be_meant,
    sentence_at,
)
from flows.normalise.frames.programmes.names import naming
from flows.normalise.frames.programmes.namings import LOOSE, only_years, rank_of, says_more, short_form
from flows.normalise.frames.programmes.news import is_institution, is_introduced, is_news
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import (
    THINGS,
    ProgrammeNoun,
    find_programme_nouns,
    right_before,
    words,
    years_in,
)


def named_programmes(page: Page, events: Sequence[EventNoun]) -> list[Told]:
    """Everything that a page names as a programme, each with all its mentions; `events`: its happenings."""
    document = page.document
    nouns = find_programme_nouns(page.text, page.folded)
    found = entered_programmes(page, nouns, events)
    entries = {id(told.naming.block) for told in found}
    taken = 0
    for noun, following in zip_longest(nouns, nouns[1:]):
        block = _block_of(document, noun.start)
        if noun.start < taken or block is None or id(block) in entries:
            continue
        noun = _as_care(page, noun)
        named = naming(page, noun, block)
        if named is None or (named.quoted and _titles_event(page, named, events)):
            continue
        if (
            following is not None and (_is_of(named, following) or _is_draft_of(page, named, following))
        ) or _names_nothing(page, named):
            continue
        block = named.block
        sentence = sentence_at(
            page, block, noun.start if block.start <= noun.start < block.end else named.start
        )
        passing = _is_former(page, named) or _is_in_passing(page, named, sentence[0])
        mention = Mention(named.start, named.end, block, sentence, passing)
        told = _referred(page, found, named) or _same(page, found, named)
        if told is None:
            named = _taken_up(page, named, events)
        if told is None and _is_new(page, named, mention):
            told = Told(named, named.noun.programme_type, [])
            found.append(told)
        if told is not None:
            taken = named.end
            _add(told, named, mention)
    found += coined(page, found, nouns, events)
    name_by_title(page, found, events)
    for told in found:
        add_title_alone(page, told, events)
    return found


_CARERS = ("hospital", "health_centre")


def _as_care(page: Page, noun: ProgrammeNoun) -> ProgrammeNoun:
    """The noun as a service where a house of care speaks of a "consultation": it sees patients."""
    if noun.word != "consultation" or noun.kind != "nouns" or page.publisher.organisation_type not in _CARERS:
        return noun
    return replace(noun, programme_type="service", kind="services", general=True)


def _is_new(page: Page, named: Naming, mention: Mention) -> bool:
    """Whether a noun phrase that only its head makes a service is brought as something new."""
    if named.strong or not named.noun.general:
        return True
    return is_introduced(page, named) or (
        is_news(page, mention, titled=False) and not is_institution(page, named, mention)
    )


def _is_in_passing(page: Page, named: Naming, start: int) -> bool:
    """Whether the words right before a name say that it is another one, a frame, a law, where one works."""
    if right_before("passing").search(page.folded, start, named.start) or _AFTER.fullmatch(
        page.folded, start, named.start
    ):
        return True
    return not named.quoted and right_before("framing").search(page.folded, start, named.start) is not None


_AFTER = re.compile(r"\W*apres (?!-|avoir|plus)[^,;:]*[ '«“\"]")
"""What opens a sentence with what came before ("Après la rénovation du pavillon « X », …")."""


def _names_nothing(page: Page, named: Naming) -> bool:
    """Whether it is a bare noun that stands for nothing named and is not in the page's title ("une aide")."""
    if named.strong or named.noun.kind != "nouns" or " " in named.name:
        return False
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    return named.block is not page.document.title_block and not _DEFINITE.search(before)


def _is_of(named: Naming, following: ProgrammeNoun) -> bool:
    """Whether a bare noun only leads to the thing itself ("les travaux de la maison de santé", "un dispositif
    de sport sur ordonnance")."""
    bare = not named.quoted and (named.noun.kind == "nouns" or named.noun.word in _VAGUE)
    return bare and following.start < named.end and following.kind in THINGS


_VAGUE = ("dispositif", "service")
"""Head nouns that say nothing of what a service is."""


def _is_draft_of(page: Page, named: Naming, following: ProgrammeNoun) -> bool:
    """Whether "projet" only says that what it leads to is not decided yet ("son projet de stratégie"), or
    "travaux" that people work on it."""
    if named.noun.word not in _DRAFTS or following.programme_type not in ("plan", "strategy", "contract"):
        return False
    return _OF.fullmatch(page.folded, named.noun.end, following.start) is not None


_DRAFTS = ("projet", "avenant", "travaux")
_OF = re.compile(r" (?:de |d'|du |au )(?:nouve(?:au|lle?) |futur |future )?")


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


_STOPS = re.compile(r"[.;»]|\b(?:est|sera|était|seront|permettra|occasion|présenter\w*|parler\w*|reparler)\b")


def _titles_event(page: Page, named: Naming, events: Sequence[EventNoun]) -> bool:
    """Whether the quotation is the title of an event ("webinaire « Parcours … »")."""
    index = bisect_left(events, named.noun.start + 1, key=lambda e: e.start) - 1
    if index >= 0 and events[index].start < named.noun.start < events[index].end and not events[index].weak:
        return True
    if page.text[named.start : named.start + 1] not in '«“"':
        return False
    index = bisect_left(events, named.start, key=lambda e: e.start) - 1
    if index < 0 or events[index].start < named.block.start:
        return False
    between = page.text[events[index].end : named.start]
    return len(between) < 60 and not _STOPS.search(between) and not events[index].weak


_DEFINITE = re.compile(
    r"(?:\b(?:il s'agit d'une?|c'est une?|le|la|ce|cet|cette|ledit|ladite|du|au|son|sa|notre) |l'|d'un tel )$"
)
_DEMONSTRATIVE = re.compile(r"\b(?:ce|cet|cette) (?:grande? |nouve(?:au|lle) )?$")


def _referred(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that "le plan", "cette formation" stand for: the last one of that type."""
    bare_thing = named.noun.kind in THINGS and " " not in named.name
    if named.strong or not (bare_thing or named.noun.kind in ("nouns", "schemes")):
        return None
    if (explained := _explained(page, found, named)) is not None:
        return explained
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
        things = [t for t in found if t.programme_type in ("service", "investment") and can_be_meant(t)]
        return things[-1] if things and fold(named.name) in stands_for.split("|") else None
    kind, title = named.noun.programme_type, page.document.title_block
    return next(
        (
            t
            for t in reversed(found)
            if t.programme_type == kind and (t.naming.strong or t.naming.block is title)
        ),
        None,
    )


_EXPLAINS = re.compile(r"[^.;:!?\n]{0,60}? ?(?::|,|[–—-]) une? (?:[a-z]+ )?")


def _explained(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that a noun in apposition says what it is ("Ségur de la santé : une concertation…")."""
    for told in reversed(found):
        last = told.mentions[-1]
        if last.block is named.block and _EXPLAINS.fullmatch(page.folded, last.end, named.start):
            return told if told.programme_type == named.noun.programme_type else None
    return None


def _same(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that this naming names once more."""
    mine = aliases_of(named)
    period = years_in(fold(named.name))
    bare = not named.strong and named.noun.kind == "nouns"
    thing = not named.strong and named.noun.kind in THINGS
    for told in reversed(found):
        other = years_in(fold(told.name)) if period else None
        if period and period != other and (other or period[1] < page.reference.year):
            continue
        if bare and told.programme_type != named.noun.programme_type:
            continue
        if thing and told.programme_type not in ("service", "investment", "project"):
            continue
        if {told.naming.noun.kind, named.noun.kind} == {"services", "works"}:
            continue
        if any(a <= b or b <= a for a in mine for b in told.aliases) or _is_noun_alone(told.naming, named):
            return told
        if _is_short_for(told.naming, named) or _is_short_for(named, told.naming):
            return told
    return None


def _is_noun_alone(one: Naming, other: Naming) -> bool:
    """Whether one of two namings of a type is only noun and years ("la feuille de route 2022-2025")."""
    if one.noun.programme_type != other.noun.programme_type:
        return False
    return any(not n.quoted and n.strong and only_years(n) for n in (one, other))


def _is_short_for(one: Naming, other: Naming) -> bool:
    """Whether a short form is made of the first letters of a scheme's noun ("PRS 3")."""
    if one.noun.kind != "acronyms" or other.noun.kind != "schemes":
        return False
    words_of = (word for word in re.findall(r"\w+", other.noun.word) if word not in words()["small_words"])
    return "".join(word[0] for word in words_of) == one.noun.word


def _taken_up(page: Page, named: Naming, events: Sequence[EventNoun]) -> Naming:
    """What "cette formation" stands for: a title before it, or the heading over it."""
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    if named.strong or not _DEMONSTRATIVE.search(before):
        return named
    if titled := title_quoted_before(page, named, events) or title_over(page, named):
        return titled
    title = proper_before(page, named) or heading_as_title(page, named.block)
    return named_by(named.noun, named.block, title) if title else named


def _add(told: Told, named: Naming, mention: Mention) -> None:
    told.mentions.append(mention)
    if mention.passing and told.naming is not named:
        return
    is_reference = (
        not named.strong
        and told.naming is not named
        and not any(a <= b or b <= a for a in aliases_of(named) for b in told.aliases)
    )
    if is_reference:
        if not told.aliases:
            told.aliases += aliases_of(told.naming)
        return
    told.acronym = told.acronym or named.acronym or short_form(told, named)
    told.aliases += [alias for alias in aliases_of(named) if alias not in told.aliases]
    rank, known = rank_of(named), rank_of(told.naming)
    better = rank > known or (rank == known and says_more(told.naming, named))
    if named.quoted and told.programme_type in LOOSE and named.noun.programme_type not in LOOSE:
        told.programme_type = named.noun.programme_type
    if named is not told.naming and better:
        if not told.naming.quoted or named.quoted:
            told.programme_type = named.noun.programme_type
        told.naming = named
