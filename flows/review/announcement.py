"""What is read in one announcement: numbered rows, each with its evidence and the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flows.fetch.surt import surt
from flows.normalise.frames.masthead import read_published_on, read_title
from flows.normalise.frames.publishers.read import read_publisher
from flows.normalise.identities import announcement_identifier
from flows.normalise.reading import Reading, Source, read
from flows.normalise.rows import Row, Rows
from flows.review.makers import Step, recorded_makers
from schemas import TABLES, Column
from schemas.evidence import EVIDENCE

_EVIDENCE_COLUMNS = frozenset(column.name for column in EVIDENCE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read, before validation. `number` is its place among all rows of the announcement."""

    number: int
    table: str
    values: Row
    steps: tuple[Step, ...]

    def stated(self) -> Iterator[tuple[Column, object]]:
        """The columns that have a value, in the order of publication, without those of the evidence."""
        for column in TABLES[self.table].columns:
            value = self.values.get(column.name)
            if value is not None and column.name not in _EVIDENCE_COLUMNS:
                yield column, value

    @property
    def quotation(self) -> str:
        """The words that the row rests on, in one line; empty for the announcement's own row."""
        return " ".join(printable(self.values.get("evidence", "")).split())

    @property
    def rule(self) -> str:
        """The functions of `flows/normalise/frames` that read it, from its table's reader inwards.

        The readers of the announcement's own facts stand side by side.
        """
        return (", " if self.table == "announcement" else " › ").join(map(str, self.steps))


@dataclass(frozen=True)
class Review:
    """An announcement's text and all rows read in it."""

    url: str
    read_on: date
    language: str
    text: str
    rows: tuple[ReadRow, ...]

    @property
    def title(self) -> str:
        """The title that was read, else the address."""
        return printable(self.rows[0].values["title"] or self.url)

    @cached_property
    def by_table(self) -> Mapping[str, list[ReadRow]]:
        """The rows by table, in the order of publication."""
        rows = {name: [row for row in self.rows if row.table == name] for name in TABLES}
        return {name: of_table for name, of_table in rows.items() if of_table}

    def referred(self, row: ReadRow, column: Column) -> ReadRow | None:
        """The other row that a cell refers to, if it holds an identifier."""
        found = self._by_identifier.get(row.values[column.name])
        return found if found is not row else None

    def as_dict(self) -> dict[str, list[Row]]:
        """The rows by table, each with the rule that read it: what programs read."""
        return {
            table: [{**row.values, "read_by": [str(step) for step in row.steps]} for row in rows]
            for table, rows in self.by_table.items()
        }

    @cached_property
    def _by_identifier(self) -> Mapping[object, ReadRow]:
        keys = {name: table.primary_key[0] for name, table in TABLES.items() if len(table.primary_key) == 1}
        return {row.values[keys[row.table]]: row for row in self.rows if row.table in keys}


def review(body: bytes, content_type: str, url: str, on: date) -> Review:
    """Read one capture as the pipeline does, and keep which rule read what.

    Raises UnreadableDocument where the bytes hold no text.
    """
    with recorded_makers() as makers:
        reading = read(body, content_type, url, on, Source())
    key = announcement_identifier(surt(url))
    rows = Rows(reading.page.document, key)
    rows.add(reading.told)
    found = [("announcement", _announcement(reading, key, url), _masthead())]
    for table in TABLES:
        told = zip(rows.by_table.get(table, ()), rows.told.get(table, ()), strict=True)
        found += [(table, row, makers.of(thing)) for row, thing in told]
    return Review(
        url,
        on,
        reading.told.language or "fr",
        reading.page.document.text,
        tuple(ReadRow(number, *row) for number, row in enumerate(found, start=1)),
    )


def printable(value: object) -> str:
    """A value as text, with a replacement sign for what would steer a terminal or break a page."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value))


def _announcement(reading: Reading, key: str, url: str) -> Row:
    told = reading.told
    return {
        "announcement_id": key,
        "url": url,
        "title": told.title,
        "publisher_name": told.publisher_name,
        "published_on": told.published_on,
        "language": told.language,
        "region_code": told.region_code,
        "department_code": told.department_code,
    }


def _masthead() -> tuple[Step, ...]:
    """The readers of an announcement's own facts."""
    readers = (read_title, read_publisher, read_published_on)
    return tuple(Step(r.__module__, r.__name__, r.__code__.co_firstlineno) for r in readers)
