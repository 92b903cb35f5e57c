"""How fast the archive's index answers when it is large: 10 million captures of 40 sources.

    python benchmarks/archive.py [CAPTURES]

Most captures of an archive are revisits: each source has 2,000 pages here, asked again and again. The index
is written as runs write it; the WARC files beside it are holes of the right size, for nothing reads them.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from flows.fetch.archive import INDEX_SCHEMA, Archive
from flows.fetch.archive.index import write_part
from flows.fetch.archive.writer import WARC_RECORDS

SOURCES = 40
PAGES = 2_000
RECORD_BYTES = 500
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


def write_index(root: Path, source_id: str, captures: int) -> None:
    """The index of a source whose pages are asked once a day and change every hundredth time."""
    (root / "warc").mkdir(parents=True, exist_ok=True)
    urls = [f"https://{source_id}.exemple.fr/actualites/annonce-numero-{page}" for page in range(PAGES)]
    keys = [f"fr,exemple,{source_id})/actualites/annonce-numero-{page}" for page in range(PAGES)]
    for number, start in enumerate(range(0, captures, WARC_RECORDS), 1):
        rows = range(start, min(start + WARC_RECORDS, captures))
        day = [row // PAGES for row in rows]
        content = [one - one % 100 for one in day]
        page = [row % PAGES for row in rows]
        size = len(rows)
        is_response = [one == held for one, held in zip(day, content, strict=True)]
        columns = {
            "url_surtkey": [keys[one] for one in page],
            "url": [urls[one] for one in page],
            "url_host_name": [f"{source_id}.exemple.fr"] * size,
            "fetch_time": [BEGIN + timedelta(days=one) for one in day],
            "fetch_status": [200 if one else 304 for one in is_response],
            "fetch_redirect": [None] * size,
            "content_digest": [f"{one:032x}{held:032x}" for one, held in zip(page, content, strict=True)],
            "content_mime_type": ["text/html" if one else "warc/revisit" for one in is_response],
            "content_mime_detected": ["text/html" if one else "warc/revisit" for one in is_response],
            "warc_filename": [f"{source_id}-{number:05d}.warc.gz"] * size,
            "warc_record_offset": [RECORD_BYTES * one for one in range(size)],
            "warc_record_length": [RECORD_BYTES] * size,
            "source_id": [source_id] * size,
            "warc_record_type": ["response" if one else "revisit" for one in is_response],
            "purpose": ["announcement"] * size,
            "content_time": [BEGIN + timedelta(days=one) for one in content],
            "etag": [f'"{one:x}-{held:x}"' for one, held in zip(page, content, strict=True)],
            "last_modified": [None] * size,
        }
        stem = f"{source_id}-{number:05d}"
        write_part(root / "index" / f"{stem}.parquet", pa.table(columns, schema=INDEX_SCHEMA))
        with (root / "warc" / f"{stem}.warc.gz").open("wb") as stream:
            stream.truncate(RECORD_BYTES * size)


def main() -> None:
    captures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(SOURCES):
            write_index(root, f"source-{number:02d}", captures // SOURCES)
        before = _peak_mb()
        archive = Archive(root)
        begun = time.perf_counter()
        with archive.writer("source-07") as writer:
            taken_up = time.perf_counter() - begun
            known = writer.last("https://source-07.exemple.fr/actualites/annonce-numero-1234")
        assert known is not None
        begun = time.perf_counter()
        addresses = archive.addresses()
        whole = time.perf_counter() - begun
        print(f"{captures} captures of {SOURCES} sources, {addresses.num_rows} addresses")
        print(f"to take up one source: {taken_up:.2f} s")
        print(f"what the whole archive holds: {whole:.1f} s, {1e6 * whole / captures:.2f} µs a capture")
        print(f"peak memory {_peak_mb():.0f} MB, {before:.0f} MB of it before")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
