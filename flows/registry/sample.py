"""One announcement of a source as the pipeline reads it, for whoever looks at the source."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.fetch.capture import Capture
from flows.fetch.source import Source
from flows.normalise import reading
from flows.normalise.documents import UnreadableDocument
from flows.normalise.identities import identifier
from flows.normalise.rows import Row, Rows

logger = logging.getLogger(__name__)

SUBJECTS = ("event", "programme", "funding")
"""The tables of what announcements tell of; rows of the others belong to one of these or to the page."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is read in one announcement."""

    capture: Capture
    reading: reading.Reading | None
    rows: Mapping[str, Sequence[Row]]
    """By table, without the announcement's own row; tables without rows are left out."""
    problem: str | None = None
    """Why it could not be read."""

    @property
    def is_announcement(self) -> bool:
        """Whether it tells of anything that is published."""
        return any(table in self.rows for table in SUBJECTS)


def read_sample(capture: Capture, source: Source | None = None) -> Sample:
    """Read one capture, with what its source declares if one is given."""
    declared = _declared(source) if source else reading.Source()
    try:
        read = reading.read(
            capture.body, capture.content_type, capture.url, capture.fetched_at.date(), declared
        )
    except UnreadableDocument as problem:
        return Sample(capture, None, {}, problem.reason_en)
    except Exception as error:  # one page that the rules trip over must not stop the others
        logger.exception("Reading %s failed", capture.url)
        kind = type(error).__name__
        return Sample(capture, None, {}, f"Reading failed ({kind}): an error of the program, to be reported.")
    rows = Rows(read.page.document, identifier("announcement", capture.url))
    rows.add(read.told)
    return Sample(capture, read, rows.by_table)


def _declared(source: Source) -> reading.Source:
    return reading.Source(
        source.publisher.name if source.publisher else None,
        source.territory.region_code,
        source.territory.department_code,
    )
