"""What white space says in plain text: the columns that it sets apart, how far a line is indented."""

from __future__ import annotations

import re

_TAB = 4
_GAP = re.compile(r"\s*\t\s*|\s{3,}")


def columns(row: str) -> tuple[str, ...]:
    """The pieces of a line that wide white space sets apart, where there are several."""
    pieces = _GAP.split(row.strip())
    return tuple(" ".join(piece.split()) for piece in pieces) if len(pieces) > 1 else ()


def indent(row: str) -> int:
    """Columns of white space before a line."""
    before = row[: len(row) - len(row.lstrip())]
    return len(before) + (_TAB - 1) * before.count("\t")
