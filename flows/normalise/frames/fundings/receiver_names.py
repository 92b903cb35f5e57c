"""The words for those who receive a sum: where they begin and end, and how many they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS, read_digits, read_words


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives a sum: the words for them, and how many they are."""

    name: str
    count: int | None = None


_LONGEST_NAME = 80
NUMBER = rf"(?:(?P<number>\d[\d ]*|{WORDS}) )?"


@cache
def receiver_nouns() -> str:
    """What people and bodies are called that money goes to, as the body of a regular expression."""
    return alternatives(lexicon("fundings")["receivers"])


def receiver_at(page: Page, match: re.Match[str], limit: int) -> Receiver | None:
    """Those whom a match with the groups `number` and `noun` names, up to where their words end."""
    count = count_of(match["number"])
    if count == 1:
        return None
    start, end = match.span("noun")
    for body in within(page.organisations, max(0, start - _LONGEST_NAME), start):
        if body.end > start:  # "l'association Un lit pour les enfants"
            return Receiver(page.words(body.start, body.end))
    if "rest" in match.groupdict():
        stop = match.end("rest")
    else:
        ends = _end().search(page.folded, end, limit)
        stop = _without_late_comma(page.folded, end, ends.start() if ends is not None else limit)
        stop = _with_restriction(page.folded, end, stop, limit)
    return Receiver(_CUT_OFF.sub("", page.words(start, stop)), count)


_CUT_OFF = re.compile(r"[ ,]*(?:\bet)?(?: de| d['’]| à| aux?| par| chez)?[ ,]*$")
"""What the start of the next sum leaves behind a name: "tout généraliste et de | 25 000 €"."""


def _without_late_comma(folded: str, start: int, stop: int) -> int:
    """Keep an enumeration whole ("médecins, sages-femmes et dentistes"), else stop at its comma."""
    comma = folded.find(",", start, stop)
    if comma < 0 or " et " in folded[comma:stop]:
        return stop
    return comma


def _with_restriction(folded: str, start: int, stop: int, limit: int) -> int:
    """Keep the clause that says which of them are meant: "élèves | qui résident à Ouessant"."""
    restriction = _restrictive().search(folded, start, min(stop + _RESTRICTION_REACH, limit))
    if restriction is None or restriction.start() > stop:
        return stop
    end = _clause_end().search(folded, restriction.end(), limit)
    return end.start() if end is not None else limit


_RESTRICTION_REACH = 30


@cache
def _restrictive() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives(lexicon('fundings')['restrictive'])})(?= |(?<='))")


@cache
def _clause_end() -> re.Pattern[str]:
    """Where the clause ends that says which people are meant, at the latest where they receive."""
    listed = lexicon("fundings")
    return re.compile(
        rf" ?[.;:()\n|?!]|,(?! [^,.;:]*,? (?:et|ou) )"
        rf"| (?:(?:une?|la|le|des|les|cette) (?:\w+ )?|l')(?:{alternatives(listed['offers'])})\b"
        rf"| et (?:le |la |les |l'|une? |des )(?:{alternatives(listed['not_receivers'])})\b"
        rf"| (?:{alternatives(listed['receives'])})\b| (?:{alternatives(listed['restriction_ends'])})\b"
    )


def count_of(number: str | None) -> int | None:
    """The value of a number in digits or words."""
    if number is None:
        return None
    number = number.strip()
    return int(read_digits(number)) if number[0].isdecimal() else read_words(number)


@cache
def _end() -> re.Pattern[str]:
    """Where the words for a receiver end."""
    stops = lexicon("fundings")["receiver_ends"]
    return re.compile(
        rf" ?[.;:()\n|?!»]|, (?:{alternatives(stops['after_comma'])})\b"
        rf"| (?:{alternatives(stops['words'])})(?= )| ?,? ?$"
    )
