"""Counts, percentages and marks, with what is counted ("46 médecins aidés sur les 62 installés").

What is counted is the noun phrase after the number, or the subject of its sentence where the number
stands at the end ("le taux atteint 51 %"). Ages, lengths, dates, sums, addresses and numbering are
not counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.labels import Label, label_after, label_before, starts_with_pronoun, unit_of
from flows.normalise.mentions.model import Mention, Quantity
from flows.normalise.mentions.numbers import (
    COLLECTIVE,
    DIGITS,
    WORDS,
    number_starts,
    read_collective,
    read_digits,
    read_words,
)
from flows.normalise.mentions.quantity_before import counted_before
from flows.normalise.mentions.quantity_measures import measure
from flows.normalise.mentions.quantity_parts import (
    PART_REACH,
    among,
    is_told_of,
    kind_of_all,
    made,
    of_you,
    out_of,
    part,
    part_of_all,
    takes_up,
)
from flows.normalise.mentions.quantity_percents import SAME_AGAIN, percent_label, says_again, under_number
from flows.normalise.mentions.quantity_shares import find_fractions, find_shares

_LEXICON = lexicon("units")
_NUMBERING = frozenset(_LEXICON["numbering"].split())
_NUMBERING_ENDS = tuple(_NUMBERING)
_INVARIABLE = frozenset(_LEXICON["invariable"].split())
_NOT_COUNTED = frozenset(_LEXICON["not_counted"].split())

_NUMBER = re.compile(
    r"(?<![,./°€'-])(?<!\d:)"
    rf"(?:(?P<digits>{DIGITS})(?P<scale> (?:mille|millions?|milliards?)\b)?"
    rf"|(?P<collective_form>{COLLECTIVE})|(?P<words>{WORDS}))"
    rf"(?:(?P<percent> ?(?:%|pour ?cent\b))|(?P<mark> ?/ ?(?!0)(?P<whole>{DIGITS})(?![\d/])))?"
    r"(?![\w/])(?!\.\d)(?!:\d)"
)
_WORD_BEFORE = re.compile(r"(?<![\w°])([\w°]++'?)[ .]{0,2}\Z")
_WORD_AFTER = re.compile(r" ?(?:d'|de |des |l'|la |le |les )?(?P<word>[\w'²³€-]+)")
_SIMPLY_OUT_OF = re.compile(rf" (?:sur|/) (?P<whole>{DIGITS})(?![\w,/%]|,\d)")
_BRACKETED_WHOLE = re.compile(rf" \((?:sur|/) (?:les |un total de )?(?P<whole>{DIGITS})\)")
_SCALES = {"mille": 1000, "million": 10**6, "milliard": 10**9}
_SENTENCE_END = re.compile(r"[.!?\n]")
_OF_THEM = re.compile(r"\bdont (?:deja )?\Z")
_LOWER_END = re.compile(rf"\bentre (?P<lower>{DIGITS})(?: ?%)? et \Z")
_OF_PLACE = re.compile(
    r"[a-z-]{2,}(?:iens|iennes|eens|eennes|ains|aines|ais|aises|ois|oises|ots|otes|ards|ins|ons|ans|anes)"
)
"""What the people of a place are called: "1 063 Lozériens", "76 Guérétoises"."""
_FIRST_WORD = re.compile(r"[\w-]+")
_ELLIPSIS = re.compile(
    r"(?:\bpuis|\bcontre|\b(?P<part>dont)|\b(?:nous|ils|elles) (?:serons|sommes|seront|sont|etions|etaient)"
    r"(?: aujourd'hui| desormais| maintenant| deja)?) \Z"
)
_AGAIN = re.compile(
    r" (?:en (?:19|20)\d\d\b|l'an(?:nee)? (?:dernier|passe|precedent|d'avant)"
    r"|(?:cette|la premiere|la seconde) annee\b|(?:de|en) (?:plus|moins)\b(?! d[e'])|supplementaires?\b"
    r"|(?:un|deux|trois|six) (?:ans?|mois) (?:plus tot|plus tard|apres))"
)
"""Behind a number without a noun of its own, which takes up the one before: "soit 420 de plus"."""
_NAMED = re.compile(
    r"(?:^|[\n|;•!?]|\. ) ?(?:[—–-] )?(?P<name>(?:(?!\. )[^\n|;•:!?]){2,80}?) ?[:|]"
    r" ?(?:(?:plus|moins|pres) de |environ |quelque )?\Z"
)
_OF_THEM_SAID = re.compile(
    r" (?P<words>(?:pour|chez|a|aux?|en|dans|par|sur|sous|hors|avec|sans|avant|apres|l[ae]|les|l'|depuis)"
    r" ?[^.;:,()\n|]{3,60})"
)
"""What tells some of those counted from the others: "dont 612 | le samedi matin"."""
_OF_THEM_ALL = re.compile(r" d'entre (?:elles|eux)\b")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MARK_WHOLES = frozenset(map(Decimal, (5, 10, 20, 100)))
_MANY = 12
"""From here on a number in words counts, whatever its noun."""
_SET_APART = re.compile(r"(?<=\d, )\d ?%")
"""A decimal apart from its number, which is no share of its own: "38, 8 %"."""
_REACH = 24
_SHORTEST_MONTH = 4
"""Letters of a word that a point does not shorten: "jusqu'en juin. 120 séjours …"."""


def find_quantities(text: str, folded: str, taken: Iterable[Mention] = ()) -> list[Quantity]:
    """Every count, percentage and mark of a text, in order, without overlaps.

    Numbers inside `taken`, the dates, times and sums already found, are left out.
    `unit` is null where the noun is in no list; a label follows the number, precedes it, or stands on
    the next line under a number alone on its own.
    """
    marks = bytearray(len(folded))
    for mention in taken:
        marks[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for decimal in _SET_APART.finditer(folded) if "%" in folded else ():
        marks[decimal.start()] = 1
    quantities: list[Quantity] = []
    reached = consumed = 0
    shares = {share.start: share for share in (*find_shares(folded), *find_fractions(folded))}
    for start in sorted({*number_starts(folded), *shares}):
        if start < reached or marks[start]:
            continue
        if (share := shares.get(start)) is not None:
            before = quantities[-1] if quantities and start - quantities[-1].end <= PART_REACH else None
            unit = share.unit or (before.unit if before and before.unit != "percent" else "people")
            quantities.append(replace(share, unit=unit))
            reached = share.end
            continue
        match = _NUMBER.match(folded, start)
        if match is None:
            continue
        reached = match.end()
        if start < consumed or marks.find(1, start, reached) >= 0:
            continue
        value = _value(match)
        if lower := _LOWER_END.search(folded, max(0, start - _REACH), start):
            value = read_digits(lower["lower"])
        if value is not None and (measured := measure(folded, match, value)) is not None:
            quantities.append(measured)
            continue
        if value is None or _is_numbering(text, folded, match):
            continue
        if match["percent"] and quantities and says_again(folded, match, quantities[-1]):
            continue
        found = _read(text, folded, match, value, quantities[-1] if quantities else None)
        if found is not None:
            quantity, consumed = found
            if quantities and is_told_of(folded, quantities[-1], quantity):
                quantity = replace(quantity, out_of=quantities.pop().value)
            quantities.append(quantity)
    return quantities


def _value(match: re.Match[str]) -> Decimal | None:
    if match["collective_form"]:
        return Decimal(read_collective(match))
    if match["words"]:
        value = read_words(match["words"])
        return Decimal(value) if value is not None and (value > 1 or match["words"] == "zero") else None
    scale = (match["scale"] or "").strip().rstrip("s")
    return read_digits(match["digits"]) * _SCALES.get(scale, 1)


def _is_numbering(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether the number names or numbers something, or measures what is not counted."""
    if match["percent"]:
        return False
    reach = max(0, match.start() - _REACH)
    if folded[reach : match.start()].rstrip(" .").endswith(_NUMBERING_ENDS):
        before = _WORD_BEFORE.search(folded, reach, match.start())
        ends_sentence = (
            before is not None
            and "." in before.group()
            and (len(before[1]) >= _SHORTEST_MONTH or before[1] in ("ans", "mai"))
        )
        if before and before[1] in _NUMBERING and not ends_sentence:
            return True
    after = _WORD_AFTER.match(folded, match.end())
    if (
        after
        and not folded.endswith("dont ", 0, match.start())
        and (after["word"] in _NOT_COUNTED or after["word"].split("-")[0] in _NOT_COUNTED)
    ):
        return True
    digits = match["digits"]
    if not digits or not digits.isdecimal():
        return False
    if len(digits) == 5 and text[match.end() + 1 : match.end() + 2].isupper():
        return True
    return digits[0] == "0" and len(digits) > 1


