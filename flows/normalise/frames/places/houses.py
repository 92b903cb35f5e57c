"""Houses that only a capital tells, by their position: "au Dôme, à Caen", "à la Briqueterie, de 10 h".

What stands after "au", "à la", "à" is a house where its town, street, day or hour stands beside it, or where
a verb of holding leads to it; a body, a person, a town or a feast is none.
"""

from __future__ import annotations

import re

from flows.normalise.frames.events.words import happens
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon.phrases import entry_pattern
from flows.normalise.reference.gazetteer import communes_by_name
from flows.normalise.reference.names import name_key

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w'’-]+"
_LINK = r"(?:des |de la |de |du |d['’]|à |aux? )"
_WAY = r"(?:rue|avenue|boulevard|quai|place|cours|allées?|route)\b"
_DAY = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_AT = re.compile(
    rf"(?:\b(?:au|aux|à la|à|chez|dans le|dans la|sur le)|\b(?:à|dans) l['’]) ?"
    rf"(?P<name>{_CAPITAL}(?: {_LINK}?{_CAPITAL}| {_LINK}[a-zà-ÿœ-]{{3,}}){{0,3}})"
    rf"(?P<beside>,? à [A-ZÀ-ÖØ-Þ]|,? \(?\d{{1,4}} ?(?:bis|ter)?,? {_WAY}|, {_WAY}"
    rf"|,? (?:le |ce )?{_DAY}|,? (?:de|à|dès|le|du|entre|à partir de) ?\d)?"
    r"(?P<ends>(?=\s*(?:[,.;:)|!\n]|–|$)))?"
)
_HELD = re.compile(r"(?:^|[.!?:;,|(–•\n]|\b\d{1,2} ?h(?:eures)?(?: ?\d\d)?|\b\d{4}|\bjour)\s*$")
_VERB_REACH = 24
"""Characters before a house in which a verb of holding leads to it."""


def house_by_its_name(page: Page, start: int, end: int) -> str | None:
    """A house that only a name with a capital tells, where its position in a stretch vouches for it."""
    for found in _AT.finditer(page.text, start, end):
        if not found["beside"] and not (found["ends"] is not None and _is_led_to(page, start, found.start())):
            continue
        first, last = found.span("name")
        kinds = (page.organisations, page.persons, page.dates)
        if any(within(kind, first, last) for kind in kinds) or within(page.places, first, first + 1):
            continue
        if not _no_house().match(page.folded, first) and name_key(found["name"]) not in communes_by_name():
            return found["name"]
    return None


def _is_led_to(page: Page, start: int, offset: int) -> bool:
    """Whether a sign, a day, an hour or a verb of holding stands right before a place's preposition."""
    reach = max(start, offset - _VERB_REACH)
    before = page.folded[reach:offset]
    if _HELD.search(before):
        return True
    if any(m.end >= offset - 1 for kind in (page.dates, page.times) for m in within(kind, reach, offset)):
        return True
    return any(verb.end() >= offset - 1 for verb in happens().finditer(page.folded, reach, offset))


def _no_house() -> re.Pattern[str]:
    """Words with a capital after "à la" or "au" that name no house."""
    return entry_pattern("venues", "no_house")
