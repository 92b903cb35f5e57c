"""Times and ways that count: "un délai moyen de réponse de 3 jours", "187 demi-journées de consultation".

A time counts where a service is measured by it, or was given for it; a way where it was gone. All
other lengths do not.
"""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.labels import Label
from flows.normalise.mentions.quantity_number import Number, Read

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


def measure(number: Number) -> Read | None:
    """The time or way at a number, if a service is measured by it."""
    if number.match["percent"] or number.match["mark"]:
        return None
    if (given := number.after(_GIVEN)) is not None:
        return number.told(Label(*given.span("name"), "sessions" if given["session"] else None))
    time = number.after(_TIME)
    if time is None:
        return None
    if time["waited"]:
        return number.told(Label(*time.span("waited"), None))
    named = number.before(_WAITING, _LONGEST_WAIT)
    return number.told(Label(*named.span("name"), None)) if named else None
