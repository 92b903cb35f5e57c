"""Figures that a page tells twice, or that other rows already hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from flows.normalise.frames.indicators.labels import Figure
from flows.normalise.frames.indicators.words import figure_start
from flows.normalise.frames.model import Event, Funding
from flows.normalise.frames.page import Page
from flows.normalise.frames.subjects import Subjects


def told_elsewhere(figure: Figure, events: Sequence[Event], fundings: Sequence[Funding]) -> bool:
    """Whether a figure is already an event's attendance, or a funding's count or rate."""
    quantity = figure.quantity
    if any(event.attendance_count == quantity.value for event in events):
        return True
    for funding in fundings:
        if funding.beneficiary_count == quantity.value:
            return True
        inside = funding.evidence.start <= quantity.start < funding.evidence.end
        if inside and funding.rate_percent == quantity.value:
            return True
    return False


def counts_rows(page: Page, figure: Figure, subjects: Subjects, fundings: Sequence[Funding]) -> bool:
    """Whether a figure only says how many sites, sessions or projects the page lists."""
    if not figure_start("listed").match(page.folded, figure.quantity.label_start):
        return False
    events, parts = len(subjects.events), len(subjects.events) - len(subjects.main_events)
    rows = {len({f.beneficiary for f in fundings if f.beneficiary}), events, parts}
    for programme in subjects.programmes:
        rows |= {len(programme.sites), len(programme.objectives)}
    return figure.quantity.value in rows


def once(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure once; those of several rows of a table, or of a list by place, are not the same."""
    kept: list[Figure] = []
    alike: dict[tuple[Decimal, str | None], list[Figure]] = {}
    for figure in figures:
        label = figure.label.casefold()
        noun = _plain(label).split(" ")[0]
        same = alike.setdefault((figure.quantity.value, figure.quantity.unit), [])
        twin = next((k for k in same if _plain(k.label).startswith(noun) and ", " not in k.label), None)
        if twin is None:
            same.append(figure)
            kept.append(figure)
        elif label.startswith(f"{twin.label.casefold()} "):
            twin.label = figure.label  # told in full further down
    return kept


_NEW = re.compile(r"(?:nouve\w+|premi\w+|seul\w+) ")


def _plain(label: str) -> str:
    """A label in lower case without the adjective that one of two tellings may have: "nouveaux projets"."""
    return _NEW.sub("", label.casefold(), count=1)
