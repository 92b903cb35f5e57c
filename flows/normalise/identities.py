"""Identifiers from the fewest raw facts, so that they stay when wording changes.

An announcement is the address it was first seen at. A thing it tells of is known by what a
correction rarely touches: an event by its day, place and organiser, a programme by its name, a sum by
its funder, beneficiary and amount. Hours, titles and other wording enter only where they are
needed to tell two rows of one announcement apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Event, Funding, Indicator, Objective, Programme, Session

_PREFIX = {
    "announcement": "a",
    "event": "e",
    "event_session": "s",
    "programme": "p",
    "programme_objective": "o",
    "funding": "f",
    "indicator": "i",
    "quarantine": "q",
}
_WORD = re.compile(r"[^\W_]+")
_LENGTH = 16
"""Hexadecimal digits: 64 bits, one collision expected in 5 thousand million rows."""


def identifier(table: str, *facts: object) -> str:
    """An identifier for a row of `table`, the same on every machine for the same facts.

    It begins with a letter, so that no reader takes it for a number.
    """
    text = "\x1f".join(["" if fact is None else plain(str(fact)) for fact in facts])
    return _digest(table, text)


def announcement_identifier(url_surtkey: str) -> str:
    """The identifier of an announcement that was first seen at an address, given by its key (`surt`).

    The key is taken as it is: in an address, punctuation tells one page from another.
    """
    return _digest("announcement", url_surtkey)


def _digest(table: str, text: str) -> str:
    return _PREFIX[table] + sha256(f"{table}\x1f{text}".encode()).hexdigest()[:_LENGTH]


def plain(text: str) -> str:
    """Words without case, accents and punctuation: what a change of typography leaves."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return " ".join(_WORD.findall(fold(text)))


class Identities:
    """Hands out the identifiers of one announcement's rows, each only once.

    Where two rows share their facts, the first keeps the identifier and the others add what tells
    them apart, no more of it than they need, and their number among their likes if nothing does.
    """

    def __init__(self, announcement_id: str) -> None:
        self.announcement_id = announcement_id
        self._taken: set[str] = set()

    def event(self, event: Event) -> str:
        place = event.commune_code or event.venue_name or event.attendance_mode
        if event.start_date and (place or event.organiser_name):
            facts = (event.start_date, place, event.organiser_name)
            return self._new("event", facts, (event.name, event.start_time))
        return self._new("event", (event.name,), (event.end_date, place, event.start_time))

    def session(self, event_id: str, session: Session) -> str:
        return self._new("event_session", (event_id, session.title), (session.start_time,))

    def programme(self, programme: Programme) -> str:
        return self._new("programme", (programme.name,), (programme.programme_type, programme.start_date))

    def objective(self, programme_id: str, objective: Objective) -> str:
        parent = objective.parent.text if objective.parent else None
        return self._new("programme_objective", (programme_id, objective.text), (parent, objective.level))

    def funding(self, programme_id: str | None, funding: Funding) -> str:
        facts = (programme_id, funding.funder_name, funding.beneficiary, funding.amount_eur)
        return self._new(
            "funding", facts, (funding.amount_max_eur, funding.rate_percent, funding.period_start)
        )

    def indicator(self, indicator: Indicator) -> str:
        return self._new("indicator", (indicator.label, indicator.value), (indicator.out_of,))

    def _new(self, table: str, facts: Iterable[object], distinctions: Iterable[object]) -> str:
        known = (self.announcement_id, *facts)
        candidate = identifier(table, *known)
        for distinction in distinctions:
            if candidate in self._taken and distinction is not None:
                known = (*known, distinction)
                candidate = identifier(table, *known)
        number = 1
        while candidate in self._taken:
            number += 1
            candidate = identifier(table, *known, number)
        self._taken.add(candidate)
        return candidate
