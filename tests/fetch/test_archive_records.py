"""What is stored comes back as it was, for this project's readers and for others."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from archived import MOMENT, contents, index_of, page, read_all
from cdxj_indexer.main import CDXJIndexer
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from flows.fetch.archive import INDEX_SCHEMA, Archive
from flows.fetch.capture import Capture


def test_captures_come_back_as_they_were(tmp_path: Path) -> None:
    captures = [
        page("a", b""),
        page("é?x=1", b"\x00\xff\r\n\r\nWARC/1.1\r\n"),
        Capture("ars", "https://exemple.fr/c.pdf", MOMENT + timedelta(microseconds=5), "", b"%PDF-1.7"),
        page("a", source_id="chu"),
    ]
    assert Archive(tmp_path).append(captures) == 4
    assert read_all(tmp_path) == captures


def test_index_has_common_crawls_columns(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("Forum/?utm_source=lettre", b"%PDF-1.7")])
    index = index_of(archive)
    assert index.schema.equals(INDEX_SCHEMA)
    [row] = index.to_pylist()
    assert {name: row[name] for name in list(row)[:9]} == {
        "url_surtkey": "fr,exemple)/Forum",
        "url": "https://exemple.fr/Forum/?utm_source=lettre",
        "url_host_name": "exemple.fr",
        "fetch_time": MOMENT,
        "fetch_status": 200,
        "fetch_redirect": None,
        "content_digest": hashlib.sha256(b"%PDF-1.7").hexdigest(),
        "content_mime_type": "text/html",
        "content_mime_detected": "application/pdf",
    }
    assert (row["warc_filename"], row["source_id"]) == ("ars-00001.warc.gz", "ars")
    stored = (tmp_path / "warc" / "ars-00001.warc.gz").read_bytes()
    member = stored[row["warc_record_offset"] :][: row["warc_record_length"]]
    assert gzip.decompress(member).endswith(b"%PDF-1.7\r\n\r\n")
    assert archive.read(row).body == b"%PDF-1.7"


def test_warcio_reads_the_archive(tmp_path: Path) -> None:
    Archive(tmp_path).append([page("a", b"A"), page("b", b"B")])
    with (tmp_path / "warc" / "ars-00001.warc.gz").open("rb") as stream:
        records = [
            (
                record.rec_type,
                record.rec_headers["WARC-Date"],
                record.rec_headers["WARC-Target-URI"],
                record.http_headers and record.http_headers["Content-Type"],
                record.content_stream().read(),
            )
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    date = "2026-01-15T09:30:00Z"
    assert records[0][:2] == ("warcinfo", date)
    assert b"isPartOf: ars\r\n" in records[0][4]
    assert records[1:] == [
        ("response", date, "https://exemple.fr/a", "text/html; charset=utf-8", b"A"),
        ("response", date, "https://exemple.fr/b", "text/html; charset=utf-8", b"B"),
    ]


def test_payload_digest_is_in_the_record(tmp_path: Path) -> None:
    Archive(tmp_path).append([page("a", b"A")])
    with (tmp_path / "warc" / "ars-00001.warc.gz").open("rb") as stream:
        digests = [record.rec_headers["WARC-Payload-Digest"] for record in ArchiveIterator(stream)]
    assert digests == [None, "sha256:" + base64.b32encode(hashlib.sha256(b"A").digest()).decode()]


def test_cdxj_indexer_reads_the_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a", b"A"), page("a", b"A", day=1), page("b", b"B")])
    out = io.StringIO()
    CDXJIndexer(out, [str(tmp_path / "warc" / "ars-00001.warc.gz")]).process_all()
    lines = [line.split(" ", 2) for line in out.getvalue().splitlines()]
    assert [(key, stamp, json.loads(rest)["mime"]) for key, stamp, rest in lines] == [
        ("fr,exemple)/a", "20260115093000", "text/html"),
        ("fr,exemple)/a", "20260116093000", "warc/revisit"),
        ("fr,exemple)/b", "20260115093000", "text/html"),
    ]


def test_same_captures_give_the_same_bytes(tmp_path: Path) -> None:
    captures = [page("a"), page("b"), page("c", source_id="chu")]
    Archive(tmp_path / "1").append(captures)
    for capture in reversed(captures):
        if capture.source_id == "chu":
            Archive(tmp_path / "2").append([capture])
    Archive(tmp_path / "2").append(captures[:1])
    Archive(tmp_path / "2").append(captures[1:])
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_full_file_is_followed_by_a_new_one(tmp_path: Path) -> None:
    captures = [page(str(number), os.urandom(400)) for number in range(5)]
    assert Archive(tmp_path, warc_bytes=1500).append(captures[:3]) == 3
    assert Archive(tmp_path, warc_bytes=1500).append(captures) == 2
    assert sorted(file.name for file in (tmp_path / "warc").iterdir()) == [
        "ars-00001.warc.gz",
        "ars-00002.warc.gz",
        "ars-00003.warc.gz",
    ]
    assert read_all(tmp_path) == captures


def test_records_come_in_the_order_of_the_rows(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a"), page("b"), page("c", source_id="chu")])
    rows = index_of(archive).to_pylist()
    asked = [rows[2], rows[1], rows[0], rows[2]]
    assert [capture.url for capture in archive.records(asked)] == [row["url"] for row in asked]


def test_other_processes_read_while_the_archive_is_open(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("ars") as writer:
        for number in range(20):
            writer.add(page(str(number), str(number).encode()))
        rows = index_of(archive).to_pylist()
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            bodies = [capture.body for capture in pool.map(archive.read, rows)]
    assert bodies == [str(number).encode() for number in range(20)]


def test_archive_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert index_of(Archive(tmp_path / "absent")).equals(INDEX_SCHEMA.empty_table())
    assert Archive(tmp_path / "absent").addresses().num_rows == 0
    assert not (tmp_path / "absent").exists()


@settings(max_examples=60, deadline=None)
@given(
    pages=st.lists(
        st.tuples(
            st.binary(max_size=300),
            st.text(st.characters(categories=["L", "N"]), max_size=8),
            st.datetimes(datetime(1996, 1, 1), datetime(2100, 1, 1)),
            st.sampled_from(["", "text/html", "text/plain; charset=iso-8859-1", "application/pdf"]),
        ),
        max_size=6,
    )
)
def test_any_bodies_come_back(
    pages: list[tuple[bytes, str, datetime, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("archive")
    stored = [
        Capture("ars", f"https://exemple.fr/{number}{url}", moment.replace(tzinfo=UTC), content_type, body)
        for number, (body, url, moment, content_type) in enumerate(pages)
    ]
    Archive(path).append(stored)
    assert read_all(path) == stored
