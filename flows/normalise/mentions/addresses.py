"""Street addresses: a number, the kind of way, its name.

A way's name goes on over capitalised words and the small words between them ("avenue du
Commandant-Dumont", "quai L’Herminier", "place du 8 Mai 1945"), and ends before a comma, a spaced dash,
a bracket, a postal code. Ways whose word also means something else ("en cours", "sur place", "en
route") need a number, or a capital after them.
"""

from __future__ import annotations

import re

from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Address

_WAYS = (
    "rue|ruelle|grand'rue|grandrue|avenue|av|boulevard|bd|bld|bvd|allee|allees|impasse|chemin|quai|square|"
    "faubourg|esplanade|rond-point|rond point|chaussee|promenade|sentier|venelle|montee|place|pl|"
    "lieu-dit|lieu dit"
)
_WAYS_WITH_NUMBER = (
    "route|cours|passage|voie|traverse|mail|cite|clos|villa|cote|hameau|lotissement|port|parvis|section|"
    "zac|za|zi"
)
_FIND_WAYS = PhraseFinder(
    dict.fromkeys(_WAYS.split("|"), False) | dict.fromkeys(_WAYS_WITH_NUMBER.split("|"), True)
)
"""The words for ways, and whether each needs a number, or a comma, before it."""
_GLUE = ("'", ".", "/", "-")
"""Before a word they make it a part of another, or of an address on the web ("grand-place")."""
_NUMBER_BEFORE = re.compile(
    r"(?<![\w,./-])(?:n° ?)?\d{1,4}(?: ?(?:bis|ter|quater|[a-d])\b)?(?: ?(?:-|/|et) ?\d{1,4}\b)?,? +$"
)
_SEPARATORS = (", ", " (", " - ")
"""Behind them any way with a capital is a street's: "hôpital Nord, route de Saint-Malo"."""
_HOUR_BEFORE = re.compile(r"\d ?(?:h|heures?|:) ?$")
"""Before a number that tells minutes: "à 10 h 30, place X"."""

_MONTHS = r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
_LINK = r"(?:(?:de|du|des|la|le|les|et|aux?|sur|sous|lès) +|[dlDL]['’] ?)"
_NAME_WORD = (
    rf"(?:\d{{1,2}}(?:er)?[ -]+(?i:{_MONTHS})\b(?:[ -]+\d{{4}}\b)?|\d{{1,3}}(?:er|e|ème)\b(?:-[\w’']+)*|"
    r"[A-ZÀ-ÖØ-ÞŸŒ][\w’']*(?:\.(?=\w))?(?:-[\w’']+)*)"
)
_NAME = re.compile(rf" +{_LINK}{{0,3}}{_NAME_WORD}(?:(?: |(?<=['’])){_LINK}{{0,3}}{_NAME_WORD}){{0,6}}")
_PLAIN_NAME = re.compile(
    r" +(?:de +l['’] ?|d['’] ?|(?:de +la|du|des|de) +)[a-zß-öø-ÿœ]+(?:-[a-zß-öø-ÿœ]+)*(?![\w’'])"
)
_PLAIN_WAYS = frozenset({"rue", "avenue", "boulevard", "impasse", "quai", "chemin"})
"""Ways that need neither number nor capital where the address ends at once ("rue de la gare,")."""
_STOP = re.compile(r"\s*(?:[,;)(\n]|[–-]\s|\d{5}|$)")
_NO_SQUARE = re.compile(
    r"(?:^|[\s(«])(?:en|sur|une|sa|leur|notre|votre|chaque|ma|toute|premiere|deuxieme|ces|des|les)\s+$"
)
_BOX = re.compile(r" (?:CS|BP|TSA|CEDEX|Cedex)\b")


def find_addresses(text: str, folded: str) -> list[Address]:
    """Street addresses of `text` in order, none overlapping; `folded` is `fold(text)`."""
    found: list[Address] = []
    reached = 0
    for start, end, needs_number in _FIND_WAYS.find(folded):
        name_start = end + folded.startswith(".", end)
        if start < reached or folded[name_start : name_start + 1] != " " or folded.endswith(_GLUE, 0, start):
            continue
        number = _NUMBER_BEFORE.search(folded, max(reached, start - 18), start)
        if number is not None and _HOUR_BEFORE.search(folded, max(0, number.start() - 5), number.start()):
            number = None
        is_apart = not needs_number or folded.endswith(_SEPARATORS, 0, start)
        if number is None and (not is_apart or _is_no_square(folded, start)):
            continue
        name = _NAME.match(text, name_start)
        if name is None and (number or folded[start:end] in _PLAIN_WAYS):
            name = _plain_name(text, name_start, is_numbered=number is not None)
        if name is None:
            continue
        reached = _end(text, start, name.end())
        found.append(Address(number.start() if number else start, reached))
    return found


def _is_no_square(folded: str, start: int) -> bool:
    """Whether "place" has its other meanings here ("en place", "une place")."""
    return folded.startswith("pl", start) and _NO_SQUARE.search(folded, max(0, start - 12), start) is not None


def _plain_name(text: str, position: int, *, is_numbered: bool) -> re.Match[str] | None:
    """The name in lower case; without a number the address must end with it."""
    plain = _PLAIN_NAME.match(text, position)
    return plain if plain and (is_numbered or _STOP.match(text, plain.end())) else None


def _end(text: str, start: int, end: int) -> int:
    """The end without closing punctuation, and before "CS 55035", "BP 12", "Cedex"."""
    box = _BOX.search(text, start, end)
    return start + len(text[start : box.start() if box else end].rstrip(" .,'’"))
