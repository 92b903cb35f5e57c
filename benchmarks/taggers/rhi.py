"""rhi: the mentions as `flows/normalise` finds them in any document."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.dates import WrittenDates
from flows.normalise.mentions.model import DateMention, Money, TimeMention
from flows.normalise.mentions.money import find_money
from flows.normalise.mentions.times import find_times
from taggers.model import Sentence, Tool, Values, month, period, quarter, season


class RhiDates(Tool):
    name = "rhi"
    package = "regional-health-initiatives"

    def find(self, sentence: Sentence) -> tuple[list[DateMention], list[TimeMention]]:
        folded = fold(sentence.text)
        return WrittenDates(folded).read_from(sentence.on), find_times(sentence.text, folded)

    def values(self, found: Any) -> Values:
        values = Values()
        dates, times = found
        for mention in dates:
            values.dates |= _points(mention)
        for slot in times:
            values.times |= {hour for hour in (slot.start_time, slot.end_time) if hour}
        return values


def _points(mention: DateMention) -> set[str]:
    if mention.days:
        return {day.isoformat() for day in mention.days}
    ends = [day for day in (mention.first, mention.last) if day]
    if mention.precision == "day":
        return {day.isoformat() for day in ends}
    if mention.precision == "month":
        return {month(day) for day in ends}
    if mention.precision == "year":
        return {str(day.year) for day in ends}
    if len(ends) == 2 and len(one := period(*ends)) == 1:
        return one
    return {_unit(day, day == mention.last) for day in ends}


def _unit(day: date, last: bool) -> str:
    """The season or quarter that a stretch begins or ends with."""
    return season(day) if (day.month % 3 == 0) != last else quarter(day)


class RhiSums(Tool):
    name = "rhi"
    package = "regional-health-initiatives"

    def find(self, sentence: Sentence) -> list[Money]:
        return find_money(sentence.text, fold(sentence.text))

    def values(self, found: Any) -> Values:
        return Values(sums={end for money in found for end in (money.amount, money.amount_max) if end})

    def qualifiers(self, sentence: Sentence) -> dict[str, str]:
        """What is said of each sum: exact, about, up_to, at_least or between."""
        return {f"{money.amount.normalize():f}": money.qualifier for money in self.find(sentence)}
