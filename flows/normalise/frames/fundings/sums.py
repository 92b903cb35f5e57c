"""Fundings of sums told in sentences and lists: who gives, who receives, on what terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.fundings.bases import basis_of
from flows.normalise.frames.fundings.each_giver import for_each_giver
from flows.normalise.frames.fundings.funders import Named, announcer, funder_of_sum
from flows.normalise.frames.fundings.instruments import instrument_of
from flows.normalise.frames.fundings.periods import is_told_otherwise, period_of
from flows.normalise.frames.fundings.receiver_lines import of_labels
from flows.normalise.frames.fundings.receiver_names import Receiver
from flows.normalise.frames.fundings.receivers import receiver_of
from flows.normalise.frames.fundings.told_sums import ToldSum, is_whole_of_share, told_sums
from flows.normalise.frames.fundings.words import takes_on_works, words
from flows.normalise.frames.model import Evidence, Funding
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS, read_digits, read_words


@dataclass(slots=True)
class Found:
    """A funding, the place that its status is read at, and the block it stands in."""

    funding: Funding
    position: int
    block: Block


def fundings_of_sums(page: Page, subjects: Subjects) -> list[Found]:
    """The fundings of all sums told in running text and lists."""
    found: list[Found] = []
    named = Named({}, {})
    own: list[tuple[Funding, str]] = []
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
        funding.funder_name = funder_of_sum(page, told, funding, named)
        if is_whole_of_share(page, told):
            funding.instrument, receiver = "investment", None
        elif _pays_itself(page, told, funding):
            funding.instrument = funding.instrument or "investment"
        elif funding.instrument == "investment" and funding.funder_name is not None:
            funding.instrument = None
        period = period_of(page, told, programme)
        if found and is_told_otherwise(page, told):
            before = found[-1].funding
            period = (before.period_start, before.period_end) if period == (None, None) else period
            if receiver is not None and before.beneficiary:
                receiver = Receiver(before.beneficiary, receiver.count)
        funding.period_start, funding.period_end = period
        if count := _counted_offers(page, told):
            funding.beneficiary_count, funding.amount_basis = count, "per_beneficiary"
        if receiver is not None and not _gives_itself(page, told, receiver, funding):
            if _is_own(page, told, receiver, funding):
                _given_to_lead(page, funding)
                own.append((funding, receiver.name))
            else:
                funding.beneficiary = receiver.name
                funding.beneficiary_count = funding.beneficiary_count or receiver.count
        _state_count(page, told, funding)
        funding.purpose = _purpose(page, told) if funding.beneficiary is None else None
        found += [Found(f, told.money.start, told.block) for f in for_each_giver(page, told, funding)]
    labelled = of_labels(page)
    for each in found:
        told_by = labelled.get(page.outline.section_of(each.block).start)
        if each.funding.beneficiary is None and told_by is not None:
            each.funding.beneficiary = told_by.name
    if own and _are_several(found, {name for _, name in own}):
        for funding, name in own:
            funding.beneficiary = name
    return found


def _gives_itself(page: Page, told: ToldSum, receiver: Receiver, funding: Funding) -> bool:
    """Whether a receiver is the body that gives."""
    place = page.text.find(receiver.name, told.start, told.end)
    body = next(iter(within(page.organisations, place, place + 4)), None) if place >= 0 else None
    return body is not None and page.name_of(body) == funding.funder_name


def _given_to_lead(page: Page, funding: Funding) -> None:
    """What the lead of something receives is given by the body that announces it, where none is told."""
    if funding.funder_name is None:
        funding.funder_name = announcer(page, None)


def _are_several(found: Sequence[Found], leads: set[str]) -> bool:
    """Whether several bodies receive on a page, beside those that lead: a list of beneficiaries."""
    names = {each.funding.beneficiary for each in found}
    return len({name for name in names if name and not name.islower()}) + len(leads) > 2


def _pays_itself(page: Page, told: ToldSum, funding: Funding) -> bool:
    """Whether a body pays works or equipment of its own, or takes them on whole."""
    if takes_on_works(page, told):
        return True
    name = funding.funder_name
    if name is None:
        return False
    if funding.instrument == "investment" and words("of_the_owner").search(page.folded, told.start, told.end):
        return True
    lead = funding.programme.lead_organisation_name if funding.programme is not None else None
    bought = _BUYS.match(page.folded, told.money.end, told.until)
    return funding.instrument == "investment" and bought is not None and name in (lead, page.publisher.name)


_BUYS = re.compile(r" ?(?:pour |a l'|a la |aux? )")


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


_GENERIC = re.compile(r"(?:ce|cette|le|la|l'|au|du) ?$")


def _is_own(page: Page, told: ToldSum, receiver: Receiver, funding: Funding) -> bool:
    """Whether the receiver is the programme, its lead, or the body whose page it is."""
    lead = funding.programme.lead_organisation_name if funding.programme is not None else None
    place = page.text.find(receiver.name, told.block.start, told.end)
    body = next(iter(within(page.organisations, place, place + 4)), None) if place >= 0 else None
    if body is not None:
        is_of_page = funding.programme is not None or funding.event is not None
        return page.name_of(body) in (lead, page.publisher.name if is_of_page else None)
    name = funding.programme.name if funding.programme is not None else None
    if name and name in receiver.name:
        return True
    if place < 0 or not (own := words("own").match(page.folded, place)):
        return False
    if page.folded.startswith((" de ", " du ", " d'"), own.end()):  # "au centre de santé"
        return False
    return _GENERIC.search(page.folded, max(0, place - 6), place) is not None


_COUNT_REACH = 160
"""Characters behind a sum in which those are counted who have it."""


def _state_count(page: Page, told: ToldSum, funding: Funding) -> None:
    """How many receive, and who they are: "12 bourses pourront être attribuées", "huit étudiants en
    bénéficieront", "dans la limite de 120 salariés"."""
    if funding.beneficiary_count is not None:
        return
    end = min(told.block.end, told.money.end + _COUNT_REACH)
    for match in _counts().finditer(page.folded, told.money.end, end):
        if within(page.sums, told.money.end, match.start()):
            return
        number = match["limit"] or match["given"]
        count = int(read_digits(number)) if number[0].isdecimal() else read_words(number)
        if count != 1:
            funding.beneficiary_count = count
            if funding.beneficiary is None and match["people"]:
                funding.beneficiary = page.words(*match.span("people"))
        return


@cache
def _counts() -> re.Pattern[str]:
    people = alternatives(lexicon("fundings")["receivers"])
    offers = alternatives(lexicon("fundings")["offers"])
    number = rf"(?:\d[\d ]*\d|\d|{WORDS})"
    return re.compile(
        rf"dans la limite de (?P<limit>{number}) (?:{people})\b|(?<![\w,.])(?P<given>{number}) "
        rf"(?:(?:{offers})\b|(?:(?P<people>{people})|d'entre (?:eux|elles))\b[^.;,]{{0,30}} "
        rf"(?:en (?:percevr|recevr)|(?:en )?(?:beneficier|profiter))\w*)"
    )
