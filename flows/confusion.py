"""Which code is read for which: for every column with a code list, what gold says and what was read.

Only rows that tell of the same thing are compared, in the pairs that the evaluation made: a row that
is missing or too many has no code to mistake, and the figures for rows count it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from flows.evaluate import MEASURES, Cell, Evaluation, is_right
from schemas import TABLES

NOTHING = "nothing"
"""Stands where gold or the release leaves the cell empty."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often one code was read where gold has another."""

    table: str
    column: str
    gold: str
    read: str
    count: int


def confusions(evaluation: Evaluation) -> list[Confusion]:
    """All mistaken codes by table and column, the most frequent first within each."""
    counted: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for _, table, gold, read in evaluation.comparisons:
        if gold is None or read is None:
            continue
        for column in _coded(table):
            truth, said = gold[column], read[column]
            if truth != said and not is_right(table, column, truth, said):
                counted[table, column][_code(truth), _code(said)] += 1
    return [
        Confusion(table, column, gold, read, count)
        for table in MEASURES
        for column in _coded(table)
        for (gold, read), count in sorted(
            counted[table, column].items(), key=lambda pair: (-pair[1], pair[0])
        )
    ]


def _coded(table: str) -> list[str]:
    """The compared columns that have a code list."""
    coded = {column.name for column in TABLES[table].columns if column.codes}
    return [column for column in MEASURES[table].columns if column in coded]


def _code(cell: Cell) -> str:
    """A code as its list writes it: comparison turns codes of digits into numbers."""
    if cell is None:
        return NOTHING
    return f"{cell:.0f}" if isinstance(cell, float) else cell
