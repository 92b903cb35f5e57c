from __future__ import annotations

import io
import random
import re
import shutil
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fsspec.spec import AbstractBufferedFile
from pydantic import ValidationError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetch import columnar_index, warc_record
from flows.fetch.archive import Archive
from flows.fetch.capture import Capture, Problem
from flows.fetch.columnar_index import locations
from flows.fetch.connectors.commoncrawl import CommonCrawl
from flows.fetch.source import SourceError, load_sources
from flows.fetch.storage import open_storage, unreadable
from flows.fetch.surt import host_name, surt
from flows.fetch.visitor import Visitor

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


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    return Crawl(tmp_path)


@pytest.fixture
def read(visitor: Visitor) -> Any:
    def read_all(connector: CommonCrawl) -> list[Capture | Problem]:
        return list(connector.announcements("ars", visitor))

    return read_all


def told(found: list[Capture | Problem]) -> list[bytes | str]:
    return [one.body if isinstance(one, Capture) else one.rule for one in found]


def test_capture_is_what_the_record_says(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"<p>A</p>"), fetch_time=datetime(2025, 1, 27, tzinfo=UTC)).save()
    assert read(crawl.connector()) == [Capture("ars", PAGE, MOMENT, "text/html; charset=utf-8", b"<p>A</p>")]
    assert not CommonCrawl.live


def test_record_that_is_not_compressed_is_read(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A", compressed=False)).add(record(body=b"B", compressed=False)).save()
    assert told(read(crawl.connector())) == [b"A", b"B"]


def test_only_announcements_of_the_hosts_are_taken(crawl: Crawl, read: Any) -> None:
    crawl.add(record(), fetch_status=404)
    crawl.add(record(), content_mime_detected="image/png")
    crawl.add(record(), content_mime_detected=None)
    for url in ("https://exemple.fr/a", "https://sub.www.exemple.fr/a", "https://www.exemple.fr.autre.fr/a"):
        crawl.add(record(url), url)
    for media_type in ("application/pdf", "text/calendar", "text/plain", "application/xhtml+xml"):
        crawl.add(record(body=media_type.encode()), content_mime_detected=media_type)
    crawl.add(record(f"http://{HOST}:8443/a", b"port"), f"http://{HOST}:8443/a")
    crawl.save()
    found = told(read(crawl.connector()))
    assert found == [b"application/pdf", b"text/calendar", b"text/plain", b"application/xhtml+xml", b"port"]


def test_several_hosts(crawl: Crawl, read: Any) -> None:
    for url in ("https://chu.exemple.fr/a", "https://santé.exemple.fr/c", PAGE):
        crawl.add(record(url, url.encode()), url)
    address = "http://127.0.0.1:8000/b"
    crawl.add(record(address), address, url_surtkey="1,0,0,127:8000)/b")
    hosts = ("CHU.exemple.fr", "127.0.0.1", "santé.exemple.fr")
    found = read(crawl.save().connector(hosts=hosts))
    assert [host_name(one.url) for one in found] == [
        "chu.exemple.fr",
        "xn--sant-epa.exemple.fr",
        "127.0.0.1",
    ]


def test_pattern_is_found_anywhere_in_the_address(crawl: Crawl, read: Any) -> None:
    for name in ("actualites/forum-2025", "actualites/liste", "mentions"):
        crawl.add(record(f"https://{HOST}/{name}", name.encode()), f"https://{HOST}/{name}")
    found = read(crawl.save().connector(url_pattern=r"/actualites/.*\d{4}$"))
    assert told(found) == [b"actualites/forum-2025"]


@pytest.mark.parametrize(
    "instant", [pa.timestamp("ms"), pa.timestamp("ns"), pa.timestamp("us", "UTC")], ids=str
)
def test_days_are_bounded_both_included(crawl: Crawl, read: Any, instant: pa.DataType) -> None:
    for day, hour in ((9, 23), (10, 0), (11, 23), (12, 0)):
        body = f"{day}".encode()
        crawl.add(record(body=body), fetch_time=datetime(2025, 1, day, hour, 59, 59, 999_000, UTC))
    crawl.save()
    place = COMMON_CRAWL.get_field_index("fetch_time")
    write_index(crawl.index, crawl.rows, COMMON_CRAWL.set(place, pa.field("fetch_time", instant)))
    since, until = date(2025, 1, 10), date(2025, 1, 11)
    assert told(read(crawl.connector(since=since, until=until))) == [b"10", b"11"]
    assert told(read(crawl.connector(since=since))) == [b"10", b"11", b"12"]
    assert told(read(crawl.connector(until=until))) == [b"9", b"10", b"11"]


def test_index_is_a_file_a_folder_or_a_glob(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A")).add(record(body=b"B")).save()
    write_index(crawl.index, crawl.rows[:1])
    write_index(crawl.index.with_name("part-00001.parquet"), crawl.rows[1:])
    (crawl.index.parent / "_SUCCESS").write_text("")
    assert told(read(crawl.connector())) == [b"A"]
    for index in (
        crawl.folder / "index",
        crawl.index.parent / "*.parquet",
        crawl.folder / "index/crawl=*/subset=warc",
    ):
        assert told(read(crawl.connector(index=index))) == [b"A", b"B"]


def test_declaration_is_relative_to_its_file(crawl: Crawl, read: Any, tmp_path: Path) -> None:
    crawl.add(record(body=b"A")).save()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "cc.yaml").write_text(
        "id: cc\ntitle: CC\nconnector:\n  kind: commoncrawl\n  index: ../index/crawl=*/subset=warc/*.parquet\n"
        f"  archives: ../archives\n  hosts: [{HOST}]\n  since: 2025-01-01\n  url_pattern: /actualites/\n"
    )
    [source] = load_sources(str(tmp_path / "sources" / "cc.yaml"))
    assert source.connector.obstacle("cc") is None
    assert told(read(source.connector)) == [b"A"]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("hosts: []", "connector.hosts: "),
        ("hosts: [https://www.exemple.fr]", "must be the name of a host, such as www.exemple.fr"),
        ("hosts: [www.exemple.fr/actualites]", "must be the name of a host"),
        ("hosts: [a.fr]\n  url_pattern: '('", "connector.url_pattern: “(” is not a regular expression"),
        ("hosts: [a.fr]\n  max_captures: 0", "connector.max_captures: "),
        ("hosts: [a.fr]\n  since: 2025-02-01\n  until: 2025-01-01", "since must not be later than until"),
    ],
)
def test_slip_in_a_declaration_is_told(tmp_path: Path, setting: str, sentence: str) -> None:
    declaration = tmp_path / "cc.yaml"
    declaration.write_text(
        f"id: cc\ntitle: CC\nconnector:\n  kind: commoncrawl\n  index: a.parquet\n  {setting}\n"
    )
    with pytest.raises(SourceError, match=re.escape(sentence)):
        load_sources(str(declaration))


