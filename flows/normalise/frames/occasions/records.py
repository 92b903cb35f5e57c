"""Records: runs of short lines that say alike, one after the other, what, when and where.

    BELLAC                    Atelier mémoire
    Mardi 13 mai              Jeudi 4 juin, 14h
    9h - 16h                  Salle des fêtes
    Place de la République

Each record has one line that begins with a day; the line above it belongs to it if that is a town or
a name in every record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.names import is_detail, is_generic
from flows.normalise.frames.page import Page, within

_LONGEST_LINE = 80
_MOST_LINES = 6
"""Lines of one record at most."""


def find_records(page: Page, date_lines: Collection[int]) -> dict[int, tuple[int, int]]:
    """Where the records of a page begin and end, by the offset of their line with a day, one of
    `date_lines`."""
    blocks = page.document.blocks
    days = [i for i, block in enumerate(blocks) if block.start in date_lines and _is_line(page, block)]
    found: dict[int, tuple[int, int]] = {}
    run: list[int] = []
    for index in days:
        if run and not _goes_on(page, blocks, run[-1], index):
            found |= _records(page, blocks, run)
            run = []
        run.append(index)
    return found | _records(page, blocks, run)


def _is_line(page: Page, block: Block) -> bool:
    """Whether a block is one short line, and no sentence."""
    if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _LONGEST_LINE:
        return False
    return page.text[block.end - 1] not in ".;!:"


def _goes_on(page: Page, blocks: Sequence[Block], before: int, index: int) -> bool:
    return 1 < index - before <= _MOST_LINES and all(
        _is_line(page, block) for block in blocks[before + 1 : index]
    )


def _records(page: Page, blocks: Sequence[Block], run: Sequence[int]) -> dict[int, tuple[int, int]]:
    if len(run) < 2:
        return {}
    is_apart = [blocks[index].gap for index in run]
    headed = run[0] > 0 and is_apart[0] <= min(is_apart) and all(_is_head(page, blocks[i - 1]) for i in run)
    if not headed and not any(block.gap for block in blocks[run[0] + 1 : run[1]]):
        return {}  # lines without a blank one between them are cards anyway
    starts = [index - headed for index in run]
    size = min(b - a for a, b in pairwise(starts))
    last = starts[-1] + 1
    while last < len(blocks) and last - starts[-1] < size and _is_line(page, blocks[last]):
        last += 1
    ends = [*starts[1:], last]
    return {
        blocks[index].start: (blocks[a].start, blocks[b - 1].end)
        for index, a, b in zip(run, starts, ends, strict=True)
    }


def _is_head(page: Page, block: Block) -> bool:
    """Whether a line may be the first of a record: a town, or words that name something."""
    if not _is_line(page, block) or within(page.dates, block.start, block.end):
        return False
    words = page.folded[block.start : block.end]
    if any(place.start == block.start for place in within(page.places, block.start, block.start + 1)):
        return True
    return not is_generic(words) and not is_detail(page, block.start, block.end)
