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
from flows.normalise.mentions.labels import Label, label_after, label_before, unit_of
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
from flows.normalise.mentions.quantity_number import Number, Read
from flows.normalise.mentions.quantity_parts import (
    PART_REACH,
    among,
    is_told_of,
    kind_of_all,
    out_of,
    part,
    part_of_all,
    rest_of_whole,
    stands_for_part,
)
from flows.normalise.mentions.quantity_percents import percent_label, says_again, under_number
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
_SIMPLY_OUT_OF = re.compile(rf" (?:sur|/) (?P<whole>{DIGITS})(?![\w/%]|,\d)")
_SCALES = {"mille": 1000, "million": 10**6, "milliard": 10**9}
_SENTENCE_END = re.compile(r"[.!?\n]")
_OF_THEM = ("dont ", "dont deja ")
_OF_PLACE = re.compile(
    r"[a-z-]{2,}(?:iens|iennes|eens|eennes|ains|aines|ais|aises|ois|oises|ots|otes|ards|ins|ons|ans|anes)"
)
"""What the people of a place are called: "1 063 Lozériens", "76 Guérétoises"."""
_FIRST_WORD = re.compile(r"[\w-]+")
_ELLIPSIS = re.compile(
    r"(?:\bpuis|\bcontre|\bdont|\bobjectif(?: :| (?:\w+ ){0,3}de)"
    r"|\b(?:nous|ils|elles) (?:serons|sommes|seront|sont|etions|etaient)"
    r"(?: aujourd'hui| desormais| maintenant| deja)?) \Z"
)
_NAMED = re.compile(
    r"(?:^|[\n|;•!?]|\. ) ?(?:[—–-] )?(?P<name>(?:(?!\. )[^\n|;•:!?]){2,80}?) ?[:|]"
    r" ?(?:(?:plus|moins|pres) de |environ |quelque )?\Z"
)
_OF_THEM_SAID = re.compile(
    r" (?P<words>(?:pour|chez|a|aux?|en|dans|par|sur|sous|hors|avec|sans|avant|apres|l[ae]|les|l'|depuis)"
    r" ?[^.;:,()\n|]{3,60})"
)
"""What tells some of those counted from the others: "dont 612 | le samedi matin"."""
_OF_US = re.compile(r" (?P<words>d'entre (?:eux|elles|nous|vous) [^.;:,()\n|]{3,70})")
"""Some of those told of in words: "640 | d'entre eux sont revenus"."""
_MORE = re.compile(r" de (?:plus|moins)\b")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MARK_WHOLES = frozenset(map(Decimal, (5, 10, 20, 100)))
_MANY = 12
"""From here on a number in words counts, whatever its noun."""
_SET_APART = re.compile(r"(?<=\d, )\d ?%")
"""A decimal apart from its number, which is no share of its own: "38, 8 %"."""
_REACH = 24
_NAMED_REACH = 90


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
            quantities.append(share)
            reached = share.end
            continue
        match = _NUMBER.match(folded, start)
        if match is None:
            continue
        reached = match.end()
        value = _value(match)
        if value is None or start < consumed or marks.find(1, start, reached) >= 0:
            continue
        number = Number(text, folded, match, value)
        previous = quantities[-1] if quantities else None
        found = measure(number)
        if found is None and not _is_numbering(number):
            found = _read(number, previous)
        if found is None:
            continue
        quantity, consumed = found
        if previous is not None and is_told_of(folded, previous, quantity):
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


def _is_numbering(number: Number) -> bool:
    """Whether the number names or numbers something, or measures what is not counted."""
    folded, digits = number.folded, number.match["digits"]
    if number.match["percent"]:
        return False
    if folded[max(0, number.start - _REACH) : number.start].rstrip(" .").endswith(_NUMBERING_ENDS):
        before = number.before(_WORD_BEFORE, _REACH)
        if before and before[1] in _NUMBERING and "." not in before.group():
            return True
    after = number.after(_WORD_AFTER)
    if after and after["word"] in _NOT_COUNTED and not folded.endswith("dont ", 0, number.start):
        return True
    if not digits or not digits.isdecimal():
        return False
    if len(digits) == 5 and number.text[number.end + 1 : number.end + 2].isupper():
        return True
    return digits[0] == "0" and len(digits) > 1


