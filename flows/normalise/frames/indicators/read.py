"""Indicators: the figures by which an announcement reports results, reach and stated targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.indicators.capacity import is_capacity
from flows.normalise.frames.indicators.context import is_context
from flows.normalise.frames.indicators.doubles import counts_rows, once, told_elsewhere
from flows.normalise.frames.indicators.labels import (
    Figure,
    broken_down,
    figures_by_place,
    label_of,
)
from flows.normalise.frames.indicators.lists import figure_lines
from flows.normalise.frames.indicators.reasons import in_figures, reason_of
from flows.normalise.frames.indicators.tables import figures_of_tables
from flows.normalise.frames.indicators.uncounted import may_count
from flows.normalise.frames.indicators.words import FEW, figure_start, figure_words, is_done_in
from flows.normalise.frames.model import Evidence, Funding, Indicator
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.model import Quantity

_REMEMBERED = 40
"""Figures before a sentence that one of its own may be a part of, or tell again."""


def read_indicators(page: Page, subjects: Subjects, fundings: Sequence[Funding]) -> list[Indicator]:
    """All indicators of a page, in reading order, each figure once."""
    aims = [objective.evidence for programme in subjects.programmes for objective in programme.objectives]
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
        in_list = block.start in in_lists or in_figures(page, block)
        follows = False
        for start, end in page.document.units(block):
            if figure_start("describing_label").match(page.folded, start, end):
                break
            here = [q for q in quantities if start <= q.start < end]
            if here:
                opens = figure_start("opening").match(page.folded, start, here[0].start) is not None
                opens = opens or _side_by_side(page, start, here)
                sentence = _Sentence(block, start, end, in_list or opens, follows)
                found = _of_sentence(page, subjects, sentence, here, figures[-_REMEMBERED:])
                figures += found
                follows = bool(found)
    by_column = list(figures_of_tables(page))
    cells = {f.quantity.start for f in by_column}
    figures = [f for f in figures if f.quantity.start not in cells] + by_column
    figures = [f for f in figures if not told_elsewhere(f, subjects.events, fundings)]
    figures = [f for f in figures if not counts_rows(page, f, subjects, fundings)]
    return [_indicator(page, subjects, f) for f in once(figures)]


def _is_elsewhere(page: Page, block: Block, start: int, end: int) -> bool:
    """Whether a sentence tells of the country, of the situation before or of a former edition, which
    has no section of its own."""
    folded = page.folded
    if figure_words("not_reported").search(folded, start, end):
        return True
    if figure_start("aside").match(folded, start, end):
        return True
    if _tells_of_former(folded, start, end) and not _is_review(page, block):
        return True
    return (
        figure_words("situation").search(folded, start, end) is not None
        and not is_done_in(page, start, end)
        and figure_words("target").search(folded, start, end) is None
    )


def _tells_of_former(folded: str, start: int, end: int) -> bool:
    """Whether a sentence tells of an edition before this one: by name, or of a happening a year ago."""
    return figure_words("former").search(folded, start, end) is not None or (
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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence or list item with figures."""

    block: Block
    start: int
    end: int
    in_list: bool
    """Whether it stands in a list of figures."""
    follows: bool
    """Whether the sentence with figures before it reports, in the same paragraph."""


def _of_sentence(
    page: Page,
    subjects: Subjects,
    sentence: _Sentence,
    quantities: Sequence[Quantity],
    earlier: Sequence[Figure],
) -> list[Figure]:
    """The figures of one sentence or list item that count."""
    block, start, end, follows = sentence.block, sentence.start, sentence.end, sentence.follows
    if _is_elsewhere(page, block, start, end):
        return []
    found: list[Figure] = []
    waiting: list[Quantity] = []
    parts = [quantity for quantity in quantities if quantity.out_of]
    for index, quantity in enumerate(quantities):
        since = quantities[index - 1].end if index else start
        following = quantities[index + 1 : index + 1 + _REMEMBERED]
        until = next((q.start for q in following if not _is_in_complement(page, q)), end)
        if not may_count(page, quantity, since, parts):
            continue
        reason = reason_of(page, quantity, since, until, in_list=sentence.in_list)
        if reason is None and found:
            reason = found[-1].reason
        before = quantities[max(0, index - _REMEMBERED) : index]
        first = max(start, quantity.start - LONGEST_REACH)
        goes_on = follows and figure_words("stock").search(page.folded, first, quantity.start) is None
        if reason is None and (goes_on or _is_counted_part(quantity, before)):
            reason = "done"
        if quantity.unit == "places" and reason != "listed":
            reason = "target" if is_capacity(page, subjects, quantity, block, reason) else None
        known = [*earlier, *found[-_REMEMBERED:]]
        if reason is None and _is_part_of_target(page, quantity, known):
            reason = "target"
        if reason is None:
            waiting.append(quantity)
            continue
        if not sentence.in_list:
            last = min(end, quantity.end + LONGEST_REACH)
            if is_context(page, quantity, reason, first, last, told_on=follows or bool(found)):
                continue
        listed = [*_listed_with(page, waiting, quantity), quantity]
        told = [(q, label_of(page, q, block)) for q in listed]
        found += [Figure(q, reason, label, block, start, end) for q, label in told if _says_what(label)]
        waiting.clear()
    return found


