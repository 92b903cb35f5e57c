"""A source's visit to the site on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.fetch.archive import Archive
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import Politeness
from flows.fetch.visitor import Visitor


@pytest.fixture
def visitor(client: HttpClient, tmp_path: Path) -> Iterator[Visitor]:
    """The first visit of the source `ars`."""
    archive = Archive(tmp_path / "archive")
    with archive.writer("ars") as writer:
        yield Visitor(client, archive, writer, Politeness(), datetime.now(UTC), None)
