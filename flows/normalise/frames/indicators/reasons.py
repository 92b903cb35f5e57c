"""Why a figure counts: told as done, as a target, or in a list of figures."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.context import is_share_of_them, right_before
from flows.normalise.frames.indicators.labels import Reason
from flows.normalise.frames.indicators.words import (
    acts,
    aimed_in,
    done_in,
    figure_start,
    figure_words,
    over_time,
    reaches,
    report_name,
    told_of_noun,
)
from flows.normalise.frames.page import Page
from flows.normalise.mentions.model import Quantity


def reason_of(page: Page, quantity: Quantity, since: int, until: int, *, in_list: bool) -> Reason | None:
    """Why a figure counts: told as done, as a target, or in a list of figures."""
    folded = page.folded
    if quantity.label_end > until:
        line_end = folded.find("\n", quantity.label_end)
        until = line_end if line_end >= 0 else len(folded)
    aside = _SAME_IN_BRACKETS.match(folded, max(quantity.end, quantity.label_end))
    behind = aside.end() if aside is not None else quantity.end + folded.startswith(")", quantity.end)
    clause = _CLAUSE_END.search(folded, behind, until)
    stop = clause.start() if clause is not None else until
    near = (max(since, quantity.start - 60), quantity.start)
    if right_before("going_to").search(folded, *near) or right_before("they_were").search(folded, *near):
        return "done"
    if figure_words("target").search(folded, quantity.end, stop):
        return "target"
    in_words = not folded[quantity.start].isdecimal()
    if not in_words and right_before("already").search(folded, *near):
        return "done"
    few = in_words and quantity.value < _FEW and quantity.unit in (None, "people", "other")
    if done_in(page, quantity.end, stop, by_verb=few) is not None:
        return "done"
    if over_time().fullmatch(folded, since, quantity.start):
        return "done"
    label = (quantity.label_start, quantity.label_end)
    if told_of_noun(page, *label) and not few:
        return "done"
    aimed = aimed_in(page, since, quantity.start)
    done = done_in(page, since, quantity.start, by_verb=True)
    if aimed is not None and (done is None or aimed > done):
        return None if figure_words("aims").search(folded, since, quantity.start) else "target"
    if done is not None:
        return "done"
    if figure_start("creations").match(folded, *label):
        return "target"
    shared = quantity.out_of is not None or quantity.unit == "percent"
    if quantity.unit == "percent" and figure_words("measured").search(folded, *label):
        return "done"
    if shared and (figure_words("reached_ones").search(folded, *label) or is_share_of_them(folded, quantity)):
        return "done"
    if acts(page, since, quantity) or reaches().fullmatch(folded, since, quantity.start):
        return "done"
    named = _WAIT.match(folded, quantity.label_start) and quantity.label_end <= quantity.start
    if named or report_name().search(folded, max(0, quantity.start - 90), quantity.start):
        return "done"
    return (
        "listed"
        if in_list or _RESULTS_LEAD.search(folded, max(0, quantity.start - 160), quantity.start)
        else None
    )


_FEW = 13
"""So few, told in words, are described by a participle ("quatre mannequins connectés"), not reported."""
_RESULTS_LEAD = re.compile(r"\b(?:resultats?|bilan)\b[^.;:\n]{0,60}:[^.;:\n]{0,80}$")


_WAIT = re.compile(r"(?:delais?|temps|durees?|attente)\b")
"""A time by which a service is measured."""
_SAME_IN_BRACKETS = re.compile(r" \([\d ,]+%\)")
"""Behind a count, its percentage: "212 résidents (85 %) ont été vaccinés"."""
_CLAUSE_END = re.compile(r"[,;:.()](?!\d)")


def in_figures(page: Page, block: Block, start: int) -> bool:
    """Whether a block stands under "Les chiffres clés", "Bilan" and the like, or begins so."""
    folded = page.folded
    opening = folded[start : start + 70]
    if figure_words("describing").search(opening):
        return False
    if figure_start("opening").match(opening):
        return True
    heads: list[Block] = []
    lead = page.outline.lead_of(block)
    heading = page.outline.section_of(block).heading
    heads += [b for b in (lead, heading) if b is not None and b is not block]
    for head in heads:
        if figure_words("describing").search(folded, head.start, head.end):
            return False
        if figure_words("targets").search(folded, head.start, head.end):
            return block.end - block.start < 220
        if figure_words("figures").search(folded, head.start, head.end):
            return block.kind is not BlockKind.PARAGRAPH or block.end - block.start < 160
    return False
