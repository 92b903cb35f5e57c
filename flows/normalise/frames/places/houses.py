"""Houses that only a capital tells, where their town or street follows: "au Dôme, à Caen"."""

from __future__ import annotations

import re

from flows.normalise.frames.page import Page, within

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w'’-]+"
_LINK = r"(?:des |de la |de |du |d['’])?"
_WAY = r"(?:rue|avenue|boulevard|quai|place|cours|allées?|route)\b"
_NAMED = re.compile(
    rf"\b(?:au|aux|à la|à l['’]|chez) ?(?P<name>{_CAPITAL}(?: {_LINK}{_CAPITAL}){{0,3}})"
    rf"(?=,? à [A-ZÀ-ÖØ-Þ]|,? \(?\d{{1,4}} ?(?:bis|ter)?,? {_WAY}|, {_WAY})"
)


def house_by_its_name(page: Page, start: int, end: int) -> str | None:
    """A house that only a name with a capital tells, where its town or street follows: "au Dôme, à Caen"."""
    for found in _NAMED.finditer(page.text, start, end):
        first, last = found.span("name")
        kinds = (page.organisations, page.persons, page.places, page.dates)
        if not any(within(kind, first, last) for kind in kinds):
            return found["name"]
    return None
