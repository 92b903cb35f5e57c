from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cdxj_indexer.main import CDXJIndexer
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from flows.fetch.archive import INDEX_SCHEMA, Archive, ArchiveError, Stored
from flows.fetch.capture import Capture

MOMENT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


def page(name: str, body: bytes = b"<p>Forum</p>", source_id: str = "ars", day: int = 0) -> Capture:
    return Capture(
        source_id,
        f"https://exemple.fr/{name}",
        MOMENT + timedelta(days=day),
        "text/html; charset=utf-8",
        body,
    )


def index_of(archive: Archive) -> pa.Table:
    return pa.concat_tables([INDEX_SCHEMA.empty_table(), *(part for _, part in archive.parts())])


def read_all(path: Path) -> list[Capture]:
    archive = Archive(path)
    rows = index_of(archive).to_pylist()
    return list(archive.records(row for row in rows if row["warc_record_type"] == "response"))


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


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


def test_records_without_index_are_found_and_indexed_by_the_next_writer(tmp_path: Path) -> None:
    whole, crashed = tmp_path / "whole", tmp_path / "crashed"
    captures = [page("a", b"A"), page("b", b"B"), page("c", b"C")]
    Archive(whole).append(captures)
    Archive(crashed).append(captures[:1])
    (crashed / "warc" / "ars-00001.warc.gz").write_bytes((whole / "warc" / "ars-00001.warc.gz").read_bytes())
    assert read_all(crashed) == captures
    assert pq.read_metadata(crashed / "index" / "ars-00001.parquet").num_rows == 1
    assert Archive(crashed).append(captures) == 0
    assert contents(crashed) == contents(whole)


def test_half_a_record_is_cut_off(tmp_path: Path) -> None:
    whole, crashed = tmp_path / "whole", tmp_path / "crashed"
    captures = [page("a", b"A"), page("b", b"B" * 100)]
    Archive(whole).append(captures)
    content = (whole / "warc" / "ars-00001.warc.gz").read_bytes()
    Archive(crashed).append([])
    (crashed / "warc").mkdir(parents=True)
    for length in range(0, len(content), 7):
        (crashed / "warc" / "ars-00001.warc.gz").write_bytes(content[:length])
        (crashed / "index" / "ars-00001.parquet").unlink(missing_ok=True)
        assert read_all(crashed) in ([], captures[:1])
        Archive(crashed).append(captures)
        assert contents(crashed) == contents(whole)


def test_killed_writer_loses_at_most_one_record(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from flows.fetch.archive import Archive
        from flows.fetch.capture import Capture
        with Archive(Path(sys.argv[1])).writer("ars") as writer:
            for number in range(10**9):
                url = f"https://exemple.fr/{number}"
                writer.add(Capture("ars", url, datetime(2026, 1, 15, tzinfo=UTC), "text/html", url.encode()))
                print(number, flush=True)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    confirmed = next(int(line) for line in process.stdout if int(line) == 50)
    process.send_signal(signal.SIGKILL)
    confirmed += len(process.stdout.read().split())
    process.wait()
    stored = read_all(tmp_path)
    assert confirmed <= len(stored) <= confirmed + 2
    assert all(capture.body == capture.url.encode() for capture in stored)
    assert Archive(tmp_path).append(stored) == 0


def test_lost_index_is_rebuilt(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a"), page("b")])
    before = contents(tmp_path)
    (tmp_path / "index" / "ars-00001.parquet").unlink()
    assert archive.append([page("a")]) == 0
    assert contents(tmp_path) == before


def test_two_writers_of_one_source_are_refused(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("ars"), archive.writer("chu"), pytest.raises(ArchiveError, match="Another run"):
        archive.writer("ars").__enter__()
    with archive.writer("ars"):
        pass


def test_what_was_added_before_a_fault_is_indexed(tmp_path: Path) -> None:
    def breaks_after_one() -> Iterator[Capture]:
        yield page("a")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        Archive(tmp_path).append(breaks_after_one())
    assert pq.read_metadata(tmp_path / "index" / "ars-00001.parquet").num_rows == 1


def test_damage_is_told_with_its_place(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a")])
    warc = tmp_path / "warc" / "ars-00001.warc.gz"
    end = warc.stat().st_size
    warc.write_bytes(warc.read_bytes() + b"rubbish")
    with pytest.raises(ArchiveError, match=f"damaged at byte {end}"):
        index_of(archive)
    warc.write_bytes(b"")
    with pytest.raises(ArchiveError, match="shorter"):
        index_of(archive)


def test_missing_file_is_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("a")])
    [row] = index_of(archive).to_pylist()
    with pytest.raises(ArchiveError, match="no readable record at byte 3"):
        archive.read({**row, "warc_record_offset": 3})
    (tmp_path / "warc" / "ars-00001.warc.gz").unlink()
    with pytest.raises(ArchiveError, match="cannot be opened"):
        archive.read(row)


def test_archive_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="cannot be written"):
        Archive(tmp_path / "file").append([page("a")])


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
