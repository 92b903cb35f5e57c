"""The parts that a page gives to organisations, block by block: in sentences, lists and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator

from flows.normalise.documents.model import Block
from flows.normalise.frames.calendar_rows import header_cell
from flows.normalise.frames.coordination import groups
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.roles.meant import told_there
from flows.normalise.frames.roles.sentences import ARTICLE_REACH, Told, of_group
from flows.normalise.frames.roles.words import describes, part_before, part_of_cell, part_of_heading
from flows.normalise.frames.subjects import Subjects


def told_parts(page: Page, subjects: Subjects) -> Iterator[Told]:
    """Every part that a sentence, a labelled line or a list gives to an organisation."""
    if not (subjects.events or subjects.programmes):
        return
    for block in page.document.blocks:
        if block.cells:
            yield from _of_row(page, subjects, block)
        elif within(page.organisations, block.start, block.end):
            for start, end in page.document.units(block):
                named = list(groups(page, start, end))
                if not named or page.text[end - 1] == "?" or describes().search(page.folded, start, end):
                    continue  # names nobody, asks, or tells what the law says
                for group in named:
                    yield from of_group(page, subjects, group, start, end, block)


def _of_row(page: Page, subjects: Subjects, block: Block) -> Iterator[Told]:
    """The bodies of a table's row: their part stands in the header over them ("Signataires"), in another cell
    of the row ("CSAPA de Vesoul | partenaire"), or before them in their own ("Dépistage, par la CPAM")."""
    told = next((role for cell in block.cells if (role := part_of_cell(page.folded[slice(*cell)]))), None)
    for start, end in block.cells:
        for body in within(page.organisations, start, end):
            title = header_cell(page.document, block, body.start)
            role = _part_of_column(page.folded[slice(*title)]) if title is not None else None
            role = role or told or ("participant" if _is_row_of_stands(page, block, body.start) else None)
            found = told_there(subjects, role, block.start, block.end, block) if role is not None else None
            if found is not None:
                yield found[0], page.name_of(body), found[1], block.start, block.end
        for group in groups(page, start, end):
            if group.start - start > ARTICLE_REACH:
                yield from of_group(page, subjects, group, start, end, block)


def _part_of_column(title: str) -> str | None:
    """The part that the head of a column gives to the bodies below."""
    cue = part_before().search(title + " ")
    return "partner" if cue is not None and cue.lastgroup == "partner" else part_of_heading(title)


def _is_row_of_stands(page: Page, block: Block, body: int) -> bool:
    """Whether another cell of a body's row tells what its stand is for: "Stand | Structure"."""
    others = [start for start, end in block.cells if not start <= body < end]
    titles = [title for start in others if (title := header_cell(page.document, block, start)) is not None]
    return any(part_of_heading(page.folded[slice(*title)]) == "participant" for title in titles)
