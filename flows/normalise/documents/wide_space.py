"""Columns of plain text that wide white space sets apart, and lines that go on in the last of them.

Mercredi 24 septembre   Blois (41)   place de la
                                     République
"""

from __future__ import annotations

import re

_TAB = 4
_GAP = re.compile(r"\s*\t\s*|\s{2,}")
_OUT_OF_LINE = 2
"""Columns of white space by which a line may stand beside the one above it."""


def columns(row: str, above: tuple[int, ...] = ()) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The pieces of a line that wide white space sets apart, where there are several, and where each but the
    first begins; two spaces set apart as well where one of the columns of the line above begins."""
    pieces, starts = [], []
    offset = len(row) - len(row.lstrip())
    for gap in _GAP.finditer(row.rstrip(), offset):
        if gap.end() - gap.start() > 2 or "\t" in gap.group() or gap.end() in above:
            pieces.append(" ".join(row[offset : gap.start()].split()))
            starts.append(offset := gap.end())
    pieces.append(" ".join(row[offset:].split()))
    return (tuple(pieces), tuple(starts)) if starts else ((), ())


def indent(row: str) -> int:
    """Columns of white space before a line."""
    before = row[: len(row) - len(row.lstrip())]
    return len(before) + (_TAB - 1) * before.count("\t")


def hangs(indented: int, starts: tuple[int, ...]) -> bool:
    """Whether a line so far indented stands in the last column of one with these."""
    return bool(starts) and abs(indented - starts[-1]) <= _OUT_OF_LINE
