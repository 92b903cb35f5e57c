"""Bodies that are said to pay for something without a sum: each makes a funding of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group, acting, groups
from flows.normalise.frames.fundings.givers import financed_by_end
from flows.normalise.frames.fundings.receivers import receiver_of
from flows.normalise.frames.fundings.sums import Found
from flows.normalise.frames.fundings.words import Spot, last_match, words
from flows.normalise.frames.model import Evidence, Funding
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention


def payers_without_sum(page: Page, found: Sequence[Found], subjects: Subjects) -> list[Found]:
    """Those who are said to finance something, without saying how much."""
    told = {(each.funding.evidence.start, each.funding.funder_name) for each in found}
    known = {(each.funding.funder_name, each.funding.programme) for each in found}
    alone: list[Found] = []
    for block, start, end, group in _financing_groups(page):
        for member in group.members:
            name = page.name_of(member)
            if (start, name) in told or any(f.funding.funder_name == name for f in alone):
                continue
            programme = subjects.programme_at(start, end)
            if (name, programme) in known and not any(s == start for s, _ in told):
                continue
            receiver = receiver_of(
                page, Spot(Mention(group.end, group.end), block, start, end, group.end, end)
            )
            funding = Funding(
                Evidence(start, end),
                programme=programme,
                event=None if programme else subjects.event_at(start, end),
                funder_name=name,
                beneficiary=receiver.name if receiver is not None else None,
                instrument=_thing_paid(page, group, start, end),
            )
            alone.append(Found(funding, member.start, block))
    return alone


def _thing_paid(page: Page, group: Group, start: int, end: int) -> str | None:
    """The form of money that pays for posts, works or allowances: "l'ARS finance | le poste", "les éducateurs
    sont rémunérés | par l'ARS"."""
    behind = _things().match(page.folded, group.end, end)
    found = behind or last_match(_things(), page.folded, start, group.start)
    return next((code for code in _THINGS if found[code]), None) if found is not None else None


_THINGS = ("operating", "investment", "other")


@cache
def _things() -> re.Pattern[str]:
    listed = lexicon("fundings")
    named = (f"(?P<{code}>{alternatives(listed['paid_things'][code])})" for code in _THINGS)
    return re.compile(rf"[^.;:]{{0,60}}?\b(?:{'|'.join(named)})\b")


def _financing_groups(page: Page) -> Iterator[tuple[Block, int, int, Group]]:
    """The lists of bodies that are said to finance something, with their sentences."""
    for block in page.document.blocks:
        if block.cells or not within(page.organisations, block.start, block.end):
            continue
        for start, end in page.document.units(block):
            paying = list(_paying(page, start, end))
            if paying and not words("passing").search(page.folded, start, end):
                for group in paying:
                    yield block, start, end, group


def _paying(page: Page, start: int, end: int) -> Iterator[Group]:
    """The bodies of a sentence that pay: behind words of financing, before verbs, or like one that does."""
    for group in groups(page, start, end):
        payers = _financed_by(page, group) or _subjects(page, group, start, end)
        if payers is not None:
            yield payers


def _financed_by(page: Page, group: Group) -> Group | None:
    """The members right behind words of the passive, or a noun of money: "cofinancé par", "un don de"."""
    for i, member in enumerate(group.members):
        if financed_by_end().search(page.folded, max(0, member.start - 90), member.start):
            return Group(group.members[i:])
    return None


def _subjects(page: Page, group: Group, start: int, end: int) -> Group | None:
    """The members that a verb behind them says pay: "l'ARS finance le poste", "la caisse le reste"."""
    if words("remainder").match(page.folded, group.end + 1):
        return Group(group.members[-1:])
    return acting(page.folded, group, start) if _pays().match(page.folded, group.end, end) else None


@cache
def _pays() -> re.Pattern[str]:
    """A verb of paying right behind a body, with the thing paid or the noun of money that it needs."""
    listed = {name: alternatives(lexicon("fundings")[name]) for name in _VERBS}
    return re.compile(
        r"(?: ?\([^()]{0,60}\))?(?:, [^,;.:]{1,40},)?(?:,? (?:qui|elle|lui)(?:-meme)?)? "
        rf"(?:{listed['before_verb']})*(?:{listed['pays']}"
        rf"|(?:{listed['pays_for']}) (?:[\w-]+[ ']){{0,4}}?(?:{listed['things_paid']})"
        rf"|(?:{listed['gives_money']}) (?:[\w-]+[ ']){{0,5}}?(?:{listed['money_given']}))(?!\w)"
    )


_VERBS = ("before_verb", "pays", "pays_for", "things_paid", "gives_money", "money_given")
