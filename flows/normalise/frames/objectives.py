"""What a programme aims at."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.model import Objective
from flows.normalise.frames.page import Page
from flows.normalise.frames.programme_mentions import Told


def read_objectives(page: Page, told: Sequence[Told]) -> dict[Told, list[Objective]]:
    """The objectives of each programme."""
    return {}
