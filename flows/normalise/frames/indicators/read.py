"""Indicators: the figures by which an announcement reports results, reach and stated targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.fundings.words import last_match
from flows.normalise.frames.indicators.context import is_context, right_before
from flows.normalise.frames.indicators.doubles import counts_rows, once, told_elsewhere
from flows.normalise.frames.indicators.labels import (
    Figure,
    Reason,
    broken_down,
    figures_by_place,
    label_of,
)
from flows.normalise.frames.indicators.lists import figure_lines
from flows.normalise.frames.indicators.tables import figures_of_tables
from flows.normalise.frames.indicators.words import (
    audience_before,
    done_in,
    figure_start,
    figure_words,
    goes_on,
    over_time,
    same_again,
    told_of_noun,
)
from flows.normalise.frames.model import Event, Evidence, Funding, Indicator, Programme
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.model import Quantity


def read_indicators(
    page: Page, events: Sequence[Event], programmes: Sequence[Programme], fundings: Sequence[Funding]
) -> list[Indicator]:
    """All indicators of a page, in reading order, each figure once."""
    subjects = Subjects(page, events, programmes)
    aims = [o.evidence for p in programmes for o in p.objectives if not _is_counted_aim(page, o.evidence)]
    of_aims = {q.start for aim in aims for q in within(page.quantities, aim.start, aim.end)}
    in_lists = figure_lines(page)
    figures: list[Figure] = []
    for block in page.document.blocks:
        quantities = [q for q in within(page.quantities, block.start, block.end) if q.start not in of_aims]
        if not quantities:
            continue
        if by_place := figures_by_place(page, quantities):
            figures += broken_down(page, block, by_place, figures)
            continue
        for start, end in page.document.units(block):
            here = [q for q in quantities if start <= q.start < end]
            if here and not _is_elsewhere(page, block, start, end):
                in_list = block.start in in_lists or _in_figures(page, block, start)
                figures += _of_sentence(page, subjects, block, start, end, here, figures, in_list=in_list)
    by_column = list(figures_of_tables(page))
    cells = {f.quantity.start for f in by_column}
    figures = [f for f in figures if f.quantity.start not in cells] + by_column
    figures = [f for f in figures if not told_elsewhere(f, events, fundings)]
    figures = [f for f in figures if not counts_rows(page, f, events, programmes, fundings)]
    return [_indicator(page, subjects, f) for f in once(figures)]


def _is_counted_aim(page: Page, aim: Evidence) -> bool:
    """Whether an aim stands in a list of aims in figures ("Nos objectifs chiffrés")."""
    block = block_at(page.document, aim.start)
    heads = (page.outline.lead_of(block), page.outline.section_of(block).heading) if block else ()
    words = figure_words("counted_aims")
    return any(head is not None and words.search(page.folded, head.start, head.end) for head in heads)


def _is_elsewhere(page: Page, block: Block, start: int, end: int) -> bool:
    """Whether a sentence tells of the country, of the situation before or of a former edition, which
    has no section of its own."""
    folded = page.folded
    if figure_words("not_reported").search(folded, start, end):
        return True
    if _tells_of_former(folded, start, end) and not _is_review(page, block):
        return True
    if figure_start("back_then").match(folded, start, end):
        return True
    return (
        figure_words("situation").search(folded, start, end) is not None and done_in(page, start, end) is None
    )


def _tells_of_former(folded: str, start: int, end: int) -> bool:
    """Whether a sentence tells of an edition before this one: by name, or of a happening a year ago."""
    if figure_words("former").search(folded, start, end):
        return True
    return (
        figure_words("year_before").search(folded, start, end) is not None
        and figure_words("happened_before").search(folded, start, end) is not None
    )


def _is_review(page: Page, block: Block) -> bool:
    """Whether a block stands in a section that looks back ("Bilan 2024")."""
    heading = page.outline.section_of(block).heading
    return (
        heading is not None
        and heading.level > 1
        and figure_start("opening").match(page.folded, heading.start, heading.end) is not None
    )


def _of_sentence(
    page: Page,
    subjects: Subjects,
    block: Block,
    start: int,
    end: int,
    quantities: Sequence[Quantity],
    earlier: Sequence[Figure],
    *,
    in_list: bool,
) -> list[Figure]:
    """The figures of one sentence or list item that count."""
    found: list[Figure] = []
    reviewed = in_list or _is_review(page, block)
    for index, quantity in enumerate(quantities):
        since = quantities[index - 1].end if index else start
        until = quantities[index + 1].start if index + 1 < len(quantities) else end
        if not _may_count(page, quantity, since, quantities):
            continue
        reason = _reason(page, quantity, since, until, in_list=in_list)
        if reason is None and index and found and found[-1].quantity is quantities[index - 1]:
            reason = found[-1].reason if goes_on(page, since, quantity.start) else None
        if quantity.unit in ("places", "posts") and reason == "done" and _is_of_event(subjects, block):
            reason = None
        if quantity.unit == "places" and reason != "listed":
            reason = "target" if _is_capacity(page, subjects, quantity, block, reason) else None
        if reason is None and _is_part_of_target(page, quantity, [*earlier, *found]):
            reason = "target"
        if reason in ("done", "target") and not reviewed and is_context(page, quantity, reason, start, end):
            reason = None
        if reason is not None:
            label = label_of(page, quantity, block)
            found.append(Figure(quantity, reason, label, block, start, end))
    return found


def _may_count(page: Page, quantity: Quantity, since: int, beside: Sequence[Quantity]) -> bool:
    """Whether a figure is no length, norm, population, share of care paid, or another's percentage."""
    folded = page.folded
    label = folded[quantity.label_start : quantity.label_end]
    after = (
        folded[max(quantity.end, quantity.label_end) :][:60] if quantity.label_start >= quantity.end else ""
    )
    if quantity.unit == "percent":
        lead = folded[since : quantity.start].rstrip(" +-(")
        if same_again().search(lead) and folded[quantity.start - 1 : quantity.start] not in "+-":
            return False
        if figure_words("reimbursed").search(folded, since, quantity.start):
            return False
        same = (quantity.label_start, quantity.label_end)
        return not any(
            q.out_of and q is not quantity and (q.label_start, q.label_end) == same for q in beside
        )
    if quantity.label_start >= quantity.end and figure_start("not_counted").match(label):
        there = right_before("going_to").search(folded, max(since, quantity.start - 60), quantity.start)
        return quantity.out_of is not None or bool(there or figure_words("reached").search(label))
    own = _OF_ONES_OWN.search(folded, max(since, quantity.start - 8), quantity.start)
    if own and quantity.unit != "places":
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