def test_hosts_are_required() -> None:
    with pytest.raises(ValidationError, match="hosts"):
        CommonCrawl.model_validate({"index": "a.parquet"})


def test_archive_of_this_project_is_read(tmp_path: Path, read: Any) -> None:
    pages = [
        Capture("chu", f"https://{HOST}/{name}", MOMENT, "text/html", f"<p>{name}</p>".encode())
        for name in ("a?utm_source=x", "b")
    ]
    elsewhere = Capture("chu", "https://autre.fr/", MOMENT, "text/html", b"<p>c</p>")
    again = [replace(page, fetched_at=MOMENT + timedelta(days=1)) for page in pages]
    listing = Capture("chu", f"https://{HOST}/", MOMENT, "text/html", b"<p>d</p>", purpose="listing")
    Archive(tmp_path).append([*pages, *again, listing, elsewhere])
    connector = CommonCrawl(index=str(tmp_path / "index"), archives=str(tmp_path / "warc"), hosts=(HOST,))
    assert connector.obstacle("chu") is None
    assert [(one.url, one.fetched_at, one.content_type, one.body) for one in read(connector)] == [
        (one.url, one.fetched_at, one.content_type, one.body) for one in pages
    ]


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


@pytest.fixture
def bucket() -> Iterator[type[Bucket]]:
    fsspec.register_implementation("bucket", Bucket, clobber=True)
    for notes in (Bucket.files, Bucket.unreachable, Bucket.opened, Bucket.ranges):
        notes.clear()
    yield Bucket
    for notes in (Bucket.files, Bucket.unreachable, Bucket.opened, Bucket.ranges):
        notes.clear()


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