def _read(number: Number, previous: Quantity | None) -> Read | None:
    """The quantity at a number, and where reading goes on; null if nothing says what is counted."""
    folded, end = number.folded, number.end
    near = previous if previous is not None and number.start - previous.end <= PART_REACH else None
    if number.match["percent"]:
        again = near is not None and says_again(number, near)
        return None if again else number.told(percent_label(number, near))
    if number.match["mark"]:
        return _mark(number, near)
    nearby = None
    if near is not None:
        if (of_those := among(number, near)) is not None:
            return of_those
        if "\n" not in folded[near.end : number.start] and stands_for_part(number, near):
            return part(number, near)
        if not _SENTENCE_END.search(folded, near.end, number.start):
            nearby = near
    if number.after(_SIMPLY_OUT_OF) and (named := _named(number)) is not None:
        return named
    if (of_all := part_of_all(number)) is not None:
        return of_all
    if nearby is not None and (kind := kind_of_all(number, nearby)) is not None:
        return kind
    if number.after(_MORE):
        return number.told(Label.of(nearby)) if nearby is not None else None
    of_them = nearby if folded.endswith(_OF_THEM, 0, number.start) else None
    if of_them is not None and (said := number.after(_OF_THEM_SAID)) is not None:
        return number.told(Label(*said.span("words"), of_them.unit), number.part_of(of_them))
    if (said := number.after(_OF_US)) is not None:
        return number.told(Label(*said.span("words"), "people"))
    label = label_after(folded, end) or under_number(number)
    if label is None:
        return _told_before(number, nearby)
    if not _is_count(number, label):
        return None
    if label.unit == "points":
        return number.told((label_before(folded, number.start) or label)._replace(unit="points"))
    if of_them is not None:
        return number.told(label._replace(unit=of_them.unit), number.part_of(of_them))
    if nearby is not None and (rest := rest_of_whole(number, nearby)):
        return number.told(label._replace(unit=nearby.unit), rest)
    if label.unit is None and number.text[label.start].isupper():
        label = label._replace(unit="people")
    return out_of(number, label) or number.told(label)


def _told_before(number: Number, nearby: Quantity | None) -> Read | None:
    """The quantity at a number without a noun behind it."""
    if nearby is not None and (ellipsis := number.before(_ELLIPSIS, _REACH)):
        whole = number.part_of(nearby) if ellipsis.group() == "dont " else None
        return number.told(Label.of(nearby), whole)
    counted = counted_before(number)
    return number.told(counted) if counted is not None else _named(number)


def _is_count(number: Number, label: Label) -> bool:
    """Whether the words after a number are a noun in the right number, not a street or a name."""
    first = _FIRST_WORD.match(number.folded, label.start, label.end)
    if first is None:
        return False
    noun, text, value = label.noun, number.text, number.value
    if noun:
        at = number.folded.find(noun, label.start, label.end)
        is_plural = noun[-1] in "sx" or noun in _INVARIABLE or text[at : at + len(noun)].isupper()
        return is_plural or value < 2 or bool(number.match["collective_form"] or number.match["scale"])
    word = first.group()
    if _OF_PLACE.fullmatch(word) and text[label.start].isupper():
        return value >= _MANY
    return (
        bool(number.match["digits"] or value >= _MANY)
        and len(word) > 3
        and word[-1] in "sx"
        and word.replace("-", "").isalpha()
        and text[label.start].islower()
        and not _YEAR.fullmatch(number.match["digits"] or "")
    )


def _mark(number: Number, near: Quantity | None) -> Read | None:
    """ "9,1/10", or a part of a whole: "(47 / 60)"."""
    whole = read_digits(number.match["whole"])
    if number.value > whole:
        return None
    if near is not None and number.folded.endswith("(", 0, number.start):
        counted = near.label_start, near.label_end
        return number.told(Label(*counted, *unit_of(number.folded, *counted)), whole)
    label = under_number(number) or label_before(number.folded, number.start)
    if label is None or (label.unit is None and whole not in _MARK_WHOLES):
        return None
    is_count = label.unit is not None and number.before(_NAMED, _NAMED_REACH)
    return number.told(label if is_count else label._replace(unit="points"), whole)


def _named(number: Number) -> Read | None:
    """A number after its name and a colon ("Paris : 3 112"), with the whole it is part of, if one is told."""
    of = number.after(_SIMPLY_OUT_OF)
    digits = number.match["digits"]
    if not digits or (_YEAR.fullmatch(digits) and of is None):
        return None
    name = number.before(_NAMED, _NAMED_REACH)
    if name is None or not number.text[name.start("name")].isalpha():
        return None
    label = Label(*name.span("name"), *unit_of(number.folded, *name.span("name")))
    if label.noun and number.value >= 2 and label.noun[-1] not in "sx" and label.noun not in _INVARIABLE:
        return None
    if of is not None and (whole := read_digits(of["whole"])) >= number.value:
        return number.told(label, whole, of.end())
    return number.told(label)