_OF_ONES_OWN = re.compile(r"\b(?:nos|vos|ses|leurs|ces) $")
"""Before a figure: what there is, not what was done ("nos quatre hôpitaux")."""


def _reason(page: Page, quantity: Quantity, since: int, until: int, *, in_list: bool) -> Reason | None:
    """Why a figure counts: told as done, as a target, or in a list of figures."""
    folded = page.folded
    if quantity.label_end > until:
        line_end = folded.find("\n", quantity.label_end)
        until = line_end if line_end >= 0 else len(folded)
    clause = _CLAUSE_END.search(folded, quantity.end, until)
    stop = clause.start() if clause is not None else until
    if right_before("going_to").search(folded, max(since, quantity.start - 60), quantity.start):
        return "done"
    if figure_words("target").search(folded, quantity.end, stop):
        return "target"
    if done_in(page, quantity.end, stop) is not None:
        return "done"
    if over_time().fullmatch(folded, since, quantity.start):
        return "done"
    if told_of_noun(page, quantity.label_start, quantity.label_end):
        return "done"
    aimed = last_match(figure_words("target"), folded, since, quantity.start)
    done = done_in(page, since, quantity.start, by_verb=True)
    if aimed is not None and (done is None or aimed.start() > done):
        return None if figure_words("aims").search(folded, since, quantity.start) else "target"
    if done is not None:
        return "done"
    label = (quantity.label_start, quantity.label_end)
    if quantity.out_of is not None and figure_words("reached_ones").search(folded, *label):
        return "done"
    return (
        "listed"
        if in_list or _RESULTS_LEAD.search(folded, max(0, quantity.start - 160), quantity.start)
        else None
    )


