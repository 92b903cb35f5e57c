"""Parts and wholes: "46 médecins sur 62", "58 des 187 établissements", "97 étudiants : 44 en pharmacie …".

A part and its whole are one quantity, told by the noun of the whole or by what is said of the part.
"""

from __future__ import annotations

import re
from decimal import Decimal

from flows.normalise.mentions.labels import Label, label_after
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import (
    DIGITS,
    WORDS,
    read_digits,
    read_qualifier,
    read_words,
)

PART_REACH = 160
"""Characters between a whole and its part."""
_REACH = 24

Read = tuple[Quantity, int]
"""A quantity, and where reading goes on."""


def made(
    folded: str,
    match: re.Match[str],
    value: Decimal,
    label: Label,
    unit: str | None,
    whole: Decimal | None = None,
) -> Quantity:
    qualifier = "about" if match["collective_form"] else read_qualifier(folded, match.start(), match.end())
    return Quantity(match.start(), match.end(), value, qualifier, unit, label.start, label.end, whole)


_OUT_OF = re.compile(
    r"[^.;:,\n()]{0,80}?,? sur (?:les |un total de |nos |ses |plus de )?"
    rf"(?:(?P<whole>{DIGITS})|(?P<words>{WORDS}))"
    r"(?![\w,/%]|,\d| ?(?:%|ans|jours|mois|semaines|sites|places|trimestres|villes|communes))"
)
_TOLD_OF_WHOLE = re.compile(
    r" (?:[a-z-]+(?:e|i|u)e?s )?(?:l'|y |en |se )?(?:ont|sont|avaient|etaient|[a-z]{2,}(?:[^m]ent|aient))"
    r" [^.;:,()\n|]{0,60}"
)


def out_of(folded: str, match: re.Match[str], value: Decimal, label: Label) -> Read | None:
    """A part before its whole: "46 médecins sur les 62 installés ont …"."""
    of = _OUT_OF.match(folded, match.end())
    if of is None or (whole := _whole(of)) < value:
        return None
    told = _TOLD_OF_WHOLE.match(folded, of.end())
    ends = told.end() if told else label.end
    return made(folded, match, value, Label(label.start, ends, label.unit), label.unit, whole), of.end()


_OF_ALL = re.compile(
    rf" (?:des|de nos|de ses|de leurs|sur les) (?:(?P<whole>{DIGITS})|(?P<words>{WORDS}))(?![\w,/%]|,\d| ?%)"
)


def _whole(match: re.Match[str]) -> Decimal:
    return read_digits(match["whole"]) if match["whole"] else Decimal(read_words(match["words"]) or 0)


def part_of_all(folded: str, match: re.Match[str], value: Decimal) -> Read | None:
    """A part told of its whole: "58 des 187 établissements de la région l'ont signé"."""
    of = _OF_ALL.match(folded, match.end())
    label = label_after(folded, of.end()) if of is not None else None
    if of is None or label is None or (whole := _whole(of)) <= value:
        return None
    return made(folded, match, value, label, label.unit, whole), label.end


def kind_of_all(folded: str, match: re.Match[str], value: Decimal, nearby: Quantity) -> Read | None:
    """One of the kinds that a count is made up of: "97 étudiants : 44 en médecine, 15 en pharmacie et …"."""
    opens = _KINDS_OPEN.search(folded, max(0, match.start() - 8), match.start()) is not None
    whole = nearby.value if opens or nearby.out_of is None else nearby.out_of
    kind = _KIND.match(folded, match.end())
    if kind is None or nearby.unit == "percent" or whole <= value:
        return None
    listed = _KIND_BEFORE.search(folded, max(0, match.start() - 8), match.start())
    more = (nearby.out_of is not None and not opens) or _MORE_KINDS.match(folded, kind.end())
    if listed is None or not more:
        return None
    label = Label(kind.start("words"), kind.end("words"), nearby.unit)
    return made(folded, match, value, label, nearby.unit, whole), kind.end()


