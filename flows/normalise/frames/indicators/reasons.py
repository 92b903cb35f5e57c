"""Why a figure counts: told as done, as a target, or in a list of figures."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block
from flows.normalise.frames.indicators.context import right_before
from flows.normalise.frames.indicators.labels import Reason
from flows.normalise.frames.indicators.words import (
    FEW,
    acts,
    announces_figures,
    figure_start,
    figure_words,
    is_done_in,
    over_time,
    report_name,
    told_of_noun,
)
from flows.normalise.frames.page import Page
from flows.normalise.mentions.model import Quantity


def reason_of(page: Page, quantity: Quantity, since: int, until: int, *, in_list: bool) -> Reason | None:
    """Why a figure counts: told as done, as a target, or in a list of figures."""
    folded = page.folded
    clause = _CLAUSE_END.search(folded, quantity.end + folded.startswith(")", quantity.end), until)
    stop = clause.start() if clause is not None else until
    near = (max(since, quantity.start - 60), quantity.start)
    if right_before("going_to").search(folded, *near) or right_before("they_were").search(folded, *near):
        return "done"
    if figure_words("target").search(folded, quantity.end, stop):
        return "target"
    in_words = not folded[quantity.start].isdecimal()
    if not in_words and right_before("already").search(folded, *near):
        return "done"
    few = in_words and quantity.value < FEW
    if is_done_in(page, quantity.end, stop, by_verb=few):
        return "done"
    if few and quantity.out_of is None:
        return "listed" if in_list else None
    label = (quantity.label_start, quantity.label_end)
    if over_time().fullmatch(folded, since, quantity.start) or (
        quantity.unit and label[0] >= quantity.end and figure_start("in_time").match(folded, label[1], until)
    ):
        return "done"
    if told_of_noun(page, *label):
        return "done"
    if figure_words("target").search(folded, since, quantity.start):
        return "target"
    if is_done_in(page, since, quantity.start, by_verb=True):
        return "done"
    if quantity.unit in ("percent", None) and figure_words("measured").search(folded, *label):
        return "done"
    if acts(page, since, quantity):
        return "done"
    if report_name().search(folded, max(0, quantity.start - 90), quantity.start):
        return "done"
    return "listed" if in_list else None


_CLAUSE_END = re.compile(r"[,;:.(](?!\d)|(?<!%)\)")
"""Not the brackets around its percentage: "212 résidents (85 %) ont été vaccinés"."""


def in_figures(page: Page, block: Block) -> bool:
    """Whether a short block stands under "Les chiffres clés", "Bilan" and the like, or under targets."""
    folded, length = page.folded, block.end - block.start
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        if head is None or head is block:
            continue
        if figure_words("targets").search(folded, head.start, head.end):
            return length < _LONGEST_TARGET
        if announces_figures(page, head) or _lists_done(page, head, block):
            return length < _LONGEST_FIGURE
    return False


def _lists_done(page: Page, lead: Block, item: Block) -> bool:
    """Whether a lead tells what was done before it lists the figures: "En 2024, l'hôpital a réalisé :"."""
    opens = _FIGURE_FIRST.match(page.folded, item.start, item.end) is not None
    return opens and is_done_in(page, lead.start, lead.end, by_verb=True)


_FIGURE_FIRST = re.compile(r"[ •*+~≈>-]*(?:(?:plus|pres) de |environ |quelque )?\d")


_LONGEST_TARGET = 220
_LONGEST_FIGURE = 160
