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
    """Objectives of the outermost level by their number."""
    is_counted: bool = False
    """Whether it is one of counted lines or headings, which the next one goes on with."""


_ALIKE = 62
"""Token similarity (rapidfuzz) from which two wordings of an axis are the same."""


def told_once(found: Sequence[Stated]) -> list[Stated]:
    """Without the summaries: lists most of whose items return later, as headings."""
    return [
        stated
        for index, stated in enumerate(found)
        if not _is_summary(stated, [o for other in found[index + 1 :] for o in other.objectives])
    ]


def _is_summary(stated: Stated, later: Sequence[Objective]) -> bool:
    again = sum(any(_alike(o.text, other.text) for other in later) for o in stated.objectives)
    return again * 2 > len(stated.objectives)


def without_doubles(objectives: Sequence[Objective]) -> list[Objective]:
    """Without what is told again in the same words: an axis of the summary and of its own section."""
    first: dict[str, Objective] = {}
    for objective in objectives:
        first.setdefault(fold(objective.text), objective)
    kept = list(first.values())
    for objective in kept:
        if objective.parent is not None:
            objective.parent = first[fold(objective.parent.text)]
    return kept


def _alike(one: str, other: str) -> bool:
    return bool(fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE)
