"""What is read in one announcement, row by row, beside its evidence: for who adds sources or mends rules."""

from __future__ import annotations

from datetime import date

from flows.normalise.identities import identifier
from flows.normalise.reading import Source, read
from flows.normalise.rows import Row, Rows


def review(body: bytes, content_type: str, url: str, on: date) -> dict[str, list[Row]]:
    """The rows that one capture gives, by table, before validation.

    Raises UnreadableDocument where the bytes hold no text.
    """
    reading = read(body, content_type, url, on, Source())
    key = identifier("announcement", url)
    rows = Rows(reading.page.document, key)
    rows.add(reading.told)
    told = reading.told
    announcement = {
        "announcement_id": key,
        "url": url,
        "title": told.title,
        "publisher_name": told.publisher_name,
        "published_on": told.published_on,
        "language": told.language,
        "region_code": told.region_code,
        "department_code": told.department_code,
    }
    return {"announcement": [announcement], **rows.by_table}
