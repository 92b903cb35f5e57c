"""dateparser: its search in French text; how exact a find is, is asked of its own parser."""

from __future__ import annotations

import warnings
from datetime import datetime
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates

from taggers.model import Sentence, Tool, Values, clock, month


class Dateparser(Tool):
    name = "dateparser"
    package = "dateparser"

    def __init__(self) -> None:
        warnings.filterwarnings("ignore", module="dateparser")

    def find(self, sentence: Sentence) -> tuple[Sentence, list[tuple[str, datetime]]]:
        found = search_dates(sentence.text, languages=["fr"], settings=_settings(sentence))
        return sentence, found or []

    def values(self, found: Any) -> Values:
        values = Values()
        sentence, dates = found
        parser = DateDataParser(languages=["fr"], settings=_settings(sentence))
        for text, when in dates:
            data = parser.get_date_data(text)
            parts = set(data.parts or ())
            if data.period == "time" or "time" in parts:
                values.times.add(clock(when.hour, when.minute))
            if parts == {"time"}:
                continue
            if data.period in ("month", "year") and "day" not in parts:
                values.dates.add(month(when.date()) if data.period == "month" else f"{when.year:04}")
            else:
                values.dates.add(when.date().isoformat())
        return values


def _settings(sentence: Sentence) -> dict[str, Any]:
    """Days before months; of the other settings, those with the highest F1 on these sentences."""
    day = datetime(sentence.on.year, sentence.on.month, sentence.on.day)
    return {"RELATIVE_BASE": day, "DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future"}
