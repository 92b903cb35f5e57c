"""Bodies that are said to pay for something without a sum: each makes a funding of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.fundings.givers import financed_by_end
from flows.normalise.frames.fundings.receivers import receiver_of
from flows.normalise.frames.fundings.sums import Found
from flows.normalise.frames.fundings.words import Spot, words
from flows.normalise.frames.model import Evidence, Funding
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.model import Mention, Organisation


def payers_without_sum(page: Page, found: Sequence[Found], subjects: Subjects) -> list[Found]:
    """Those who are said to finance something, without saying how much."""
    told = {(each.funding.evidence.start, each.funding.funder_name) for each in found}
    known = {each.funding.funder_name for each in found}
    alone: list[Found] = []
    for block, start, end, group in _financing_groups(page):
        for member in group.members:
            name = page.name_of(member)
            if (start, name) in told or any(f.funding.funder_name == name for f in alone):
                continue
            if name in known and not any(s == start for s, _ in told):
                continue
            programme = subjects.programme_at(start, end)
            names = {page.name_of(m) for m in group.members}
            beside = next(
                (
                    f.funding
                    for f in found
                    if f.funding.evidence.start == start and f.funding.funder_name in names
                ),
                None,
            )
            receiver = receiver_of(
                page, Spot(Mention(group.end, group.end), block, start, end, group.end, end)
            )
            funding = Funding(
                Evidence(start, end),
                programme=programme,
                event=None if programme else subjects.event_at(start, end),
                funder_name=name,
                beneficiary=receiver.name if receiver is not None else None,
                instrument=beside.instrument if beside is not None else None,
            )
            alone.append(Found(funding, member.start, block))
    return alone


def _financing_groups(page: Page) -> Iterator[tuple[Block, int, int, Group]]:
    """The lists of bodies that stand right behind words of financing, with their sentences."""
    seen: Organisation | None = None
    for organisation in page.organisations:
        if seen is not None and organisation.start <= seen.end:
            continue
        head = page.folded[max(0, organisation.start - 90) : organisation.start]
        block = block_at(page.document, organisation.start)
        if block is None or block.cells:
            continue
        listed = organisation.start - block.start < 4 and _is_in_list_of_funders(page, block)
        if not (listed or financed_by_end().search(head) or _gives_the_rest(page, organisation)):
            continue
        start, end = next(s for s in page.document.units(block) if s[0] <= organisation.start < s[1])
        if not words("passing").search(page.folded, start, end):
            group = next(groups(page, organisation.start, end))
            seen = group.members[-1]
            yield block, start, end, group


def _is_in_list_of_funders(page: Page, block: Block) -> bool:
    """Whether a line stands under a heading or lead that only says that those named below finance."""
    if any(character.isdigit() for character in page.text[block.start : block.end]):
        return False
    heads = (page.outline.lead_of(block), page.outline.section_of(block).heading)
    return any(
        head is not None and words("funders_below").fullmatch(page.folded[head.start : head.end].strip(" :"))
        for head in heads
    )


def _gives_the_rest(page: Page, organisation: Organisation) -> bool:
    """ "L'ARS prend en charge 90 000 €, la caisse le reste"."""
    rest = words("remainder").match(page.folded, organisation.end + 1)
    return rest is not None and bool(within(page.sums, organisation.start - 120, organisation.start))
