from __future__ import annotations

import gzip
import io
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetch import warc_record
from flows.fetch.archive import Archive, Stored
from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.warc import Warc

HTML = [("Content-Type", "text/html; charset=utf-8")]


class Tape:
    """A WARC file as warcio writes it."""

    def __init__(self, path: Path, gzipped: bool = True) -> None:
        self.path = path
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=gzipped, warc_version="1.1")

    def add(
        self,
        url: str,
        body: bytes = b"<p>Forum</p>",
        kind: str = "response",
        status: str = "200 OK",
        headers: list[tuple[str, str]] = HTML,
        content_type: str | None = None,
    ) -> Tape:
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type=content_type or "",
            warc_headers_dict={"WARC-Date": "2026-01-15T09:30:00.5Z"},
        )
        self._writer.write_record(record)
        return self

    def revisit(self, url: str, status: str | None) -> Tape:
        """Add a `revisit`; the head of its HTTP response is stored if a status is given."""
        http = StatusAndHeaders(status, HTML, protocol="HTTP/1.1") if status else None
        record = self._writer.create_revisit_record(
            url, "sha256:EXEMPLE", url, "2026-01-15T09:30:00Z", http, {"WARC-Date": "2026-01-16T09:30:00Z"}
        )
        self._writer.write_record(record)
        return self

    def save(self, cut: int = 0, tail: bytes = b"") -> Warc:
        content = self._buffer.getvalue()
        self.path.write_bytes(content[: len(content) - cut] + tail)
        return Warc(path=self.path)


class _Offline:
    def listing(self, url: str) -> Capture | Problem:
        raise AssertionError(f"{url} was asked for")


def read(connector: Warc) -> list[Capture | Problem]:
    return list(connector.announcements("ars", _Offline()))


def bodies(found: list[Capture | Problem]) -> list[bytes | str]:
    return [one.body if isinstance(one, Capture) else one.rule for one in found]


@pytest.mark.parametrize(("name", "gzipped"), [("a.warc.gz", True), ("a.warc", False), ("a.warc.gz", False)])
def test_response_is_a_capture(tmp_path: Path, name: str, gzipped: bool) -> None:
    found = read(Tape(tmp_path / name, gzipped).add("https://exemple.fr/é", b"<p>A</p>").save())
    moment = datetime(2026, 1, 15, 9, 30, 0, 500_000, tzinfo=UTC)
    assert found == [Capture("ars", "https://exemple.fr/é", moment, "text/html; charset=utf-8", b"<p>A</p>")]


def test_resource_is_a_capture(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.warc.gz")
    tape.add("https://exemple.fr/dossier.pdf", b"%PDF-1.7", "resource", content_type="application/pdf")
    [capture] = read(tape.save())
    assert isinstance(capture, Capture)
    assert (capture.content_type, capture.body) == ("application/pdf", b"%PDF-1.7")


def test_what_is_no_announcement_is_passed_over(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.warc.gz")
    tape.add("https://exemple.fr/robots.txt", b"User-agent: *", headers=[("Content-Type", "text/plain")])
    tape.add("dns:exemple.fr", b"x", "resource", content_type="text/dns")
    tape.add("urn:X-wpull:log", b"x", "resource", content_type="text/plain")
    tape.add("https://exemple.fr/a", b"x", "metadata", content_type="application/warc-fields")
    tape.add("https://exemple.fr/a", b"x", "conversion", content_type="text/plain")
    tape.add("https://exemple.fr/absente", status="404 Not Found")
    tape.add("https://exemple.fr/ailleurs", b"", status="301 Moved")
    tape.add("https://exemple.fr/logo.png", b"x", headers=[("Content-Type", "image/png")])
    tape.add("https://exemple.fr/a.css", b"x", headers=[("Content-Type", "text/css; charset=utf-8")])
    tape.add("https://exemple.fr/a", b"A")
    assert bodies(read(tape.save())) == [b"A"]


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified", None])
def test_revisit_is_passed_over(tmp_path: Path, status: str | None, gzipped: bool) -> None:
    tape = Tape(tmp_path / "a.warc.gz", gzipped).add("https://exemple.fr/a", b"A")
    tape.revisit("https://exemple.fr/a", status).add("https://exemple.fr/b", b"B")
    assert bodies(read(tape.revisit("https://exemple.fr/b", status).save())) == [b"A", b"B"]


def test_file_of_revisits_alone_is_read_without_a_problem(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.warc.gz").revisit("https://exemple.fr/a", "200 OK")
    assert read(tape.revisit("https://exemple.fr/b", None).save()) == []


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("cut", [30, 200])
def test_file_that_ends_in_what_is_passed_over_is_cut_short_all_the_same(
    tmp_path: Path, gzipped: bool, cut: int
) -> None:
    noise = random.Random(0).randbytes(500)
    for kind, status in (("metadata", ""), ("response", "404 Not Found")):
        tape = Tape(tmp_path / f"{kind}.warc.gz", gzipped).add("https://exemple.fr/a", b"A")
        tape.add("https://exemple.fr/b", noise, kind, status=status)
        assert bodies(read(tape.save(cut))) == [b"A", "warc_truncated"]
    tape = Tape(tmp_path / "revisit.warc.gz", gzipped).add("https://exemple.fr/a", b"A")
    assert bodies(read(tape.revisit("https://exemple.fr/a", "200 OK").save(cut))) == [b"A", "warc_truncated"]


def test_archive_of_this_project_gives_its_announcements_once(tmp_path: Path) -> None:
    moments = [datetime(2026, 1, day, tzinfo=UTC) for day in (15, 16, 17)]
    first, same, confirmed = (
        Capture("chu", "https://exemple.fr/a", moment, "text/html", b"A") for moment in moments
    )
    archive = Archive(tmp_path)
    with archive.writer("chu") as writer:
        writer.add(first)
        assert writer.add(same) is Stored.SAME
        known = writer.last(first.url)
        assert known is not None
        writer.confirm(replace(confirmed, status=304, body=b""), known)
        writer.add(Capture("chu", "https://exemple.fr/", moments[0], "text/html", b"L", purpose="listing"))
        rules = "https://exemple.fr/.well-known/tdmrep.json"
        writer.add(Capture("chu", rules, moments[0], "application/json", b"[]", purpose="rules"))
    assert read(Warc(path=tmp_path)) == [replace(first, source_id="ars")]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("<https://exemple.fr/a>", "https://exemple.fr/a"),
        ("https://exemple.fr/a b", "https://exemple.fr/a%20b"),
    ],
)
def test_address_is_taken_without_what_does_not_belong_in_it(tmp_path: Path, written: str, url: str) -> None:
    [capture] = read(Tape(tmp_path / "a.warc.gz").add(written).save())
    assert capture.url == url


@pytest.mark.parametrize(
    ("headers", "stored"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(b"Atelier")),
        ([("Transfer-Encoding", "chunked")], b"7\r\nAtelier\r\n0\r\n\r\n"),
        (
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(b"Atelier")), gzip.compress(b"Atelier")),
        ),
        ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")], gzip.compress(b"Atelier")),
        ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")], b"7\r\nAtelier\r\n0\r\n\r\n"),
        ([("Content-Encoding", "gzip")], b"Atelier"),
        ([("Transfer-Encoding", "chunked")], b"Atelier"),
    ],
)
def test_encodings_are_undone_also_where_headers_promise_too_much(
    tmp_path: Path, headers: list[tuple[str, str]], stored: bytes
) -> None:
    tape = Tape(tmp_path / "a.warc.gz").add("https://exemple.fr/a", stored, headers=HTML + headers)
    tape.add("https://exemple.fr/b", b"suite")
    assert bodies(read(tape.save())) == [b"Atelier", b"suite"]


