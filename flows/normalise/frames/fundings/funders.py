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
from flows.normalise.frames.fundings.implied_givers import giver_named_before, implied_giver
from flows.normalise.frames.fundings.told_sums import ToldSum, is_whole_of_share
from flows.normalise.frames.fundings.words import (
    instrument_words,
    is_cost,
    is_line_of,
    last_match,
    words,
)
from flows.normalise.frames.model import Funding, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.organisation_types import organisation_type

_GIVERS = frozenset({"regional_health_agency", "ministry", "health_insurance", "council", "municipality"})
"""Bodies whose announcements tell of their own money where no other giver is named."""
_NATIONAL = frozenset({"ministry", "health_insurance"})
CALL = "call_for_projects"
OFFERING = frozenset({CALL, "aid_scheme"})
"""Types of programmes whose money one applies for."""


@dataclass(frozen=True, slots=True)
class Named:
    """The givers named so far in each paragraph and in each section, by where these start."""

    in_block: dict[int, set[str]]
    in_section: dict[int, set[str]]


def funder_of_sum(
    page: Page, told: ToldSum, funding: Funding, named: Named, scheme_wide: str | None
) -> str | None:
    """Who gives: named in the sentence, in the label of the line, earlier in the paragraph, in the
    heading, for the whole scheme, else the body that announces its own money."""
    if words("of_no_giver").fullmatch(_own_words(page, told)) or is_whole_of_share(page, told):
        return None
    if (in_turn := giver_in_turn(page, told)) is not None:
        return _in_full(page, page.name_of(in_turn))
    if words("cost_clause").search(page.folded, told.since, told.money.end):
        return None
    group = funder_of(page, told)
    borrowed = funding.instrument == "loan" and words("borrowed").search(
        page.folded, told.start, told.money.end
    )
    if borrowed and group is not None and group.start < told.since:
        return None
    label = label_organisation(page, told) if group is None else None
    is_line = label is not None and label.organisation_type in _GIVERS and is_line_of(told, label)
    if label is not None and (is_line or _lists_funders(page, told.block)):
        group = Group((label,))
    in_block = named.in_block.setdefault(told.block.start, set())
    in_section = named.in_section.setdefault(page.outline.section_of(told.block).start, set())
    if group is not None:
        names = {page.name_of(member): None for member in group.members}
        if not _PART.search(page.folded, told.start, told.money.start):
            in_block.update(names)
            in_section.update(names)
        return _in_full(page, next(iter(names))) if len(names) == 1 else None
    if (before := giver_named_before(page, told)) is not None:
        return _in_full(page, page.name_of(before))
    if implied := implied_giver(page, told, funding.programme):
        in_block.add(implied)
        return implied
    if _is_paid_otherwise(page, told):
        return None
    if borrowed or (told.money.qualifier != "up_to" and _is_spent(page, told)):
        return None
    if in_block or len(in_section) > 1:
        return next(iter(in_block)) if len(in_block) == 1 else None
    by_heading = giver_of_heading(page, told.block)
    if by_heading or scheme_wide:
        return by_heading or scheme_wide
    if funding.instrument == "investment":
        return None
    return announcer(page, funding.programme) or _employer(page, funding) or _only_giver(page, funding)


def _is_paid_otherwise(page: Page, told: ToldSum) -> bool:
    """Whether a sum is said to come from what is no body: "dont 650 000 € couverts par les consultations"."""
    paid = words("paid_by_something").match(page.folded, told.money.end + 1, told.until)
    return paid is not None and not within(page.organisations, paid.start(), paid.end() + 8)


def _is_spent(page: Page, told: ToldSum) -> bool:
    """Whether a sum is what something costs; a ceiling told with a cost ("30 % du coût, dans la limite de
    300 000 €"), a bourse or an enveloppe that "s'élève à" it, is none."""
    if is_cost(page, told):
        return True
    cost = words("cost").search(page.folded, told.since, told.money.start)
    if cost is None:
        return False
    given = last_match(instrument_words(), page.folded, told.since, cost.start())
    if given is not None and given.lastgroup not in ("investment", "operating"):
        return False
    return words("pool").search(page.folded, told.since, cost.start()) is None


_PART = re.compile(r"\bdont (?:\w+ ){0,2}$")
""" "850 M€, dont | 200 M€ de la Région": who gives a part need not give the next sum."""


def _only_giver(page: Page, funding: Funding) -> str | None:
    """The one public body of a territory that a page names, where none is told to give."""
    if funding.instrument in ("operating", "loan"):
        return None
    named = [name for name, kind in page.bodies.items() if kind in _GIVERS - _NATIONAL]
    return named[0] if len(named) == 1 else None


_LAST_PART = re.compile(r"[^,:;()]*$")


def _own_words(page: Page, told: ToldSum) -> str:
    """The words right before a sum, in its own part of an enumeration: "…, emprunt 740 000 €"."""
    part = _LAST_PART.search(page.folded, max(told.since, told.money.start - 60), told.money.start)
    return part.group().strip(" -–").removeprefix("et ") if part else ""


def _in_full(page: Page, name: str) -> str:
    """ "Le Département" on the page of a departmental council, and the like, is that body."""
    publisher = page.publisher.name
    short = fold(name)
    is_short = words("short_names").fullmatch(short) is not None
    return publisher if is_short and publisher and short[:9] in fold(publisher) else name


def _employer(page: Page, funding: Funding) -> str | None:
    """The hospital that offers people money on its own page, to win them: allowances, bonuses."""
    is_offer = funding.amount_basis in ("per_beneficiary", "per_month") and funding.instrument in (
        "bonus",
        "grant",
        "other",
    )
    return page.publisher.name if is_offer and page.publisher.organisation_type == "hospital" else None


def _lists_funders(page: Page, block: Block) -> bool:
    """Whether a line stands in a list of those who finance: as the line above it says, or as most of its
    lines begin with a body that gives and end with its sum."""
    lead = page.outline.lead_of(block)
    head = lead or page.outline.section_of(block).heading
    if head is not None and words("list_of_funders").search(page.folded, head.start, head.end):
        return True
    if lead is None or words("list_of_receivers").search(page.folded, lead.start, lead.end):
        return False
    items = [b for b in page.outline.section_of(block).blocks if page.outline.lead_of(b) is lead]
    givers = sum(_giver_line().match(page.folded, b.start, b.end) is not None for b in items)
    return len(items) > 1 and 2 * givers > len(items)


@cache
def _giver_line() -> re.Pattern[str]:
    givers = alternatives(lexicon("fundings")["giver_lines"])
    return re.compile(rf"(?:l')?(?:{givers})\b[^:\n]{{0,90}}? ?(?::|-|–|=) ?\d")


def scheme_wide_giver(page: Page) -> str | None:
    """The body that a sentence says gives all sums of the page."""
    for match in words("scheme_wide").finditer(page.folded):
        body = next(iter(within(page.organisations, match.end(), match.end() + 12)), None)
        if body is not None:
            return page.name_of(body)
    return None


def announcer(page: Page, programme: Programme | None) -> str | None:
    """The body whose own money an announcement tells of: the lead of the scheme, else the publisher."""
    lead = programme.lead_organisation_name if programme is not None else None
    if lead is not None and programme is not None:
        gives = organisation_type(lead) in _GIVERS or _is_foundation(lead)
        if gives or programme.programme_type in OFFERING:
            return lead
        return None
    publisher = page.publisher
    return (
        publisher.name if publisher.organisation_type in _GIVERS or _is_foundation(publisher.name) else None
    )


def _is_foundation(name: str | None) -> bool:
    return name is not None and words("foundation").match(fold(name)) is not None
