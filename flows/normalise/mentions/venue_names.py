"""How far the name of a venue goes, and whether it stands where a text says that something is held.

A noun with a capitalised name is a venue anywhere ("salle Simone-Veil"). One in lower case ("halle aux
bestiaux", "siège de la mutuelle") is only where its position says so: after "à la", "dans les", or
between the separators of a line.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from flows.normalise.lexicon import lexicon

CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŸŒ][\w’']*(?:-[\w’']+)*)"
_LINK = r"(?:(?:de|du|des|la|le|les|en|aux?|sur|sous|lès) +|[dlDL]['’] ?)"
_NEXT_WORD = re.compile(
    rf"(?: +|(?<=['’]))(?:({_LINK}{{0,3}})(?:({CAPITAL})|([a-zà-öø-ÿœ]+(?:-[a-zà-öø-ÿ]+)*))|"
    r"(\d{1,3})(?! ?[\dh%€]))"
)
_OPEN = re.compile(r"Nouve(?:au|lle)|Vie(?:ux|ille)|Petite?s?|Beaux?|Belles?|Bonne?|Deux|Trois|Quatre|Sept")
"""What no name ends with: its noun follows, in lower case too ("théâtre du Nouveau monde")."""
_OF = re.compile(r"(?:de|du|des|[dD]['’]) ?")
_LONGEST_NAME = 8
"""Words of a name."""
_ADJECTIVE = re.compile(
    r"(?:\w{3,}(?:al|ale|aux|ales|elle|elles|iel|if|ive|ifs|ives|aire|aires|ique|iques|ial|iale|ien|ienne|"
    r"ois|oise))$"
)
"""What a word in lower case right after the noun, or after a word of its name, most often ends with."""

_OLD_OR_NEW = (
    r"(?:anciens?|anciennes?|nouveaux?|nouvel|nouvelles?|grande?|petite?|vieux|vieille|future?|propres) "
)
_PREPOSITION = re.compile(
    r"(?<![\w'-])(?:(?P<a>a|au|aux|dans|devant|derriere|sur|sous|chez|jusqu'a|jusqu'au|face a|face au|"
    r"pres d[eu]|depart d[eu]|rendez-vous d[eu]|au sein d[eu])"
    r"(?: (?:la|le|les|notre|nos|votre|vos|son|sa|ses|leurs?)| ?l')?|"
    rf"en) ?(?:les? |la |l')?(?P<adjective>{_OLD_OR_NEW})?$"
)
_HEAD = re.compile(
    r"(?:^|[^\w\s'\"«»-]|(?<=\s)-|(?:\d|\bh|\d ?heures?))\s*"
    r"(?:(?:depart|rendez-vous|rdv|rv|accueil|lieu|ou|adresse) (?:: )?)?"
    rf"(?P<adjective>{_OLD_OR_NEW})?$"
)
_END = re.compile(
    r"\s*(?:$|[\n,;.)(|\]+&!/]|- |-$)| +(?:a|au|aux|le|les|l'|en|et|dans|sur|entre|des|ou|puis|pour|"
    r"de \d|du \d|\d|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b"
)
_REACH = 34
"""Characters looked at before a noun."""


class Position(IntEnum):
    """How a noun's position speaks for a venue."""

    NONE = 0
    HEAD = 1
    """At the head of a line, or of a part of it between separators."""
    AFTER = 2
    """After "à la", "dans les", "devant"."""


@cache
def words(section: str) -> frozenset[str]:
    """The words of one section of the lexicon."""
    return frozenset(lexicon("venues")[section])


def position_of(text: str, folded: str, start: int) -> tuple[Position, int]:
    """Whether a noun stands where a venue is told, and where its name starts, an adjective included."""
    first = max(folded.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    before = folded[first:start]
    after = _PREPOSITION.search(before)
    if after is not None and (after["a"] != "a" or text[first + after.start()] in "àÀA"):
        return Position.AFTER, _with_adjective(after, first, start)
    head = _HEAD.search(before) if first == 0 or folded[first - 1] == "\n" or before.strip() else None
    if head is not None and (head.start() > 0 or first == 0 or folded[first - 1] == "\n"):
        return Position.HEAD, _with_adjective(head, first, start)
    return Position.NONE, start


def _with_adjective(match: re.Match[str], first: int, start: int) -> int:
    return start if match["adjective"] is None else first + match.start("adjective")


def ends_piece(folded: str, end: int) -> bool:
    """Whether a part of a line ends here, or a day, an hour or a town follows."""
    return _END.match(folded, end) is not None


def name_end(text: str, folded: str, position: int, *, is_free: bool) -> tuple[int, bool, bool]:
    """Where the name behind a venue's noun ends, whether it holds a capitalised word or a number, and
    whether it holds anything.

    `is_free` lets any words in lower case complete the noun after "de", not only those of the lexicon.
    """
    inner = words("inner_words")
    is_named, begin, is_open = False, position, False
    for _ in range(_LONGEST_NAME):
        word = _NEXT_WORD.match(text, position)
        if word is None:
            break
        if word[3] is None:
            is_named = True
        elif not is_open and not _is_part(folded[word.start(3) : word.end(3)], word[1], inner, is_free):
            break
        is_open = word[2] is not None and _OPEN.fullmatch(word[2]) is not None
        position = word.end()
    return position, is_named, position > begin


def _is_part(word: str, link: str, inner: frozenset[str], is_free: bool) -> bool:
    if word in inner:
        return True
    if not is_free or word in words("no_part"):
        return False
    return _OF.match(link) is not None if link else _ADJECTIVE.match(word) is not None
