"""Rates: what share of a cost somebody bears, told with a sum or alone: "à 60 %", "pour moitié"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import ARTICLE
from flows.normalise.frames.fundings.funders import CALL, announcer
from flows.normalise.frames.fundings.givers import funder_of
from flows.normalise.frames.fundings.sums import Found
from flows.normalise.frames.fundings.words import Spot, giving_verbs, words
from flows.normalise.frames.model import Evidence, Funding
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, any_of
from flows.normalise.mentions.model import Mention, Organisation


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of a sentence, and the body that bears it, if one is named right behind."""

    position: int
    percent: Decimal
    body: Organisation | None


def fundings_of_rates(page: Page, found: Sequence[Found], subjects: Subjects) -> list[Found]:
    """Put each co-funding rate on the sum it is told with, else in a row of its own."""
    listed = lexicon("fundings")
    told = [sign for sign in ("%", *listed["parts_of_a_whole"]) if sign in page.folded]
    if not told:
        return []
    alone: list[Found] = []
    by_sentence: dict[int, list[Found]] = {}
    for each in found:
        by_sentence.setdefault(each.funding.evidence.start, []).append(each)
    for block in page.document.blocks:
        words_of_block = page.folded[block.start : block.end]
        if block.cells or not any(sign in words_of_block for sign in told):
            continue
        for start, end in page.document.units(block):
            for rate in _rates_in(page, start, end):
                beside = by_sentence.get(start, [])
                if rate.body is not None:
                    if (row := _row_of(page, beside, rate.body)) is not None:
                        row.rate_percent = rate.percent
                    else:
                        alone.append(_share_of(page, subjects, Evidence(start, end), block, rate, beside))
                elif (told_with := _sum_of(page, rate, beside)) is not None:
                    told_with.rate_percent = rate.percent
                else:
                    alone += _alone(page, subjects, Evidence(start, end), block, rate)
    return alone


def _rates_in(page: Page, start: int, end: int) -> Iterator[_Rate]:
    """The co-funding rates of a sentence; none where care is reimbursed."""
    folded = page.folded
    rates = list(_rate().finditer(folded, start, end))
    if not rates or not words("rate_cues").search(folded, start, end):
        return
    if words("care").search(folded, start, end):
        return
    bodies = within(page.organisations, start, end)
    for match in rates:
        body = next((b for b in bodies if _borne_by().fullmatch(folded, match.end(), b.start)), None)
        body = body or next((b for b in bodies if _listed().fullmatch(folded, b.end, match.start())), None)
        near = words("rate_cues").search(folded, max(start, match.start() - 60), min(end, match.end() + 40))
        if body is None and (near is None or _BY_OTHERS.match(folded, match.end())):
            continue
        if match["rate"]:
            percent = Decimal(match["rate"].replace(",", "."))
        else:
            percent = Decimal(lexicon("fundings")["parts_of_a_whole"][match["shared"] or match["borne"]])
        yield _Rate(match.start(match.lastgroup or 0), percent, body)


@cache
def _rate() -> re.Pattern[str]:
    """A rate in figures, or a part in words that somebody bears: "pour moitié par", "finance la moitié"."""
    listed = lexicon("fundings")
    parts = any_of(listed["parts_of_a_whole"])
    return re.compile(
        rf"(?<![\d,.])(?P<rate>\d{{1,3}}(?:,\d{{1,2}})?) ?%"
        rf"|\b(?:pour|a hauteur de|de|a) (?:la |les |l')?(?P<shared>{parts})\b(?! \()"
        rf"|\b(?:{giving_verbs().pattern}|{alternatives(listed['pays_for'])}) (?:la |les |l')?"
        rf"(?P<borne>{parts})\b(?! \()"
    )


@cache
def _borne_by() -> re.Pattern[str]:
    """Between a share and the body that bears it: "70 % par la | Région"."""
    return re.compile(rf"(?: [a-z]+)?,? (?:{alternatives(lexicon('fundings')['borne_by'])}) ?{ARTICLE}?")


_BY_OTHERS = re.compile(r" par (?:la |le |les |l'|des |un)")


@cache
def _listed() -> re.Pattern[str]:
    """Between a body and its share: "Département du Finistère (| 15 %)", "l'État apportera | 30 %, la Région
    | 15 %"."""
    return re.compile(rf"(?: ?\([^()\d]*\))? ?(?:[,:(] ?|{giving_verbs().pattern} )?(?:a hauteur de |pour )?")


def _sum_of(page: Page, rate: _Rate, beside: Sequence[Found]) -> Funding | None:
    """The sum that a rate is told with: the last before it, else the next, unless that opens a clause of
    its own: "l'État y participe à 40 % ; la Région apporte | 300 000 €"."""
    before = [f for f in beside if f.position < rate.position]
    if before:
        return before[-1].funding
    if not beside or ";" in page.folded[rate.position : beside[0].position]:
        return None
    return beside[0].funding


def _row_of(page: Page, beside: Sequence[Found], body: Organisation) -> Funding | None:
    """The sum that a body gives in the same sentence, other than the whole that it bears a share of."""
    name = page.name_of(body)
    given = (f.funding for f in beside if f.funding.funder_name == name and f.position > body.start)
    return next(given, None)


def _share_of(
    page: Page, subjects: Subjects, evidence: Evidence, block: Block, rate: _Rate, beside: Sequence[Found]
) -> Found:
    """The share of one body; the whole, told before it, is nobody's own."""
    assert rate.body is not None
    name = page.name_of(rate.body)
    for whole in beside:
        if whole.funding.funder_name == name and whole.position < rate.body.start:
            whole.funding.funder_name, whole.funding.instrument = None, "investment"
    programme = subjects.programme_at(evidence.start, evidence.end)
    event = None if programme else subjects.event_at(evidence.start, evidence.end)
    share = Funding(evidence, programme=programme, event=event, funder_name=name, rate_percent=rate.percent)
    return Found(share, rate.position, block)


def _alone(page: Page, subjects: Subjects, evidence: Evidence, block: Block, rate: _Rate) -> Iterator[Found]:
    """A rate told without a sum: of the body that the sentence says gives, else of the announcer."""
    start, end = evidence.start, evidence.end
    group = funder_of(page, Spot(Mention(rate.position, rate.position + 1), block, start, end, start, end))
    if group is None and not words("rate_of_aid").search(page.folded, start, end):
        return
    programme = subjects.programme_at(start, end)
    name = page.name_of(group.members[0]) if group else announcer(page, programme)
    funding = Funding(evidence, programme=programme, funder_name=name, rate_percent=rate.percent)
    if programme is not None and programme.programme_type == CALL:
        funding.instrument = CALL
    yield Found(funding, rate.position, block)
