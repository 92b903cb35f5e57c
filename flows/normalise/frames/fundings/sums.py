"""Fundings of sums told in sentences and lists: who gives, who receives, on what terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group
from flows.normalise.frames.fundings.givers import (
    funder_of,
    giver_named_before,
    giver_of_heading,
    label_organisation,
)
from flows.normalise.frames.fundings.receiver_names import Receiver
from flows.normalise.frames.fundings.receivers import receiver_of
from flows.normalise.frames.fundings.terms import basis_of, instrument_of, period_of
from flows.normalise.frames.fundings.told_sums import ToldSum, told_sums
from flows.normalise.frames.fundings.words import is_cost, is_line_of, words
from flows.normalise.frames.model import Evidence, Funding, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS, read_digits, read_words
from flows.normalise.mentions.organisation_bodies import OrganisationClass
from flows.normalise.mentions.organisation_types import organisation_type

_GIVERS = frozenset({"regional_health_agency", "ministry", "health_insurance", "council", "municipality"})
"""Bodies whose announcements tell of their own money where no other giver is named."""
CALL = "call_for_projects"
OFFERING = frozenset({CALL, "aid_scheme"})
"""Types of programmes whose money one applies for."""


@dataclass(slots=True)
class Found:
    """A funding, the place that its status is read at, and the block it stands in."""

    funding: Funding
    position: int
    block: Block


def fundings_of_sums(page: Page, subjects: Subjects) -> list[Found]:
    """The fundings of all sums told in running text and lists."""
    found: list[Found] = []
    scheme_wide = _scheme_wide(page) if page.sums else None
    named = _Named({}, {})
    for told in told_sums(page):
        programme = subjects.programme_at(told.start, told.end)
        funding = Funding(
            Evidence(told.start, told.end),
            programme=programme,
            event=None if programme else subjects.event_at(told.start, told.end),
            amount_eur=told.money.amount,
            amount_max_eur=told.money.amount_max,
            amount_qualifier=told.money.qualifier,
        )
        funding.instrument = instrument_of(page, told, programme)
        receiver = receiver_of(page, told)
        funding.amount_basis = basis_of(page, told, funding.instrument, programme, receiver)
        funding.funder_name = _funder(page, told, funding, named, scheme_wide)
        if funding.instrument == "investment" and not _pays_itself(page, told, funding):
            funding.instrument = None
        funding.period_start, funding.period_end = period_of(page, told, programme)
        if count := _counted_offers(page, told):
            funding.beneficiary_count, funding.amount_basis = count, told.money.basis or "per_beneficiary"
        if receiver is not None and not _is_own(page, told, receiver, funding):
            funding.beneficiary = receiver.name
            funding.beneficiary_count = funding.beneficiary_count or receiver.count
        funding.beneficiary_count = funding.beneficiary_count or _stated_count(page, told)
        funding.purpose = _purpose(page, told) if funding.beneficiary is None else None
        found += [Found(f, told.money.start, told.block) for f in _for_each_giver(page, told, funding)]
    return found


def _pays_itself(page: Page, told: ToldSum, funding: Funding) -> bool:
    """Whether works or equipment are paid by nobody named, or by the body whose they are."""
    name = funding.funder_name
    if name is None or words("of_the_owner").search(page.folded, told.start, told.end):
        return True
    lead = funding.programme.lead_organisation_name if funding.programme is not None else None
    bought = _BUYS.match(page.folded, told.money.end, told.until)
    return bought is not None and name in (lead, page.publisher.name)


_BUYS = re.compile(r" ?(?:pour |a l'|a la |aux? )")


def _for_each_giver(page: Page, told: ToldSum, funding: Funding) -> list[Funding]:
    """A sum that several bodies give each ("l'ARS et la Ville, 24 000 € chacune") is one row for each."""
    if not _EACH_OF_THEM.match(page.folded, told.money.end):
        return [funding]
    group = funder_of(page, told)
    if group is None or len(group.members) < 2:
        return [funding]
    return [replace(funding, funder_name=page.name_of(member)) for member in group.members]


_EACH_OF_THEM = re.compile(r" ?(?:par an |par mois )?,? ?chacune?\b")


def _counted_offers(page: Page, told: ToldSum) -> int | None:
    """How many get it: "douze bourses de 1 200 €"."""
    before = page.folded[max(told.start, told.money.start - 60) : told.money.start]
    match = _offers_of().search(before)
    if match is None:
        return None
    number = match["number"]
    count = int(read_digits(number)) if number[0].isdecimal() else read_words(number)
    return count if count != 1 else None


@cache
def _offers_of() -> re.Pattern[str]:
    offers = alternatives(lexicon("fundings")["offers"])
    return re.compile(rf"(?<![\w,.])(?P<number>\d[\d ]*|{WORDS}) (?:{offers})(?: [a-z']+){{0,3}} (?:de |d')$")


_PURPOSE = re.compile(r" ?(?:pour|destinee?s? a|afin de|en vue de) (?P<purpose>[^.;:(),\n]{4,80})")


def _purpose(page: Page, told: ToldSum) -> str | None:
    """What a sum is for, as written right after it."""
    match = _PURPOSE.match(page.folded, told.money.end, told.until)
    return page.words(match.start("purpose"), match.end("purpose")).removesuffix(" et") if match else None


@dataclass(frozen=True, slots=True)
class _Named:
    """The givers named so far in each paragraph and in each section, by where these start."""

    in_block: dict[int, set[str]]
    in_section: dict[int, set[str]]


def _funder(
    page: Page, told: ToldSum, funding: Funding, named: _Named, scheme_wide: str | None
) -> str | None:
    """Who gives: named in the sentence, in the label of the line, earlier in the paragraph, in the
    heading, for the whole scheme, else the body that announces its own money."""
    if words("of_no_giver").fullmatch(_own_words(page, told)):
        return None
    group = funder_of(page, told)
    label = label_organisation(page, told) if group is None else None
    is_line = label is not None and label.organisation_type in _GIVERS and is_line_of(told, label)
    if label is not None and (is_line or _lists_funders(page, told.block)):
        group = Group((label,))
    in_block = named.in_block.setdefault(told.block.start, set())
    in_section = named.in_section.setdefault(page.outline.section_of(told.block).start, set())
    if group is not None:
        names = {page.name_of(member): None for member in group.members}
        in_block.update(names)
        in_section.update(names)
        return _in_full(page, next(iter(names))) if len(names) == 1 else None
    if (before := giver_named_before(page, told)) is not None:
        return _in_full(page, page.name_of(before))
    borrowed = funding.instrument == "loan" and words("borrowed").search(page.folded, told.start, told.end)
    if borrowed or is_cost(page, told) or words("cost").search(page.folded, told.since, told.money.start):
        return None
    if in_block or len(in_section) > 1:
        return next(iter(in_block)) if len(in_block) == 1 else None
    by_heading = giver_of_heading(page, told.block)
    if by_heading or scheme_wide:
        return by_heading or scheme_wide
    if funding.instrument == "investment":
        return None
    return announcer(page, funding.programme) or _employer(page, funding) or _only_giver(page)


def _only_giver(page: Page) -> str | None:
    """The one public body that a page names which gives no money of its own."""
    named = {
        page.name_of(body)
        for body in page.organisations
        if body.organisation_type in _GIVERS and not isinstance(body, OrganisationClass)
    }
    return named.pop() if len(named) == 1 else None


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
    givers = sum(_GIVER_LINE.match(page.folded, b.start, b.end) is not None for b in items)
    return len(items) > 1 and 2 * givers > len(items)


_GIVER_LINE = re.compile(
    r"(?:l')?(?:etat|ars|agence regionale|region|departement|conseil (?:regional|departemental)|europe|feder"
    r"|union europeenne|(?:ville|commune|communaute|metropole|agglo)\w*|cpam|msa|carsat|caf|cnsa"
    r"|banque des territoires)\b[^:\n]{0,90}? ?(?::|-|–|=) ?\d"
)


def _scheme_wide(page: Page) -> str | None:
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
        if organisation_type(lead) in _GIVERS or programme.programme_type in OFFERING:
            return lead
        return None
    publisher = page.publisher
    return (
        publisher.name if publisher.organisation_type in _GIVERS or _is_foundation(publisher.name) else None
    )


def _is_foundation(name: str | None) -> bool:
    return name is not None and words("foundation").match(fold(name)) is not None


_GENERIC = re.compile(r"(?:ce|cette|le|la|l'|au|du) ?$")


def _is_own(page: Page, told: ToldSum, receiver: Receiver, funding: Funding) -> bool:
    """Whether the receiver is the programme or its lead, or a body that gives."""
    lead = funding.programme.lead_organisation_name if funding.programme is not None else None
    place = page.text.find(receiver.name, told.start, told.end)
    body = next(iter(within(page.organisations, place, place + 4)), None) if place >= 0 else None
    if body is not None:
        return page.name_of(body) in (lead, funding.funder_name, page.publisher.name)
    name = funding.programme.name if funding.programme is not None else None
    if name and name in receiver.name:
        return True
    if any(c.isupper() for c in receiver.name) or not words("own").match(page.folded, max(place, 0)):
        return False
    if len(receiver.name.split()) > 2:
        return False
    return place > 0 and bool(_GENERIC.search(page.folded[max(0, place - 6) : place]))


def _stated_count(page: Page, told: ToldSum) -> int | None:
    """How many receive: "12 bourses pourront être attribuées", "dans la limite de 120 salariés"."""
    for match in _counts().finditer(page.folded, told.money.end, told.block.end):
        if within(page.sums, told.money.end, match.start()):
            return None
        number = match["limit"] or match["given"]
        count = int(read_digits(number)) if number[0].isdecimal() else read_words(number)
        return count if count != 1 else None
    return None


@cache
def _counts() -> re.Pattern[str]:
    people = alternatives(lexicon("fundings")["receivers"])
    offers = alternatives(lexicon("fundings")["offers"])
    number = rf"(?:\d[\d ]*\d|\d|{WORDS})"
    return re.compile(
        rf"dans la limite de (?P<limit>{number}) (?:{people})\b|(?<![\w,.])(?P<given>{number}) "
        rf"(?:(?:{offers})\b|(?:{people})\b[^.;,]{{0,30}} (?:en )?(?:beneficier|profiter)\w*)"
    )