_KIND = re.compile(
    r" (?:(?:en|chez|au|aux|a|par) (?:la |le |les |l')?|(?=d'|de ))(?P<words>[^\d.;:,()\n|]{3,60}?)"
    r"(?=,| et (?:de )?\d|[.;:()\n|]|$)"
)
_KINDS_OPEN = re.compile(r"(?:: ?|\bdont |\()$")
_KIND_BEFORE = re.compile(r"(?:: ?|, | et |\bdont |\()$")
_MORE_KINDS = re.compile(r"(?:,| et|, et) \d+ (?:en|chez|aux?|a|par|de|d')\b")


_OF_YOU = re.compile(r" (?P<words>d'entre (?:vous|nous) [^.;:,()\n|]{3,70})")


def of_you(folded: str, match: re.Match[str], value: Decimal) -> Read | None:
    """Some of those who are spoken to: "vingt-six d'entre vous ont signé la charte"."""
    said = _OF_YOU.match(folded, match.end())
    if said is None:
        return None
    return made(folded, match, value, Label(*said.span("words"), "people"), "people"), match.end()


_AMONG = re.compile(r"\b(?:parmi|d'entre) (?:elles|eux|celles-ci|ceux-ci|les(?:quels|quelles)),? \Z")
_SHARE_CLAUSE = re.compile(r" (?P<words>[a-z][^.;:,()\n|]{3,70}?)(?= et \d|[.;:,()\n|]|\Z)")
_SAID = re.compile(
    r" (?:(?:y |en )?(?:ont|avaient|auront) (?:deja |ainsi |depuis )?ete |(?:sont|etaient|seront) )?"
    r"(?P<words>(?:l'|y |en )?[a-z]"
    r"(?:(?! et \d| dont | dans le cadre| lors d| par l[ea]s? | depuis )[^.;:,()\n|]){3,70})"
)
"""What is said of a part, a passive by its participle: "12 ont été | auditionnées"."""


def among(folded: str, match: re.Match[str], value: Decimal, whole: Quantity) -> Read | None:
    """Those of whom something is said among those counted before: "parmi elles, 231 présentaient …"."""
    if whole.value < value or match.start() - whole.end > PART_REACH:
        return None
    if not _AMONG.search(folded, max(0, match.start() - _REACH), match.start()):
        return None
    clause = _SHARE_CLAUSE.match(folded, match.end())
    if clause is None:
        return None
    label = Label(clause.start("words"), clause.end("words"), whole.unit)
    return made(folded, match, value, label, whole.unit, whole.value), match.end()


def part(folded: str, match: re.Match[str], value: Decimal, whole: Quantity) -> Read:
    """A number that stands for some of what was counted before ("sept ont déjà signé")."""
    label = Label(whole.label_start, whole.label_end, whole.unit)
    if folded.startswith(" d'entre", match.end()):
        label = label_after(folded, match.end()) or label
    elif said := _SAID.match(folded, match.end()):
        label = Label(said.start("words"), said.end("words"), whole.unit)
    out_of = whole.value if whole.value >= value else None
    return made(folded, match, value, label, whole.unit, out_of), match.end()


def is_told_of(folded: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a figure only says what the next is a part of: "Sur 43 demandes, 19 projets accompagnés"."""
    if "percent" in (whole.unit, part.unit) or whole.value < part.value:
        return False
    between = _THEN.fullmatch(folded, max(whole.end, whole.label_end), part.start)
    before = _OUT_OF_BEFORE.search(folded, max(0, whole.start - _REACH), whole.start)
    return between is not None and before is not None


def takes_up(folded: str, match: re.Match[str], whole: Quantity) -> bool:
    """Whether a number before a verb is of those told right before: "Parmi les 96 internes, 11 ont …"."""
    return (
        _OUT_OF_BEFORE.search(folded, max(0, whole.start - _REACH), whole.start) is not None
        and _THEN.fullmatch(folded, whole.label_end, match.start()) is not None
        and _TOLD_OF_WHOLE.match(folded, match.end()) is not None
    )


_OUT_OF_BEFORE = re.compile(
    r"(?:^|[.;:,(\n•>-] ?)(?:sur|parmi|de|des)(?:(?<=des)| (?:les |nos |ses |ces |leurs )?"
    r"(?:une? (?:total|panel|echantillon|groupe|ensemble|cohorte|promotion|population) d(?:e |'))?)$"
)
_THEN = re.compile(r"[^.;:,\n]{0,60}, (?:seule?s? |environ |pres de )?")
