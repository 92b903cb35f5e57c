"""Street addresses: a number, the kind of way, its name.

A way's name goes on over capitalised words and the small words between them ("avenue du
Commandant-Dumont", "quai L’Herminier", "place du 8 Mai 1945"), and ends before a comma, a spaced dash,
a bracket, a postal code. Ways whose word also means something else ("en cours", "sur place", "en
route") need a number, or a capital after them.
"""

from __future__ import annotations

import re

from flows.normalise.mentions.model import Address

_WAYS = (
    r"rue|ruelle|grand'?rue|avenue|av\.?|boulevard|bd\.?|bld\.?|bvd\.?|all[ée]es?|impasse|chemin|quai|square|"
    r"faubourg|esplanade|rond[- ]point|chauss[ée]e|promenade|sentier|venelle|mont[ée]e|place|pl\.|lieu[- ]dit"
)
_WAYS_WITH_NUMBER = (
    r"route|cours|passage|voie|traverse|mail|cit[ée]|clos|villa|c[ôo]te|hameau|lotissement|port|parvis"
)
_MONTHS = r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
_NUMBER = r"\d{1,4}(?: ?(?:bis|ter|quater|[A-Da-d])\b)?(?: ?(?:-|–|/|et) ?\d{1,4}\b)?,? +"
_LINK = r"(?:(?:de|du|des|la|le|les|en|et|aux?|sur|sous|lès|à) +|[dlDL]['’] ?)"
_NAME_WORD = rf"(?:\d{{1,2}}(?:er)? +(?i:{_MONTHS})(?: +\d{{4}})?|\d{{1,2}}(?:er|e|ème|ème)\b|[A-ZÀ-ÖØ-ÞŸŒ][\w’']*(?:\.(?=\w))?(?:-[\w’']+)*)"
_PLAIN_NAME = r"(?:(?:de +la|du|des|de) +|de +l['’] ?|d['’] ?)[a-zà-ÿœ]+(?:-[a-zà-ÿ]+)*"
_NAME = rf"(?:{_LINK}{{0,3}}{_NAME_WORD})(?:(?: |(?<=['’])){_LINK}{{0,3}}{_NAME_WORD}){{0,6}}"

_NUMBERED = re.compile(
    rf"(?<![\w,./])(?:n° ?)?{_NUMBER}(?i:{_WAYS}|{_WAYS_WITH_NUMBER}) +(?:{_NAME}|{_PLAIN_NAME})", re.UNICODE
)
_NAMED = re.compile(rf"(?<![\w'’-])(?i:{_WAYS}) +{_NAME}")
_PLAIN = re.compile(
    rf"(?<![\w'’-])(?i:rue|avenue|boulevard|impasse|quai|chemin) +{_PLAIN_NAME}(?=\s*(?:[,;)–(]|-\s|\d{{5}}|$))",
    re.M,
)
_FIRST_LETTER = re.compile(
    r"rue|av|b(?:oulevar|l|v)?d|al+e|imp|chem|quai|squ|faub|espl|rond|chaus|prom|senti|venel|mont|pl|lieu|route|cours|pass|voie|trav|mail|cit|clos|villa|cote|ham|lotis|port|parv"
)
_NO_SQUARE = re.compile(
    r"(?:^|[\s(«])(?:en|sur|une|sa|leur|notre|votre|chaque|ma|toute|premi[èe]re|deuxi[èe]me|ces|des|les|\d+)\s+$",
    re.I,
)


def find_addresses(text: str, folded: str) -> list[Address]:
    """Street addresses of `text` in order, none overlapping; `folded` is `fold(text)`."""
    if not _FIRST_LETTER.search(folded):
        return []
    found: list[Address] = []
    for pattern in (_NUMBERED, _NAMED, _PLAIN):
        for match in pattern.finditer(text):
            start, end = match.start(), _end(text, match.start(), match.end())
            if pattern is not _NUMBERED and _is_no_way(text, start):
                continue
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Address(start, end))
    return sorted(found, key=lambda address: address.start)


def _is_no_way(text: str, start: int) -> bool:
    """Whether a "place" without number is a seat, a rank, "sur place"."""
    return text[start : start + 2].lower() == "pl" and bool(
        _NO_SQUARE.search(text, max(0, start - 14), start)
    )


def _end(text: str, start: int, end: int) -> int:
    """The end without closing punctuation, and before "CS 55035", "BP 12", "Cedex"."""
    stretch = text[start:end]
    box = re.search(r"\s(?:CS|BP|TSA|CEDEX|Cedex)\b", stretch)
    if box:
        stretch = stretch[: box.start()]
    return start + len(stretch.rstrip(" .,'’"))