def test_nothing_but_the_matching_row_groups_and_records_is_read(bucket: type[Bucket], read: Any) -> None:
    first, second = record(body=b"A"), record(f"https://{HOST}/b", b"B")
    warc = b"\xff" * 5000 + first + b"\xff" * 3000 + second + b"\xff" * 100_000
    rows = [row(0, 9, f"https://{name}.com/") for name in ("a.a", "z.a", "a.b", "z.b")]
    rows += [row(8000 + len(first), len(second), f"https://{HOST}/b"), row(5000, len(first))]
    rows += [row(0, 9, f"https://{name}.org/") for name in ("a.a", "z.a", "a.b", "z.b", "a.c", "z.c")]
    index = index_bytes(rows)
    start, end = group_range(index, 2)
    footer = group_range(index, 5)[1]
    damaged = b"PAR1" + b"\xff" * (start - 4) + index[start:end] + b"\xff" * (footer - end) + index[footer:]
    bucket.files |= {"b/index/part-0.parquet": damaged, f"b/{WARC_NAME}": warc}
    bucket.files["b/index/part-1.parquet"] = index_bytes(rows[:4])

    assert told(read(in_bucket())) == [b"A", b"B"]
    assert [asked for asked in bucket.ranges if asked[0] == f"b/{WARC_NAME}"] == [
        (f"b/{WARC_NAME}", 5000, 5000 + len(first)),
        (f"b/{WARC_NAME}", 8000 + len(first), 8000 + len(first) + len(second)),
    ]
    assert bucket.opened.count(f"b/{WARC_NAME}") == 1


def test_index_of_other_hosts_costs_its_footer_only(bucket: type[Bucket], read: Any) -> None:
    sites = (f"https://{name}.site{number:04}.fr/" for number in range(1000) for name in "az")
    rows = [row(0, 9, site + 40 * "page") for site in sites]
    bucket.files["b/index/part-0.parquet"] = index = index_bytes(rows)
    assert read(in_bucket()) == []
    footer = group_range(index, 999)[1]
    tail = 1 << 16
    assert all(start >= min(footer, len(index) - tail) for _, start, _ in bucket.ranges)


