"""The places that take part in a programme."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.model import Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.programme_mentions import Told


def read_sites(page: Page, told: Sequence[Told]) -> dict[Told, list[Site]]:
    return {}
