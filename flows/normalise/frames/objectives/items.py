"""The items of a list as objectives: what stands below what, and what is no objective at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.model import Evidence, Objective
from flows.normalise.frames.objectives.words import is_call_to_act, is_detail, is_infinitive, tidy
from flows.normalise.frames.page import Page, within


def items_of(page: Page, run: Sequence[Block], level: str, parent: Objective | None) -> list[Objective]:
    """The items of a list; those of an inner list stand below the item before them, as actions."""
    items = [block for block in run if block.kind is BlockKind.LIST_ITEM]
    kept = [b for b in items if not (is_fact(page, b) or (level == "objective" and _tells_sum(page, b)))]
    if len(kept) * 2 < len(items):
        return []
    found: list[Objective] = []
    last: Objective | None = None
    for block, depth in zip(kept, _depths(kept), strict=True):
        if depth > 0 and last is not None:
            found.append(objective_at(page, block, "action", last))
        else:
            last = objective_at(page, block, level, parent)
            found.append(last)
    return [objective for objective in found if len(objective.text) > 2]


def _depths(items: Sequence[Block]) -> list[int]:
    """How deep each item stands: by its level and, where text shows none, by a second kind of bullets."""
    base = items[0].level if items else 0
    signs: list[str] = []
    depths: list[int] = []
    for block in items:
        sign = _sign(block.marker)
        if sign not in signs:
            signs.append(sign)
        counted_first = signs[0] == "1" or len(items) > 2
        depths.append(block.level - base or (signs.index(sign) if counted_first else 0))
    return depths


def _sign(marker: str) -> str:
    """The kind of a bullet: numbers and letters are each of one kind; emoji are mere bullets."""
    if re.search(r"\d", marker):
        return "1"
    if re.search(r"[^\W_]", marker):
        return "a"
    return marker if marker and ord(marker[0]) < _EMOJI else "•"


_EMOJI = 0x2600


def objective_at(page: Page, block: Block, level: str, parent: Objective | None) -> Objective:
    """A line as an objective: its first sentence."""
    end = next(iter(sentences(page.text, block.start, block.end)), (0, block.end))[1]
    return Objective(Evidence(block.start, block.end), level, tidy(page.text[block.start : end]), parent)


def _tells_sum(page: Page, block: Block) -> bool:
    """Whether a line tells what is paid rather than what is aimed at ("aide ponctuelle de 10 000 €…")."""
    opens = within(page.sums, block.start, block.start + _SUM_WITHIN)
    return bool(opens) and not is_infinitive(page.folded, block.start)


_SUM_WITHIN = 32
"""Characters at the head of a line in which a sum is what it tells of."""
_DAY = re.compile(
    r"(?:(?:le|du|les|des|a partir du|jusqu'au) )?"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?s? ?\d"
)


def is_fact(page: Page, block: Block) -> bool:
    """Whether a line tells a sum, a day, a contact or where to click, rather than something to be done."""
    pair = page.outline.label_value(block)
    if pair is not None and is_detail(pair.label):
        return True
    if is_call_to_act(page.folded, block.start, block.end):
        return True
    opening = next(iter(within(page.dates, block.start, block.start + 16)), None)
    dated = opening is not None and opening.precision == "day"
    return dated and _DAY.match(page.folded, block.start) is not None