def _side_by_side(page: Page, start: int, figures: Sequence[Quantity]) -> bool:
    """Whether a sentence is a list of figures: "186 ateliers, 2 340 participants, 41 communes"."""
    gaps = pairwise(figures)
    return (
        len(figures) > 1
        and figures[0].start - start < _BULLET
        and min(figure.value for figure in figures) >= FEW
        and all(_BESIDE.fullmatch(page.folded, max(a.end, a.label_end), b.start) for a, b in gaps)
    )


_BULLET = 12
_BESIDE = re.compile(r",? (?:et )?(?:plus de |pres de |quelque |environ )?")
_IN_COMPLEMENT = re.compile(r"\b(?:des|(?:dans|sur|de|d'entre)(?: (?:les|nos|ses|leurs))?) $")
_LONGEST_JOINT = 16


def _is_in_complement(page: Page, quantity: Quantity) -> bool:
    """Whether a figure only says where or of what the one before it is: "agents | des 24 hôpitaux"."""
    first = max(0, quantity.start - _LONGEST_JOINT)
    return _IN_COMPLEMENT.search(page.folded, first, quantity.start) is not None


def _says_what(label: str) -> bool:
    """Whether a label names what is counted, not only "plus" or "objectif"."""
    return _NOTHING.fullmatch(label.lower()) is None


_NOTHING = re.compile(r"plus|moins|autres|objectifs?|taux|total")


def _is_counted_part(quantity: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether a figure that no verb tells is a part of a whole counted one by one, which is none of the
    figures before it in its sentence."""
    whole = quantity.out_of
    return (
        whole is not None and whole >= _COUNTED_ONE_BY_ONE and all(other.value != whole for other in before)
    )


_COUNTED_ONE_BY_ONE = 11
"""A part of so many is counted, not estimated: "14 sur 19", not "un sur dix"."""


def _noun(page: Page, quantity: Quantity) -> str:
    """The first word of what is counted."""
    return page.folded[quantity.label_start : quantity.label_end].partition(" ")[0]


def _listed_with(page: Page, waiting: Sequence[Quantity], last: Quantity) -> list[Quantity]:
    """Those told in one list with the last, of which alone the verb tells: "61 sages-femmes et 12 infirmiers
    se sont portés volontaires"."""
    listed: list[Quantity] = []
    for quantity in reversed(waiting):
        if not _AND.fullmatch(page.folded, quantity.label_end, last.start):
            break
        listed.insert(0, quantity)
        last = quantity
    return listed


_AND = re.compile(
    r"(?:,| et| ainsi que|, et|,? (?:issus |issues |venus |venues |repartis |reparties )?(?:de|dans))"
    r" (?:plus de |pres de |environ |une? |les )?"
)


def _is_part_of_target(page: Page, quantity: Quantity, earlier: Sequence[Figure]) -> bool:
    """A part, in brackets, of what an earlier target counts ("(30 équipes)" of 100 équipes mobiles)."""
    if page.folded[quantity.start - 1 : quantity.start] != "(":
        return False
    return any(_noun(page, figure.quantity) == _noun(page, quantity) for figure in earlier)


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
    """The year that a figure is for: the sentence's only one, written "en 2025", unless it says since when or
    what the figure is compared with."""
    years = [
        d for d in within(page.dates, figure.start, figure.end) if d.precision == "year" and d.year_stated
    ]
    if len(years) != 1 or not _YEAR_LEAD.search(page.folded, max(0, years[0].start - 20), years[0].start):
        return None, None
    before = max(figure.start, years[0].start - _CLAUSE)
    if _OF_ANOTHER_TIME.search(page.folded, before, years[0].start):
        return None, None
    return years[0].first, years[0].last


_CLAUSE = 60
_OF_ANOTHER_TIME = re.compile(r"\b(?:depuis|contre|par rapport a|au lieu de)\b[^,;.]*$")
"""Before a year: "depuis son lancement en 2018", "contre 26 % en 2018"."""
