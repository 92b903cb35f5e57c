"""Parts and wholes: "46 médecins sur 62", "58 des 187 établissements", "97 étudiants : 44 en pharmacie …".

A part and its whole are one quantity, told by the noun of the whole or by what is said of the part.
"""

from __future__ import annotations

import re
from decimal import Decimal

from flows.normalise.mentions.labels import Label, label_after, starts_with_pronoun
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import DIGITS, WORDS, read_digits, read_words
from flows.normalise.mentions.quantity_number import Number, Read

PART_REACH = 160
"""Characters between a whole and its part."""
_REACH = 24
_JOINT_REACH = 8

_OUT_OF = re.compile(
    r"[^.;:,\n()]{0,80}?,? sur (?:les |un total de |nos |ses |plus de )?"
    rf"(?:(?P<whole>{DIGITS})|(?P<words>{WORDS}))"
    r"(?![\w/%]|,\d| ?(?:%|ans|jours|mois|semaines|sites|places|trimestres|villes|communes))"
)
_TOLD_OF_WHOLE = re.compile(
    r" (?:[a-z-]+(?:e|i|u)e?s )?(?:l'|y |en |se )?(?:ont|sont|avaient|etaient|[a-z]{2,}(?:[^m]ent|aient))"
    r" [^.;:,()\n|]{0,60}"
)


def out_of(number: Number, label: Label) -> Read | None:
    """A part before its whole: "46 médecins sur les 62 installés ont …"."""
    of = number.after(_OUT_OF)
    if of is None or (whole := _whole(of)) < number.value:
        return None
    told = _TOLD_OF_WHOLE.match(number.folded, of.end())
    return number.told(label._replace(end=told.end()) if told else label, whole, of.end())


_OF_ALL = re.compile(
    rf" (?:des|de nos|de ses|de leurs|sur les) (?:(?P<whole>{DIGITS})|(?P<words>{WORDS}))(?![\w/%]|,\d| ?%)"
)


def _whole(match: re.Match[str]) -> Decimal:
    return read_digits(match["whole"]) if match["whole"] else Decimal(read_words(match["words"]) or 0)


def part_of_all(number: Number) -> Read | None:
    """A part told of its whole: "58 des 187 établissements de la région l'ont signé"."""
    of = number.after(_OF_ALL)
    label = label_after(number.folded, of.end()) if of is not None else None
    if of is None or label is None or (whole := _whole(of)) <= number.value:
        return None
    return number.told(label, whole, label.end)


def kind_of_all(number: Number, nearby: Quantity) -> Read | None:
    """One of the kinds that a count is made up of: "97 étudiants : 44 en médecine, 15 en pharmacie et …"."""
    kind = number.after(_KIND)
    if kind is None or nearby.unit == "percent" or not number.before(_KIND_BEFORE, _JOINT_REACH):
        return None
    opens = number.before(_KINDS_OPEN, _JOINT_REACH) is not None
    whole = nearby.value if opens or nearby.out_of is None else nearby.out_of
    goes_on = nearby.out_of is not None and not opens
    if whole <= number.value or not (goes_on or _MORE_KINDS.match(number.folded, kind.end())):
        return None
    return number.told(Label(*kind.span("words"), nearby.unit), whole, kind.end())


def rest_of_whole(number: Number, part: Quantity) -> Decimal | None:
    """The whole of which a number tells a further part: "dont 78 généralistes et | 21 dentistes"."""
    joint = _JOINT.fullmatch(number.folded, max(part.end, part.label_end), number.start)
    if part.out_of is None or joint is None or part.value + number.value > part.out_of:
        return None
    return part.out_of


_JOINT = re.compile(r",? (?:et )?")
_KIND = re.compile(
    r" (?:(?:en|chez|au|aux|a|par) (?:la |le |les |l')?|(?=d'|de |du |des ))(?P<words>[^\d.;:,()\n|]{3,60}?)"
    r"(?=,| et (?:de )?\d|[.;:()\n|]|$)"
)
_KINDS_OPEN = re.compile(r"(?:: ?|\bdont |\()$")
_KIND_BEFORE = re.compile(r"(?:: ?|, | et |\bdont |\()$")
_MORE_KINDS = re.compile(r"(?:,| et|, et) \d+ (?:en|chez|aux?|a|par|de|du|des|d')\b")

_AMONG = re.compile(r"\b(?:parmi|d'entre) (?:elles|eux|celles-ci|ceux-ci|les(?:quels|quelles)),? \Z")
_SHARE_CLAUSE = re.compile(r" (?P<words>[a-z][^.;:,()\n|]{3,70}?)(?= et \d|[.;:,()\n|]|\Z)")
_SAID = re.compile(
    r"(?: d'entre (?:eux|elles))?"
    r" (?:(?:y |en )?(?:ont|avaient|auront) (?:deja |ainsi |depuis )?ete |(?:sont|etaient|seront) )?"
    r"(?P<words>(?:l'|y |en )?[a-z]"
    r"(?:(?! et \d| dont | dans le cadre| lors d| par l[ea]s? | depuis )[^.;:,()\n|]){3,70})"
)
"""What is said of a part, a passive by its participle: "12 ont été | auditionnées"."""


def among(number: Number, whole: Quantity) -> Read | None:
    """Those of whom something is said among those counted before: "parmi elles, 231 présentaient …"."""
    if whole.value < number.value or not number.before(_AMONG, _REACH):
        return None
    clause = number.after(_SHARE_CLAUSE)
    return number.told(Label(*clause.span("words"), whole.unit), whole.value) if clause else None


def stands_for_part(number: Number, whole: Quantity) -> bool:
    """Whether a number before a verb is of those told right before: "Parmi les 96 internes, 11 ont …"."""
    if whole.unit == "percent":
        return False
    return starts_with_pronoun(number.folded, number.end) or (
        number.after(_TOLD_OF_WHOLE) is not None and _opens_clause(number.folded, whole, number.start)
    )


def part(number: Number, whole: Quantity) -> Read:
    """A number that stands for some of what was counted before ("sept ont déjà signé")."""
    said = number.after(_SAID)
    label = Label(*said.span("words"), whole.unit) if said else Label.of(whole)
    return number.told(label, number.part_of(whole))


def is_told_of(folded: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a figure only says what the next is a part of: "Sur 43 demandes, 19 projets accompagnés"."""
    if "percent" in (whole.unit, part.unit) or whole.value < part.value:
        return False
    return _opens_clause(folded, whole, part.start)


def _opens_clause(folded: str, whole: Quantity, until: int) -> bool:
    """Whether a figure stands behind "sur" or "parmi" and before a comma, right before `until`."""
    return (
        _THEN.fullmatch(folded, max(whole.end, whole.label_end), until) is not None
        and _OUT_OF_BEFORE.search(folded, max(0, whole.start - _REACH), whole.start) is not None
    )


_OUT_OF_BEFORE = re.compile(
    r"(?:^|[.;:,(\n•>-] ?)(?:sur|parmi|de|des)(?:(?<=des)| (?:les |nos |ses |ces |leurs )?"
    r"(?:une? (?:total|panel|echantillon|groupe|ensemble|cohorte|promotion|population) d(?:e |'))?)$"
)
_THEN = re.compile(r"[^.;:,\n]{0,60}, (?:seule?s? |environ |pres de )?")
