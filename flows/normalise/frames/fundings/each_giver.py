"""A sum that several bodies give each: one funding for each of them, or each his own of a list of sums."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.fundings.givers import giving_or_passive
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Funding
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import Organisation


def for_each_giver(page: Page, told: ToldSum, funding: Funding) -> list[Funding]:
    """A sum that several bodies give each ("l'ARS et la Ville, 24 000 € chacune") is one row for each."""
    group = _giving_each(page, told)
    if group is None:
        other = _giving_as_much(page, told)
        return [funding, *([replace(funding, funder_name=page.name_of(other))] if other is not None else [])]
    basis = "total" if funding.amount_basis == "per_beneficiary" else funding.amount_basis
    return [replace(funding, funder_name=page.name_of(m), amount_basis=basis) for m in group.members]


def _giving_as_much(page: Page, told: ToldSum) -> Organisation | None:
    """The next body that gives the same: "400 000 € de l'État et autant de la Région", "la Ville autant"."""
    same = words("as_much").search(page.folded, told.money.end, told.until)
    if same is None:
        return None
    behind = within(page.organisations, same.end(), told.until)
    before = within(page.organisations, told.money.end, same.start())
    return next(iter(behind[:1] or before[-1:]), None)


def giver_in_turn(page: Page, told: ToldSum) -> Organisation | None:
    """The body whose sum has its own place in a list: "versent respectivement 30 000 € et 20 000 €"."""
    turns = words("respectively").search(page.folded, told.start, told.end)
    group = _givers_before(page, told) if turns is not None else None
    if group is None:
        return None
    place = len(within(page.sums, group.end, told.money.start))
    return group.members[place] if place < len(group.members) else None


def _giving_each(page: Page, told: ToldSum) -> Group | None:
    """The bodies that give a sum each: "qui apportent chacun 30 000 €", "(15 000 € chacun)"."""
    each = _EACH_BEHIND.match(page.folded, told.money.end)
    each = each or words("each_of_them").search(page.folded, told.since, told.money.start)
    return _givers_before(page, told) if each is not None else None


_EACH_BEHIND = re.compile(r" ?(?:par an |par mois )?,? ?(?:pour )?chacune?\b")


def _givers_before(page: Page, told: ToldSum) -> Group | None:
    """The last list of several bodies before a sum, where a verb says that they give."""
    if not giving_or_passive().search(page.folded, told.start, told.money.start):
        return None
    named = [g for g in groups(page, told.start, told.money.start) if len(g.members) > 1]
    return named[-1] if named else None
