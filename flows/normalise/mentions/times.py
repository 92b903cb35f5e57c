"""Hours of the day and slots ("14h30-15h00", "de 9 h à midi"), and lengths of time ("d'une durée de 2h").

"20 h" may be an hour or a length: the words around decide, and where they say nothing, small numbers
without a slot ("1h30") are lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention, TimeMention
from flows.normalise.mentions.numbers import WORDS, read_words

_LEXICON = lexicon("hours")
_REACH = 30

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_CLOCK = (
    rf"(?:{_HOUR} ?(?:heures?|h)(?:[ .]?{_MINUTE}(?!\d)(?: ?mn?\b)?)?"
    rf"|{_HOUR}:{_MINUTE}(?::{_MINUTE})?|midi|minuit)"
)
_TO = r"(?: ?(?:-|/|>|→|➜) ?| a | et | jusqu'a )"
_OPENINGS = (re.compile(rf"\d\d?(?= ?h|:|{_TO}\d\d? ?h)"), re.compile("mi(?:di|nuit)"))
"""What an hour or slot begins with, in digits and as a word."""
_SLOT = re.compile(
    rf"(?<![\w:,.-])(?<!\d/)(?:(?P<bare>{_HOUR})(?={_TO}{_HOUR} ?h)|(?P<first>{_CLOCK})(?!\w))"
    rf"(?:(?P<to>{_TO})(?P<last>{_CLOCK})(?!\w))?(?! ?/ ?\d\d?(?:\b|$))"
)
_SPOKEN = re.compile(r" heures?(?: (?P<minutes>et demie|et quart|quinze|trente))?(?!\w)")
_SPOKEN_HOUR = re.compile(rf"\b(?:a partir de|jusqu'a|vers|a) (?P<hour>{WORDS})\Z")
_SPOKEN_MINUTES = {"et quart": 15, "quinze": 15, "et demie": 30, "trente": 30}
_SPOKEN_REACH = 45
_READ_CLOCK = re.compile(
    rf"(?P<hour>\d\d?) ?(?:(?:heures?|h)[ .]?(?P<minute>{_MINUTE})?|:(?P<minutes>{_MINUTE}))?"
)
_HOUR_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(_LEXICON['hour_before'])})(?: :)? ?\Z")
_DAY_BEFORE = re.compile(
    r"(?:\b20\d\d|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|soir|"
    r"matin|apres-midi|jour)|\d/\d\d?|di(?: \d\d?)?)(?: ?[,|(–-] ?| )\Z"
)
"""Ends with a day: the hour of it follows ("mardi 18 mars, 20 heures")."""
_LENGTH_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(_LEXICON['length_before'])})(?: :)? ?\Z")
_LENGTH_AFTER = re.compile(rf" ?(?:{alternatives(_LEXICON['length_after'])})")
_END_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(_LEXICON['end_before'])}) ?\Z")
_BETWEEN = re.compile(r"\bentre \Z")
_WEEKDAY_BEFORE = re.compile(
    r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|(?:lun|mar|mer|jeu|ven|sam|dim)\.|le),? \Z"
)
"""Before a number that is a day's: "Jeudi 9 – 20h", "le 9 à 20h"."""
_SMALL_HOURS = 7
"""Alone and without a word before it, "2h30" is a length: few announcements are of the night."""

_LENGTH_UNIT = re.compile(
    rf"(?:(?P<hours>heures?|h)(?: ?(?P<minutes>{_MINUTE})(?!\d)(?: ?(?:mn|min))?)?(?P<half> et demie)?"
    r"|minutes?|mn|min)(?!\w)"
)
_LENGTH_COUNT = re.compile(rf"(?<![\w,.:])(?:(?P<demi>une demi-)|(?P<number>\d{{1,3}}|{WORDS}) ?)\Z")


@dataclass(frozen=True, slots=True)
class Duration(Mention):
    """A length of time."""

    minutes: int


def find_times(text: str, folded: str) -> list[TimeMention]:
    """Every hour of the day and slot of a text, in order, without overlaps.

    An hour after "jusqu'à" or "se termine à" has an `end_time` alone. Midnight is "00:00".
    """
    del text
    mentions = []
    for start, end, first, last in sorted([*_written(folded), *_spoken(folded)]):
        if last is None and _END_BEFORE.search(folded, max(0, start - _REACH), start):
            mentions.append(TimeMention(start, end, None, first))
        else:
            mentions.append(TimeMention(start, end, first, last))
    return mentions


