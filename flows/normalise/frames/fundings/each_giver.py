"""A sum that several bodies give each: one funding for each of them, or each his own of a list of sums."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.fundings.givers import giving_or_passive
from flows.normalise.frames.fundings.receivers import takers_by_giver
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Funding
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import Organisation


def for_each_giver(page: Page, told: ToldSum, funding: Funding) -> list[Funding]:
    """A sum that several bodies give each ("l'ARS et la Ville, 24 000 € chacune") is one row for each."""
    if len(takers := list(takers_by_giver(page, told))) > 1:
        return [replace(funding, funder_name=name, beneficiary=taker.name) for name, taker in takers]
    group = _giving_each(page, told)
    if group is None:
        other = _giving_as_much(page, told)
        if other is None or page.name_of(other) == funding.funder_name:
            return [funding]
        return [funding, replace(funding, funder_name=page.name_of(other))]
    basis = "total" if funding.amount_basis == "per_beneficiary" else funding.amount_basis
    return [replace(funding, funder_name=page.name_of(m), amount_basis=basis) for m in group.members]


def _giving_as_much(page: Page, told: ToldSum) -> Organisation | None:
    """The next body that gives the same: "400 000 € de l'État et autant de la Région", "la Ville autant"."""
    same = words("as_much").search(page.folded, told.money.end, told.until)
    if same is None or _THAN.match(page.folded, same.end()):
        return None
    behind = next(iter(within(page.organisations, same.end(), told.until)), None)
    if behind is not None and _FROM.fullmatch(page.folded, same.end(), behind.start):
        return behind
    named = within(page.organisations, told.money.end, same.start())
    subject = named[-1] if named else None
    is_next = subject is not None and _NEXT.search(page.folded, told.money.end, subject.start) is not None
    return subject if is_next else None


_THAN = re.compile(r" ?(?:que?|qu'|de fois|d')\b")
_FROM = re.compile(r" (?:de la part )?(?:de la |de l'|du |des |de |d')")
_NEXT = re.compile(r"(?:[,;]| et|,? tandis que|,? quand) (?:la |le |les |l')$")


def giver_in_turn(page: Page, told: ToldSum) -> Organisation | None:
    """The body whose sum has its own place in a list: "versent respectivement 30 000 € et 20 000 €"."""
    turns = words("respectively").search(page.folded, told.start, told.end)
    group = _givers_before(page, told) if turns is not None else None
    if group is None:
        return None
    sums = within(page.sums, group.end, told.end)
    return group.members[sums.index(told.money)] if len(sums) == len(group.members) else None


def _giving_each(page: Page, told: ToldSum) -> Group | None:
    """The bodies that give a sum each: "qui apportent chacun 30 000 €", "(15 000 € chacun)"."""
    group = _givers_before(page, told)
    if group is None or group.end < told.since:
        return None
    if _EACH_BEHIND.match(page.folded, told.money.end):
        return group
    return group if words("each_of_them").search(page.folded, group.end, told.money.start) else None


_EACH_BEHIND = re.compile(r" ?(?:par an |par mois )?,? ?(?:pour )?chacune?\b")


def _givers_before(page: Page, told: ToldSum) -> Group | None:
    """The last list of several bodies before a sum, where a verb says that they give."""
    named = [g for g in groups(page, told.start, told.money.start) if len(g.members) > 1]
    if not named or words("receives").search(page.folded, named[-1].end, told.money.start):
        return None
    gives = giving_or_passive().search(page.folded, told.start, told.money.start)
    return named[-1] if gives is not None else None
