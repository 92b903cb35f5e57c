"""What the columns of a financing table hold, by their heads and by what most rows show."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.documents.outline import Table
from flows.normalise.frames.fundings.givers import giver_of_heading
from flows.normalise.frames.fundings.periods import time_above
from flows.normalise.frames.fundings.words import column_role, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import pattern
from flows.normalise.mentions.model import Money
from flows.normalise.mentions.money_bases import basis_of_head

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Heads:
    """What the columns of a table hold."""

    def __init__(self, page: Page, table: Table) -> None:
        self._page = page
        self.first = (table.header or table.rows[0]).start
        self._cells = table.header.cells if table.header is not None else ()
        self.roles = [column_role(page.folded[start:end]) for start, end in self._cells]
        self._is_act = _is_act(page, table)
        if self._is_act and self.roles:
            self.roles[0] = "beneficiary"  # "La Région attribue :", below it "Organisme", "Montant"
        years = [int(y) for start, end in self._cells for y in _YEAR.findall(page.folded[start:end])]
        above = time_above(page, table.rows[0])
        self.by_lead = not years and above is not None
        own = (date(min(years), 1, 1), date(max(years), 12, 31)) if years else None
        self.whole: tuple[date | None, date | None] = own or above or (None, None)
        self.names_bodies = _names_bodies(page, table)
        self.label_role = self._role_of_labels(table)
        self.giver = giver_of_heading(page, table.rows[0])
        self.receivers = "beneficiary" if "beneficiary" in (*self.roles, self.label_role) else "territory"
        self.pays_works = any(words("of_works").search(page.folded, row.start, row.end) for row in table.rows)
        self.lists_receivers = self.label_role == "beneficiary" and "funder" not in self.roles

    def _role_of_labels(self, table: Table) -> str | None:
        """Whether the first column of rows names givers or receivers, where no head says so."""
        if self.roles and self.roles[0]:
            return self.roles[0]
        is_of_giver = giver_of_heading(self._page, table.rows[0]) is not None
        return "beneficiary" if is_of_giver else "funder"

    def names_givers(self, index: int) -> bool:
        """Whether a column holds names of those who give, as most of its rows show or its head says."""
        return self.names_bodies if index == 0 else column_role_of(self, index) == "funder"

    def head(self, row: Block, index: int) -> tuple[int, int] | None:
        """The head of a column, counted from the right where the first column has none."""
        shift = len(row.cells) - len(self._cells)
        if not self._cells or not 0 <= index - shift < len(self._cells):
            return None
        return self._cells[index - shift]

    def period(self, row: Block, index: int) -> tuple[date | None, date | None]:
        """The year of a column; the whole for a column of totals, or where the line above tells it."""
        cell = self.head(row, index)
        if cell is None:
            return self.whole if self.by_lead else (None, None)
        head = self._page.folded[slice(*cell)]
        if year := _YEAR.search(head):
            return date(int(year[0]), 1, 1), date(int(year[0]), 12, 31)
        of_all = self.by_lead or words("total").fullmatch(head.strip())
        return self.whole if of_all else (None, None)

    def is_former(self, row: Block, index: int) -> bool:
        """Whether the sums of a column are those of an earlier year, beside what is decided now."""
        last = self.period(row, index)[1]
        if not self._is_act or last is None or self.whole[1] is None:
            return False
        return last.year < min(self.whole[1].year, self._page.reference.year)

    def basis(self, row: Block, index: int) -> str | None:
        """What the sums of a column are paid for each of, by its head."""
        cell = self.head(row, index)
        return basis_of_head(self._page.folded[slice(*cell)]) if cell is not None else None

    @property
    def lists_offers(self) -> bool:
        """Whether the rows say for whom an aid is: each has it who is in that situation."""
        heads = (self._page.folded[slice(*cell)].strip(" :*?") for cell in self._cells)
        return any(words("offered_to").fullmatch(head) for head in heads)

    def qualifier(self, row: Block, index: int, money: Money) -> str:
        """How exact the sums of a column are: those under "Plafond" are reached at most."""
        cell = self.head(row, index) or (row.cells[0] if index == 1 and not self._cells else None)
        if cell is None or money.qualifier != "exact":
            return money.qualifier
        is_ceiling = words("ceiling_columns").fullmatch(self._page.folded[slice(*cell)].strip(" :*"))
        return "up_to" if is_ceiling else "exact"

    def status(self, row: Block, index: int) -> str | None:
        """How the sums of a column stand, if its head says so."""
        cell = self.head(row, index)
        if cell is None:
            return None
        head = self._page.folded[slice(*cell)]
        return next((code for code, told in _column_status().items() if told.search(head)), None)


def _is_act(page: Page, table: Table) -> bool:
    """Whether the line above a table says that its sums are given now: "Le Département attribue :"."""
    lead = page.outline.lead_of(table.rows[0])
    return lead is not None and words("hands_out").search(page.folded, lead.start, lead.end) is not None


@cache
def _column_status() -> dict[str, re.Pattern[str]]:
    return {code: pattern(told) for code, told in lexicon("fundings")["column_status"].items()}


def column_role_of(heads: Heads, index: int) -> str | None:
    """What a column holds, by its number from the left."""
    return heads.roles[index] if index < len(heads.roles) else None


def _names_bodies(page: Page, table: Table) -> bool:
    """Whether most rows begin with names of those who give."""
    besides = re.compile("|".join(words(name).pattern for name in ("total", "loan", "own_funds", "cost")))
    named = [
        within(page.organisations, *row.cells[0]) or words("known_givers").search(page.folded, *row.cells[0])
        for row in table.rows
        if not besides.search(page.folded, *row.cells[0])
    ]
    return 2 * sum(map(bool, named)) >= len(named)
