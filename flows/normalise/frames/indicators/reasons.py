"""Why a figure counts: told as done, as a target, or in a list of figures; and which figures never do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.fundings.words import last_match
from flows.normalise.frames.indicators.context import is_share_of_them, right_before
from flows.normalise.frames.indicators.labels import Reason
from flows.normalise.frames.indicators.words import (
    acts,
    audience_before,
    done_in,
    figure_start,
    figure_words,
    over_time,
    reaches,
    report_name,
    same_again,
    told_of_noun,
)
from flows.normalise.frames.page import Page
from flows.normalise.mentions.model import Quantity


def may_count(
    page: Page, quantity: Quantity, since: int, parts: Sequence[Quantity], *, in_list: bool
) -> bool:
    """Whether a figure is no length, norm, population, share of care paid, or another's percentage.

    `parts` are the figures of its sentence that are told with their whole ("12 sur 30").
    """
    folded = page.folded
    span = (quantity.label_start, quantity.label_end)
    label = folded[slice(*span)]
    after = (
        folded[max(quantity.end, quantity.label_end) :][:60] if quantity.label_start >= quantity.end else ""
    )
    if right_before("against").search(folded, max(since, quantity.start - 40), quantity.start):
        return False
    if quantity.unit == "percent":
        lead = folded[since : quantity.start].rstrip(" +-(")
        if same_again().search(lead) and folded[quantity.start - 1 : quantity.start] not in "+-":
            return False
        if _SAME_RATE.search(lead) and any(part.end <= quantity.start for part in parts):
            return False
        if figure_words("reimbursed").search(folded, since, quantity.start):
            return False
        return not any(part is not quantity and (part.label_start, part.label_end) == span for part in parts)
    if quantity.label_start >= quantity.end and figure_start("not_counted").match(label):
        there = right_before("going_to").search(folded, max(since, quantity.start - 60), quantity.start)
        if in_list and figure_start("territories").fullmatch(label):
            return True
        if quantity.value >= _MANY and figure_start("given_by_many").match(label):
            return True
        if figure_start("inhabitants").match(label) and (
            told_of_noun(page, *span)
            or _ACTED_ON.search(folded, max(since, quantity.start - 40), quantity.start)
        ):
            return True
        return quantity.out_of is not None or bool(there or figure_words("reached").search(label))
    own = _OF_ONES_OWN.search(folded, max(since, quantity.start - 8), quantity.start)
    if own and quantity.unit != "places":
        return False
    known = _OF_KNOWN.search(folded, max(since, quantity.start - 16), quantity.start)
    if known and quantity.unit == "sites" and quantity.out_of is None and not told_of_noun(page, *span):
        return False
    if audience_before().search(folded, max(since, quantity.start - 30), quantity.start):
        return False
    if not folded[quantity.start].isdecimal() and figure_start("happenings").match(label):
        return False
    return not (
        figure_start("norm").match(after)
        or figure_start("before").match(after)
        or figure_words("before").search(label)
    )


_SAME_RATE = re.compile(r"\bsoit une? [^,;:.]{3,50} de$")
"""Before a percentage that a part and its whole have told: "24 sur 280, soit un taux de 8,6 %"."""
_MANY = 40
"""So many propositions are no list of the page's own."""
_ACTED_ON = re.compile(
    r"\b(?:\w{2,}(?:e|er|ir|i|is|u)|permet(?:tent)?)"
    r"(?: (?:a|aupres de|plus de|pres de|environ|quelque|deja|les))* $"
)
"""Right before inhabitants: what is done for them, "a permis à 310 habitants", "former 8 000 habitants"."""
_OF_ONES_OWN = re.compile(r"\b(?:nos|vos|ses|leurs|ces) $")
"""Before a figure: what there is, not what was done ("nos quatre hôpitaux")."""
_OF_KNOWN = re.compile(r"\b(?:(?:dans|a|de|par|entre|pour|vers|chez|aupres de|au sein de) les|des|aux) $")
"""Before a number of places: those that there are ("dans les 71 instituts de la région")."""


def reason_of(page: Page, quantity: Quantity, since: int, until: int, *, in_list: bool) -> Reason | None:
    """Why a figure counts: told as done, as a target, or in a list of figures."""
    folded = page.folded
    if quantity.label_end > until:
        line_end = folded.find("\n", quantity.label_end)
        until = line_end if line_end >= 0 else len(folded)
    clause = _CLAUSE_END.search(folded, quantity.end + folded.startswith(")", quantity.end), until)
    stop = clause.start() if clause is not None else until
    near = (max(since, quantity.start - 60), quantity.start)
    if right_before("going_to").search(folded, *near) or right_before("they_were").search(folded, *near):
        return "done"
    if figure_words("target").search(folded, quantity.end, stop):
        return "target"
    in_words = not folded[quantity.start].isdecimal()
    few = in_words and quantity.value < _FEW and quantity.unit in (None, "people", "other")
    if done_in(page, quantity.end, stop, by_verb=few) is not None:
        return "done"
    if over_time().fullmatch(folded, since, quantity.start):
        return "done"
    label = (quantity.label_start, quantity.label_end)
    if told_of_noun(page, *label) and not few:
        return "done"
    aimed = last_match(figure_words("target"), folded, since, quantity.start)
    done = done_in(page, since, quantity.start, by_verb=True)
    if aimed is not None and (done is None or aimed.start() > done):
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
