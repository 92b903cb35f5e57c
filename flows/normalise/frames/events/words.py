"""Where a text names a happening, and what the words around say of how it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate

from flows.normalise.frames.events.invitations import is_invitation
from flows.normalise.frames.page import Found, Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder, any_of, entry_pattern, pattern
from flows.normalise.mentions.model import Mention
from flows.normalise.mentions.numbers import WORDS


@dataclass(frozen=True, slots=True)
class EventNoun(Mention):
    """A noun that names a happening ("réunion publique")."""

    event_type: str
    """Code list `event_type`, or "by_content" ("journée", "soirée")."""
    weak: bool
    """Whether the noun mostly means something else in running text ("formation")."""
    word: str
    """The noun itself, folded."""


@cache
def _nouns() -> PhraseFinder[tuple[str, bool, str]]:
    words = lexicon("events")
    weak = set(words["weak"])
    return PhraseFinder(
        {noun: (kind, noun in weak, noun) for kind, nouns in words["nouns"].items() for noun in nouns},
        plural=True,
    )


def find_event_nouns(folded: str) -> list[EventNoun]:
    """Every noun of a happening in a folded text, in order."""
    return [
        EventNoun(start, end, kind, weak, word)
        for start, end, (kind, weak, word) in _nouns().find(folded)
        if not (folded.startswith(_TURNED, end) and _NOT_A_HAPPENING.match(folded, end))
        and not (word in _LENGTHS and _LENGTH.search(folded, max(0, start - 16), start))
        and not (folded.endswith(_MANNERS, 0, start) and _says_how(folded, start, end))
        and not (word in _DAY_PARTS and _says_when(folded, start, end))
        and not (word == "rendez-vous" and is_invitation(folded, start, end))
        and not (word == "edition" and not _EDITION_OF.match(folded, end))
        and not (weak and _COMPLEMENT.search(folded, max(0, start - 16), start))
    ]


def event_nouns(page: Page) -> Found[EventNoun]:
    """The nouns of happenings of a page, but for those inside a name of a body, a person or a place."""
    taken = [(m.start, m.end) for m in (*page.organisations, *page.venues, *page.places, *page.addresses)]
    taken += [(person.start, person.span_end) for person in page.persons]
    taken.sort()
    ends = list(accumulate((end for _, end in taken), max))
    starts = [start for start, _ in taken]
    found = []
    for noun in find_event_nouns(page.folded):
        index = bisect_right(starts, noun.start) - 1
        if (index < 0 or ends[index] < noun.end) and not _is_participle(page.text, noun):
            found.append(noun)
    return Found(found)


_LIKE_PARTICIPLES = ("rencontre", "visite", "marche", "fete")


def _is_participle(text: str, noun: EventNoun) -> bool:
    """Whether only the accent tells a participle or "marché" from a noun: "a rencontré un réel succès"."""
    like = next((word for word in _LIKE_PARTICIPLES if noun.word.startswith(word)), None)
    return like is not None and text[noun.start + len(like) - 1] in "éÉ"


_AFTER_WEEK = "avant|apres|prochaine|derniere|suivante|precedente"
_TURNED = (
    *(" de formation", " des admissions", " des soins", " par ", " du ", " de la ", " sur "),
    *(f" {word}" for word in _AFTER_WEEK.split("|")),
)
_NOT_A_HAPPENING = re.compile(
    r"(?<=permanence) des soins\b| (?:de formation|des admissions|par (?:jour|semaine|mois|an))\b"
    rf"|(?<=semaine) (?:du (?:\d|lundi)|de la rentree|{_AFTER_WEEK}|sur (?:deux|trois))"
)
_LENGTH = re.compile(rf"(?<!\w)(?:\d+|(?!une? ){WORDS}|(?<!occasion )(?<!cadre )des|quelques|plusieurs) $")
"""Before "semaines" or "jours": a length of time."""
_LENGTHS = ("semaine", "apres-midi", "matinee")
_DAY_PARTS = frozenset({"journee", "demi-journee", "matinee", "soiree", "apres-midi", "week-end", "veillee"})
_DURING = re.compile(
    r"\b(?:toute (?:la|une)|dans (?:la|l'|le)|tout (?:l'|le)|en|pendant (?:la|le)|durant|par|a la|"
    r"(?:fin|debut|milieu|courant|cours|reste|partie) (?:de |d'|du )?(?:la |l'|le )?) ?$"
)
_OF = re.compile(r" (?:d[eu]s?\b|d'|portes?\b|[«a-z]+(?:ale|iale|aire|ique|elle|nelle)\b)")


def _says_how(folded: str, start: int, end: int) -> bool:
    """Whether a noun says how: "en visioconférence"; not as a line of its own over what it names."""
    manner = _MANNER.search(folded, max(0, start - 12), start)
    is_line = manner is not None and folded[manner.start() - 1 : manner.start()] in ("", "\n")
    return manner is not None and not (is_line and folded[end : end + 1] in ("", "\n", ":"))


def _says_when(folded: str, start: int, end: int) -> bool:
    """Whether a part of the day only says when: "toute la journée", "en soirée"."""
    return _DURING.search(folded, max(0, start - 16), start) is not None and not _OF.match(folded, end)


_EDITION_OF = re.compile(
    r" (?:\d{4} )?(?:d[eu]s?|d[eu] la|de l'|d')(?= ?[^\d\s])"
    r"(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce)\b)"
)
"""Behind "édition": what is held again; not the day of a newspaper."""


_MANNER_WORDS = (
    "en",
    "par",
    "apres",
    "hors",
    "sans",
    "sur",
    "prise de",
    "prenez",
    "prendre",
    "prendre un",
    "pris",
)
_MANNERS = tuple(f"{words} " for words in _MANNER_WORDS)
_MANNER = re.compile(rf"\b(?:{any_of(_MANNER_WORDS)}) $")
"""Before a noun that says how, not what: "en visioconférence", "en réunion"."""
_COMPLEMENT = re.compile(
    r"(?<=[^\n.:;!?] )(?<!occasion )(?<!cadre )(?<!lors )(?<!d'envoi )(?<!retour )"
    r"(?<!calendrier )(?<!planning )(?<!dates )(?<!agenda )"
    r"(?:leurs?|(?:pour|sur|contre|de|du|des|d'|vers)(?: (?:le|la|les|l'|une?))?) ?$"
)
"""Before a noun that completes another: "la Ligue sillonne les Landes pour le dépistage"; not what others are
held on the occasion of, nor what a calendar is of."""


happens = partial(entry_pattern, "events", "happens")
"""Verbs that place something at a date ("aura lieu")."""


tours = partial(entry_pattern, "events", "tours")
"""Verbs of what goes from place to place, or fills a span of days ("sillonne")."""


status_pattern = partial(entry_pattern, "events", "status")
"""Words of one way an event stands: cancelled, postponed, moved_to, maintained, held."""


@cache
def changed() -> re.Pattern[str]:
    """Words of any way an event stands that is told beforehand: all but held."""
    statuses: dict[str, str] = lexicon("events")["status"]
    return pattern("|".join(words for status, words in statuses.items() if status != "held"))


mode_pattern = partial(entry_pattern, "events")
"""Words of one way to attend: online, physical, mixed."""


@cache
def _activities() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, pattern(words)) for kind, words in lexicon("events")["activities"].items()]


def activity_type(folded: str) -> str | None:
    """What a happening is that is called by what one does there ("gym douce", "premiers secours")."""
    return next((kind for kind, words in _activities() if words.search(folded)), None)


def type_by_content(word: str) -> str:
    """The event_type of a "journée", "soirée", … of which nothing more is told."""
    default: dict[str, str] = lexicon("events")["default"]
    return next((kind for noun, kind in default.items() if word.startswith(noun)), "meeting")


BODIES = ("comite", "conseil", "bureau", "groupe", "commission", "copil", "jury", "assemblee")
"""Nouns of bodies that meet."""


OF_ANY_KIND = ("rendez-vous", "evenement", "manifestation", "temps fort")
"""Nouns that stand for a happening of any kind."""