_RESULTS_LEAD = re.compile(r"\b(?:resultats?|bilan)\b[^.;:\n]{0,60}:[^.;:\n]{0,80}$")


_CLAUSE_END = re.compile(r"[,;:.()](?!\d)")


def _in_figures(page: Page, block: Block, start: int) -> bool:
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
        if head.kind is BlockKind.HEADING and head.level == 1:
            continue
        if figure_words("describing").search(folded, head.start, head.end):
            return False
        if figure_words("targets").search(folded, head.start, head.end):
            return block.end - block.start < 220
        if figure_words("figures").search(folded, head.start, head.end):
            return block.kind is not BlockKind.PARAGRAPH or block.end - block.start < 160
    return False


_NO_OFFER = re.compile(r"\b(?:parking\w* [^.;]{0,20}|de|d'|dans la limite des) ?\(?$")


def _is_capacity(
    page: Page, subjects: Subjects, quantity: Quantity, block: Block, reason: Reason | None
) -> bool:
    """Places that a programme offers, and beds to come; those of an event are no indicator."""
    label = page.folded[quantity.label_start : quantity.label_end]
    if figure_start("beds").match(label):
        return reason == "target" or _MORE.match(page.folded, quantity.label_start) is not None
    if not figure_start("capacity").match(label) or not subjects.programmes:
        return False
    if _NO_OFFER.search(page.folded, max(0, quantity.start - 30), quantity.start):
        return False
    if _OFFERED.search(page.folded, max(block.start, quantity.start - 30), quantity.start):
        return True
    return not _is_of_event(subjects, block)


_MORE = re.compile(r"[a-z]+ (?:[a-z-]+ ){0,3}(?:de plus|supplementaires?|en plus)\b|nouveaux |nouvelles ")


_OFFERED = re.compile(r"\b(?:offre|compte|dispose de|propose|comprend|ses)(?: desormais)? $")
"""A service that offers places, whatever event its paragraph tells of too."""


def _is_of_event(subjects: Subjects, block: Block) -> bool:
    return any(block.start <= event.evidence.start < block.end for event in subjects.events)


def _is_part_of_target(page: Page, quantity: Quantity, earlier: Sequence[Figure]) -> bool:
    """A part, in brackets, of what an earlier target counts ("(30 équipes)" of 100 équipes mobiles)."""
    if page.folded[quantity.start - 1 : quantity.start] != "(":
        return False
    noun = page.folded[quantity.label_start : quantity.label_end].split(" ")[0]
    return any(
        f.reason == "target"
        and f.quantity.value > quantity.value
        and page.folded.startswith(noun, f.quantity.label_start)
        for f in earlier
    )


# --- The whole -----------------------------------------------------------------------------------


def _indicator(page: Page, subjects: Subjects, figure: Figure) -> Indicator:
    quantity = figure.quantity
    subject = subjects.programme_at(figure.start, figure.end) or subjects.event_at(figure.start, figure.end)
    start, end = _period(page, figure)
    return Indicator(
        Evidence(figure.start, figure.end),
        figure.label,
        quantity.value,
        quantity.qualifier,
        quantity.unit or "other",
        subject,
        quantity.out_of,
        start,
        end,
    )


_YEAR_LEAD = re.compile(r"(?:en|pour|sur|au cours de|de l'annee|de|durant) ?$")


def _period(page: Page, figure: Figure) -> tuple[date | None, date | None]:
    """The year that a figure is for: the sentence's only one, written "en 2025"."""
    years = [
        d for d in within(page.dates, figure.start, figure.end) if d.precision == "year" and d.year_stated
    ]
    if len(years) != 1 or not _YEAR_LEAD.search(page.folded, max(0, years[0].start - 20), years[0].start):
        return None, None
    return years[0].first, years[0].last