def test_columns_that_are_not_needed_are_not_read(bucket: type[Bucket], read: Any) -> None:
    stored = record(body=b"A")
    index = index_bytes([row(0, len(stored), content_digest=random.Random(0).randbytes(200_000).hex())])
    bucket.files |= {"b/index/part-0.parquet": index, f"b/{WARC_NAME}": stored}
    assert told(read(in_bucket())) == [b"A"]
    digests = pq.read_metadata(io.BytesIO(index)).row_group(0).column(8)
    assert digests.path_in_schema == "content_digest"
    start, end = digests.dictionary_page_offset, digests.data_page_offset
    assert not [asked for asked in bucket.ranges if asked[1] < (start + end) // 2 < asked[2]]


def test_files_elsewhere_are_read_alike(read: Any) -> None:
    stored = record(body=b"A")
    memory = fsspec.filesystem("memory")
    memory.pipe({"/cc/index/a.parquet": index_bytes([row(0, len(stored))]), f"/cc/{WARC_NAME}": stored})
    try:
        for index in ("memory://cc/index", "memory://cc/index/*.parquet", "memory://cc/index/a.parquet"):
            connector = CommonCrawl(index=index, archives="memory://cc", hosts=(HOST,))
            assert connector.obstacle("ars") is None
            assert told(read(connector)) == [b"A"]
        assert told(read(CommonCrawl(index="memory://cc/none/*", archives="memory://cc", hosts=(HOST,)))) == [
            "index_missing"
        ]
    finally:
        memory.rm("/cc", recursive=True)


def test_archives_may_lie_on_a_web_server(crawl: Crawl, read: Any, site: Any) -> None:
    pytest.importorskip("aiohttp")
    asked = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        content, status = crawl.warc.read_bytes(), 200
        if "Range" in request.headers:
            asked.append(request.headers["Range"])
            first, last = map(int, asked[-1].removeprefix("bytes=").split("-"))
            content, status = content[first : last + 1], 206
        request.send_response(status)
        request.send_header("Accept-Ranges", "bytes")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    crawl.add(record(), fetch_status=404).add(record(body=b"B")).add(record(), fetch_status=404).save()
    site.raw[f"/{WARC_NAME}"] = answer
    crawl.rows[1]["warc_filename"] = "absent.warc.gz"
    write_index(crawl.index.with_name("part-00001.parquet"), crawl.rows)
    connector = crawl.connector(index=crawl.index.parent, archives=site.url)
    assert connector.obstacle("ars") is None
    assert told(read(connector)) == ["archive_missing", b"B"]
    start, length = (crawl.rows[1][f"warc_record_{name}"] for name in ("offset", "length"))
    assert asked == [f"bytes={start}-{start + length - 1}"]


def test_more_captures_than_allowed_are_told(crawl: Crawl, read: Any) -> None:
    for body in (b"A", b"B", b"C"):
        crawl.add(record(body=body))
    problem, *captures = read(crawl.save().connector(max_captures=2))
    assert told(captures) == [b"A", b"B"]
    assert problem.rule == "captures_limited"
    assert problem.reason_fr.startswith("L’index annonce plus de 2 captures ; seules les premières")
    assert problem.reason_en.startswith("The index names more than 2 captures; only the first were read.")
    assert told(read(crawl.connector(max_captures=3))) == [b"A", b"B", b"C"]


def test_revisit_is_passed_over(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A")).add(record(kind="revisit")).save()
    assert told(read(crawl.connector())) == [b"A"]


def test_missing_file_is_told_and_the_others_are_read(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A"))
    for number in range(12):
        crawl.add(record(), warc_filename=f"absent-{number:02}.warc.gz")
    crawl.add(record(), warc_filename="absent-00.warc.gz").save()
    *problems, capture = read(crawl.connector())
    assert capture.body == b"A"
    assert [problem.rule for problem in problems] == ["archive_missing"] * 12
    missing = f"{crawl.folder}/archives/absent-00.warc.gz"
    assert problems[0].reason_fr == (
        f"Le fichier {missing}, cité dans l’index, n’existe pas ; captures perdues : 2."
    )
    assert problems[0].reason_en == (
        f"The file {missing}, named in the index, does not exist; captures lost: 2."
    )


@pytest.mark.parametrize("cut", [1, 60])
def test_truncated_record_is_told(crawl: Crawl, read: Any, cut: int) -> None:
    crawl.add(record(body=b"A")).add(record(body=bytes(range(256)))).save()
    crawl.warc.write_bytes(crawl.warc.read_bytes()[:-cut])
    capture, problem = read(crawl.connector())
    assert capture.body == b"A"
    assert (problem.rule, problem.url) == ("warc_truncated", PAGE)
    assert str(crawl.warc) in problem.reason_fr
    assert f"after byte {crawl.rows[1]['warc_record_offset']} (" in problem.reason_en


def test_length_too_short_is_told(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=bytes(range(256)) * 4), warc_record_length=400).add(record(body=b"B")).save()
    assert told(read(crawl.connector())) == ["warc_truncated", b"B"]


@pytest.mark.parametrize(
    ("misplaced", "detail"),
    [
        ({"warc_record_offset": 3}, "Invalid WARC header"),
        ({"warc_record_offset": -1}, "length"),
        ({"warc_record_length": 0}, "length 0"),
        ({"warc_record_length": 10}, "no record"),
        ({"warc_record_length": 100}, "response)"),
        ({"url": f"https://{HOST}/autre"}, f"response {PAGE}"),
    ],
)
def test_place_that_holds_something_else_is_told(
    crawl: Crawl, read: Any, misplaced: dict[str, Any], detail: str
) -> None:
    crawl.add(record(body=bytes(range(256)) * 4), **misplaced).add(record(body=b"B")).save()
    problem, capture = sorted(read(crawl.connector()), key=lambda one: isinstance(one, Capture))
    assert (problem.rule, capture.body) == ("record_mismatch", b"B")
    assert "vérifier que l’index et les archives vont ensemble" in problem.reason_fr
    assert detail in problem.reason_en


def test_request_where_a_response_should_be_is_told(crawl: Crawl, read: Any) -> None:
    crawl.add(record(kind="request")).save()
    assert told(read(crawl.connector())) == ["record_mismatch"]


def test_record_too_large_is_not_read(bucket: type[Bucket], read: Any) -> None:
    small, large = record(body=b"A"), warc_record.MAX_BLOCK_BYTES + 1
    bucket.files["b/index/a.parquet"] = index_bytes([row(0, len(small)), row(0, large)])
    bucket.files[f"b/{WARC_NAME}"] = small
    assert told(read(in_bucket())) == [b"A", "body_too_large"]
    assert [asked[2] for asked in bucket.ranges if asked[0] == f"b/{WARC_NAME}"] == [len(small)]


def test_name_that_leads_out_of_the_archives_is_not_read(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A"), warc_filename="../outside.warc.gz").save()
    shutil.copy(crawl.warc, crawl.folder / "outside.warc.gz")
    assert told(read(crawl.connector())) == ["path_outside_archives"]


def test_archives_that_do_not_answer_are_left_in_peace(bucket: type[Bucket], read: Any) -> None:
    stored = record(body=b"A")
    names = [f"{number:02}.warc.gz" for number in range(25)]
    bucket.files["b/index/a.parquet"] = index_bytes(
        [row(0, len(stored), warc_filename=name) for name in names]
    )
    bucket.files["b/05.warc.gz"] = stored
    bucket.unreachable |= {f"b/{name}" for name in names if name < "12" and name != "05.warc.gz"}
    found = read(in_bucket())
    assert told(found) == [
        *["archive_unreadable"] * 5,
        b"A",
        *["archive_unreadable"] * 6,
        *["archive_missing"] * 4,
        "archives_unreachable",
    ]
    assert found[0].reason_en == (
        "The file bucket://b/00.warc.gz could not be read (ConnectionResetError: connection reset). "
        "Captures lost: 1."
    )
    assert found[-1].reason_fr == (
        "10 fichiers de suite n’ont pas pu être lus sous bucket://b/ ; captures restantes, non demandées : 9."
    )


def test_as_many_failures_and_no_more_need_no_further_word(bucket: type[Bucket], read: Any) -> None:
    names = [f"{number}.warc.gz" for number in range(10)]
    bucket.files["b/index/a.parquet"] = index_bytes([row(0, 9, warc_filename=name) for name in names])
    assert told(read(in_bucket())) == ["archive_missing"] * 10


def test_memory_does_not_grow_with_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of 32 row groups of 200 kB takes no more than a few of them."""
    monkeypatch.setattr(columnar_index, "_BATCH_ROWS", 100)
    index = tmp_path / "index.parquet"
    digits = random.Random(0)
    with pq.ParquetWriter(index, COMMON_CRAWL) as writer:
        for _ in range(32):
            rows = [row(0, 9, f"{PAGE}/{digits.randbytes(1000).hex()}") for _ in range(100)]
            writer.write_table(pa.Table.from_pylist(rows, schema=COMMON_CRAWL))
    assert index.stat().st_size > 32 * 200_000
    with index.open("rb") as stream:
        next(locations(stream, [HOST], None, None))
        tracemalloc.start()
        assert sum(1 for _ in locations(stream, [HOST], None, None)) == 3200
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("content", [b"", b"<html>", b"PAR1" + b"\xff" * 200 + b"PAR1"])
def test_index_that_is_not_parquet_is_told_and_the_others_are_read(
    crawl: Crawl, read: Any, content: bytes
) -> None:
    crawl.add(record(body=b"A")).save()
    crawl.index.with_name("bad.parquet").write_bytes(content)
    problem, capture = read(crawl.connector(index=crawl.index.parent))
    assert (problem.rule, capture.body) == ("index_unreadable", b"A")
    assert str(crawl.index.with_name("bad.parquet")) in problem.reason_fr


def test_damaged_row_group_is_told(crawl: Crawl, read: Any) -> None:
    crawl.add(record(body=b"A")).save()
    index = crawl.index.read_bytes()
    start, end = group_range(index, 0)
    crawl.index.write_bytes(index[:start] + b"\xff" * (end - start) + index[end:])
    assert told(read(crawl.connector())) == ["index_unreadable"]


def test_index_without_a_needed_column_is_told(crawl: Crawl, read: Any) -> None:
    crawl.add(record()).save()
    table = pq.read_table(crawl.index, partitioning=None)
    pq.write_table(table.drop_columns(["url_surtkey", "warc_record_length"]), crawl.index)
    [problem] = read(crawl.connector())
    assert problem.rule == "index_column_missing"
    assert problem.reason_fr.endswith(": warc_record_length, url_surtkey.")
    assert "lacks the column warc_record_length, url_surtkey;" in problem.reason_en


@pytest.mark.parametrize("column", ["warc_filename", "warc_record_offset", "warc_record_length"])
def test_row_without_a_place_is_told(crawl: Crawl, read: Any, column: str) -> None:
    crawl.add(record(), **{column: None}).save()
    [problem] = read(crawl.connector())
    assert problem.rule == "index_unreadable"
    assert column in problem.reason_en


@pytest.mark.parametrize("index", ["absent.parquet", "*.parquet", "."])
def test_index_that_is_not_there_is_an_obstacle(crawl: Crawl, read: Any, index: str) -> None:
    connector = crawl.connector(index=crawl.folder / index)
    obstacle = connector.obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "index_missing"
    assert obstacle.reason_fr == f"Aucun index (fichier Parquet) à l’emplacement {crawl.folder / index}."
    assert obstacle.reason_en == f"There is no index (Parquet file) at {crawl.folder / index}."
    assert read(connector) == [obstacle]


def test_archives_that_are_not_there_are_an_obstacle(crawl: Crawl) -> None:
    crawl.add(record()).save()
    obstacle = crawl.connector(archives=crawl.folder / "absent").obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "archives_missing"
    assert "Il n’y a pas de dossier" in obstacle.reason_fr
    assert f"There is no folder {crawl.folder / 'absent'}" in obstacle.reason_en


@pytest.mark.parametrize("place", ["index", "archives"])
def test_missing_library_is_an_obstacle(
    crawl: Crawl, read: Any, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "botocore.session", None)
    crawl.add(record()).save()
    connector = crawl.connector(**{place: "s3://commoncrawl/"})
    obstacle = connector.obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "storage_library_missing"
    assert "bibliothèque qui n’est pas installée" in obstacle.reason_fr
    for reason in (obstacle.reason_fr, obstacle.reason_en):
        assert "pip install 'regional-health-initiatives[s3]'" in reason
    assert read(connector) == [obstacle]


@pytest.mark.parametrize("place", ["index", "archives"])
def test_address_of_no_known_form_is_an_obstacle(crawl: Crawl, place: str) -> None:
    crawl.add(record()).save()
    obstacle = crawl.connector(**{place: "s4://commoncrawl/"}).obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "storage_unusable"
    assert "L’adresse s4://commoncrawl/ n’est pas utilisable" in obstacle.reason_fr


def test_s3_is_asked_anonymously_only_without_credentials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("s3fs")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))

    def is_anonymous() -> bool:
        opened = open_storage("ars", "s3://commoncrawl/cc-index")
        assert not isinstance(opened, Problem)
        assert opened[1] == "commoncrawl/cc-index"
        return bool(opened[0].anon)

    assert is_anonymous()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "EXEMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "exemple")
    assert not is_anonymous()


def test_refusal_of_s3_says_what_else_there_is() -> None:
    problem = unreadable("ars", "archive_unreadable", "s3://commoncrawl/a", PermissionError("Access Denied"))
    assert "demande un compte AWS" in problem.reason_fr
    assert problem.reason_en.endswith("its files are at https://data.commoncrawl.org/.")
    elsewhere = unreadable("ars", "archive_unreadable", "/archives/a", PermissionError("denied"))
    assert "AWS" not in elsewhere.reason_fr + elsewhere.reason_en
