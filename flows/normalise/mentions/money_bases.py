"""What a sum is paid for each of: a year, a month, a person, a thing."""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS

_LEXICON = lexicon("money")
_AFTER_REACH = 90
_EACH_REACH = 110
_AFTER_SIGNS = r"^ ?(?:ht|ttc|nets?|bruts?)?\)? ?(?:(?:au )?maxi(?:mum)? )?"
_PER = rf"{_AFTER_SIGNS}(?:/ ?|par |pour chaque |et par |a chaque )(?:nouve(?:au|lle|l) |jeune )?"
_BASES = (
    ("per_year", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_year'])})\b")),
    ("per_month", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_month'])})\b")),
    ("per_year", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['yearly_after'])})")),
    ("per_month", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['monthly_after'])})")),
    ("per_beneficiary", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_beneficiary'])})\b")),
    ("per_unit", re.compile(rf"{_PER}(?:{alternatives(_LEXICON['per_unit'])})\b")),
    ("per_unit", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['unit_after'])})")),
    ("per_beneficiary", re.compile(rf"{_AFTER_SIGNS}(?:{alternatives(_LEXICON['each_after'])})")),
)
_STRETCH = r" ?(?:: ?)?[^.;:\n€\d]{0,80}\Z"
"""What may stand between "chaque année" and its sum: no other figure, and no end of a clause."""
_HEADS = {
    "per_month": re.compile(r"\bmensuel\w*|(?:\bpar |/ ?)mois\b"),
    "per_year": re.compile(r"\bannuel(?:le)?s?\b|(?:\bpar |/ ?)an(?:nee)?\b"),
    "per_beneficiary": re.compile(
        rf"(?:\bpar |/ ?|\bpour chaque )(?:{alternatives(_LEXICON['per_beneficiary'])})\b"
        r"|\b(?:individuel(?:le)?|forfaitaire|unitaire)s?\b"
    ),
    "per_unit": re.compile(rf"(?:\bpar |/ ?|\bpour chaque )(?:{alternatives(_LEXICON['per_unit'])})\b"),
}
_YEARLY_SOON_AFTER = re.compile(r"^[^.,;:\n(€]{0,30}?(?: par an\b| chaque annee\b| annuels?\b|/an\b)")
_MONTHLY_SOON_AFTER = re.compile(r"^[^.,;:\n(€]{0,30}?(?: par mois\b| chaque mois\b| mensuels?\b|/mois\b)")
_OWN_TIME = r"(?<!€ )(?<!euros )(?<!€ bruts )(?<!€ nets )"
"""No "par mois" that the sum before carries: "700 € par mois, puis | 9 000 €"."""
_YEARLY_BEFORE = re.compile(rf"{_OWN_TIME}\b(?:{alternatives(_LEXICON['yearly_before'])})\b{_STRETCH}")
_MONTHLY_BEFORE = re.compile(rf"{_OWN_TIME}\b(?:{alternatives(_LEXICON['monthly_before'])})\b{_STRETCH}")
_CHACUN = rf"chacune? (?:des|de ces)(?: \d+| {WORDS})?"
_EACH = re.compile(rf"\b(?:chaque|toute?|{_CHACUN}) (?P<each>\w{{3,}})(?P<rest>[^.;\n]*)\Z")
_EACH_OF_THEM = re.compile(r"\b(?:chacune?|par tete|individuel(?:le)?|unitaire)\b[^.;\n\d]{0,60}\Z")
_FOR_EACH = re.compile(
    r"(?: ?(?:a|pour|de) (?:chaque|toute?)"
    rf"|[^.;:,\n€\d]{{0,40}}? (?:a|pour) (?:chaque|{_CHACUN})) (?P<each>\w{{3,}})"
)
_EACH_ONE = re.compile(rf"(?:{alternatives(_LEXICON['per_beneficiary'])})\Z")
_EACH_UNIT = re.compile(rf"(?:{alternatives(_LEXICON['per_unit'])})\Z")
_EACH_COSTS = re.compile(rf"\b(?:{alternatives(_LEXICON['cost_verbs'])})\b")


def basis_of_sum(folded: str, start: int, end: int) -> str | None:
    """What the words around a sum say it is paid for each of (list `amount_basis`); null if nothing tells."""
    after = folded[end : end + _AFTER_REACH]
    found = next((code for code, pattern in _BASES if pattern.match(after)), None)
    if found in ("per_year", "per_month"):
        return found
    before = folded[max(0, start - _EACH_REACH) : start]
    if _YEARLY_SOON_AFTER.match(after) or _YEARLY_BEFORE.search(before):
        return "per_year"
    if _MONTHLY_SOON_AFTER.match(after) or _MONTHLY_BEFORE.search(before):
        return "per_month"
    if found:
        return found
    each = _EACH.search(before) or _FOR_EACH.match(after)
    if each is not None:
        if _EACH_UNIT.match(each["each"]) or _EACH_COSTS.search(each.groupdict().get("rest") or ""):
            return "per_unit"
        if _EACH_ONE.match(each["each"]):
            return "per_beneficiary"
    return "per_beneficiary" if _EACH_OF_THEM.search(before) else None


def basis_of_head(folded: str) -> str | None:
    """What the sums below a head are paid for each of: "Montant annuel", "Aide par étudiant"."""
    return next((code for code, told in _HEADS.items() if told.search(folded)), None)
