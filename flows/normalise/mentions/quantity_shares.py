"""Shares in small numbers: "un contributeur sur deux", "sept sur dix poursuivent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.labels import Label, unit_of
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.numbers import DIGITS, WORDS, read_digits, read_qualifier, read_words

_TIMES = frozenset(lexicon("units")["not_counted"].split()) | {"matin", "soir", "nuit", "week-end", "seance"}
_ON = re.compile(rf" sur (?:(?P<digits>{DIGITS})|(?P<words>{WORDS}))(?![\w/%]|,\d|-\w| ?[h%€])")
_PART = re.compile(
    r"(?<![\w,.-])(?<![^d]')(?:(?P<one>une?) (?P<noun>(?:[a-z][a-z'-]+ ?){0,3})"
    rf"|(?P<words>{WORDS})|(?P<digits>{DIGITS}))\Z"
)
_CLAUSE = re.compile(r" (?P<words>[a-z][^.;:,()\n|]{3,80}?)(?= et \d|[.;:,()\n|]|\Z)")
_REACH = 40


def find_shares(folded: str) -> Iterator[Quantity]:
    """Shares whose part is one, or stands alone before "sur"; a share of time ("un lundi sur deux") is none.

    Where no noun is told, they are of people.
    """
    for on in _ON.finditer(folded):
        line = folded.rfind("\n", max(0, on.start() - _REACH), on.start()) + 1
        part = _PART.search(folded, max(line, on.start() - _REACH), on.start())
        if part is None:
            continue
        whole = read_digits(on["digits"]) if on["digits"] else Decimal(read_words(on["words"]) or 0)
        value = _value(part)
        label = _label(folded, part, on)
        if label is not None and 0 < value < whole:
            yield Quantity(
                part.start(), on.end(), value, "exact", label.unit or "people", label.start, label.end, whole
            )


def find_fractions(folded: str) -> Iterator[Quantity]:
    """Halves and quarters of people or things, as percentages: "les trois quarts sont repartis"."""
    if "moitie " not in folded and "quart " not in folded and "quarts " not in folded:
        return
    for match in _FRACTION.finditer(folded):
        percent = Decimal(50 if match["half"] else 75 if match["three"] else 25)
        qualifier = read_qualifier(folded, match.start(), match.end("name"))
        span = match.span("words")
        yield Quantity(match.start(), match.end("name"), percent, qualifier, "percent", *span)


_FRACTION = re.compile(
    r"(?<!\w)(?<!soit )(?P<name>(?:la |une )?(?P<half>moitie)|(?:les |des )?(?P<three>trois quarts)"
    r"|(?:un|le) quart)"
    r" (?:d(?:es|e nos|e ses|e leurs) |d'entre (?:eux|elles|vous|nous) )?"
    r"(?P<words>(?:(?:n'|ne |s'|se |y |l')?(?:ont|sont|a|est|[a-z]{3,}[sx]|[a-z]{2,}[^m]ent) )"
    r"[^.;:,()\n|]{3,80})"
)


def _label(folded: str, part: re.Match[str], on: re.Match[str]) -> Label | None:
    """The noun, if one is told, with what is said of the share."""
    said = _CLAUSE.match(folded, on.end())
    if not part["noun"]:
        return Label(*said.span("words"), None) if said is not None else None
    if part["noun"].split(" ")[0] in _TIMES:
        return None
    end = said.end("words") if said is not None else on.start()
    return Label(part.start("noun"), end, unit_of(folded, *part.span("noun"))[0])


def _value(part: re.Match[str]) -> Decimal:
    if part["one"]:
        return Decimal(1)
    return read_digits(part["digits"]) if part["digits"] else Decimal(read_words(part["words"]) or 0)
