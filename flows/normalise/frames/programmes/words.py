"""Where a text names a plan, a scheme, a call, a course, a service or works, and of what type it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder, alternatives, entry_pattern


@dataclass(frozen=True, slots=True)
class ProgrammeNoun:
    """A noun that names a programme ("appel à projets"), by offsets into the text."""

    start: int
    end: int
    programme_type: str
    """Code list `programme_type`."""
    kind: str
    """What the noun is worth by itself: "nouns" (nothing without a title), "schemes" (a name as it
    stands), "acronyms", "services", "works"."""
    plural: bool
    word: str = ""
    """The noun in the singular, folded."""
    general: bool = False
    """Whether it is but the head of a noun phrase ("équipe", "consultation"), which names a service only
    where the text brings it as something new."""


_SHOUTED = re.compile(r" (?:[A-ZÀ-Ý]{2}|\d)|$")
"""Behind the acronym "DU": in a line of capitals, or before a day, it is an article."""
THINGS = ("services", "works")
"""Kinds of nouns that name a thing to be seen, rather than a decision on paper."""

_KINDS = ("nouns", "schemes", "acronyms")
_ALONE = {"services": "service", "works": "investment"}


def words() -> Any:
    """The lexicon of programmes."""
    return lexicon("programmes")


@cache
def _nouns() -> PhraseFinder[tuple[str, str, str]]:
    phrases = {noun: ("service", "heads", noun) for noun in words()["heads"]}
    for kind in reversed(_KINDS):
        for programme_type, nouns in words()[kind].items():
            phrases.update({fold(noun): (programme_type, kind, fold(noun)) for noun in nouns})
    for kind, programme_type in _ALONE.items():
        phrases.update({noun: (programme_type, kind, noun) for noun in words()[kind]})
    return PhraseFinder(phrases, plural=True)


def find_programme_nouns(text: str, folded: str) -> list[ProgrammeNoun]:
    """Every noun of a programme, in order; short forms only where they are written in capitals."""
    found: list[ProgrammeNoun] = []
    heads = _heads()
    for start, end, (programme_type, kind, noun) in _nouns().find(folded):
        if _BEFORE_ANOTHER.match(text, end) or (kind == "acronyms" and not text[start:end].isupper()):
            continue
        if (
            noun in heads
            and not (kind == "nouns" and _is_titled(text, end))
            and _is_head(folded, start, end, noun)
        ):
            plural = folded[start:end] != noun
            found.append(ProgrammeNoun(start, end, "service", "services", plural, noun, general=True))
        if kind == "heads" or (found and found[-1].start == start):
            continue
        elsewhere = _elsewhere().match(folded, start)
        if elsewhere is not None and elsewhere.end() >= end and not _is_named_prize(text, start, end):
            continue
        if kind == "acronyms" and end - start < 3 and _SHOUTED.match(text, end):
            continue
        plural = folded[start:end].split(" ", 1)[0] != noun.split(" ", 1)[0]
        if kind == "services" and folded[max(0, start - 4) : start] == " en ":
            continue
        told = ProgrammeNoun(start, end, programme_type, kind, plural, noun)
        found.append(replace(told, general=True) if plural and is_collective(folded, told) else told)
    return found


_BEFORE_ANOTHER = re.compile(
    r" (?:(?:ses|son|sa|leurs?|nos|notre|vos|votre) "
    r"|(?:la |l['’])(?!nuit|semaine|journée|veille|après|été|hiver)"
    r"|les (?!\d|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|jours|matins|après|soirs|week))"
)
"""What stands before a noun and behind no other, but for times: the word is a verb, or "car" for because."""


def _is_named_prize(text: str, start: int, end: int) -> bool:
    """Whether a capital behind an article makes a name of a prize ("le Prix du mémoire")."""
    return text[start:end] == "Prix" and _PRIZE.search(text, max(0, start - 8), start) is not None


_PRIZE = re.compile(r"(?:\b(?:[Ll]e|du|au|[Ss]on|[Nn]otre|[Cc]e|[Uu]n|des|aux|[Ll]es) )$")


def is_collective(folded: str, noun: ProgrammeNoun) -> bool:
    """Whether several of a thing make up one service, and some come in here ("des groupes de pairs")."""
    if noun.kind != "services" or word_pattern("collective").match(folded, noun.start) is None:
        return False
    return _SOME.search(folded, max(0, noun.start - 14), noun.start) is not None


_SOME = re.compile(r"(?<!\w)(?:des|plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) $")


@cache
def _heads() -> frozenset[str]:
    return frozenset(words()["heads"])


_LED_INTO = re.compile(
    r"(?:\b(?:chefs?|cheffes?|cadres?|medecins?|membres?|locaux|porteurs?) (?:de |du |des |d')|"
    r"\b(?:en|hors) |[-/@.])\Z"
)
"""Before a head noun: it only tells whose person or room another noun is."""


_QUOTED = re.compile(r"[^.;:\n«]{0,40}[«“]")


_PROPER = re.compile(
    r" (?=[A-ZÀ-Ý])(?!(?:De|Du|Des|Le|La|Les|Et|À|A) )[\w'’-]*[a-zà-ÿ0-9][\w'’-]* [A-ZÀ-Ý0-9]|"
    r" [A-ZÀ-Ý][\w-]*(?:['’][A-Za-zÀ-ÿ]|[a-zà-ÿ][A-ZÀ-Ý])"
)
"""Behind a noun: a proper name of several words, or with signs inside."""


def _is_titled(text: str, end: int) -> bool:
    """Whether a quotation or a proper name follows a noun."""
    return (_QUOTED.match(text, end) or _PROPER.match(text, end)) is not None


def _is_head(folded: str, start: int, end: int, noun: str) -> bool:
    """Whether a head noun may open the name of a service here, by what stands around it."""
    if _LED_INTO.search(folded, max(0, start - 24), start):
        return False
    if _not_heads().match(folded, start):
        return False
    if noun != "consultation":
        return True
    asks = _asking().match(folded, end + 1) or word_pattern("opens").match(folded, end + 1)
    return asks is None


@cache
def _not_heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words()['not_heads'])})")


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words()['asking'])})\b")


@cache
def _elsewhere() -> re.Pattern[str]:
    """Phrases that begin like a programme and are something else ("plan de financement")."""
    return re.compile(rf"(?:{alternatives(words()['not_programmes'])})\b")


@cache
def name_stop() -> re.Pattern[str]:
    """Where the name of a programme ends: punctuation, a verb, a preposition that leads on."""
    signs = r"[,;:!?|\n()«»“”\"…]|\.(?= |$)| [-–—](?= |$)| [→➜]|(?:19|20)(?<= ..)\d\d\b"
    stops = f"{alternatives(words()['name_stop'])}|{alternatives(words()['opens'])}"
    return re.compile(rf"{signs}| (?:{stops})(?=[ ,.;:!?]|$)")


word_pattern = partial(entry_pattern, "programmes")
"""The compiled pattern of one entry of the lexicon."""


@cache
def right_before(name: str) -> re.Pattern[str]:
    """An entry of the lexicon as what stands right before a noun phrase, articles allowed between."""
    body = alternatives(words()[name])
    return re.compile(
        rf"(?<!\w)(?:{body})[ :]*(?:(?:le|la|les|l|d|de|du|des|un|une|son|sa|ses|leur|ce|cette|cet|"
        r"premiere?|nouveau|nouvelle|futur|future|grand|grande|troisieme|deuxieme|seconde?)[ '])*[«“\"]? ?$"
    )


_YEARS = re.compile(r"\b((?:19|20)\d\d) ?[-/] ?((?:19|20)\d\d)\b")


def years_in(folded: str) -> tuple[int, int] | None:
    """The first and last year of a period like "2024-2028"."""
    match = _YEARS.search(folded)
    if match is None or not int(match[1]) < int(match[2]) <= int(match[1]) + 25:
        return None
    return int(match[1]), int(match[2])
