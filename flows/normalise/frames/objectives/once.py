"""Lists of objectives as they are found, and those that only sum up a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Objective


@dataclass(slots=True)
class Stated:
    """One list of objectives: the block that introduces it, and its objectives in order."""

    lead: Block
    objectives: list[Objective] = field(default_factory=list)
    numbers: dict[str, Objective] = field(default_factory=dict)
    """Objectives of the outermost level by their number, as written."""
    is_counted: bool = False
    """Whether it is one of counted lines or headings, which the next one goes on with."""


_ALIKE = 62
"""Token similarity (rapidfuzz) from which two wordings of an axis are the same."""


def told_once(found: Sequence[Stated]) -> list[Stated]:
    """Without the summaries: a list of axes whose items return as headings."""
    kept: list[Stated] = []
    for stated in found:
        later = [o for other in found if other is not stated for o in other.objectives if o.parent is None]
        outer = [o for o in stated.objectives if o.parent is None]
        is_list = stated.lead.start != stated.objectives[0].evidence.start if stated.objectives else True
        again = sum(
            any(_alike(o.text, other.text) for other in later if other.evidence.start > o.evidence.start)
            for o in outer
        )
        if is_list and outer and len(outer) == len(stated.objectives) and again * 2 > len(outer):
            continue
        kept.append(stated)
    return kept


def without_doubles(objectives: Sequence[Objective]) -> list[Objective]:
    """Without what is told again in the same words: an axis of the summary and of its own section."""
    first: dict[str, Objective] = {}
    for objective in objectives:
        first.setdefault(fold(objective.text), objective)
    kept = [o for o in objectives if first[fold(o.text)] is o]
    for objective in kept:
        if objective.parent is not None:
            objective.parent = first[fold(objective.parent.text)]
    return kept


def _alike(one: str, other: str) -> bool:
    return bool(fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE)
