"""How the lexicon's files are written: no alternative gets lost where a line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "flows/normalise/lexicon"
_BEGINS_ENTRY = re.compile(r"\s*(?:#|$|[\w-]+:|- )")
_NO_BRACKETS = re.compile(r"\\.|\[[^\]]*\]")


def cut_alternatives(lines: list[str]) -> Iterator[int]:
    """The numbers of lines that end behind "|" within brackets: folding gives what follows a blank unmeant."""
    open_brackets = 0
    for number, line in enumerate(lines, start=1):
        if _BEGINS_ENTRY.match(line):
            open_brackets = 0
        if not line.lstrip().startswith("#"):
            bare = _NO_BRACKETS.sub("", line)
            open_brackets += bare.count("(") - bare.count(")")
            if open_brackets > 0 and line.rstrip().endswith("|"):
                yield number


def test_a_cut_alternative_is_seen() -> None:
    assert list(cut_alternatives(["verbs: >-", "  (?:a|b|", "  c)|d|", "  e"])) == [2]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_line_ends_between_alternatives_in_brackets(path: Path) -> None:
    assert list(cut_alternatives(path.read_text("utf-8").splitlines())) == []
