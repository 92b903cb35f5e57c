"""Addresses that are captured again and again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from archived import MOMENT, contents, page, read_all
from warcio.archiveiterator import ArchiveIterator

from flows.fetch.archive import Archive, Stored
from flows.fetch.capture import Capture


def test_what_is_stored_is_not_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("ars") as writer:
        assert [writer.add(page("a", b"1")), writer.add(page("a", b"1"))] == [Stored.NEW, Stored.KNOWN]
    before = contents(tmp_path)
    with archive.writer("ars") as writer:
        assert writer.add(page("a", b"1")) is Stored.KNOWN
    assert contents(tmp_path) == before
    with archive.writer("ars") as writer:
        assert writer.add(page("a", b"1", day=1)) is Stored.SAME
        assert writer.add(page("a", b"2", day=2)) is Stored.NEW
        assert writer.add(page("a", b"1", day=3)) is Stored.NEW
    assert [capture.body for capture in read_all(tmp_path)] == [b"1", b"2", b"1"]


def test_content_that_stays_is_a_revisit_that_says_where_it_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for day in (0, 2):
        archive.append([page("a", b"A", day=day)])
    with archive.writer("ars") as writer:
        known = writer.last("https://exemple.fr/a")
        assert known is not None
        answer = Capture("ars", "https://exemple.fr/a", MOMENT + timedelta(days=4), "", b"", 304)
        writer.confirm(answer, known)
    with (tmp_path / "warc" / "ars-00001.warc.gz").open("rb") as stream:
        revisits = [
            (
                record.rec_headers["WARC-Profile"].rpartition("/")[2],
                record.rec_headers["WARC-Date"],
                record.rec_headers["WARC-Refers-To-Date"],
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(stream)
            if record.rec_type == "revisit"
        ]
    assert revisits == [
        ("identical-payload-digest", "2026-01-17T09:30:00Z", "2026-01-15T09:30:00Z", "200", b""),
        ("server-not-modified", "2026-01-19T09:30:00Z", "2026-01-15T09:30:00Z", "304", b""),
    ]
    [address] = archive.addresses().to_pylist()
    assert (address["first_time"], address["fetch_time"], address["content_time"]) == (
        MOMENT,
        MOMENT + timedelta(days=4),
        MOMENT,
    )
    assert archive.read(address) == page("a", b"A")


def test_validators_are_known_by_the_next_writer_even_if_a_304_leaves_them_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = replace(
        page("a", b"A"), headers=(("ETag", '"1"'), ("last-modified", "Thu, 15 Jan 2026 08:00:00 GMT"))
    )
    archive.append([first])
    for day in (1, 2):
        with archive.writer("ars") as writer:
            known = writer.last(first.url)
            assert known is not None
            assert (known.etag, known.last_modified) == ('"1"', "Thu, 15 Jan 2026 08:00:00 GMT")
            assert known.fetched_at == MOMENT + timedelta(days=day - 1)
            answer = Capture("ars", first.url, MOMENT + timedelta(days=day), "", b"", 304, (("Server", "x"),))
            writer.confirm(answer, known)
    for file in (tmp_path / "index").iterdir():
        file.unlink()
    with archive.writer("ars") as writer:
        assert (writer.last(first.url) or known).etag == '"1"'
    assert archive.read(archive.addresses().to_pylist()[0]) == first


def test_addresses_are_one_row_each_however_often_they_were_captured(tmp_path: Path) -> None:
    archive = Archive(tmp_path, warc_bytes=1500)
    for day in range(30):
        archive.append([page("a", b"old" if day < 20 else b"new", day=day), page(f"b{day}", b"B", day=day)])
    assert len(list((tmp_path / "warc").iterdir())) > 5
    found = {row["url"]: row for row in archive.addresses().to_pylist()}
    assert len(found) == 31
    row = found["https://exemple.fr/a"]
    assert (row["first_time"], row["content_time"], row["fetch_time"]) == (
        MOMENT,
        MOMENT + timedelta(days=20),
        MOMENT + timedelta(days=29),
    )
    assert archive.read(row).body == b"new"
    assert row["first_digest"] == hashlib.sha256(b"old").hexdigest()


def test_capture_older_than_what_is_stored_does_not_replace_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a", b"1"), page("a", b"1", day=3)])
    archive.append([page("a", b"2", day=2)])
    [row] = archive.addresses().to_pylist()
    assert (row["fetch_time"], archive.read(row).body) == (MOMENT + timedelta(days=3), b"1")
