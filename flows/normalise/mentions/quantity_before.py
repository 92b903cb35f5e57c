"""Numbers without a noun behind them, told of what stands before: "les permanences sont passées à 95"."""

from __future__ import annotations

import re

from flows.normalise.mentions.labels import Label, label_before
from flows.normalise.mentions.quantity_number import Number

_REACH = 90
_TO_DO_SO = re.compile(r" (?P<words>(?:a|au|aux) [^.;:,()\n|]{3,70}|(?:en|dans|chez) [^.;:,()\n|]{3,60})")
_THEY_WERE = re.compile(
    r"\b(?:vous|nous|ils|elles)"
    r" (?:(?:etes|etiez|sommes|etions|sont|etaient|furent|serez|seront|serons)|(?:avez|avons|ont) ete)"
    r"(?: (?:deja|ainsi|encore|bien|desormais|aujourd'hui|maintenant|plus de|pres de|environ|quelque))* \Z"
)
"""Right before: people told by what they did, "vous étiez 214 à tendre le bras"."""
_GROWN_TO = re.compile(
    r"\b(?:pass|port|grimp|mont|tomb|ramen|atteint|atteign|culmin|s'etabli|s'elev|progress|augment|baiss)\w*"
    r"(?: (?:de|d') ?[\w ]{1,30})? a(?: (?:plus de|pres de|environ))? \Z"
)
"""Right before: what a count came to, told of its subject, "les permanences sont passées de 40 à 95"."""


def counted_before(number: Number) -> Label | None:
    """What a number without a noun behind it counts: what was told before it."""
    if number.before(_THEY_WERE, _REACH):
        said = number.after(_TO_DO_SO)
        return Label(*said.span("words"), "people") if said is not None else None
    named = label_before(number.folded, number.start) if number.before(_GROWN_TO, _REACH) else None
    return named if named is not None and named.unit is not None and named.noun[-1] in "sx" else None
