"""Fundings: every sum that is an initiative's money, and every funder named without a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.fundings.deadlines import Applications, Applied, parts_at
from flows.normalise.frames.fundings.funders import OFFERING, announcer
from flows.normalise.frames.fundings.offers import is_decided_above, is_past, is_pool, is_settled
from flows.normalise.frames.fundings.payers import payers_without_sum
from flows.normalise.frames.fundings.rates import fundings_of_rates
from flows.normalise.frames.fundings.status import status_of, winners_in_title
from flows.normalise.frames.fundings.sums import Found, fundings_of_sums
from flows.normalise.frames.fundings.tables import fundings_of_tables
from flows.normalise.frames.fundings.words import words
from flows.normalise.frames.model import Funding
from flows.normalise.frames.page import Page
from flows.normalise.frames.subjects import Subjects


def read_fundings(page: Page, placed: Sequence[PlacedDate], subjects: Subjects) -> list[Funding]:
    """All fundings that a page states, in reading order."""
    programmes, events = subjects.programmes, subjects.events
    found = fundings_of_sums(page, subjects)
    found += [Found(f, position, block) for f, position, block in fundings_of_tables(page, subjects)]
    found += fundings_of_rates(page, found, subjects)
    found += payers_without_sum(page, found, subjects)
    found.sort(key=lambda f: f.position)
    _share_total(page, [each.funding for each in found])
    offering = [p for p in programmes if p.programme_type in OFFERING]
    scheme = offering[0] if len(offering) == 1 and offering[0].programme_type == "aid_scheme" else None
    one_matter = bool(found) and not words("any_time").search(page.folded)
    parts = [_parts(page, each) for each in found]
    applications = Applications(page, placed, frozenset().union(*parts), registers=not events)
    for each, part in zip(found, parts, strict=True):
        programme = each.funding.programme
        of_scheme = scheme is not None and programme is scheme
        whole_page = one_matter and (len(programmes) < 2 or of_scheme)
        whole_page = whole_page and (programme is None or programme.programme_type != "training")
        _complete(page, each, applications, Applied(each.block, programme, part, whole_page))
    return _merged(found)


def _parts(page: Page, found: Found) -> frozenset[str]:
    funding = found.funding
    if funding.amount_eur is None:
        return frozenset()
    return parts_at(page, funding.evidence.start, funding.evidence.end, found.position)


def _complete(page: Page, found: Found, applications: Applications, applied: Applied) -> None:
    """Deadline and status, which depend on the scheme the sum belongs to."""
    funding = found.funding
    start, end = funding.evidence.start, funding.evidence.end
    programme = funding.programme
    is_call = programme is not None and programme.programme_type in OFFERING
    is_decided = is_decided_above(page, found.block)
    is_grant = programme is None and funding.instrument == "grant"
    is_offer = (
        funding.amount_basis in ("per_beneficiary", "per_month")
        or funding.instrument == "prize"
        or (funding.amount_basis != "total" and funding.instrument in ("grant", "bonus", "other"))
        or is_pool(page, found.block, programme, start, end)
        or (is_grant and not is_decided and not is_settled(page, start, end))
    )
    if (is_call or is_offer) and not is_past(page, start, end):
        window = applications.window(applied)
        opening, last = window.opening, window.last
        funding.application_deadline = last
        is_over = winners_in_title(page) or (is_decided and last is not None)
        if (last is None or last >= page.read_on) and is_over and not window.is_own:
            # The winners are known: what one can still apply for is something else.
            funding.application_deadline, funding.funding_status = None, "awarded"
        elif opening is not None and opening > page.read_on:
            funding.funding_status = "announced"
            return
    funding.funding_status = funding.funding_status or status_of(page, funding, start, end, found.position)


def _share_total(page: Page, fundings: Sequence[Funding]) -> None:
    """The giver of a total gives the sums before it that make it up, where they name none of their own."""
    for index, total in enumerate(fundings):
        if total.funder_name is None or total.amount_eur is None:
            continue
        parts: list[Funding] = []
        for part in reversed(fundings[:index]):
            if part.amount_eur is None or part.funder_name not in (None, announcer(page, part.programme)):
                break
            parts.append(part)
        if total.funder_name == announcer(page, total.programme):
            _is_nobodys(total, fundings[index + 1 :])
        if len(parts) > 1 and sum(p.amount_eur for p in parts if p.amount_eur) == total.amount_eur:
            for part in parts:
                part.funder_name = total.funder_name


def _is_nobodys(total: Funding, parts: Iterable[Funding]) -> None:
    """The sum of what several bodies give is given by none of them."""
    reached, givers = Decimal(0), set()
    for part in parts:
        if part.amount_eur is None or total.amount_eur is None or reached >= total.amount_eur:
            break
        reached += part.amount_eur
        givers.add(part.funder_name)
    if reached == total.amount_eur and len(givers) > 1:
        total.funder_name = None


def _merged(found: Sequence[Found]) -> list[Funding]:
    """Sums told twice, in a heading and in the text, made one: what the text says of it counts first."""
    kept: list[Funding] = []
    of_amount: dict[Decimal | None, list[int]] = {}
    of_headings: set[int] = set()
    for each in found:
        funding = each.funding
        alike = of_amount.setdefault(funding.amount_eur, [])
        index = next((i for i in alike if _same(kept[i], funding, in_heading=i in of_headings)), None)
        if index is None:
            if each.block.kind is BlockKind.HEADING:
                of_headings.add(len(kept))
            alike.append(len(kept))
            kept.append(funding)
            continue
        twin = kept[index]
        if index in of_headings:
            of_headings.remove(index)
            kept[index], twin, funding = funding, funding, twin
        for column in _OF_A_TWIN:
            if getattr(twin, column) is None:
                setattr(twin, column, getattr(funding, column))
    return kept


_OF_A_TWIN = ("funder_name", "beneficiary", "beneficiary_count", "instrument", "period_start", "period_end")
"""What a sum told twice has from either place."""


def _same(a: Funding, b: Funding, *, in_heading: bool) -> bool:
    """Whether two rows of one amount tell of one sum; a heading may leave out what the sum is paid for."""
    if a.amount_eur is None or a.evidence.start == b.evidence.start or a.amount_max_eur != b.amount_max_eur:
        return False
    if a.amount_basis != b.amount_basis and not in_heading:
        return False
    pairs = [(a.funder_name, b.funder_name), (a.period_start, b.period_start)]
    pairs += [(a.beneficiary, b.beneficiary)] if not in_heading else []
    return all(None in pair or pair[0] == pair[1] for pair in pairs)
