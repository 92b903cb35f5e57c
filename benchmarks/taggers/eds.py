"""edsnlp: its date matcher on the rule-based French pipeline, with hours, and the day of publication."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import edsnlp

from taggers.model import Sentence, Tool, Values, clock, month


class Edsnlp(Tool):
    name = "edsnlp"
    package = "edsnlp"

    def __init__(self) -> None:
        self._pipeline = edsnlp.blank("eds")
        self._pipeline.add_pipe("eds.sentences")
        self._pipeline.add_pipe("eds.dates", config={"detect_time": True})

    def find(self, sentence: Sentence) -> list[tuple[Any, datetime | None]]:
        noted = datetime(sentence.on.year, sentence.on.month, sentence.on.day)
        spans = self._pipeline(sentence.text).spans["dates"]
        return [
            (span._.date, span._.date.to_datetime(note_datetime=noted, infer_from_context=True, tz=None))
            for span in spans
            if span._.date is not None
        ]

    def values(self, found: Any) -> Values:
        values = Values()
        for written, when in found:
            if getattr(written, "hour", None) is not None:
                values.times.add(clock(written.hour, getattr(written, "minute", None) or 0))
            if when is None:
                continue
            parts = written.dict()
            if hasattr(written, "direction"):  # counted from the day of publication
                unit = "day" if parts.get("day") is not None or parts.get("week") is not None else None
            else:
                unit = "day" if parts.get("day") is not None else None
            if unit == "day":
                values.dates.add(when.date().isoformat())
            elif parts.get("month") is not None:
                values.dates.add(month(when.date()))
            elif parts.get("year") is not None:
                values.dates.add(f"{when.year:04}")
        return values
