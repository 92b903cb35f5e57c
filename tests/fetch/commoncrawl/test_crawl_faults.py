from __future__ import annotations

import random
import shutil
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from crawl_files import (
    COMMON_CRAWL,
    HOST,
    PAGE,
    WARC_NAME,
    Bucket,
    Crawl,
    group_range,
    in_bucket,
    index_bytes,
    record,
    row,
    told,
)

from flows.fetch import columnar_index, warc_record
from flows.fetch.capture import Capture, Problem
from flows.fetch.columnar_index import locations
from flows.fetch.storage import open_storage, unreadable


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
