"""What a happening is called where no noun of one stands: by a name of its own, or by its initials.

Les Estivales de la santé se tiennent le 10 octobre.
La JIL est de retour … la Journée de l'installation en Limousin (JIL)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.events.names import noun_phrase, phrase_end
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, within

_FEWEST_LETTERS = 4
_TAKES_PLACE = re.compile(
    r" (?:se (?:tien(?:nen)?t|tiendr(?:a|ont)|deroul(?:e|ent|era|eront)|tenai(?:en)?t)"
    r"|s(?:'est|e sont) (?:tenu|deroule|ouvert)e?s?|(?:a|ont|avai(?:en)?t|aur(?:a|ont)) (?:eu )?lieu"
    r"|s'ouvr(?:ent|ir(?:a|ont))|revien(?:nen)?t|reviendr(?:a|ont)"
    r"|f(?:ai|on|er)\w* (?:son|leur) (?:grand )?retour|(?:es|son|sera|seron)t? de retour)\b"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[,:;.!?\n] )|(?<=\n))(?:(?:[Ll]e|[Ll]a|[Ll]es|[Ss]es|[Nn]os) |[Ll]['’]|(?=[«“\"]))"
    r"(?P<name>[«“\"] ?\w|[A-ZÀ-Ü])"
)
"""The head of a sentence's subject, with a capital behind its article, or in quotation marks."""


def takes_place(page: Page, start: int, end: int) -> str | None:
    """The proper name that a sentence says takes place: "« Les Estivales » … se tiennent", "la Dacquoise
    revient"; a body, a house or a person of that name meets or opens, and is no happening."""
    verb = _TAKES_PLACE.search(page.folded, start, end)
    subject = _SUBJECT.search(page.text[start : verb.start()]) if verb is not None else None
    if verb is None or subject is None:
        return None
    begin = start + subject.start("name")
    named = (page.organisations, page.venues, page.persons, page.places)
    if any(within(kind, begin, begin + 2) for kind in named):
        return None
    name = page.words(begin, phrase_end(page, begin, verb.start())).strip('«»“”" ')
    return name if sum(c.isalpha() for c in name) >= _FEWEST_LETTERS else None


_HELD = re.compile(
    r"(?:^|(?<=[,:;.!?\n] ))(?:(?:(?:une?|l[ae]s?|cette|ce|des) |l')(?P<name>[a-z][^,;:.()\n]{3,80}?)) "
    r"(?:aur(?:a|ont) lieu|se (?:tiendr|derouler)(?:a|ont)"
    r"|(?:est|sera|sont|seront) (?:prevu|organise|programme|fixe|propose)e?s?)\b"
)


def held(page: Page, start: int, end: int) -> str | None:
    """What a sentence says will take place, whatever it is: "Une restitution publique aura lieu"."""
    subject = _HELD.search(page.folded[start:end])
    return page.words(start + subject.start("name"), start + subject.end("name")) if subject else None


_SHORT_NAME = re.compile(r"\b[A-ZÀ-Ü][A-ZÀ-Ü'’-]{1,8}\b")


def spelled_out(page: Page, start: int, end: int, nouns: Sequence[EventNoun]) -> EventNoun | None:
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


_HEAD = 1000
"""Characters at the head of a page, of its title and first lines."""
_LONGEST_SPELLED = 120
_OPENING = 8
"""Characters of a bracket and an article."""
