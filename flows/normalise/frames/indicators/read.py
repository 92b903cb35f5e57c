"""Indicators: the figures by which an announcement reports results, reach and stated targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.indicators.capacity import is_attendance, is_capacity, is_of_event
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
from flows.normalise.frames.indicators.words import done_in, figure_start, figure_words
from flows.normalise.frames.model import Event, Evidence, Funding, Indicator, Programme
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.model import Quantity

_REMEMBERED = 40
"""Figures before a sentence that one of its own may be a part of, or tell again."""


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
        after: Literal["reports", "describes"] | None = None
        for start, end in page.document.units(block):
            if figure_start("describing_label").match(page.folded, start, end):
                break
            here = [q for q in quantities if start <= q.start < end]
            if here:
                in_list = block.start in in_lists or in_figures(page, block, start)
                sentence = _Sentence(block, start, end, in_list, after)
                found = _of_sentence(page, subjects, sentence, here, figures[-_REMEMBERED:])
                figures += found
                if found:
                    after = "reports" if any(figure.reason == "done" for figure in found) else None
                else:
                    after = "describes"
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
    strikes = figure_words("strikes").search(folded, start, end)
    if strikes is not None and figure_words("initiative").search(folded, start, strikes.start()) is None:
        return True
    if _tells_of_former(folded, start, end) and not _is_review(page, block):
        return True
    if figure_start("back_then").match(folded, start, end) or figure_start("aside").match(folded, start, end):
        return True
    return (
        figure_words("situation").search(folded, start, end) is not None
        and done_in(page, start, end) is None
        and figure_words("target").search(folded, start, end) is None
    )


def _tells_of_former(folded: str, start: int, end: int) -> bool:
    """Whether a sentence tells of an edition before this one: by name, or of a happening a year ago."""
    compared = _COMPARED.search(folded, start, end)
    if figure_words("former").search(folded, start, compared.start() if compared is not None else end):
        return True
    return (
        figure_words("year_before").search(folded, start, end) is not None
        and figure_words("happened_before").search(folded, start, end) is not None
    )


_COMPARED = re.compile(r"\bcontre (?:\w+ )?\d")
"""What a figure is compared with: "88 %, contre 45 % il y a cinq ans"."""


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
    after: Literal["reports", "describes"] | None
    """What the sentence with figures before it does, in the same paragraph."""


def _of_sentence(
    page: Page,
    subjects: Subjects,
    sentence: _Sentence,
    quantities: Sequence[Quantity],
    earlier: Sequence[Figure],
) -> list[Figure]:
    """The figures of one sentence or list item that count."""
    block, start, end, in_list = sentence.block, sentence.start, sentence.end, sentence.in_list
    if _is_elsewhere(page, block, start, end):
        return []
    found: list[Figure] = []
    waiting: list[Quantity] = []
    reviewed = in_list or _is_review(page, block)
    parts = [quantity for quantity in quantities if quantity.out_of]
    for index, quantity in enumerate(quantities):
        since = quantities[index - 1].end if index else start
        until = quantities[index + 1].start if index + 1 < len(quantities) else end
        if not may_count(page, quantity, since, parts, in_list=in_list):
            continue
        reason = reason_of(page, quantity, since, until, in_list=in_list)
        if reason is None and index and found and found[-1].quantity is quantities[index - 1]:
            reason = None if _BREAK.search(page.folded, since, quantity.end) else found[-1].reason
        reach = max(start, quantity.start - LONGEST_REACH), min(end, quantity.end + LONGEST_REACH)
        known = [*earlier, *found[-_REMEMBERED:]]
        before = quantities[max(0, index - _REMEMBERED) : index]
        follows = sentence.after == "reports"
        if reason is None and _goes_on(page, quantity, before, known, since=reach[0], follows=follows):
            reason = "done"
        if quantity.unit in ("places", "posts") and reason == "done" and is_of_event(subjects, block):
            reason = None
        if reason == "target" and subjects.events and is_attendance(page, quantity):
            reason = None
        if quantity.unit == "places" and reason != "listed":
            reason = "target" if is_capacity(page, subjects, quantity, block, reason) else None
        if reason is None and _is_part_of_target(page, quantity, known):
            reason = "target"
        told_on = (follows or bool(found)) and _is_of_those(page, quantity, known)
        if (
            reason in ("done", "target")
            and not reviewed
            and is_context(
                page, quantity, reason, *reach, told_on=told_on, described=sentence.after == "describes"
            )
        ):
            continue
        if reason is None:
            waiting.append(quantity)
            continue
        listed = [*_listed_with(page, waiting, quantity), quantity]
        found += [Figure(q, reason, label_of(page, q, block), block, start, end) for q in listed]
        waiting.clear()
    return found


def _goes_on(
    page: Page,
    quantity: Quantity,
    before: Sequence[Quantity],
    earlier: Sequence[Figure],
    *,
    since: int,
    follows: bool,
) -> bool:
    """Whether a figure that no verb tells goes on with those reported before it: it is a part of one, tells
    the same again, or its sentence follows on theirs; or it is a part of a whole counted one by one.

    `before` are the figures before it in its sentence, which begins at `since`, `earlier` those of the page
    that count; `follows`: whether the sentence before reports.
    """
    if quantity.out_of is not None and quantity.out_of >= _COUNTED_ONE_BY_ONE:
        return all(whole.value != quantity.out_of for whole in before) or any(
            figure.quantity.value == quantity.out_of for figure in earlier
        )
    if any(
        figure.reason == "done"
        and figure.quantity.value == quantity.value
        and _noun(page, figure.quantity) == _noun(page, quantity)
        for figure in earlier
    ):
        return True
    return follows and figure_words("stock").search(page.folded, since, quantity.start) is None


_COUNTED_ONE_BY_ONE = 11
"""A part of so many is counted, not estimated: "14 sur 19", not "un sur dix"."""


def _is_of_those(page: Page, quantity: Quantity, earlier: Sequence[Figure]) -> bool:
    """Whether a share is not of people at large, but of those counted before."""
    if figure_start("people_at_large").match(page.folded, quantity.label_start, quantity.label_end) is None:
        return True
    return any(_noun(page, figure.quantity) == _noun(page, quantity) for figure in earlier)


def _noun(page: Page, quantity: Quantity) -> str:
    """The first word of what is counted."""
    return page.folded[quantity.label_start : quantity.label_end].partition(" ")[0]


_BREAK = re.compile(r"[.!?]|;(?! ?(?:soit )?[\d,]+ ?%)")
"""What parts a figure, unless it is a percentage, from one that its sentence reports before it."""


def _listed_with(page: Page, waiting: Sequence[Quantity], last: Quantity) -> list[Quantity]:
    """Those told in one list with the last, of which alone the verb tells: "61 sages-femmes et 12 infirmiers
    se sont portés volontaires"."""
    listed: list[Quantity] = []
    for quantity in reversed(waiting):
        if (
            quantity.unit in (None, "percent", "places")
            or not quantity.end <= quantity.label_start < last.start
        ):
            break
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
