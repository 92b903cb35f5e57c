"""Everything that a page names as a programme, each with all its mentions.

A programme is named several times in several ways (its title, its acronym, "ce plan"). All these are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from flows.normalise.documents.model import Block, Document
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.coined import coined
from flows.normalise.frames.programmes.entries import entered_programmes
from flows.normalise.frames.programmes.headlines import (
    add_title_alone,
    name_by_title,
)
from flows.normalise.frames.programmes.known_again import DEFINITE, is_short_for, referred, same, taken_up
from flows.normalise.frames.programmes.model import (
    Mention,
    Told,
    aliases_of,
    sentence_at,
)
from flows.normalise.frames.programmes.names import naming
from flows.normalise.frames.programmes.namings import LOOSE, rank_of, says_more, short_form
from flows.normalise.frames.programmes.news import is_introduced, is_news
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.told_names import name_by_sentences
from flows.normalise.frames.programmes.words import (
    THINGS,
    ProgrammeNoun,
    find_programme_nouns,
    right_before,
    word_pattern,
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
        if named.quoted and named.start < taken and found[-1].programme_type not in LOOSE:
            continue
        if _names_nothing(page, named) or _is_cited(page, named):
            continue
        if following is not None and _only_leads_to(page, named, following):
            continue
        block = named.block
        sentence = sentence_at(page, block, named.start)
        passing = _is_former(page, named) or (
            block is not document.title_block and _is_in_passing(page, named, sentence[0])
        )
        passing = passing or _is_called_for(page, named, sentence[0])
        mention = Mention(named.start, named.end, block, sentence, passing)
        told = referred(page, found, named) or same(page, found, named)
        if told is None:
            named = taken_up(page, named)
        if told is None and _is_new(page, named, mention):
            told = Told(named, named.noun.programme_type, [])
            found.append(told)
        if told is not None:
            taken = named.end
            _add(told, named, mention)
    found += name_by_sentences(page, found, nouns, events)
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
    return is_introduced(page, named) or is_news(page, mention, titled=False)


def _is_in_passing(page: Page, named: Naming, start: int) -> bool:
    """Whether the words right before a name say that it is another one, a frame, a law, where one works."""
    if right_before("passing").search(page.folded, start, named.start) or _AFTER.fullmatch(
        page.folded, start, named.start
    ):
        return True
    return not named.quoted and right_before("framing").search(page.folded, start, named.start) is not None


def _is_called_for(page: Page, named: Naming, start: int) -> bool:
    """Whether a call, named before in the sentence, is for a thing: nothing opens yet."""
    call = word_pattern("calls_for").search(page.folded, start, named.start)
    return call is not None and named.noun.kind in THINGS and not named.strong


def _is_cited(page: Page, named: Naming) -> bool:
    """Whether it is a study that a text only draws on ("selon l'étude X")."""
    cited = right_before("cited").search(page.folded, max(named.block.start, named.start - 40), named.start)
    return cited is not None and named.noun.programme_type in ("project", "consultation")


_AFTER = re.compile(r"\W*apres (?!-|avoir|plus)[^,;:]*[ '«“\"]")
"""What opens a sentence with what came before ("Après la rénovation du pavillon « X », …")."""


def _names_nothing(page: Page, named: Naming) -> bool:
    """Whether it is a bare noun that stands for nothing named and is not in the page's title ("une aide"), a
    gift ("un chèque"), or a sum ("une subvention de mille euros")."""
    if named.strong or named.noun.kind != "nouns":
        return False
    if within(page.sums, named.noun.end, named.end):
        return True
    if " " in named.name:
        return False
    if named.noun.word in words()["gifts"]:
        return True
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    return named.block is not page.document.title_block and not DEFINITE.search(before)


def _only_leads_to(page: Page, named: Naming, following: ProgrammeNoun) -> bool:
    """Whether a noun says nothing but where the next one, the thing itself, stands."""
    return any(leads(page, named, following) for leads in (_is_of, _is_draft_of, _is_apposed))


def _is_of(page: Page, named: Naming, following: ProgrammeNoun) -> bool:
    """Whether a bare noun only leads to the thing itself ("les travaux de la maison de santé", "un dispositif
    de sport sur ordonnance")."""
    if named.quoted:
        leads = _LEADS.fullmatch(page.folded, named.noun.end, following.start) is not None
        return leads and following.programme_type == "call_for_projects" and following.start < named.end
    bare = named.noun.kind == "nouns" or named.noun.word in _VAGUE
    return bare and following.start < named.end and following.kind in THINGS


_LEADS = re.compile(r" (?:de l'|du |de la |d')")
"""Between a noun and the one that a title belongs to ("le guichet de l'appel à projets « X »")."""
_VAGUE = ("dispositif", "service")
"""Head nouns that say nothing of what a service is."""


def _is_apposed(page: Page, named: Naming, following: ProgrammeNoun) -> bool:
    """Whether a noun without article that opens a sentence only says what kind of thing its subject is: "Lieu
    d'accueil et d'écoute, la Maison …"."""
    opens = named.start == named.block.start or page.text.endswith((". ", "! ", "? "), 0, named.start)
    return opens and _APPOSED.fullmatch(page.folded, named.end, following.start) is not None


_APPOSED = re.compile(r"(?:,? [^.;:!?]{0,80})?, (?:la |le |l'|les )")


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
    if period is None and named.noun.programme_type in ("plan", "strategy"):
        aimed_at = _LAST_YEAR.search(named.name)
        return aimed_at is not None and int(aimed_at[1]) + 1 < page.reference.year
    return period is not None and period[1] < page.reference.year


_LAST_YEAR = re.compile(r" (20\d\d)$")
"""The year that a plan is named for ("Ma santé 2022")."""


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


def _add(told: Told, named: Naming, mention: Mention) -> None:
    told.mentions.append(mention)
    if mention.passing and told.naming is not named:
        return
    is_reference = (
        not named.strong
        and told.naming is not named
        and not any(a <= b or b <= a for a in aliases_of(named) for b in told.aliases)
        and not is_short_for(told.naming, named)
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
