"""Times and ways that count: "un délai moyen de réponse de 3 jours", "187 demi-journées de consultation".

A time counts where a service is measured by it, or was given for it; a way where it was gone. All
other lengths do not.
"""

from __future__ import annotations

import re
from decimal import Decimal

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.labels import Label
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.quantity_parts import made

_WORDS = lexicon("units")["measures_of_service"]
_SERVICE = alternatives(_WORDS["service"])
_TIME = re.compile(
    r" ?(?:jours?|semaines?|mois|heures?|h|minutes?|min|mn)\b"
    r"(?: (?:ouvres? |ouvrables? )?(?:d'|de )(?P<waited>(?:attente|delai|intervalle)\b[^.;:,()\n|]{0,60}))?"
)
_LONGEST_WAIT = 110
_WAITING = re.compile(
    rf"\b(?P<name>(?:{alternatives(_WORDS['wait'])})\b[^.;:\n\d]{{0,60}}?)"
    rf" ?(?::|\||{alternatives(_WORDS['reaches'])})"
    r" ?(?:environ |moins de |pres de |plus de )?\Z"
)
_GIVEN = re.compile(
    rf" ?(?P<name>(?P<session>(?:demi-)?journees?|matinees?|soirees?|nuits?) (?:d'|de )(?:{_SERVICE})\b"
    rf"|(?:heures?|h|jours?|mois) (?:(?:d'|de )(?:{_SERVICE})|{alternatives(_WORDS['given'])})\b"
    rf"|(?:kilometres?|kms?) (?:{alternatives(_WORDS['gone'])})\b)"
)

_WAY = re.compile(r" ?(?P<name>kilometres?|kms?)\b")
_WENT = re.compile(r"\b(?:parcouru|avale|sillonne)e?s?(?: (?:plus de|pres de|environ|quelque))? \Z")


def measure(folded: str, match: re.Match[str], value: Decimal) -> Quantity | None:
    """The time or way at a number, if a service is measured by it."""
    if match["percent"] or match["mark"]:
        return None
    if (given := _GIVEN.match(folded, match.end())) is not None:
        unit = "sessions" if given["session"] else None
        return made(folded, match, value, Label(*given.span("name"), unit), unit)
    way = _WAY.match(folded, match.end())
    if way is not None and _WENT.search(folded, max(0, match.start() - 30), match.start()):
        return made(folded, match, value, Label(*way.span("name"), None), None)
    time = _TIME.match(folded, match.end())
    if time is None:
        return None
    if time["waited"]:
        return made(folded, match, value, Label(*time.span("waited"), None), None)
    named = _WAITING.search(folded, max(0, match.start() - _LONGEST_WAIT), match.start())
    return made(folded, match, value, Label(*named.span("name"), None), None) if named else None
