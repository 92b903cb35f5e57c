"""How far a proper name goes on: capitalised words and the small words that link them.

"CPTS Haute Vallée de l'Aude signe …" ends before "signe", "CHU de Lille et Jérôme …" before "et". A
name goes on while capitalised words follow, alone or behind links (de, du, la, sur, &), as long as no
other name begins there. Names of associations also go on with nouns and adjectives in lower case
("Syndicat des généralistes bretons"), those of ministries with their remit.
"""

from __future__ import annotations

import re

from flows.normalise.mentions.name_complements import (
    LONGEST,
    adjectives_end,
    complement_end,
    portfolio_end,
)
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.organisation_types import Kind, word_list
from flows.normalise.mentions.person_words import is_first_name

UPPER = "A-ZÀ-ÖØ-ÞŒ"
CAPITALISED = rf"(?:\d+[ -](?!M(?:d?s?\b|€|ILLI)))?[{UPPER}]\w*(?:[-'’.&+](?:[dl]['’])?\w+)*"
"""A capitalised word, hyphens and a leading number included ("7 Vallées", "L’Herminier")."""

_OF = r"de la |de l['’] ?|du |des |de |d['’] ?"
_SMALL = r"la |le |les |l['’]|en |sur |sous |lès |lez |aux |& "
_STEP = re.compile(rf" {{1,2}}(?P<link>(?i:{_OF}|{_SMALL}){{0,2}})(?P<word>{CAPITALISED})")
_WORD = re.compile(r" ([\w-]+)")
_NEVER_OF_PERSONS = frozenset({"council", "regional_health_agency", "health_insurance"})
""" "Le président du Département | Sébastien …": hospitals are called after persons, not these."""
_NOT_FIRST = frozenset(("aux", "en", "sur", "sous"))
"""Behind a head these tell where it is, not what it is called ("l'ARS en Bretagne")."""
_AND_OF = re.compile(rf" et (?:{_OF})(?P<word>{CAPITALISED})")
_AND = re.compile(rf" et (?P<word>{CAPITALISED})")
_NUMBER = re.compile(
    r" (?:0[1-9]|[1-8]\d|9[0-5]|2[ABab]|97[1-6])"
    r"(?=$| ?[,.;:)»\n](?!\d)| ?\("
    r"| (?:et|a|ont|est|au|à|en|pour|qui|avec|y|le|la|les|vous|nous|se|sera|met|tient|fait|vient|peut|[–-]) "
    r"| l['’]| [a-zà-ÿ]+(?:ent|e|era|eront|it)\b)"
)
"""A department's number behind a name ("SDIS 72"), no count of things."""
_ORDINAL = re.compile(r" (?:[1-9]|1[0-3])(?![\w ]*€|\d| ?%)(?=$|[ ,.;:)\n])")
"""The number of a university behind its town: "Lyon 1"."""
_OVERSEAS = re.compile(
    r" (?:(?:de )?(?:l['’])?océan Indien"
    r"|(?:de (?:la )?)?Guadeloupe(?:, | et | ?- ?)Saint-Martin(?:,? et |, | ?- ?)Saint-Barthélemy)\b"
)
"""Territories of bodies that begin in lower case or are several islands."""
_TERRITORY = re.compile(rf" (?:{_OF})(?P<noun>[\w'’-]+)(?P<rest>(?: [a-zà-ÿ]+)?)")
_QUOTED = re.compile(r" ?[«\"“] ?(?P<name>[^«»\"“”\n]{2,60}?) ?[»\"”]")


def tail_end(page: NamedText, position: int, kind: Kind, plural: bool, capital: bool) -> int:
    """Where the name that starts with a head ending at `position` ends; `position` without a tail.

    `plural` and `capital` say how the head is written.
    """
    if kind.tail == "none":
        return position
    if kind.tail == "portfolio":
        return portfolio_end(page, position)
    if not page.text.startswith(" ", position):
        return position
    if overseas := _OVERSEAS.match(page.text, position):
        return overseas.end()
    numbered = kind.organisation_type not in _WITHOUT_NUMBER
    if numbered and (number := _number_behind(page, position)):
        return number.end()
    if kind.tail == "complement":
        end = _long_tail_end(page, position, any_noun=False)
        further = _long_tail_end(page, position, any_noun=True)
        if capital or any(c.isupper() for c in page.text[end:further]):
            end = max(end, further)
    else:
        end = _territory_end(page, adjectives_end(page, position), plural)
        begin = end
        end = proper_end(page, begin, joins_and=plural or _is_paired(page, position, kind))
        if kind.organisation_type in _NEVER_OF_PERSONS:
            end = _before_person(page, begin, end)
        end = _region_adjective_end(page, position, end)
        if end > position and kind.organisation_type == "university":
            end = ordinal.end() if (ordinal := _ORDINAL.match(page.text, end)) else end
    if numbered and (number := _number_behind(page, end)):
        return number.end()
    overseas = _OVERSEAS.match(page.text, end)
    return end if overseas is None else overseas.end()


