"""Numbers without a noun behind them, told of what stands before: "nous en avons réalisé 1 240"."""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.labels import Label, label_before, unit_of
from flows.normalise.mentions.model import Quantity

_SINGULAR = frozenset(lexicon("units")["invariable"].split()) | {"effectif", "promotion"}
"""Nouns that count though they take no s."""
_TO_DO_SO = re.compile(r" (?P<words>(?:a|au|aux) [^.;:,()\n|]{3,70}|(?:en|dans|chez) [^.;:,()\n|]{3,60})")
_THEY_WERE = re.compile(
    r"\b(?:vous|nous|ils|elles)"
    r" (?:(?:etes|etiez|sommes|etions|sont|etaient|furent|serez|seront|serons)|(?:avez|avons|ont) ete)"
    r"(?: (?:deja|ainsi|encore|bien|desormais|aujourd'hui|maintenant|plus de|pres de|environ|quelque))* \Z"
)
"""Right before: people told by what they did, "vous étiez 214 à tendre le bras"."""
_OF_IT = re.compile(
    r"\b(?:en (?:a|ont|avons|avez|avait|est|compt\w+|recens\w+|denombr\w+|vis\w+|reste)"
    r"|il en [a-z]+|y en a(?:vait)?|port\w+ (?:leur (?:nombre|effectif)|l[ea] total|ce (?:nombre|chiffre)) a)"
    r"(?: (?:deja|ainsi|desormais|maintenant|aujourd'hui|plus de|pres de|environ|quelque"
    r"|\w+(?:e|i|is|u|us|it|rt)e?s?))* \Z"
)
"""Right before: a pronoun stands for what was counted before, "nous en avons réalisé 1 240"."""
_GROWN_TO = re.compile(
    r"\b(?:pass|port|grimp|mont|tomb|ramen|atteint|atteign|culmin|s'etabli|s'elev|progress|augment|baiss)\w*"
    r"(?: (?:de|d') ?[\w ]{1,30})? a(?: (?:plus de|pres de|environ))? \Z"
)
"""Right before: what a count came to, told of its subject, "les permanences sont passées de 40 à 95"."""
_IN_BRACKET = re.compile(
    r"(?:\b(?:les|des|aux|nos|leurs|tous les|toutes les|ces|et) |[,;:•\n] ?)"
    r"(?P<name>[a-z][^,;:.()\n|•\d]{3,60}) \(\Z"
)
"""Right before: those counted in a bracket behind them, "tous les EHPAD du département (34)"."""


def counted_before(folded: str, match: re.Match[str], nearby: Quantity | None) -> Label | None:
    """What a number without a noun behind it counts: what was told before it."""
    reach = max(0, match.start() - 90)
    if _THEY_WERE.search(folded, reach, match.start()):
        said = _TO_DO_SO.match(folded, match.end())
        return Label(*said.span("words"), "people") if said is not None else None
    if nearby is not None and nearby.unit != "percent" and _OF_IT.search(folded, reach, match.start()):
        return Label(nearby.label_start, nearby.label_end, nearby.unit)
    named: Label | None = None
    if folded.startswith(")", match.end()) and (before := _IN_BRACKET.search(folded, reach, match.start())):
        named = Label(*before.span("name"), unit_of(folded, *before.span("name"))[0])
    elif _GROWN_TO.search(folded, reach, match.start()):
        named = label_before(folded, match.start())
    if named is None or named.unit is None:
        return None
    noun = unit_of(folded, named.start, named.end)[1]
    return named if noun[-1] in "sx" or noun in _SINGULAR else None
