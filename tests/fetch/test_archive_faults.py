"""An archive whose writer was killed, or that is damaged, in the way or in use."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archived import contents, index_of, page, read_all

from flows.fetch.archive import Archive, ArchiveError
from flows.fetch.capture import Capture


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
