"""How far a proper name goes on: capitalised words and the small words that link them.

"CPTS Haute Vallée de l'Aude signe …" ends before "signe", "CHU de Lille et Jérôme …" before "et". A
name goes on while capitalised words follow, alone or behind links (de, du, la, sur, &), as long as no
other name begins there. Names of associations also go on with nouns and adjectives in lower case
("Syndicat des généralistes bretons"), those of ministries with their remit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from flows.normalise.lexicon import lexicon
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
_STOPS_IN_CAPITALS = ("s'", "d'un", "qu'", "n'")
"""Beginnings of words that go on with a sentence, which only a line in capitals leaves in doubt."""
_AND_OF = re.compile(rf" et (?:{_OF})(?P<word>{CAPITALISED})")
_AND = re.compile(rf" et (?P<word>{CAPITALISED})")
_NUMBER = re.compile(
    r" (?:0[1-9]|[1-8]\d|9[0-5]|2[ABab]|97[1-6])"
    r"(?=$| ?[,.;:()»\n](?!\d)"
    r"| (?:et|a|ont|est|au|à|en|pour|qui|avec|y|le|la|les|vous|nous|se|sera|met|tient|fait|vient|peut|[–-]) "
    r"| l['’]| [a-zà-ÿ]+(?:ent|e|era|eront|it)\b)"
)
"""A department's number behind a name ("SDIS 72"), no count of things."""
_ORDINAL = re.compile(r" (?:[1-9]|1[0-3])(?![\w ]*€|\d| ?%)(?=$|[ ,.;:)\n])")
"""The number of a university behind its town: "Lyon 1"."""
_OCEAN = re.compile(r" (?:de (?=l))?(?:l['’])?océan Indien\b")
"""The one territory of many bodies that begins in lower case."""
_TERRITORY = re.compile(rf" (?:{_OF})(?P<noun>[\w'’-]+)(?P<rest>(?: [a-zà-ÿ]+)?)")
_LOWER_OF = re.compile(
    r" (?:de la |de l'|du |des |de |d'|pour (?:la |le |l'|les )|contre (?:le |la |les )|en |aux )([\w-]+)"
)
_LOWER_AND = re.compile(r" (?:et|&) (?:de la |de l'|du |des |de |d')?([\w-]+)")
_LOWER = re.compile(r" ([\w-]+)")
_PORTFOLIO = re.compile(
    r"(?:,? (?:et )?(?:charge|chargee|en charge|delegue|deleguee)(?= ))?"
    r",? (?:et )?(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux )([\w-]+)"
)
_REMIT = re.compile(r" (en sante|aux soins|[\w-]+)")
_QUOTED = re.compile(r" ?[«\"“] ?(?P<name>[^«»\"“”\n]{2,60}?) ?[»\"”]")

_LONGEST = 120
"""Characters a tail may have; what goes on longer is no name."""


class Page:
    """A text with what its names must stop at: the beginnings of other names."""

    def __init__(self, text: str, folded: str, head_starts: Iterable[int]) -> None:
        self.text = text
        self.folded = folded
        self.head_starts = frozenset(head_starts)
        """Where the words of an organisation begin."""

    def in_capitals(self, position: int) -> bool:
        """Whether the line around is set in capitals throughout, as far as 40 characters show."""
        reach = max(0, position - 40)
        left = self.text.rfind("\n", reach, position) + 1 or reach
        right = self.text.find("\n", position, position + 40)
        return self.text[left : right if right >= 0 else position + 40].isupper()