def test_empty_page_is_a_capture(tmp_path: Path) -> None:
    assert bodies(read(Tape(tmp_path / "a.warc.gz").add("https://exemple.fr/a", b"").save())) == [b""]


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("cut", [40, 120])
def test_truncated_file_keeps_what_is_whole_and_says_where(tmp_path: Path, gzipped: bool, cut: int) -> None:
    tape = Tape(tmp_path / "a.warc.gz", gzipped)
    tape.add("https://exemple.fr/a", b"A" * 9).add("https://exemple.fr/b", bytes(range(256)))
    capture, problem = read(tape.save(cut))
    assert isinstance(capture, Capture)
    assert capture.body == b"A" * 9
    assert isinstance(problem, Problem)
    assert problem.rule == "warc_truncated"
    assert str(tmp_path / "a.warc.gz") in problem.reason_fr
    assert "after byte" in problem.reason_en


def test_rubbish_after_the_records_is_told(tmp_path: Path) -> None:
    found = read(Tape(tmp_path / "a.warc.gz").add("https://exemple.fr/a", b"A").save(tail=b"rubbish"))
    assert bodies(found) == [b"A", "warc_truncated"]


@pytest.mark.parametrize("content", [b"", b"<html>no archive</html>\n" * 50, gzip.compress(b"no archive")])
def test_file_that_is_no_warc_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    assert bodies(read(Warc(path=tmp_path / "a.warc.gz"))) == ["warc_unreadable"]


def test_whole_file_as_one_gzip_stream_is_read(tmp_path: Path) -> None:
    plain = Tape(tmp_path / "a.warc", gzipped=False).add("https://exemple.fr/a", b"A")
    plain.add("https://exemple.fr/b", b"B").save()
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress((tmp_path / "a.warc").read_bytes()))
    assert bodies(read(Warc(path=tmp_path / "b.warc.gz"))) == [b"A", b"B"]


def test_record_too_large_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_record, "MAX_BODY_BYTES", 1000)
    monkeypatch.setattr(warc_record, "MAX_BLOCK_BYTES", 1200)
    tape = Tape(tmp_path / "a.warc.gz").add("https://exemple.fr/grand", b"x" * 5000)
    bomb = gzip.compress(b"x" * 5000)
    tape.add("https://exemple.fr/bombe", bomb, headers=[*HTML, ("Content-Encoding", "gzip")])
    tape.add("https://exemple.fr/juste", b"x" * 1000)
    assert bodies(read(tape.save())) == ["body_too_large", "body_too_large", b"x" * 1000]


def test_every_warc_below_a_folder_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    Tape(tmp_path / "b.warc").add("https://exemple.fr/b", b"B").save()
    Tape(tmp_path / "2026" / "a.warc.gz").add("https://exemple.fr/a", b"A").save()
    (tmp_path / "notes.txt").write_text("no archive")
    assert bodies(read(Warc(path=tmp_path))) == [b"A", b"B"]


def test_folder_without_warc_is_an_obstacle(tmp_path: Path) -> None:
    obstacle = Warc(path=tmp_path).obstacle("ars")
    assert obstacle is not None
    assert obstacle.rule == "warc_missing"
    assert Warc(path=tmp_path / "absent.warc.gz").obstacle("ars") is not None
