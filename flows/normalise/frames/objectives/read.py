"""What each programme aims at: its axes, objectives and actions, from lists, else from running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.model import Objective
from flows.normalise.frames.objectives.lists import stated_lists
from flows.normalise.frames.objectives.once import without_doubles
from flows.normalise.frames.objectives.prose import labelled_aims, prose_aims, purposes
from flows.normalise.frames.objectives.tables import tables_of_objectives
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.owner import owner_of
from flows.normalise.frames.programmes.stretches import own_blocks, stretches


def read_objectives(
    page: Page, told: Sequence[Told], events: Sequence[EventNoun]
) -> dict[Told, list[Objective]]:
    """The objectives of each programme, in order; a list goes to the programme that it is told of."""
    if not told:
        return {}
    found: dict[Told, list[Objective]] = {}
    title = page.document.title_block
    after_title = title.end if title is not None else 0
    for stated in stated_lists(page, events):
        owner = owner_of(page, stated.lead, told)
        if owner is not None:
            found.setdefault(owner, []).extend(stated.objectives)
    for row, objectives in tables_of_objectives(page):
        owner = owner_of(page, row, told)
        if owner is not None and owner not in found:
            found[owner] = objectives
        elif owner is not None and (above := _heading_of(page, row, found[owner])) is not None:
            for objective in objectives:
                objective.parent = objective.parent or above
            found[owner] = sorted([*found[owner], *objectives], key=lambda aim: aim.evidence.start)
    for each in told:
        if each not in found:
            told_of = [span for span in stretches(page, each) if span[0] >= after_title]
            named = _named_at(page, each)
            own = own_blocks(page, each, told)
            aims = labelled_aims(page, own) or prose_aims(page, _paragraphs(own), events, named)
            aims = aims or purposes(page, told_of, events)
            if aims:
                found[each] = aims
    return {each: without_doubles(objectives) for each, objectives in found.items()}


def _heading_of(page: Page, row: Block, known: Sequence[Objective]) -> Objective | None:
    """The axis that the heading over a table names."""
    heading = page.outline.section_of(row).heading
    if heading is None:
        return None
    return next((aim for aim in known if heading.start <= aim.evidence.start < heading.end), None)


def _named_at(page: Page, told: Told) -> list[int]:
    """Where a page names a programme, in full or by its acronym."""
    places = [mention.start for mention in told.mentions]
    if told.acronym is not None:
        places += [match.start() for match in re.finditer(re.escape(told.acronym), page.text)]
    return places


def _paragraphs(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    return [(block.start, block.end) for block in blocks if block.kind is BlockKind.PARAGRAPH]
