"""recognizers-text: its French models of dates and times and of currencies."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

import emoji

if not hasattr(emoji, "UNICODE_EMOJI"):  # a name that the package still asks for
    emoji.UNICODE_EMOJI = emoji.EMOJI_DATA

from recognizers_date_time import Culture, DateTimeRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer

from taggers.model import Sentence, Tool, Values, month, period, week

_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")


class RecognizersDates(Tool):
    name = "recognizers-text"
    package = "recognizers-text-suite"

    def __init__(self) -> None:
        self._model = DateTimeRecognizer(Culture.French).get_datetime_model()

    def find(self, sentence: Sentence) -> tuple[date, list[Any]]:
        on = sentence.on
        return on, list(self._model.parse(sentence.text, datetime(on.year, on.month, on.day)))

    def values(self, found: Any) -> Values:
        values = Values()
        on, results = found
        for result in results:
            kind = result.type_name.removeprefix("datetimeV2.")
            choices = (result.resolution or {}).get("values") or []
            if kind in ("duration", "set") or not choices:
                continue
            _add(values, kind, _nearest(choices, kind, on))
        return values


def _nearest(choices: list[dict[str, str]], kind: str, on: date) -> dict[str, str]:
    """Of several readings the one nearest to the day of publication; of two hours the one written."""
    if kind.startswith("time"):
        return choices[0]

    def far(choice: dict[str, str]) -> int:
        day = _day(choice.get("value") or choice.get("start") or choice.get("end"))
        return abs((day - on).days) if day else 10**6

    return min(choices, key=far)


def _add(values: Values, kind: str, choice: dict[str, str]) -> None:
    timex = choice.get("timex", "")
    ends = [end for key in ("value", "start", "end") if (end := choice.get(key))]
    if kind.startswith(("time", "datetime")):
        values.times |= {hour[0] for end in ends if (hour := re.findall(r"\b\d\d:\d\d", end))}
    if kind.startswith("time"):
        return
    if season := _SEASON.match(timex):
        values.dates.add(f"{season[1]}-{_SEASONS[season[2]]}")
    elif number := _WEEK.match(timex):
        values.dates |= week(int(number[1]), int(number[2]))
    elif kind == "daterange" and not re.search(r",P\d+[DW]\)", timex):
        values.dates |= _period(timex, *(_day(choice.get(key)) for key in ("start", "end")))
    else:
        values.dates |= {day.isoformat() for end in ends if (day := _day(end))}


def _period(timex: str, start: date | None, end: date | None) -> set[str]:
    """A month, a year, a quarter, or a stretch of them; the end is the day after the last."""
    if start and end:
        if re.fullmatch(r"[\dX]{4}-\d\d", timex):
            return {month(start)}
        return period(start, end - timedelta(days=1))
    return {day.isoformat() for day in (start, end) if day}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


class RecognizersSums(Tool):
    name = "recognizers-text"
    package = "recognizers-text-suite"

    def __init__(self) -> None:
        self._model = NumberWithUnitRecognizer(Culture.French).get_currency_model()

    def find(self, sentence: Sentence) -> list[Any]:
        return list(self._model.parse(sentence.text))

    def values(self, found: Any) -> Values:
        values = Values()
        for result in found:
            read = result.resolution or {}
            if read.get("unit") == "Euro" and read.get("value"):
                try:
                    values.sums.add(Decimal(read["value"].replace(",", ".")))
                except InvalidOperation:
                    continue
        return values