def _read(
    text: str, folded: str, match: re.Match[str], value: Decimal, previous: Quantity | None
) -> tuple[Quantity, int] | None:
    """The quantity at a number, and where reading goes on; null if nothing says what is counted."""
    if previous is not None and _SENTENCE_END.search(folded, previous.end, match.start()):
        nearby = None
    else:
        nearby = previous if previous and match.start() - previous.end <= PART_REACH else None
    if match["percent"]:
        return made(folded, match, value, percent_label(folded, match, nearby), "percent"), match.end()
    if match["mark"]:
        return _mark(folded, match, value, previous)
    if previous is not None and (of_those := among(folded, match, value, previous)) is not None:
        return of_those
    if (
        previous is not None
        and match.start() - previous.end <= PART_REACH
        and _OF_THEM_ALL.match(folded, match.end())
    ):
        nearby = previous  # it takes up the sentence before
    if (
        nearby is not None
        and nearby.unit != "percent"
        and (starts_with_pronoun(folded, match.end()) or takes_up(folded, match, nearby))
    ):
        return part(folded, match, value, nearby)
    if (of_those := of_you(folded, match, value)) is not None:
        return of_those
    whole_told = _SIMPLY_OUT_OF.match(folded, match.end()) is not None
    if whole_told and (named := _named(text, folded, match, value)) is not None:
        return named
    if (of_all := part_of_all(folded, match, value)) is not None:
        return of_all
    if nearby is not None and (kind := kind_of_all(folded, match, value, nearby)) is not None:
        return kind
    of_them = _OF_THEM.search(folded, max(0, match.start() - 12), match.start()) is not None
    if nearby is not None and of_them and (said := _OF_THEM_SAID.match(folded, match.end())) is not None:
        those = Label(*said.span("words"), nearby.unit)
        whole = nearby.value if nearby.value > value else None
        return made(folded, match, value, those, nearby.unit, whole), match.end()
    again = nearby is not None and nearby.unit != "percent" and _AGAIN.match(folded, match.end())
    label = None if again else label_after(folded, match.end()) or under_number(folded, match)
    if label is None:
        same = _ELLIPSIS.search(folded, max(0, match.start() - _REACH), match.start())
        if nearby is not None and (same or again):
            label = Label(nearby.label_start, nearby.label_end, nearby.unit)
            whole = nearby.value if same and same["part"] and nearby.value >= value else None
            return made(folded, match, value, label, label.unit, whole), match.end()
        if (counted := counted_before(folded, match, nearby)) is not None:
            return made(folded, match, value, counted, counted.unit), match.end()
        return _named(text, folded, match, value)
    unit, noun = unit_of(folded, label.start, label.end)
    if not _is_count(text, folded, match, value, label, noun):
        return None
    if unit is None and text[label.start].isupper():
        unit = "people"
    if unit == "points":
        again = nearby is not None and SAME_AGAIN.search(folded[max(0, match.start() - 20) : match.start()])
        if nearby is not None and again:
            return made(
                folded, match, value, Label(nearby.label_start, nearby.label_end, unit), unit
            ), match.end()
        label = label_before(folded, match.start()) or label
        return made(folded, match, value, label, unit), match.end()
    if nearby is not None and of_them:
        whole = nearby.value if nearby.value > value else None
        return made(folded, match, value, label, nearby.unit if whole else unit, whole), match.end()
    bracket = _BRACKETED_WHOLE.match(folded, label.end)
    if bracket is not None and (whole := read_digits(bracket["whole"])) >= value:
        return made(folded, match, value, label, unit, whole), bracket.end()
    if (of_whole := out_of(folded, match, value, Label(label.start, label.end, unit))) is not None:
        return of_whole
    return made(folded, match, value, label, unit), match.end()


