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
from flows.normalise.mentions.numbers import NUMBERS_OPEN, WORDS, read_words

_LEXICON = lexicon("hours")
_REACH = 30

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_CLOCK = (
    rf"(?:{_HOUR} ?(?:heures?|h)(?:[ .]?{_MINUTE}(?!\d)(?: ?mn?\b)?)?"
    rf"|{_HOUR}:{_MINUTE}(?::{_MINUTE})?|midi|minuit)"
)
_TO = r"(?: ?(?:-|/|>|→|➜) ?| a | et | jusqu'a )"
_SLOT = re.compile(
    rf"\b(?=\d|mi)(?<![:,.])(?<!\d/)(?<!-)(?:(?P<bare>{_HOUR})(?={_TO}{_HOUR} ?h)|(?P<first>{_CLOCK})(?!\w))"
    rf"(?:(?P<to>{_TO})(?P<last>{_CLOCK})(?!\w))?(?! ?/ ?\d\d?(?:\b|$))"
)
_SPOKEN = re.compile(r" heures?(?: (?P<minutes>et demie|et quart|quinze|trente))?(?!\w)")
_SPOKEN_HOUR = re.compile(rf"\b(?P<range>de {WORDS} )?(?:a partir de|jusqu'a|vers|a) (?P<hour>{WORDS})\Z")
_SPOKEN_MINUTES = {"quart": 15, "quinze": 15, "demie": 30, "trente": 30}
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
_LINE_START = re.compile(r"(?:^|\n|\|) ?(?:[-•*>] ?)?\Z")
_BETWEEN = re.compile(r"\bentre \Z")
_WEEKDAY_BEFORE = re.compile(
    r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|(?:lun|mar|mer|jeu|ven|sam|dim)\.|le),? \Z"
)
"""Before a number that is a day's: "Jeudi 9 – 20h", "le 9 à 20h"."""
_SMALL_HOURS = 7
"""Alone and without a word before it, "2h30" is a length: few announcements are of the night."""

_LENGTH = re.compile(
    rf"\b(?:(?=\d)|{NUMBERS_OPEN})(?<![,.:])"
    rf"(?:(?P<demi>une demi-heure)|(?P<hours>\d{{1,3}}|{WORDS}) ?(?:heures?|h)"
    rf"(?: ?(?P<minutes>{_MINUTE})"
    rf"(?!\d)(?: ?(?:mn|min))?)?(?P<half> et demie)?|(?P<only>\d{{1,3}}|{WORDS}) ?(?:minutes?|mn|min))(?!\w)"
)


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
    for match in _slots(folded):
        if match["bare"] is None and match["last"] is None:
            if not _is_hour(folded, match):
                continue
        elif match["bare"] is None and not _is_slot(folded, match):
            continue
        first, last = _clock(match["bare"] or match["first"]), _clock(match["last"])
        if last is None and _END_BEFORE.search(folded, max(0, match.start() - _REACH), match.start()):
            first, last = None, first
        mentions.append(TimeMention(match.start(), match.end(), first, last))
    spoken = _spoken(folded)
    return sorted([*mentions, *spoken], key=lambda mention: mention.start) if spoken else mentions


def _slots(folded: str) -> Iterator[re.Match[str]]:
    """What may be an hour or a slot; a bare number that begins no slot is left out: "Mercredi 22 – 18h30"."""
    position = 0
    while match := _SLOT.search(folded, position):
        if match["bare"] is None or _is_slot(folded, match):
            yield match
            position = match.end()
        else:
            position = match.start("last")


