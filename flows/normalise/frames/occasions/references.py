"""What a happening is called elsewhere: "le rendez-vous", told of a name above it, the object of a verb, one
of several.

… organisent la 3e Matinale de l'hôpital. Le rendez-vous est fixé au 21 mars.
La fédération tiendra sa Convention annuelle le 10 octobre.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.events.names import is_bare, noun_phrase, phrase_end
from flows.normalise.frames.events.words import OF_ANY_KIND, EventNoun, activity_type
from flows.normalise.frames.occasions.model import Occasion
from flows.normalise.frames.page import Page, block_at, within

_POINTS_BACK = re.compile(r"\b(?:le|la|l'|ce|cet|cette) ?$")
_KINDS = ("journee", "rencontre", "soiree", "matinee", "seance", "conference", "reunion", "formation")
"""Nouns that stand only for a happening of their own kind."""
_REACH = 700
_STEM = 6


def named_before(page: Page, noun: EventNoun, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the name above that a bare "le rendez-vous" or "cette journée" stands for."""
    if not noun.word.startswith((*OF_ANY_KIND, *_KINDS)):
        return None
    if not _POINTS_BACK.search(page.folded, max(0, noun.start - 8), noun.start):
        return None
    for other in reversed(within(nouns, max(0, noun.start - _REACH), noun.start)):
        alike = noun.word in OF_ANY_KIND or other.word[:_STEM] == noun.word[:_STEM]
        if other.weak or not alike:
            continue
        block = block_at(page.document, other.start)
        start, end = noun_phrase(page, other, block.end if block else noun.start)
        if not is_bare(page, other, page.words(start, end)):
            return other
    return None


_HOLDS = re.compile(
    r"\b(?:(?:tien(?:t|nent|dra|dront|drait)|(?:a|ont) tenu) (?!compte|bon\b|lieu|tete|parole|a\b)"
    r"(?:(?:la|le|les|l')\b ?)?"
    r"|(?:organis(?:e|ent|era|eront|ait|aient)|(?:a|ont) organise) "
    r"(?=une? |sa |son |ses |leurs? |des |deux |trois ))"
    r"(?:(?:une?|sa|son|ses|leurs?|des|deux|trois|quatre) )?"
)
_FEWEST_LETTERS = 5


def held(page: Page, start: int, end: int) -> str | None:
    """What a sentence says that somebody holds or organises, whatever noun names it."""
    verb = _HOLDS.search(page.folded, start, end)
    if verb is None:
        return None
    name = page.words(verb.end(), phrase_end(page, verb.end(), end))
    return name if sum(c.isalpha() for c in name) >= _FEWEST_LETTERS else None