def tail_end(page: Page, position: int, kind: Kind, plural: bool, capital: bool) -> int:
    """Where the name that starts with a head ending at `position` ends; `position` without a tail.

    `plural` and `capital` say how the head is written.
    """
    if kind.tail == "none":
        return position
    if kind.tail == "portfolio":
        return _portfolio_end(page, position)
    if not page.text.startswith(" ", position):
        return position
    if ocean := _OCEAN.match(page.text, position):
        return ocean.end()
    numbered = kind.number or kind.known or kind.classes
    if numbered and (number := _number_behind(page, position)):
        return number.end()
    if kind.tail == "complement":
        end = _long_tail_end(page, position, any_noun=False)
        further = _long_tail_end(page, position, any_noun=True)
        if capital or any(c.isupper() for c in page.text[end:further]):
            end = max(end, further)
    else:
        end = _territory_end(page, _adjectives_end(page, position), plural)
        word = _WORD.match(page.folded, end) if kind.organisation_type in _NEVER_OF_PERSONS else None
        if word is not None and is_first_name(word[1]):
            return end
        end = proper_end(page, end, joins_and=plural or _is_paired(page, position, kind))
        end = _region_adjective_end(page, position, end)
        if end > position and kind.organisation_type == "university":
            end = ordinal.end() if (ordinal := _ORDINAL.match(page.text, end)) else end
    named = end > position and kind.organisation_type not in _WITHOUT_NUMBER
    if (numbered or named) and (number := _number_behind(page, end)):
        end = number.end()
    return end


_WITHOUT_NUMBER = ("council", "municipality", "ministry", "regional_health_agency", "university")
"""Bodies that are their territory, which no department's number follows."""


def _number_behind(page: Page, position: int) -> re.Match[str] | None:
    """The department's number at a place; in a line of capitals the words behind it are read as in others."""
    return _NUMBER.match(page.folded if page.in_capitals(position) else page.text, position)


def _is_paired(page: Page, position: int, kind: Kind) -> bool:
    """Whether "et" may link two names of a territory: "la communauté de communes Erdre et Gesvres"."""
    joined = (
        kind.organisation_type in _OF_TERRITORIES
        or kind.full_name.startswith("communaute")
        or page.folded.startswith(" intercommunal", position)
    )
    after = _DIRECT.match(page.text, position)
    return joined and after is not None


_OF_TERRITORIES = ("council", "health_centre")
_DIRECT = re.compile(rf"(?: intercommunal)? [{UPPER}]")
_OF_REGION = re.compile(
    r"(?:Nord|Sud|Est|Ouest|Centre|Haut|Bas|Littoral|Bassin|Pays|Val|Piémont|Plateau|Bocage|Marais|Vignoble)"
    r" (?P<adjective>[a-zà-ÿ-]+(?:ais|ois|ien|éen|ain|in|an|on|ard|ot|al|iste|ique|aud)e?)(?![\w-])"
)


def _region_adjective_end(page: Page, position: int, end: int) -> int:
    """The end of a lower-case adjective that tells which "Ouest" or "Pays": "de l'Ouest guyanais"."""
    last = 1 + max(page.text.rfind(letter, position, end) for letter in " '’")
    adjective = _OF_REGION.match(page.text, last) if end > position else None
    if adjective is None or page.folded[adjective.start("adjective") : adjective.end()] in _NO_ADJECTIVES:
        return end
    return adjective.end()


_NO_ADJECTIVES = frozenset(
    ("afin", "dans", "en", "enfin", "mais", "bien", "rien", "soutien", "on", "selon", "demain", "sinon")
)


def _long_tail_end(page: Page, position: int, *, any_noun: bool) -> int:
    """The end of nouns, adjectives and capitalised words in turn: "des infirmiers libéraux du Gard"."""
    end = _complement_end(page, position, any_noun=any_noun)
    end = proper_end(page, end, joins_and=True, begun=end > position)
    if end > position:
        end = proper_end(page, _complement_end(page, end, any_noun=any_noun), joins_and=True, begun=True)
    return end


def proper_end(page: Page, position: int, *, joins_and: bool = False, begun: bool = False) -> int:
    """The end of the capitalised words that follow `position`.

    `joins_and`: "et" may link them. `begun`: the tail of the name began before `position`.
    """
    end, furthest = position, position + _LONGEST
    while True:
        step = _STEP.match(page.text, end, furthest)
        if step is None or not _goes_on(page, step, position, first=end == position and not begun):
            step = _and_step(page, end, furthest) if joins_and and end > position else None
        if step is None:
            return end
        end = step.end()


