from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pytest
from crawl_files import (
    COMMON_CRAWL,
    HOST,
    MOMENT,
    PAGE,
    WARC_NAME,
    Crawl,
    index_bytes,
    record,
    row,
    told,
    write_index,
)
from pydantic import ValidationError

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.fetch.connectors.commoncrawl import CommonCrawl
from flows.fetch.source import SourceError, load_sources
from flows.fetch.surt import host_name


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