def _spoken(folded: str) -> list[TimeMention]:
    """Hours in words ("à dix heures et demie"); small ones are lengths more often than not."""
    mentions = []
    for match in _SPOKEN.finditer(folded):
        before = _SPOKEN_HOUR.search(folded, max(0, match.start() - _SPOKEN_REACH), match.start())
        if before is None or before["range"] or _LENGTH_AFTER.match(folded, match.end()):
            continue
        hour = read_words(before["hour"])
        if hour is None or not _SMALL_HOURS <= hour <= 24:
            continue
        minutes = _SPOKEN_MINUTES.get((match["minutes"] or "").removeprefix("et "), 0)
        clock, start = f"{hour % 24:02}:{minutes:02}", before.start("hour")
        ends = _END_BEFORE.search(folded, max(0, start - _REACH), start) is not None
        mentions.append(TimeMention(start, match.end(), None if ends else clock, clock if ends else None))
    return mentions


def find_durations(folded: str, hours: Sequence[TimeMention]) -> list[Duration]:
    """Every length of time in hours or minutes ("une heure", "1h30", "12 minutes"), in order.

    `hours` are what `find_times` finds in the same text: none of them is a length.
    """
    durations = []
    index = 0
    for match in _LENGTH.finditer(folded):
        while index < len(hours) and hours[index].end <= match.start():
            index += 1
        if index < len(hours) and hours[index].start < match.end():
            continue
        minutes = _minutes(match)
        if minutes:
            durations.append(Duration(match.start(), match.end(), minutes))
    return durations


def _is_hour(folded: str, match: re.Match[str]) -> bool:
    written = match["first"]
    reach = max(0, match.start() - _REACH)
    if written == "minuit":
        return True
    said = _HOUR_BEFORE.search(folded, reach, match.start()) is not None
    if written == "midi":
        return said
    if ":" in written:
        return True
    after = _LENGTH_AFTER.match(folded, match.end())
    before = _LENGTH_BEFORE.search(folded, reach, match.start())
    of = folded.endswith(" de ", 0, match.start()) and not folded.endswith("partir de ", 0, match.start())
    if after or (before and not said) or (before and len(before.group()) > 5):
        return False
    if "heure" in written or of:
        after_day = _DAY_BEFORE.search(folded, reach, match.start()) is not None
        return (said or after_day) and not of
    if _number(written) < _SMALL_HOURS:
        return said or _LINE_START.search(folded, reach, match.start()) is not None
    return True


def _is_slot(folded: str, match: re.Match[str]) -> bool:
    first, last, to = match["bare"] or match["first"], match["last"], match["to"]
    if to is None or last is None:
        return False
    if (
        match["bare"]
        and " " in to
        and _WEEKDAY_BEFORE.search(folded, max(0, match.start() - _REACH), match.start())
    ):
        return False
    if to == " et " and not _BETWEEN.search(folded, max(0, match.start() - _REACH), match.start()):
        return match["first"] is not None and "midi" not in first
    if match["bare"] and (
        to.strip() in ("/", "et") or " de " not in folded[max(0, match.start() - 4) : match.start()]
    ):
        return int(match["bare"]) >= _SMALL_HOURS and int(match["bare"]) < _number(last)
    if "heure" in last or match["bare"]:
        return max(_number(first), _number(last)) >= _SMALL_HOURS
    return True


def _number(written: str) -> int:
    read = _READ_CLOCK.match(written)
    return int(read["hour"]) if read else 12


def _clock(written: str | None) -> str | None:
    """ "HH:MM" of a written hour; 24h is midnight."""
    if written is None:
        return None
    if written in ("midi", "minuit"):
        return "12:00" if written == "midi" else "00:00"
    read = _READ_CLOCK.match(written)
    if read is None:
        return None
    return f"{int(read['hour']) % 24:02}:{read['minute'] or read['minutes'] or '00'}"


def _minutes(match: re.Match[str]) -> int | None:
    if match["demi"]:
        return 30
    written = match["hours"] or match["only"]
    number = int(written) if written.isdecimal() else read_words(written)
    if number is None:
        return None
    if match["only"]:
        return number
    return number * 60 + int(match["minutes"] or 0) + (30 if match["half"] else 0)
