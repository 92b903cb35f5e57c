"""When an event of a calendar (RFC 5545) takes place, as a French announcement writes it.

Instants become the clock of Paris, which the data's hours are in. A clock without a zone, or with one that
nobody knows by its name, is taken as it stands: it is what the organiser typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component

from flows.fetch.calendar_text import stated

_PARIS = ZoneInfo("Europe/Paris")
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)
_DAY = timedelta(days=1)
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_RULE_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"})


@dataclass(frozen=True, slots=True)
class EventDays:
    """The days and hours of an event; where it has no hours, it lasts whole days."""

    first: date
    last: date
    starts_at: time | None = None
    ends_at: time | None = None
    """On the last day; midnight is the end of it."""
    weekdays: tuple[int, ...] = ()
    """Of what repeats from the first to the last day, on which days of the week (Monday: 0)."""

    def in_french(self) -> str:
        """One sentence without its full stop: "Le mardi 12 mai 2026, de 9 h à 17 h"."""
        if self.first == self.last:
            return f"Le {_day(self.first)}{self._hours()}"
        days = f"u {_day(self.first, self.last)} au {_day(self.last)}"
        if not self.weekdays:
            return f"D{days}{self._hours()}"
        if len(self.weekdays) == len(_WEEK):
            return f"D{days}, chaque jour{self._hours().removeprefix(',')}"
        return f"Chaque {_listed([_WEEKDAYS[day] for day in self.weekdays])}, d{days}{self._hours()}"

    def _hours(self) -> str:
        if self.starts_at is None:
            return ""
        if self.ends_at is None:
            return f", à {_hour(self.starts_at)}"
        end = "minuit" if self.ends_at == _MIDNIGHT else _hour(self.ends_at)
        if self.first == self.last or self.weekdays:
            return f", de {_hour(self.starts_at)} à {end}"
        return f", à partir de {_hour(self.starts_at)} et jusqu’à {end} le dernier jour"

    def in_iso(self) -> tuple[str, str]:
        """Start and end as schema.org has them: days, or days and hours without a zone."""
        return _iso(self.first, self.starts_at), _iso(self.last, self.ends_at)


def days_of(event: Component) -> EventDays:
    """When an event takes place. Raises `ValueError` if its start cannot be read.

    Of the rules by which events repeat, those are told that name an end and repeat each day or on days of
    each week, without exceptions; of any other series, the first time is told alone.
    """
    start = _local(stated(event, "DTSTART").dt)
    once = _once(start, _end(event, start))
    series = _series(event, once) if once.first == once.last else None
    return series or once


def _local(moment: object) -> date:
    """A day, or an instant on the clock of Paris. Raises `ValueError` for anything else."""
    if isinstance(moment, datetime) and moment.tzinfo:
        try:
            return moment.astimezone(_PARIS).replace(tzinfo=None)
        except OverflowError as error:
            raise ValueError("no instant of this era") from error
    if not isinstance(moment, date):
        raise ValueError("neither day nor instant")
    return moment


def _end(event: Component, start: date) -> date | None:
    """The end of an event in the same terms as its start; null if none is stated, or one before its start."""
    end, length = stated(event, "DTEND"), stated(event, "DURATION")
    try:
        if end is not None:
            last = _local(end.dt)
        elif length is not None:
            last = start + length.dt
        else:
            return None
    except (AttributeError, OverflowError, TypeError, ValueError):
        return None
    return last if isinstance(last, datetime) == isinstance(start, datetime) and last > start else None


def _once(start: date, end: date | None) -> EventDays:
    if not isinstance(start, datetime) or (end is not None and not isinstance(end, datetime)):
        return EventDays(start, end - _DAY if end else start)  # the end is the day after (section 3.6.1)
    first, starts_at = start.date(), start.time()
    if end is None:
        return EventDays(first, first, starts_at)
    last, ends_at = end.date(), end.time().replace(second=0)
    if ends_at == _MIDNIGHT:
        last -= _DAY
    if starts_at == _MIDNIGHT and ends_at in (_MIDNIGHT, _LAST_MINUTE):
        return EventDays(first, last)
    return EventDays(first, last, starts_at, ends_at)


def _series(event: Component, once: EventDays) -> EventDays | None:
    """The whole series that the rule of an event makes; null if it has none or one not told here."""
    rule = stated(event, "RRULE")
    if not isinstance(rule, dict) or {"EXDATE", "RDATE"} & set(event) or not set(rule) <= _RULE_PARTS:
        return None
    if rule.get("INTERVAL", [1]) != [1]:
        return None
    today = once.first.weekday()
    named = [str(day) for day in rule.get("BYDAY", [_WEEK[today]])]
    if rule.get("FREQ") == ["DAILY"] and "BYDAY" not in rule:
        named = list(_WEEK)
    elif rule.get("FREQ") != ["WEEKLY"] or _WEEK[today] not in named or not set(named) <= set(_WEEK):
        return None
    weekdays = tuple(number for number, name in enumerate(_WEEK) if name in named)
    offsets = sorted((number - today) % len(_WEEK) for number in weekdays)
    try:
        if "COUNT" in rule:
            weeks, rest = divmod(rule["COUNT"][0] - 1, len(offsets))
            days = offsets[rest]
        elif "UNTIL" in rule:
            weeks, rest = divmod(_days_until(rule["UNTIL"][0], once), len(_WEEK))
            days = max(offset for offset in offsets if offset <= rest)
        else:
            return None
        last = once.first + timedelta(weeks=weeks, days=days)
    except (OverflowError, ValueError, TypeError):
        return None
    return replace(once, last=last, weekdays=weekdays) if last > once.first else None


def _days_until(until: object, once: EventDays) -> int:
    """Days from the first time to the last day on which the event may begin."""
    end = _local(until)
    if not isinstance(end, datetime):
        return (end - once.first).days
    is_too_early = end.time() < (once.starts_at or _MIDNIGHT)
    return (end.date() - once.first).days - is_too_early


def _day(day: date, until: date | None = None) -> str:
    """A day in words; what `until` says anyway, at the end of the same span, is left out."""
    words = [_WEEKDAYS[day.weekday()], "1er" if day.day == 1 else str(day.day)]
    if until is None or (day.year, day.month) != (until.year, until.month):
        words.append(_MONTHS[day.month - 1])
    if until is None or day.year != until.year:
        words.append(str(day.year))
    return " ".join(words)


def _hour(at: time) -> str:
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


def _listed(words: list[str]) -> str:
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _iso(day: date, at: time | None) -> str:
    return f"{day.isoformat()}T{at:%H:%M}" if at is not None else day.isoformat()
