"""Lists of figures: short lines side by side that each tell one figure, whatever stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.words import announces_figures, is_done_in, told_of_noun
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import Quantity

_LONGEST = 130
_FEWEST = 2


def figure_lines(page: Page) -> frozenset[int]:
    """Where the lines of lists that report figures start: at least one of their lines tells what was done, or
    the title of the page announces figures."""
    if not page.quantities:
        return frozenset()
    return frozenset(block.start for run in _runs(page) if _reports(page, run) for block in run)


def _runs(page: Page) -> Iterator[list[Block]]:
    """Several lines with a figure each that follow on one another, in one section."""
    run: list[Block] = []
    for block in page.document.blocks:
        if _tells_figure(page, block):
            run.append(block)
        elif len(run) < _FEWEST:
            run = []
        elif block.kind is BlockKind.HEADING:
            yield run
            run = []
    if len(run) >= _FEWEST:
        yield run


def _tells_figure(page: Page, block: Block) -> bool:
    """Whether a line opens with a figure, or is a name with its figure: "Enfants vus : 5 115"."""
    if block.kind is BlockKind.HEADING or block.end - block.start > _LONGEST or block.is_header:
        return False
    figures = within(page.quantities, block.start, block.end)
    return bool(figures) and (_opens(page, block, figures[0]) or _is_named(block, figures[0]))


def _opens(page: Page, block: Block, figure: Quantity) -> bool:
    return _BEFORE.fullmatch(page.folded, block.start, figure.start) is not None


_BEFORE = re.compile(r"[ +~≈>-]*(?:(?:pres|plus|moins) de |environ |quelque )?")


def _is_named(block: Block, figure: Quantity) -> bool:
    return figure.label_start - block.start < _ARTICLE


_ARTICLE = 5
"""Characters that may stand before a name: "Les "."""


def _reports(page: Page, run: list[Block]) -> bool:
    return announces_figures(page, page.document.title_block) or any(
        is_done_in(page, block.start, block.end) or told_of_noun(page, block.start, block.end)
        for block in run
    )