_Hours = tuple[int, int, str, str | None]
"""Start and end of the words, the hour, and the one that ends a slot."""


def _written(folded: str) -> Iterator[_Hours]:
    """Hours and slots in digits; a number that begins no slot is left out: "Mercredi 22 – 18h30"."""
    reached = 0
    for start in sorted(found.start() for opening in _OPENINGS for found in opening.finditer(folded)):
        match = _SLOT.match(folded, start) if start >= reached else None
        if match is None:
            continue
        bare, last = match["bare"], match["last"]
        if _is_slot(folded, match) if bare or last else _is_hour(folded, match):
            yield *match.span(), _clock(bare or match["first"]), _clock(last) if last else None
        elif bare:
            continue
        reached = match.end()


def _spoken(folded: str) -> Iterator[_Hours]:
    """Hours in words ("à dix heures et demie"); small ones are lengths more often than not."""
    for match in _SPOKEN.finditer(folded):
        before = _SPOKEN_HOUR.search(folded, max(0, match.start() - _SPOKEN_REACH), match.start())
        if before is None or _LENGTH_AFTER.match(folded, match.end()):
            continue
        hour = read_words(before["hour"])
        if hour is not None and _SMALL_HOURS <= hour <= 24:
            minutes = _SPOKEN_MINUTES.get(match["minutes"], 0)
            yield before.start("hour"), match.end(), f"{hour % 24:02}:{minutes:02}", None


def find_durations(folded: str, hours: Sequence[TimeMention]) -> list[Duration]:
    """Every length of time in hours or minutes ("une heure", "1h30", "12 minutes"), in order.

    `hours` are what `find_times` finds in the same text: none of them is a length.
    """
    durations = []
    index = 0
    for unit in _LENGTH_UNIT.finditer(folded):
        count = _LENGTH_COUNT.search(folded, max(0, unit.start() - _SPOKEN_REACH), unit.start())
        minutes = _minutes(count, unit) if count is not None else None
        if count is None or not minutes:
            continue
        while index < len(hours) and hours[index].end <= count.start():
            index += 1
        if index == len(hours) or hours[index].start >= unit.end():
            durations.append(Duration(count.start(), unit.end(), minutes))
    return durations


def _is_hour(folded: str, match: re.Match[str]) -> bool:
    written, start = match["first"], match.start()
    reach = max(0, start - _REACH)
    if written == "minuit" or ":" in written:
        return True
    said = _HOUR_BEFORE.search(folded, reach, start) is not None
    if written == "midi":
        return said
    if _LENGTH_AFTER.match(folded, match.end()) or _LENGTH_BEFORE.search(folded, reach, start):
        return False
    if folded.endswith(" de ", 0, start) and not folded.endswith("partir de ", 0, start):
        return False
    if "heure" in written:
        return said or _DAY_BEFORE.search(folded, reach, start) is not None
    return said or _number(written) >= _SMALL_HOURS


def _is_slot(folded: str, match: re.Match[str]) -> bool:
    bare, last, to = match["bare"], match["last"], match["to"]
    if last is None:
        return False
    reach = max(0, match.start() - _REACH)
    if to == " et " and not _BETWEEN.search(folded, reach, match.start()):
        return bare is None
    if bare is not None:
        is_day = " " in to and _WEEKDAY_BEFORE.search(folded, reach, match.start()) is not None
        return not is_day and _SMALL_HOURS <= int(bare) < _number(last)
    return "heure" not in last or max(_number(match["first"]), _number(last)) >= _SMALL_HOURS


def _number(written: str) -> int:
    read = _READ_CLOCK.match(written)
    return int(read["hour"]) if read else 12


def _clock(written: str) -> str:
    """ "HH:MM" of a written hour; 24h is midnight."""
    read = _READ_CLOCK.match(written)
    if read is None:
        return "12:00" if written == "midi" else "00:00"
    return f"{int(read['hour']) % 24:02}:{read['minute'] or read['minutes'] or '00'}"


def _minutes(count: re.Match[str], unit: re.Match[str]) -> int | None:
    if count["demi"]:
        return 30
    written = count["number"]
    number = int(written) if written.isdecimal() else read_words(written)
    if number is None or not unit["hours"]:
        return number
    return number * 60 + int(unit["minutes"] or 0) + (30 if unit["half"] else 0)
