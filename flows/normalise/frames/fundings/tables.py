"""Fundings told in tables: one row for each sum, with funder, receiver and year by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.normalise.documents.model import Block
from flows.normalise.documents.outline import Table
from flows.normalise.frames.fundings.funders import CALL, OFFERING, announcer
from flows.normalise.frames.fundings.table_heads import Heads, column_role_of
from flows.normalise.frames.fundings.words import (
    column_role,
    instrument_words,
    last_match,
    speaks_of_money,
    surroundings,
    words,
)
from flows.normalise.frames.model import Evidence, Funding, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.model import Money


def fundings_of_tables(page: Page, subjects: Subjects) -> Iterator[tuple[Funding, int, Block]]:
    """The fundings of all financing tables of a page, each with the position of its sum and its row."""
    for table in _with_sums(page):
        if not _is_financing(page, table):
            continue
        heads = Heads(page, table)
        for row in table.rows:
            yield from _row(page, row, heads, subjects)


def _with_sums(page: Page) -> Iterator[Table]:
    """The tables of which a row holds a sum; a first row may name their columns without being a header."""
    for table in page.outline.tables:
        if table.header is None and _names_columns(page, table.rows[0]):
            table = Table(table.rows[0], table.rows[1:])
        if any(within(page.sums, row.start, row.end) for row in table.rows):
            yield table


def _names_columns(page: Page, block: Block) -> bool:
    """Whether a first row names columns."""
    if within(page.sums, block.start, block.end) or len(block.cells) < 2:
        return False
    return any(column_role(page.folded[start:end]) for start, end in block.cells)


def _is_financing(page: Page, table: Table) -> bool:
    lead = page.outline.lead_of(table.rows[0])
    heading = page.outline.section_of(table.rows[0]).heading
    heads = [b for b in (lead, heading, table.header) if b is not None]
    if any(speaks_of_money(page, b.start, b.end) for b in heads):
        return not any(words("price_heading").search(page.folded, b.start, b.end) for b in heads)
    labels = (page.folded[slice(*row.cells[0])] for row in table.rows)
    return any(words("total").fullmatch(label.strip(" :")) for label in labels)


def _row(page: Page, row: Block, heads: Heads, subjects: Subjects) -> Iterator[tuple[Funding, int, Block]]:
    programme = _scheme_of(subjects, row, heads)
    for index, (start, end) in enumerate(row.cells):
        if heads.is_former(row, index):
            continue
        for money in within(page.sums, start, end):
            funding = Funding(
                Evidence(row.start, row.end),
                programme=programme,
                amount_eur=money.amount,
                amount_max_eur=money.amount_max,
                amount_qualifier=heads.qualifier(row, index, money),
                amount_basis=money.basis or (_OFFER if heads.lists_offers else "total"),
            )
            _own_cell(page, funding, money, start)
            if not heads.lists_offers:
                funding.period_start, funding.period_end = heads.period(row, index)
            funding.funding_status = heads.status(row, index)
            _parties(page, row, heads, funding, money, programme)
            _settle_instrument(page, row, heads, funding, money)
            yield funding, money.start, row


def _own_cell(page: Page, funding: Funding, money: Money, start: int) -> None:
    """What the cell of a sum says besides it: "subvention de 50 % des travaux, plafonnée à 15 000 €"."""
    if noun := instrument_words().search(page.folded, start, money.start):
        funding.instrument = noun.lastgroup
    rate = _RATE.search(page.folded, start, money.start) or _CAPPED.match(page.folded, money.end)
    if rate is not None:
        funding.rate_percent = Decimal(rate[1].replace(",", "."))


_OFFER = "per_beneficiary"
"""The basis of what each has who is in a situation; it has no time but that of its taker."""


def _scheme_of(subjects: Subjects, row: Block, heads: Heads) -> Programme | None:
    """What a row's sums belong to: a scheme of aids holds for all rows of its table, whatever they name."""
    programme = subjects.programme_at(row.start, row.end)
    if heads.first == row.start:
        return programme
    above = subjects.programme_at(heads.first, heads.first)
    return above if above is not None and above.programme_type in OFFERING else programme