_TAKES_PLACE = re.compile(
    r" (?:se (?:tien(?:nen)?t|tiendr(?:a|ont)|deroul(?:e|ent|era|eront)|tenai(?:en)?t)"
    r"|s(?:'est|e sont) (?:tenu|deroule|ouvert)e?s?|(?:a|ont|avai(?:en)?t|aur(?:a|ont)) (?:eu )?lieu"
    r"|s'ouvr(?:ent|ir(?:a|ont))|revien(?:nen)?t|reviendr(?:a|ont)"
    r"|f(?:ai|on|er)\w* (?:son|leur) (?:grand )?retour|(?:es|son|sera|seron)t? de retour"
    r"|(?:va etre|sera) lancee?)\b"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[,:;.!?\n] )|(?<=\n))(?:(?:[Ll]e|[Ll]a|[Ll]es|[Ss]es|[Nn]os) |[Ll]['’]|(?=[«“\"]))"
    r"(?P<name>[«“\"] ?\w|[A-ZÀ-Ü])"
)
"""The head of a sentence's subject, with a capital behind its article, or in quotation marks."""


_RESUMED = re.compile(
    r"(?:^|(?<=[:;.!?\n] )|(?<=\n))(?:l[ae]s? |nos |notre |l')(?P<name>[\w' -]{3,40}?) "
    r"(?:re(?:prend(?:ra)?|prennent|prendront|demarre(?:nt|ra|ront)?|commence(?:nt|ra|ront)?|vien(?:t|nent|dra|dront))|"
    r"repart(?:ent|ira|iront)?|(?:est|sont) de retour|continuent?|se poursui(?:t|vent))\b"
)


def _resumes(page: Page, start: int, end: int) -> str | None:
    """What one does together, of which a sentence says that it goes on: "La gym douce redémarre"."""
    told = _RESUMED.search(page.folded, start, end)
    return page.words(*told.span("name")) if told and activity_type(told["name"]) is not None else None


def takes_place(page: Page, start: int, end: int) -> str | None:
    """The proper name that a sentence says takes place: "« Les Estivales » … se tiennent", "la Dacquoise
    revient"; a body, a house or a person of that name meets or opens, and is no happening."""
    verb = _TAKES_PLACE.search(page.folded, start, end)
    if (activity := _resumes(page, start, end)) is not None:
        return activity
    subject = _SUBJECT.search(page.text[start : verb.start()]) if verb is not None else None
    if verb is None or subject is None:
        return None
    begin = start + subject.start("name")
    named = (page.organisations, page.venues, page.persons, page.places)
    if any(within(kind, begin, begin + 2) for kind in named):
        return None
    name = page.words(begin, phrase_end(page, begin, verb.start())).strip('«»“”" ')
    return name if sum(c.isalpha() for c in name) >= _FEWEST_LETTERS else None


def thing_held(page: Page, start: int, end: int, *, leads: bool) -> str | None:
    """What a sentence without a noun of happenings says that somebody holds, or that takes place by a name of
    its own; below a day that leads a line, only the latter."""
    return (None if leads else held(page, start, end)) or takes_place(page, start, end)


_INVITES = re.compile(
    r"\b(?:donn(?:e|ent|era|eront|ons) rendez-vous|rendez-vous (?:du|les?|ce)|vous atten(?:d|dent|dons))\b"
)


def _invited_to(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the title, where a sentence only invites: "vous donne rendez-vous du 3 au 5 mai"."""
    title = page.document.title_block
    if title is None or title.end > start or not _INVITES.search(page.folded, start, end):
        return None
    return next((noun for noun in within(nouns, title.start, title.end) if not noun.weak), None)


_SHORT_NAME = re.compile(r"\b[A-ZÀ-Ü][A-ZÀ-Ü'’-]{1,8}\b")


def _spelled_out(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of the name that a stretch gives in capitals, which the page spells out beside them: "la JIL
    est de retour … la Journée de l'installation en Limousin (JIL)"."""
    if start > _HEAD:
        return None
    for short in _SHORT_NAME.finditer(page.text, start, end):
        opened = page.text.find(f"({short.group()}")
        for noun in within(nouns, max(0, opened - _LONGEST_SPELLED), opened) if opened >= 0 else ():
            if noun_phrase(page, noun, opened)[1] >= opened - 2:
                return noun
        behind = page.text.find(f"{short.group()} (")
        if behind >= 0 and (inside := within(nouns, behind, behind + len(short.group()) + _OPENING)):
            return inside[0]
    return None


def meant(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
    """The noun of what a stretch without one dates: that of the title, or of a name in capitals."""
    return _invited_to(page, start, end, nouns) or _spelled_out(page, start, end, nouns)


_HEAD = 1000
"""Characters at the head of a page, of its title and first lines."""
_LONGEST_SPELLED = 120
_OPENING = 8
"""Characters of a bracket and an article."""


_ORDINAL = re.compile(
    r"(?:puis |enfin |et )?l[ae] (?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|derniere?)"
    r"(?: (?:aura lieu|se tiendra|se deroulera|est (?:fixee?|prevue?)))?[ ,(:–-]*(?:le |dans |a )?$"
)


def one_of_several(page: Page, date: PlacedDate, nouns: Sequence[EventNoun]) -> Occasion | None:
    """One of several happenings told before it: "deux soirées … La première, jeudi 13 mars, …"."""
    if date.role is not DateRole.OPEN or date.mention.precision != "day":
        return None
    if not _ORDINAL.match(page.folded, date.start, date.mention.start):
        return None
    for noun in reversed(within(nouns, max(0, date.start - _REACH), date.start)):
        if page.folded[noun.end - 1] not in "sx":
            continue
        block = block_at(page.document, noun.start)
        end = block.end if block is not None else date.start
        name = page.words(*noun_phrase(page, noun, end))
        return Occasion(
            date.mention,
            noun.event_type,
            noun.word,
            name,
            date.start,
            date.end,
            date.block,
            block,
            in_series=True,
        )
    return None
