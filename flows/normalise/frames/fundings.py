"""Fundings: every sum that is an initiative's money, and every funder named without a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.date_roles import PlacedDate, units
from flows.normalise.frames.funding_parties import (
    Receiver,
    financed_by_end,
    funder_of,
    label_organisation,
    receiver_of,
)
from flows.normalise.frames.funding_tables import fundings_of_tables
from flows.normalise.frames.funding_terms import (
    basis_of,
    deadline_of,
    instrument_of,
    period_of,
    rates_in,
    status_of,
)
from flows.normalise.frames.funding_words import Spot, ToldSum, told_sums, words
from flows.normalise.frames.model import Event, Evidence, Funding, Programme
from flows.normalise.frames.organisers import is_newsletter
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention, Organisation
from flows.normalise.mentions.numbers import WORDS, read_digits, read_words
from flows.normalise.mentions.organisation_types import organisation_type

_GIVERS = frozenset({"regional_health_agency", "ministry", "health_insurance", "council", "municipality"})
"""Bodies whose announcements tell of their own money where no other giver is named."""
_OFFERING = frozenset({"call_for_projects", "aid_scheme"})


@dataclass(slots=True)
class _Found:
    """A funding with the place that its status is read at."""

    funding: Funding
    position: int
    block: Block


def read_fundings(
    page: Page, placed: Sequence[PlacedDate], programmes: Sequence[Programme], events: Sequence[Event]
) -> list[Funding]:
    """All fundings that a page states, in reading order."""
    subjects = Subjects(page, events, programmes)
    sums = list(told_sums(page))
    found = _of_sums(page, sums, subjects)
    found += [_Found(f, position, block) for f, position, block in fundings_of_tables(page, subjects)]
    found += _of_rates(page, found, sums, subjects)
    found += _without_sum(page, found, subjects)
    found.sort(key=lambda f: f.position)
    newsletter = is_newsletter(page)
    for each in found:
        _complete(page, each, placed, whole_page=len(programmes) < 2 and not newsletter)
    return _merged([each.funding for each in found])


# --- Sums in sentences and lists ----------------------------------------------------------------


def _of_sums(page: Page, sums: Sequence[ToldSum], subjects: Subjects) -> list[_Found]:
    found: list[_Found] = []
    scheme_wide = _scheme_wide(page)
    named: dict[int, list[str]] = {}
    for told in sums:
        programme = subjects.programme_at(told.start, told.end)
        funding = Funding(
            Evidence(told.start, told.end),
            programme=programme,
            event=None if programme else subjects.event_at(told.start, told.end),
            amount_eur=told.money.amount,
            amount_max_eur=told.money.amount_max,
            amount_qualifier=told.money.qualifier,
        )
        names = named.setdefault(told.block.start, [])
        funding.instrument = instrument_of(page, told, programme)
        funding.amount_basis = basis_of(page, told, funding.instrument, programme)
        funding.funder_name = _funder(page, told, funding, names, scheme_wide)
        funding.period_start, funding.period_end = period_of(page, told, programme)
        receiver = receiver_of(page, told)
        if receiver is not None and not _is_own(page, told, receiver, funding):
            funding.beneficiary, funding.beneficiary_count = receiver.name, receiver.count
        funding.beneficiary_count = funding.beneficiary_count or _stated_count(page, told)
        found.append(_Found(funding, told.money.start, told.block))
    return found


def _funder(
    page: Page, told: ToldSum, funding: Funding, named: list[str], scheme_wide: str | None
) -> str | None:
    """Who gives: named in the sentence, in the label of the line, earlier in the paragraph, for the
    whole scheme, else the body that announces its own money. `named` gathers those of the paragraph."""
    group = funder_of(page, told)
    label = label_organisation(page, told) if group is None else None
    if label is not None and _lists_funders(page, told.block):
        group = Group((label,))
    if group is not None:
        names = [page.name_of(member) for member in group.members]
        named += [name for name in names if name not in named]
        return names[0] if len(names) == 1 else None
    if words("cost").search(page.folded, told.since, told.money.start) or funding.instrument == "loan":
        return None
    if named:
        return named[0] if len(named) == 1 else None
    return scheme_wide or _announcer(page, funding.programme)


def _lists_funders(page: Page, block: Block) -> bool:
    lead = page.outline.lead_of(block) or page.outline.section_of(block).heading
    return lead is not None and words("list_of_funders").search(page.folded, lead.start, lead.end) is not None


def _scheme_wide(page: Page) -> str | None:
    """The body that a sentence says gives all sums of the page."""
    for match in words("scheme_wide").finditer(page.folded):
        body = next(iter(within(page.organisations, match.end(), match.end() + 12)), None)
        if body is not None:
            return page.name_of(body)
    return None


def _announcer(page: Page, programme: Programme | None) -> str | None:
    """The body whose own money an announcement tells of: the lead of the scheme, else the publisher."""
    lead = programme.lead_organisation_name if programme is not None else None
    if lead is not None and programme is not None:
        if organisation_type(lead) in _GIVERS or programme.programme_type in _OFFERING:
            return lead
        return None
    return page.publisher.name if page.publisher.organisation_type in _GIVERS else None


_GENERIC = re.compile(r"(?:ce|cette|le|la|l'|au|du) ?$")


def _is_own(page: Page, told: ToldSum, receiver: Receiver, funding: Funding) -> bool:
    """Whether the receiver is the programme or its lead, or a body that gives."""
    lead = funding.programme.lead_organisation_name if funding.programme is not None else None
    place = page.text.find(receiver.name, told.start, told.end)
    body = next(iter(within(page.organisations, place, place + 4)), None) if place >= 0 else None
    if body is not None:
        return page.name_of(body) in (lead, funding.funder_name)
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
        rf"dans la limite de (?P<limit>{number}) (?:{people})\b|(?<![\w,.])(?P<given>{number}) (?:{offers})\b"
    )


# --- Rates and funders without a sum ------------------------------------------------------------


def _of_rates(
    page: Page, found: Sequence[_Found], sums: Sequence[ToldSum], subjects: Subjects
) -> list[_Found]:
    """Put each co-funding rate on the sum it is told with, else in a row of its own."""
    alone: list[_Found] = []
    by_sentence: dict[int, list[_Found]] = {}
    for each in found:
        by_sentence.setdefault(each.funding.evidence.start, []).append(each)
    for block in page.document.blocks:
        if "%" not in page.text[block.start : block.end] or block.cells:
            continue
        for start, end in units(page.document, block):
            for position, rate in rates_in(page, start, end):
                beside = by_sentence.get(start, [])
                if beside:
                    before = [f for f in beside if f.position < position]
                    (before or beside)[-1 if before else 0].funding.rate_percent = rate
                    continue
                mention = Mention(position, position + 1)
                group = funder_of(page, Spot(mention, block, start, end, start, end))
                if group is None:
                    continue
                funding = Funding(
                    Evidence(start, end),
                    programme=subjects.programme_at(start, end),
                    funder_name=page.name_of(group.members[0]),
                    rate_percent=rate,
                )
                alone.append(_Found(funding, position, block))
    return alone


def _without_sum(page: Page, found: Sequence[_Found], subjects: Subjects) -> list[_Found]:
    """Those who are said to finance something, without saying how much."""
    told = {(each.funding.evidence.start, each.funding.funder_name) for each in found}
    known = {each.funding.funder_name for each in found}
    alone: list[_Found] = []
    for block, start, end, group in _financing_groups(page):
        for member in group.members:
            name = page.name_of(member)
            if (start, name) in told or any(f.funding.funder_name == name for f in alone):
                continue
            if name in known and not any(s == start for s, _ in told):
                continue
            programme = subjects.programme_at(start, end)
            beside = next((f.funding for f in found if f.funding.evidence.start == start), None)
            funding = Funding(
                Evidence(start, end),
                programme=programme,
                event=None if programme else subjects.event_at(start, end),
                funder_name=name,
                instrument=beside.instrument if beside is not None else None,
            )
            alone.append(_Found(funding, member.start, block))
    return alone


def _financing_groups(page: Page) -> Iterator[tuple[Block, int, int, Group]]:
    """The lists of bodies that stand right behind words of financing, with their sentences."""
    seen: Organisation | None = None
    for organisation in page.organisations:
        if seen is not None and organisation.start <= seen.end:
            continue
        head = page.folded[max(0, organisation.start - 70) : organisation.start]
        if not financed_by_end().search(head):
            continue
        for block, start, end in _sentence_at(page, organisation.start):
            if block.cells or words("passing").search(page.folded, start, end):
                continue
            group = next(groups(page, organisation.start, end))
            seen = group.members[-1]
            yield block, start, end, group


def _sentence_at(page: Page, offset: int) -> Iterator[tuple[Block, int, int]]:
    for block in page.document.blocks:
        if block.start <= offset < block.end:
            for start, end in units(page.document, block):
                if start <= offset < end:
                    yield block, start, end


# --- The whole ----------------------------------------------------------------------------------


def _complete(page: Page, found: _Found, placed: Sequence[PlacedDate], *, whole_page: bool) -> None:
    """Deadline and status, which depend on the scheme the sum belongs to."""
    funding = found.funding
    start, end = funding.evidence.start, funding.evidence.end
    programme = funding.programme
    is_call = programme is not None and programme.programme_type in _OFFERING
    is_offer = funding.amount_basis in ("per_beneficiary", "per_month") and funding.instrument is not None
    if is_call or is_offer:
        section = page.outline.section_of(found.block)
        told = deadline_of(placed, section.start, section.end, whole_page=whole_page)
        closing = programme.end_date if programme is not None and is_call else None
        funding.application_deadline = max((d for d in (told, closing) if d is not None), default=None)
    funding.funding_status = status_of(page, funding, start, end, found.position)


def _merged(fundings: Sequence[Funding]) -> list[Funding]:
    """Sums told twice, in the title and in the text, made one."""
    kept: list[Funding] = []
    for funding in fundings:
        twin = next((k for k in kept if _same(k, funding)), None)
        if twin is None:
            kept.append(funding)
            continue
        for column in (
            "funder_name",
            "beneficiary",
            "beneficiary_count",
            "instrument",
            "period_start",
            "period_end",
        ):
            if getattr(twin, column) is None:
                setattr(twin, column, getattr(funding, column))
    return kept


def _same(a: Funding, b: Funding) -> bool:
    if a.amount_eur is None or a.evidence.start == b.evidence.start:
        return False
    if (a.amount_eur, a.amount_max_eur, a.amount_basis) != (b.amount_eur, b.amount_max_eur, b.amount_basis):
        return False
    pairs = ((a.funder_name, b.funder_name), (a.beneficiary, b.beneficiary), (a.period_start, b.period_start))
    return all(None in pair or pair[0] == pair[1] for pair in pairs)
