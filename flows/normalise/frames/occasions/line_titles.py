"""What one line of a programme is called: its part that says neither when nor where nor with whom.

jeudi 9 octobre, de 10h à 17h : stands d'information dans le hall
Samedi 5 avril – Bourse aux vélos, de 9 h à 17 h, arènes de Dax
14h30 : Thé dansant, salle des fêtes
"""

from __future__ import annotations

import re
from functools import partial

from flows.normalise.frames.events.names import before_mentions, is_detail, trimmed
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern

_SIGN = re.compile(
    r"[ ,;.)]*(?:(?::|[–—|-](?= ))[ ]*|(?:le|les|du|des|a partir de|de|a|et|puis) (?=\d)|(?<=[,;.)]) |$)?"
)
"""What stands between a day or an hour of a line and what comes next."""
_PART = re.compile(r"(?:«[^»\n]*»|“[^”\n]*”|[^,;|()\n«“–—.-]|[–—-](?! )|(?<! )[–—-]|\.(?! |$))+")
_ANNOUNCES = re.compile(r"[:–—|-]")
_ARTICLE = re.compile(r"(?:une?|des) ")
_FEWEST_LETTERS = 4
_FEWEST_WORDS = 3
"""Words that a title has at least where only a comma parts it from the hour before it; one less with a
capital."""


def title_of_line(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the title behind the day, which ends at `start`, and the hours of a line; null where the
    line goes on with a place, a person or a detail, or says no more than a body ("CCAS")."""
    first, is_announced = _behind_times(page, start, end)
    last = _end_of_title(page, first, end)
    words = page.words(first, last)
    if sum(c.isalpha() for c in words) < _FEWEST_LETTERS:
        return None
    if any(body.start <= first and last <= body.end for body in within(page.organisations, first, last)):
        return None
    fewest = _FEWEST_WORDS - page.text[first].isupper()
    return (first, last) if is_announced or len(words.split()) >= fewest else None


_steps = partial(entry_pattern, "events", "steps")
"""First words of a line that tells of a step of a procedure."""


def is_step_line(page: Page, start: int, end: int) -> bool:
    """Whether a line goes on, behind its day, with a step of a procedure or of works, and no happening."""
    return _steps().match(page.folded, _behind_times(page, start, end)[0], end) is not None


def _behind_times(page: Page, start: int, end: int) -> tuple[int, bool]:
    """Where the words behind the hours that follow each other from `start` begin, and whether a colon or a
    dash announces them."""
    position, is_announced = start, False
    while sign := _SIGN.match(page.folded, position, end):
        hour = next(iter(within(page.times, sign.end(), sign.end() + 1)), None)
        is_announced = _ANNOUNCES.search(sign.group()) is not None
        if hour is None:
            town = next(iter(within(page.places, sign.end(), sign.end() + 1)), None)
            if town is not None and page.folded.startswith((" – ", " - ", " : "), town.end):
                position = town.end
                continue
            article = _ARTICLE.match(page.folded, sign.end(), end)
            return article.end() if article else sign.end(), is_announced
        position = hour.end
    return position, is_announced


def _end_of_title(page: Page, start: int, end: int) -> int:
    """The end of the parts between commas that are the title: up to the first that is a detail."""
    last = start
    while (part := _PART.match(page.text, last, end)) and not is_detail(page, part.start(), part.end()):
        stop = before_mentions(page, part.start(), part.end())
        last = start + len(page.text[start:stop].rstrip(" ,"))
        if stop < part.end() or not page.text.startswith(", ", part.end()):
            return trimmed(page, start, last)
        last = part.end() + 2
    return trimmed(page, start, last)
