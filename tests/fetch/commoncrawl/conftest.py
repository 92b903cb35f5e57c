"""A crawl on disk, a bucket, and what the connector reads in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from crawl_files import Bucket, Crawl

from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.commoncrawl import CommonCrawl
from flows.fetch.visitor import Visitor


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    return Crawl(tmp_path)


@pytest.fixture
def read(visitor: Visitor) -> Any:
    def read_all(connector: CommonCrawl) -> list[Capture | Problem]:
        return list(connector.announcements("ars", visitor))

    return read_all


@pytest.fixture
def bucket() -> Iterator[type[Bucket]]:
    fsspec.register_implementation("bucket", Bucket, clobber=True)
    for notes in (Bucket.files, Bucket.unreachable, Bucket.opened, Bucket.ranges):
        notes.clear()
    yield Bucket
    for notes in (Bucket.files, Bucket.unreachable, Bucket.opened, Bucket.ranges):
        notes.clear()
