"""Figures that a page tells twice, or that other rows already hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.normalise.frames.indicators.labels import Figure
from flows.normalise.frames.indicators.words import figure_start
from flows.normalise.frames.model import Event, Funding, Programme
from flows.normalise.frames.page import Page


def told_elsewhere(figure: Figure, events: Sequence[Event], fundings: Sequence[Funding]) -> bool:
    """Whether a figure is already an event's attendance, or a funding's count or rate."""
    quantity = figure.quantity
    if any(event.attendance_count == quantity.value for event in events) and quantity.unit in (
        "people",
        "professionals",
        None,
    ):
        return True
    for funding in fundings:
        if funding.beneficiary_count == quantity.value and quantity.unit != "percent":
            return True
        inside = funding.evidence.start <= quantity.start < funding.evidence.end
        if inside and funding.rate_percent == quantity.value and quantity.unit == "percent":
            return True
    return False


def counts_rows(
    page: Page,
    figure: Figure,
    events: Sequence[Event],
    programmes: Sequence[Programme],
    fundings: Sequence[Funding],
) -> bool:
    """Whether a figure only says how many sites, sessions or projects the page lists."""
    if not figure_start("listed").match(page.folded, figure.quantity.label_start):
        return False
    parts = sum(event.parent is not None for event in events)
    rows = {len({f.beneficiary for f in fundings if f.beneficiary}), len(events), parts}
    for programme in programmes:
        rows |= {len(programme.sites), len(programme.objectives)}
    return figure.quantity.value > 1 and figure.quantity.value in rows


def _of_other_row(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in two rows of a table, or of a list by place, under one head."""
    return one.block is not other.block and ", " in one.label and one.label != other.label


def once(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure once; a target whose part is told goes, as the part states it as its whole."""
    kept: list[Figure] = []
    alike: dict[tuple[Decimal, str | None], list[Figure]] = {}
    wholes = {(f.quantity.out_of, f.block.start) for f in figures if f.quantity.out_of is not None}
    for figure in figures:
        quantity = figure.quantity
        if figure.reason == "target" and (quantity.value, figure.block.start) in wholes:
            continue
        noun = figure.label.casefold().split(" ")[0]
        same = alike.setdefault((quantity.value, quantity.unit), [])
        twin = next(
            (
                k
                for k in same
                if k.label.casefold().startswith(noun)
                and not (k.start == figure.start and k.label != figure.label)
                and not _of_other_row(k, figure)
            ),
            None,
        )
        if twin is not None:
            if figure.label.casefold().startswith(f"{twin.label.casefold()} "):
                twin.label = figure.label  # told in full further down
            continue
        same.append(figure)
        kept.append(figure)
    return kept