def _goes_on(page: Page, step: re.Match[str], begin: int, *, first: bool) -> bool:
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
    stops = word.startswith(_STOPS_IN_CAPITALS) or (not link and word in word_list("stops_in_capitals"))
    return not stops or not page.in_capitals(begin)


def _and_step(page: Page, position: int, furthest: int) -> re.Match[str] | None:
    for joint in (_AND_OF, _AND):
        step = joint.match(page.text, position, furthest)
        if step is not None and step.start("word") not in page.head_starts:
            return step
    return None


def quoted_tail(page: Page, position: int) -> re.Match[str] | None:
    """A name in quotation marks right behind a head (group "name")."""
    return _QUOTED.match(page.text, position)


def _adjectives_end(page: Page, position: int) -> int:
    end = position
    furthest = position + _LONGEST
    while (word := _LOWER.match(page.folded, end, furthest)) is not None and is_adjective(word[1]):
        end = word.end()
    return end


def _territory_end(page: Page, position: int, plural: bool) -> int:
    """ "de l'arrondissement", "du territoire": kept if a place follows, or for bodies in the plural."""
    found = _TERRITORY.match(page.text, position)
    if found is None or page.folded[found.start("noun") : found.end("noun")] not in word_list("territories"):
        return position
    for end in (found.end(), found.end("noun")):
        if proper_end(page, end) > end:
            return end
    return found.end("noun") if plural else position


def _complement_end(page: Page, position: int, *, any_noun: bool) -> int:
    """The end of nouns and adjectives in lower case.

    `any_noun`: behind "de" any noun will do, not only those of the lexicon.
    """
    folded, end = page.folded, position
    nouns = word_list("complements")
    furthest = position + _LONGEST
    while True:
        word = _LOWER.match(folded, end, furthest)
        bare = word is not None and (
            is_adjective(word[1]) or (word[1] in nouns and _may_stand_bare(page, word, position))
        )
        if word is not None and bare:
            end = word.end()
            continue
        step = _LOWER_OF.match(folded, end, furthest)
        if step is None or not (
            step[1] in nouns or is_adjective(step[1]) or (any_noun and _is_noun(page, step))
        ):
            step = _LOWER_AND.match(folded, end, furthest) if end > position else None
            if step is None or not (step[1] in nouns or is_adjective(step[1])):
                return end
        if step.start(1) in page.head_starts and page.text[step.start(1)].isupper():
            return end
        end = step.end()


def _may_stand_bare(page: Page, word: re.Match[str], position: int) -> bool:
    """Nouns without "de": the first behind the head ("URPS infirmiers"), and capitalised ones."""
    return word.start() == position or page.text[word.start(1)].isupper()


def _is_noun(page: Page, step: re.Match[str]) -> bool:
    """Whether a word behind "de" may be a noun that no lexicon knows."""
    word = step[1]
    return (
        len(word) > 3
        and step.group().startswith((" d", " contre "))
        and page.text[step.start(1)].islower()
        and word not in word_list("not_nouns")
    )


def _portfolio_end(page: Page, position: int) -> int:
    folded, end = page.folded, position
    furthest = position + _LONGEST
    while (step := _PORTFOLIO.match(folded, end, furthest)) is not None:
        if step.start(1) in page.head_starts or is_first_name(step[1]):
            break
        if step[1] not in word_list("remits") and not page.text[step.start(1)].isupper():
            break
        end = step.end()
        while (more := _REMIT.match(folded, end)) is not None:
            if not is_adjective(more[1]) and more[1] not in ("en sante", "aux soins"):
                break
            end = more.end()
    return end


def is_adjective(word: str) -> bool:
    """Whether a folded word is an adjective, by list or ending."""
    if word in word_list("adjectives"):
        return True
    unfit = word in word_list("not_adjectives") or is_first_name(word)
    return not unfit and bool(_endings().search(word))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"^[a-z-]{{2,}}(?:{lexicon('organisation_words')['adjective_endings']})$")
