"""Who gives a sum in the end: its sentence, label or heading says it, or the page is the giver's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group
from flows.normalise.frames.fundings.each_giver import giver_in_turn
from flows.normalise.frames.fundings.givers import (
    funder_of,
    giver_of_heading,
    label_organisation,
)
from flows.normalise.frames.fundings.implied_givers import implied_giver
from flows.normalise.frames.fundings.told_sums import ToldSum, is_whole_of_share
from flows.normalise.frames.fundings.words import (
    instrument_words,
    is_cost,
    is_line_of,
    last_match,
    words,
)
from flows.normalise.frames.model import Funding, Programme
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.organisation_types import organisation_type

_GIVERS = frozenset({"regional_health_agency", "ministry", "health_insurance", "council", "municipality"})
"""Bodies whose announcements tell of their own money where no other giver is named."""
CALL = "call_for_projects"
OFFERING = frozenset({CALL, "aid_scheme"})
"""Types of programmes whose money one applies for."""


@dataclass(frozen=True, slots=True)
class Named:
    """The givers named so far in each paragraph and in each section, by where these start."""

    in_block: dict[int, set[str]]
    in_section: dict[int, set[str]]


def funder_of_sum(page: Page, told: ToldSum, funding: Funding, named: Named) -> str | None:
    """Who gives: named in the sentence, in the label of the line, earlier in the paragraph, in the
    heading, else the body that announces its own money."""
    if _no_giver().search(page.folded, told.since, told.money.start) or is_whole_of_share(page, told):
        return None
    if words("from_nobody").match(page.folded, told.money.end + 1, told.until):
        return None
    if (in_turn := giver_in_turn(page, told)) is not None:
        return _in_full(page, page.name_of(in_turn))
    group = funder_of(page, told)
    if group is None and (label := label_organisation(page, told)) is not None:
        is_line = label.organisation_type in _GIVERS and is_line_of(told, label)
        group = Group((label,)) if is_line or _lists_funders(page, told.block) else None
    in_block = named.in_block.setdefault(told.block.start, set())
    in_section = named.in_section.setdefault(page.outline.section_of(told.block).start, set())
    if group is not None:
        names = {page.name_of(member): None for member in group.members}
        if not _PART.search(page.folded, told.start, told.money.start):
            in_block.update(names)
            in_section.update(names)
        return _in_full(page, next(iter(names))) if len(names) == 1 else None
    if implied := implied_giver(page, told):
        in_block.add(implied)
        return implied
    if told.money.qualifier != "up_to" and _is_spent(page, told):
        return None
    if in_block or len(in_section) > 1:
        return next(iter(in_block)) if len(in_block) == 1 else None
    if by_heading := giver_of_heading(page, told.block):
        return by_heading
    if funding.instrument == "investment":
        return None
    return announcer(page, funding.programme) or _offering(page, funding)


@cache
def _no_giver() -> re.Pattern[str]:
    """Right before a sum: what no body gives ("ARS 960 000 €, Région 700 000 €, emprunt | 740 000 €")."""
    return re.compile(rf"[,:;(–-] ?(?:et )?{lexicon('fundings')['of_no_giver']} ?$")


def _is_spent(page: Page, told: ToldSum) -> bool:
    """Whether a sum is what something costs; a ceiling told with a cost ("30 % du coût, dans la limite de
    300 000 €"), a bourse or an enveloppe that "s'élève à" it, is none."""
    if is_cost(page, told):
        return True
    cost = words("cost").search(page.folded, told.since, told.money.start)
    if cost is None:
        return False
    noun = last_match(instrument_words(), page.folded, told.since, cost.start())
    if noun is not None and noun.lastgroup != "investment":
        return False
    return words("pool").search(page.folded, told.since, cost.end()) is None


_PART = re.compile(r"\bdont (?:\w+ ){0,2}$")
""" "850 M€, dont | 200 M€ de la Région": who gives a part need not give the next sum."""


def _in_full(page: Page, name: str) -> str:
    """ "Le Département" on the page of a departmental council, and the like, is that body."""
    publisher, short = page.publisher.name, fold(name)
    is_kin = organisation_type(name) in (None, page.publisher.organisation_type)
    is_short = is_kin and words("short_names").fullmatch(short) is not None
    return publisher if is_short and publisher and short[:9] in fold(publisher) else name


def _offering(page: Page, funding: Funding) -> str | None:
    """The body that offers people money on its own page: a hospital, an order, a fund; no union."""
    is_offer = funding.amount_basis in ("per_beneficiary", "per_month")
    kind = page.publisher.organisation_type
    return page.publisher.name if is_offer and kind not in (None, "union", "federation") else None


def _lists_funders(page: Page, block: Block) -> bool:
    """Whether the line above a list, or its heading, says that it is one of those who finance."""
    head = page.outline.lead_of(block) or page.outline.section_of(block).heading
    listing = words("list_of_funders")
    if listing.match(page.folded, block.start):
        return True
    return head is not None and listing.search(page.folded, head.start, head.end) is not None


def announcer(page: Page, programme: Programme | None) -> str | None:
    """The body whose own money an announcement tells of: the lead of the scheme, else the publisher."""
    lead = programme.lead_organisation_name if programme is not None else None
    offers = programme is not None and programme.programme_type in OFFERING
    if lead is not None and (offers or _gives_its_own(lead, organisation_type(lead))):
        return lead
    publisher = page.publisher
    return publisher.name if _gives_its_own(publisher.name, publisher.organisation_type) else None


def _gives_its_own(name: str | None, kind: str | None) -> bool:
    """Whether what a body announces is its own money: that of public bodies and foundations."""
    return kind in _GIVERS or (name is not None and words("foundation").match(fold(name)) is not None)
