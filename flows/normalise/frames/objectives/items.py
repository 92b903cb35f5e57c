"""The items of a list as objectives: what stands below what, and what is no objective at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.words import is_detail, tidy
from flows.normalise.frames.page import Page, within


def items_of(page: Page, items: Sequence[Block], level: str, parent: Objective | None) -> list[Objective]:
    """The items of a list; those of an inner list stand below the item before them, as actions."""
    kept = [b for b in items if not (is_fact(page, b) or (level == "objective" and _tells_sum(page, b)))]
    found: list[Objective] = []
    last: Objective | None = None
    for block, depth in zip(kept, _depths(kept), strict=True):
        if depth > 0 and last is not None:
            found.append(objective_at(page, block, "action", last))
        else:
            last = objective_at(page, block, level, parent)
            found.append(last)
    return found


def _depths(items: Sequence[Block]) -> list[int]:
    """How deep each item stands: by its level and, where text shows none, by a second kind of bullets."""
    signs: list[str] = []
    depths: list[int] = []
    for block in items:
        sign = _sign(block.marker)
        if sign not in signs:
            signs.append(sign)
        depths.append(block.level - items[0].level or signs.index(sign))
    return depths


def _sign(marker: str) -> str:
    """The kind of a bullet: numbers and letters are of one kind; emoji are mere bullets."""
    if re.search(r"[^\W_]", marker):
        return "1"
    return marker if marker < _EMOJI else "•"


_EMOJI = "\u2600"


def objective_at(page: Page, block: Block, level: str, parent: Objective | None) -> Objective:
    return Objective(Evidence(block.start, block.end), level, tidy(page.document.of(block)), parent)


def _tells_sum(page: Page, block: Block) -> bool:
    """Whether a line tells what is paid rather than what is aimed at ("aide ponctuelle de 10 000 €…")."""
    return bool(within(page.sums, block.start, block.start + _SUM_WITHIN))


_SUM_WITHIN = 32
"""Characters at the head of a line in which a sum is what it tells of."""


def is_fact(page: Page, block: Block) -> bool:
    """Whether a line tells a sum, a contact or a day, rather than something to be done."""
    pair = page.outline.label_value(block)
    if pair is not None and is_detail(pair.label):
        return True
    opening = within(page.dates, block.start, block.start + _OPENS)
    return bool(opening) and opening[0].precision == "day"


_OPENS = 16
"""Characters at the head of a line in which a day is what it tells of."""
