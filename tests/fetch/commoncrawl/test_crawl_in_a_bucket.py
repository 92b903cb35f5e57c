from __future__ import annotations

import io
import random
from typing import Any

import pyarrow.parquet as pq
from crawl_files import HOST, WARC_NAME, Bucket, group_range, in_bucket, index_bytes, record, row, told


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
