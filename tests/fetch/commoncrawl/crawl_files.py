"""A crawl as Common Crawl lays it out, small: an index in Parquet, and archives, on disk or in a bucket."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.spec import AbstractBufferedFile
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.commoncrawl import CommonCrawl
from flows.fetch.surt import host_name, surt

HOST = "www.exemple.fr"
PAGE = f"https://{HOST}/actualites/forum"
MOMENT = datetime(2025, 1, 26, 14, 30, tzinfo=UTC)
WARC_NAME = "crawl-data/CC-MAIN-2025-05/segments/1736703361941.29/warc/CC-MAIN-20250126135402-00000.warc.gz"
COMMON_CRAWL = pa.schema(
    {
        "url_surtkey": pa.string(),
        "url": pa.string(),
        "url_host_name": pa.string(),
        "url_host_tld": pa.string(),
        "url_protocol": pa.string(),
        "url_port": pa.int32(),
        "fetch_time": pa.timestamp("ms"),
        "fetch_status": pa.int16(),
        "content_digest": pa.string(),
        "content_mime_type": pa.string(),
        "content_mime_detected": pa.string(),
        "content_languages": pa.string(),
        "warc_filename": pa.string(),
        "warc_record_offset": pa.int32(),
        "warc_record_length": pa.int32(),
        "warc_segment": pa.string(),
    }
)
"""Some of Common Crawl's columns, in their order, with their types."""


def record(
    url: str = PAGE, body: bytes = b"<p>Forum</p>", kind: str = "response", compressed: bool = True
) -> bytes:
    """A record as it stands in a WARC file."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=compressed, warc_version="1.0")
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    date_header = {"WARC-Date": "2025-01-26T14:30:00Z"}
    if kind == "revisit":
        writer.write_record(
            writer.create_revisit_record(url, "sha1:A", url, "2024-01-01T00:00:00Z", headers, date_header)
        )
    else:
        http = headers if kind in ("response", "request") else None
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=date_header
            )
        )
    return buffer.getvalue()


def row(offset: int, length: int, url: str = PAGE, **others: Any) -> dict[str, Any]:
    """A row of the index as Common Crawl would write it."""
    return {
        "url_surtkey": surt(url),
        "url": url,
        "url_host_name": host_name(url),
        "url_host_tld": "fr",
        "url_protocol": "https",
        "fetch_time": MOMENT,
        "fetch_status": 200,
        "content_mime_type": "text/html",
        "content_mime_detected": "text/html",
        "warc_filename": WARC_NAME,
        "warc_record_offset": offset,
        "warc_record_length": length,
        **others,
    }


def write_index(
    path: Path | io.BytesIO, rows: list[dict[str, Any]], schema: pa.Schema = COMMON_CRAWL
) -> None:
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, row_group_size=2)


class Crawl:
    """An archive of one WARC file with its index, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index" / "crawl=CC-MAIN-2025-05" / "subset=warc" / "part-00000.parquet"
        self.warc = folder / "archives" / WARC_NAME
        self.rows: list[dict[str, Any]] = []
        self._content = b""

    def add(self, stored: bytes, url: str = PAGE, **others: Any) -> Crawl:
        self.rows.append(row(len(self._content), len(stored), url, **others))
        self._content += stored
        return self

    def save(self) -> Crawl:
        write_index(self.index, self.rows)
        self.warc.parent.mkdir(parents=True, exist_ok=True)
        self.warc.write_bytes(self._content)
        return self

    def connector(self, **settings: Any) -> CommonCrawl:
        chosen = {"index": self.index, "archives": self.folder / "archives", "hosts": (HOST,)} | settings
        return CommonCrawl.model_validate(
            {name: str(value) if isinstance(value, Path) else value for name, value in chosen.items()}
        )


def told(found: list[Capture | Problem]) -> list[bytes | str]:
    return [one.body if isinstance(one, Capture) else one.rule for one in found]


class Bucket(fsspec.AbstractFileSystem):
    """Files elsewhere, had by ranges of bytes; notes which."""

    protocol = "bucket"
    cachable = False
    files: ClassVar[dict[str, bytes]] = {}
    unreachable: ClassVar[set[str]] = set()
    opened: ClassVar[list[str]] = []
    ranges: ClassVar[list[tuple[str, int, int]]] = []

    def ls(self, path: str, detail: bool = True, **_: Any) -> list[Any]:
        path = self._strip_protocol(path).rstrip("/")
        entries = {}
        for name, content in self.files.items():
            if name == path:
                entries[name] = {"name": name, "size": len(content), "type": "file"}
            elif name.startswith(f"{path}/"):
                child = f"{path}/{name[len(path) + 1 :].partition('/')[0]}"
                kind = "file" if child == name else "directory"
                entries[child] = {"name": child, "size": len(content), "type": kind}
        if not entries:
            raise FileNotFoundError(path)
        return list(entries.values()) if detail else list(entries)

    def _open(self, path: str, mode: str = "rb", **settings: Any) -> AbstractBufferedFile:
        if path in self.unreachable:
            raise ConnectionResetError("connection reset")
        self.opened.append(path)
        settings.pop("block_size", None)
        return _Object(self, path, mode, **settings)


class _Object(AbstractBufferedFile):
    def _fetch_range(self, start: int, end: int) -> bytes:
        self.fs.ranges.append((self.path, start, end))
        content: bytes = self.fs.files[self.path]
        return content[start:end]


def index_bytes(rows: list[dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    write_index(buffer, rows)
    return buffer.getvalue()


def in_bucket(**settings: Any) -> CommonCrawl:
    return CommonCrawl(index="bucket://b/index", archives="bucket://b/", hosts=(HOST,), **settings)


def group_range(index: bytes, group: int) -> tuple[int, int]:
    """The bytes that a row group of an index takes up."""
    columns = pq.read_metadata(io.BytesIO(index)).row_group(group)
    chunks = [columns.column(number) for number in range(columns.num_columns)]
    starts = [
        chunk.data_page_offset if chunk.dictionary_page_offset is None else chunk.dictionary_page_offset
        for chunk in chunks
    ]
    return min(starts), max(
        start + chunk.total_compressed_size for start, chunk in zip(starts, chunks, strict=True)
    )