def _before_person(page: NamedText, begin: int, end: int) -> int:
    """The end of a name before a first name that follows: "l'ARS Grand Est Josiane …"."""
    for word in _WORD.finditer(page.folded, begin, end):
        if is_first_name(word[1]) and not page.folded.endswith(_SAINTS, 0, word.start()):
            return word.start()
    return end


_SAINTS = (" saint", " sainte", " st", " ste")
_WITHOUT_NUMBER = ("council", "municipality", "ministry", "regional_health_agency", "university")
"""Bodies that are their territory, which no department's number follows."""


def _number_behind(page: NamedText, position: int) -> re.Match[str] | None:
    """The department's number at a place; in a line of capitals the words behind it are read as in others."""
    return _NUMBER.match(page.folded if page.in_capitals(position) else page.text, position)


def _is_paired(page: NamedText, position: int, kind: Kind) -> bool:
    """Whether "et" may link two names of a territory: "la communauté de communes Erdre et Gesvres"."""
    joined = kind.organisation_type in _OF_TERRITORIES or kind.full_name.startswith("communaute")
    return joined and _DIRECT.match(page.text, position) is not None


_OF_TERRITORIES = ("council", "health_centre")
_DIRECT = re.compile(rf" [{UPPER}]")
_OF_REGION = re.compile(
    r"(?:Nord|Sud|Est|Ouest|Centre|Haut|Bas|Littoral|Bassin|Pays|Val|Piémont|Plateau|Bocage|Marais|Vignoble)"
    r" [a-zà-ÿ-]{3,}(?:ais|ois|ien|éen|ain|in|an|on|ard|ot|al|iste|ique|aud)e?(?![\w-])"
)


def _region_adjective_end(page: NamedText, position: int, end: int) -> int:
    """The end of a lower-case adjective that tells which "Ouest" or "Pays": "de l'Ouest guyanais"."""
    last = 1 + max(page.text.rfind(letter, position, end) for letter in " '’")
    adjective = _OF_REGION.match(page.text, last) if end > position else None
    return end if adjective is None else adjective.end()


def _long_tail_end(page: NamedText, position: int, *, any_noun: bool) -> int:
    """The end of nouns, adjectives and capitalised words in turn: "des infirmiers libéraux du Gard"."""
    end = complement_end(page, position, any_noun=any_noun)
    end = proper_end(page, end, joins_and=True, begun=end > position)
    if end > position:
        end = proper_end(page, complement_end(page, end, any_noun=any_noun), joins_and=True, begun=True)
    return end


def proper_end(page: NamedText, position: int, *, joins_and: bool = False, begun: bool = False) -> int:
    """The end of the capitalised words that follow `position`.

    `joins_and`: "et" may link them. `begun`: the tail of the name began before `position`.
    """
    end, furthest = position, position + LONGEST
    while True:
        step = _STEP.match(page.text, end, furthest)
        if step is None or not _goes_on(page, step, position, first=end == position and not begun):
            step = _and_step(page, end, furthest) if joins_and and end > position else None
        if step is None:
            return end
        end = step.end()


def _goes_on(page: NamedText, step: re.Match[str], begin: int, *, first: bool) -> bool:
    """Whether a capitalised word goes on with the name, rather than begin something else.

    `begin` is where the capitalised words begin, `first` whether this is the first of the tail.
    """
    word = page.folded[step.start("word") : step.end("word")]
    link = step["link"].strip().lower()
    if first and link in _NOT_FIRST:
        return False
    if step.start("word") in page.head_starts and not link.startswith("d"):
        return False
    if not link and word in word_list("openers"):
        return False
    if word == "est" and page.folded.endswith("grand ", 0, step.start("word")):
        return True  # the region, not the verb
    return bool(link) or word not in word_list("stops_in_capitals") or not page.in_capitals(begin)


def _and_step(page: NamedText, position: int, furthest: int) -> re.Match[str] | None:
    for joint in (_AND_OF, _AND):
        step = joint.match(page.text, position, furthest)
        if step is not None and step.start("word") not in page.head_starts:
            word = page.folded[step.start("word") : step.end("word")]
            return None if word in word_list("openers") else step
    return None


def quoted_tail(page: NamedText, position: int) -> re.Match[str] | None:
    """A name in quotation marks right behind a head (group "name")."""
    return _QUOTED.match(page.text, position)


def _territory_end(page: NamedText, position: int, plural: bool) -> int:
    """ "de l'arrondissement", "du territoire": kept if a place follows, or for bodies in the plural."""
    found = _TERRITORY.match(page.text, position)
    if found is None or page.folded[found.start("noun") : found.end("noun")] not in word_list("territories"):
        return position
    for end in (found.end(), found.end("noun")):
        if proper_end(page, end) > end:
            return end
    return found.end("noun") if plural else position