def _is_count(text: str, folded: str, match: re.Match[str], value: Decimal, label: Label, noun: str) -> bool:
    """Whether the words after a number are a noun in the right number, not a street or a name."""
    first = _FIRST_WORD.match(folded, label.start, label.end)
    if first is None:
        return False
    if noun:
        at = folded.find(noun, label.start, label.end)
        plural = (
            noun[-1] in "sx"
            or noun in _INVARIABLE
            or text[at : at + len(noun)].isupper()
            or match["collective_form"]
        )
        return bool(plural) or value < 2 or bool(match["scale"])
    word = first.group()
    if _OF_PLACE.fullmatch(word) and text[label.start].isupper():
        return value >= _MANY
    return (
        bool(match["digits"] or match["collective_form"] or value >= _MANY)
        and len(word) > 3
        and word[-1] in "sx"
        and word.replace("-", "").isalpha()
        and text[label.start].islower()
        and not _YEAR.fullmatch(match["digits"] or "")
    )


def _mark(
    folded: str, match: re.Match[str], value: Decimal, previous: Quantity | None
) -> tuple[Quantity, int] | None:
    """ "9,1/10", or a part of a whole: "(47 / 60)"."""
    whole = read_digits(match["whole"])
    if value > whole or whole == 0:
        return None
    if (
        folded.endswith("(", 0, match.start())
        and previous is not None
        and match.start() - previous.end <= PART_REACH
    ):
        label = Label(previous.label_start, previous.label_end, previous.unit)
        unit = unit_of(folded, label.start, label.end)[0]
        return made(folded, match, value, label, unit, whole), match.end()
    after = label_after(folded, match.end())
    if after is not None and after.unit is not None:
        return made(folded, match, value, after, after.unit, whole), match.end()
    before = under_number(folded, match) or label_before(folded, match.start())
    if before is None:
        return None
    if before.unit is not None and _NAMED.search(folded, max(0, match.start() - 90), match.start()):
        return made(folded, match, value, before, before.unit, whole), match.end()
    if whole not in _MARK_WHOLES:
        return None
    return made(folded, match, value, before, "points", whole), match.end()


def _named(text: str, folded: str, match: re.Match[str], value: Decimal) -> tuple[Quantity, int] | None:
    """A number after its name and a colon ("Paris : 3 112"), with the whole it is part of, if one is told."""
    of = _SIMPLY_OUT_OF.match(folded, match.end())
    if not match["digits"] or (_YEAR.fullmatch(match["digits"]) and of is None):
        return None
    name = _NAMED.search(folded, max(0, match.start() - 90), match.start())
    if name is None or not text[name.start("name")].isalpha():
        return None
    unit, noun = unit_of(folded, *name.span("name"))
    if unit is not None and value >= 2 and noun[-1] not in "sx":
        return None
    label = Label(name.start("name"), name.end("name"), unit)
    if of is not None and (whole := read_digits(of["whole"])) >= value:
        return made(folded, match, value, label, label.unit, whole), of.end()
    return made(folded, match, value, label, label.unit), match.end()
