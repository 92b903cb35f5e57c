"""Pages as the frames see them, from a few lines of text or HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement
from flows.normalise.reading import Source, read

Read = Callable[..., Announcement]


@pytest.fixture(name="told")
def fixture_told() -> Read:
    """What is read in a text or a page, published around 6 January 2025 unless said otherwise."""

    def told(text: str, *, url: str = "https://exemple.fr/annonce", on: str = "2025-01-06") -> Announcement:
        kind = "text/html" if text.lstrip().startswith("<") else "text/plain"
        return read(text.encode(), f"{kind}; charset=utf-8", url, date.fromisoformat(on), Source()).told

    return told