def _parties(
    page: Page, row: Block, heads: Heads, funding: Funding, money: Money, programme: Programme | None
) -> None:
    """Fill in giver, receiver, form and rate from the other cells of a row."""
    folded = page.folded
    if not words("total").fullmatch(folded[slice(*row.cells[0])].strip(" :")):
        funding.funder_name = heads.giver
    for index, (start, end) in enumerate(row.cells):
        cell = folded[start:end].strip(" :")
        if start <= money.start < end:
            continue
        role = column_role_of(heads, index) or (heads.label_role if index == 0 else None)
        if words("total").fullmatch(cell):
            if heads.pays_works or (programme is not None and programme.programme_type == "investment"):
                funding.instrument = "investment"
            funding.rate_percent = None
            return
        if words("loan").match(cell) and index == 0:
            funding.instrument = "loan"
            return
        if words("own_funds").search(cell):
            funding.instrument = "investment"
            owner = next(iter(within(page.organisations, start, end)), None) if index == 0 else None
            if owner is not None or words("own_bodies").search(cell):
                funding.funder_name = page.name_of(owner) if owner is not None else page.publisher.name
            return
        if role == "funder":
            bodies = within(page.organisations, start, end)
            if bodies:
                funding.funder_name = page.name_of(bodies[0])
            elif heads.names_givers(index) and cell[0].isalpha() and not _is_expense(cell):
                funding.funder_name = _BRACKET.sub("", page.words(start, end))
        elif role == heads.receivers and not _is_expense(cell):
            funding.beneficiary = _USE.sub("", page.words(start, end))
        elif role == "purpose":
            funding.purpose = page.words(start, end)
        elif rate := _RATE.search(cell):
            funding.rate_percent = Decimal(rate[1].replace(",", "."))
        noun = last_match(instrument_words(), folded, start, end) if funding.instrument is None else None
        if noun is not None and role in ("purpose", "amount", "funder"):
            funding.instrument = noun.lastgroup
    of_call = programme is not None and programme.programme_type in OFFERING
    if (heads.lists_receivers or of_call) and funding.funder_name is None:
        funding.funder_name = announcer(page, programme)


def _settle_instrument(page: Page, row: Block, heads: Heads, funding: Funding, money: Money) -> None:
    """The form by the head of the sum's column, where no cell of the row tells it; a contest gives prizes."""
    programme = funding.programme
    of_call = programme is not None and programme.programme_type == CALL
    title = page.document.title_block
    contest = title is not None and words("contest").search(page.folded, title.start, title.end)
    if of_call and not contest:
        funding.instrument = CALL
    if funding.instrument is None:
        index = next(i for i, (start, end) in enumerate(row.cells) if start <= money.start < end)
        head = heads.head(row, index)
        found = instrument_words().search(page.folded, *head) if head is not None else None
        for block in surroundings(page, row) if found is None else ():
            found = found or instrument_words().search(page.folded, block.start, block.end)
        funding.instrument = found.lastgroup if found is not None else None
    if contest:
        funding.instrument = "prize"
    if funding.funder_name is None:
        return
    lead = programme.lead_organisation_name if programme is not None else None
    if funding.instrument in (None, "investment"):
        is_owner = heads.pays_works and funding.funder_name in (page.publisher.name, lead)
        funding.instrument = "investment" if is_owner else None


_BRACKET = re.compile(r" ?\([^()]*\)$")
_USE = re.compile(r" ?\((?:[a-z][^()]{3,})\)$")
""" "Centre hospitalier de Modèle (salle de repos)": what the money is for."""
_RATE = re.compile(r"(\d{1,3}(?:,\d+)?) ?%")
_CAPPED = re.compile(r"[^|\n€]{0,60}?(\d{1,3}(?:,\d+)?) ?% (?:d[eu] |des )")
""" "25 000 € par projet, dans la limite de 80 % de son coût"."""


def _is_expense(cell: str) -> bool:
    return words("cues").search(cell) is not None or words("not_receivers").match(cell) is not None
