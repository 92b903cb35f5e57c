"""What a sum is paid for each of: a year, a month, a person, a thing."""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS

_LEXICON = lexicon("money")
_AFTER_REACH = 90
_EACH_REACH = 110
_PER = r"(?:/ ?|par |pour chaque |et par |a chaque )(?:nouve(?:au|lle|l) |jeune )?"


def _each(code: str, after: str) -> str:
    """What is paid for each of, behind "par" or "/" or told otherwise, in a group named by its code."""
    return rf"(?P<{code}>{_PER}(?:{alternatives(_LEXICON[code])})\b|(?:{alternatives(_LEXICON[after])}))"


_AFTER = re.compile(
    r" ?(?:ht|ttc|nets?|bruts?)?\)? ?(?:(?:au )?maxi(?:mum)? )?(?:"
    rf"{_each('per_year', 'yearly_after')}|{_each('per_month', 'monthly_after')}"
    rf"|{_each('per_beneficiary', 'each_after')}|{_each('per_unit', 'unit_after')})"
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
_SOON_AFTER = re.compile(
    r"[^.,;:\n(€]{0,30}?(?:(?P<per_year> par an\b| chaque annee\b| annuels?\b|/an\b)"
    r"|(?P<per_month> par mois\b| chaque mois\b| mensuels?\b|/mois\b))"
)
_OWN_TIME = r"(?<!€ )(?<!euros )(?<!€ bruts )(?<!€ nets )"
"""No "par mois" that the sum before carries: "700 € par mois, puis | 9 000 €"."""
_BEFORE = re.compile(
    rf"\b{_OWN_TIME}(?:(?P<per_year>{alternatives(_LEXICON['yearly_before'])})"
    rf"|(?P<per_month>{alternatives(_LEXICON['monthly_before'])}))\b{_STRETCH}"
)
_CHACUN = rf"chacune? (?:des|de ces)(?: \d+| {WORDS})?"
_EACH = re.compile(rf"\b(?:chaque|toute?|{_CHACUN}) (?P<each>\w{{3,}})[^.;\n]*\Z")
_EACH_OF_THEM = re.compile(r"\b(?:chacune?|par tete|individuel(?:le)?|unitaire)\b[^.;\n\d]{0,60}\Z")
_FOR_EACH = re.compile(
    r"(?: ?(?:a|pour|de) (?:chaque|toute?)"
    rf"|[^.;:,\n€\d]{{0,40}}? (?:a|pour) (?:chaque|{_CHACUN})) (?P<each>\w{{3,}})"
)
_EACH_ONE = re.compile(rf"(?:{alternatives(_LEXICON['per_beneficiary'])})\Z")
_EACH_UNIT = re.compile(rf"(?:{alternatives(_LEXICON['per_unit'])})\Z")


def basis_of_sum(folded: str, start: int, end: int) -> str | None:
    """What the words around a sum say it is paid for each of (list `amount_basis`); null if nothing tells."""
    told = _AFTER.match(folded, end, end + _AFTER_REACH)
    if told is not None and told.lastgroup in ("per_year", "per_month"):
        return told.lastgroup
    before = folded[max(0, start - _EACH_REACH) : start]
    told = _SOON_AFTER.match(folded, end, end + _AFTER_REACH) or _BEFORE.search(before) or told
    if told is not None:
        return told.lastgroup
    each = _EACH.search(before) or _FOR_EACH.match(folded, end, end + _AFTER_REACH)
    if each is not None and _EACH_UNIT.match(each["each"]):
        return "per_unit"
    if each is not None and _EACH_ONE.match(each["each"]):
        return "per_beneficiary"
    return "per_beneficiary" if _EACH_OF_THEM.search(before) else None


def basis_of_head(folded: str) -> str | None:
    """What the sums below a head are paid for each of: "Montant annuel", "Aide par étudiant"."""
    return next((code for code, told in _HEADS.items() if told.search(folded)), None)
