"""Organisations' parts in events, programmes and fundings: who organises, leads, partners, funds, attends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.date_roles import units
from flows.normalise.frames.model import Event, Evidence, Funding, OrganisationRole, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.role_words import done_with, office_before, part_after, part_before, signing
from flows.normalise.frames.subjects import Subject, Subjects
from flows.normalise.mentions.organisation_bodies import OrganisationClass
from flows.normalise.mentions.organisation_types import organisation_type

_REACH = 110
"""Characters before a list of organisations in which the words for their part stand."""


class _Roles:
    """The roles found so far, each (subject, organisation, role) once."""

    def __init__(self, page: Page) -> None:
        self._types = {page.name_of(o): o.organisation_type for o in page.organisations}
        self._held: dict[tuple[int, str], set[str]] = {}
        self.found: list[OrganisationRole] = []

    def add(self, subject: Event | Programme | Funding, name: str, role: str, start: int, end: int) -> None:
        held = self._held.setdefault((id(subject), name.casefold()), set())
        leads = bool(held & {"lead", "organiser"})
        if role in held or (leads and role in ("partner", "participant", "funder")):
            return
        if role == "participant" and held:
            return
        held.add(role)
        kind = self._types.get(name) or organisation_type(name)
        self.found.append(OrganisationRole(Evidence(start, end), subject, name, kind, role))


def read_roles(
    page: Page, events: Sequence[Event], programmes: Sequence[Programme], fundings: Sequence[Funding]
) -> list[OrganisationRole]:
    """All organisations' parts that a page states."""
    roles = _Roles(page)
    subjects = Subjects(page, events, programmes)
    for event in events:
        if event.organiser_name and (
            event.parent is None or event.parent.organiser_name != event.organiser_name
        ):
            roles.add(event, event.organiser_name, "organiser", event.evidence.start, event.evidence.end)
    for programme in programmes:
        if programme.lead_organisation_name:
            start, end = programme.evidence.start, programme.evidence.end
            roles.add(programme, programme.lead_organisation_name, "lead", start, end)
    financing = {(f.funder_name, f.evidence.start) for f in fundings}
    told = [t for t in _told(page, subjects) if t[2] != "partner" or (t[1], t[3]) not in financing]
    for order in (("lead", "organiser"), ("partner",), ("participant",)):
        for subject, name, role, start, end in told:
            if role in order:
                roles.add(subject, name, role, start, end)
    _add_fundings(page, roles, subjects, fundings)
    return roles.found


def _add_fundings(page: Page, roles: _Roles, subjects: Subjects, fundings: Sequence[Funding]) -> None:
    """Funders and beneficiaries, once each over all fundings, and funders of programmes and events."""
    told: set[tuple[str, str]] = set()
    for funding in fundings:
        start, end = funding.evidence.start, funding.evidence.end
        name = funding.funder_name
        if name is not None:
            if ("funder", name) not in told:
                told.add(("funder", name))
                roles.add(funding, name, "funder", start, end)
            for subject in _funded(funding, subjects):
                roles.add(subject, name, "funder", start, end)
        receiver = _receiving_body(page, funding)
        if receiver is not None and ("beneficiary", receiver) not in told:
            told.add(("beneficiary", receiver))
            roles.add(funding, receiver, "beneficiary", start, end)


def _funded(funding: Funding, subjects: Subjects) -> list[Programme] | list[Event]:
    if funding.programme is not None:
        return [funding.programme]
    return [funding.event] if funding.event is not None else subjects.main_events


def _receiving_body(page: Page, funding: Funding) -> str | None:
    """The beneficiary of a funding, if it is a body of its own rather than a class of them."""
    if funding.beneficiary is None:
        return None
    place = page.text.find(funding.beneficiary, funding.evidence.start, funding.evidence.end)
    if place < 0:
        return None
    for body in within(page.organisations, place, place + 3):
        if not isinstance(body, OrganisationClass):
            return page.name_of(body)
    return None


# --- What sentences say ---------------------------------------------------------------------------

_Told = tuple[Subject, str, str, int, int]


def _told(page: Page, subjects: Subjects) -> Iterator[_Told]:
    """Every part that a sentence, a labelled line or a list gives to an organisation."""
    if not (subjects.events or subjects.programmes):
        return
    previous: Block | None = None
    for block in page.document.blocks:
        if not block.cells and within(page.organisations, block.start, block.end):
            for start, end in units(page.document, block):
                for group in groups(page, start, end):
                    yield from _of_group(page, subjects, group, start, end, block, previous)
        previous = block


def _of_group(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block, previous: Block | None
) -> Iterator[_Told]:
    head = _head(page, group, start, block, previous)
    cue = part_before().search(head)
    if office_before().search(head):
        head = _list_lead(page, block)
        cue = part_before().search(head)
        if cue is None or cue.lastgroup != "partner":
            return
    if cue is not None and ("financ" in cue.group() or _is_milestone(page, cue.lastgroup, start)):
        return
    found = _by_cue(subjects, cue.lastgroup or "", head, start, end, block) if cue is not None else None
    if found is None:
        found = _by_verb(page, subjects, group, start, end, block)
    if found is None:
        return
    subject, role = found
    for member in group.members:
        if role in ("lead", "organiser") and isinstance(member, OrganisationClass) and cue is not None:
            continue
        yield subject, page.name_of(member), role, start, end


def _list_lead(page: Page, block: Block) -> str:
    """The line or heading that announces a list of persons who sign for their bodies ("Signé par :")."""
    lead = page.outline.lead_of(block) or page.outline.section_of(block).heading
    if lead is None or block.kind is not BlockKind.LIST_ITEM:
        return ""
    words = page.folded[max(lead.start, lead.end - _REACH) : lead.end].rstrip(" :") + " "
    return words if signing().search(words) else ""


def _is_milestone(page: Page, cue: str | None, start: int) -> bool:
    """Whether a sentence is a step of a calendar ("Juin 2022 : avis des CME")."""
    return cue == "consulted" and bool(within(page.dates, start, start + 1))


def _head(page: Page, group: Group, start: int, block: Block, previous: Block | None) -> str:
    """The words before a list of organisations; of one that opens a block, the line that announces it."""
    folded = page.folded
    if group.start - block.start < 4:
        lead = page.outline.lead_of(block)
        if lead is None and previous is not None and folded[previous.start : previous.end].endswith(":"):
            lead = previous
        return (
            folded[max(lead.start, lead.end - _REACH) : lead.end].rstrip(" :") + " "
            if lead is not None
            else ""
        )
    return folded[max(start, group.start - _REACH) : group.start]


def _by_cue(
    subjects: Subjects, cue: str, head: str, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role for words before a list of organisations."""
    events = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
    named = [s for s in subjects.named_between(start, end) if isinstance(s, Programme)]
    if cue in ("organiser", "speaks"):
        event = _event(subjects, events, start, block)
        if event is None:
            return _or_programme(subjects, start, end, "lead") if subjects.programmes else None
        if cue == "speaks":
            return event, "lead"
        return (event, "organiser") if events or event.organiser_name is None else None
    if cue == "attends":
        event = _event(subjects, events, start, block)
        return (
            (event, "participant")
            if event is not None
            else _or_programme(subjects, start, end, "participant")
        )
    if cue == "with":
        if head.startswith("avec"):  # "Avec le rectorat, la fondation souhaite …"
            return _or_programme(subjects, start, end, "partner")
        if done_with().search(head):
            cue = "partner"
        elif events:
            return events[0], "participant"
        else:
            return None
    if cue == "lead":
        if named or (subjects.programmes and not events):
            return _or_programme(subjects, start, end, "lead")
        return (events[0], "organiser") if events else None
    role = "partner" if cue == "partner" else "participant"
    beside = events or [e for e in subjects.events if block.start <= e.evidence.start < block.end]
    if role == "partner" and named:
        return named[0], role
    if beside and not (named and signing().search(head)):
        return beside[0], role
    return _or_programme(subjects, start, end, role)


def _or_programme(subjects: Subjects, start: int, end: int, role: str) -> tuple[Subject, str] | None:
    programme = subjects.programme_at(start, end)
    if programme is not None:
        return programme, role
    event = subjects.event_at(start, end)
    return (event, role) if event is not None else None


def _event(subjects: Subjects, events: Sequence[Event], start: int, block: Block) -> Event | None:
    """The event that a sentence about people there speaks of: its own, else the last told before it."""
    if events:
        return events[0]
    before = [e for e in subjects.events if e.evidence.start <= start]
    if before:
        last = max(before, key=lambda e: e.evidence.start)
        main = [e for e in before if e.parent is None]
        if last.parent is not None and block.start - last.evidence.end > 60 and main:
            return max(main, key=lambda e: e.evidence.start)
        return last
    return subjects.main_events[0] if subjects.main_events else None


def _by_verb(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role for the verb behind a list of organisations."""
    names = {page.name_of(member) for member in group.members}
    verb = part_after().match(page.folded, group.end, min(end, group.end + 160))
    if verb is None:
        if len(names) < 2 or not _PLURAL_VERB.match(page.folded, group.end, end):
            return None
        told = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
        return _joint(subjects, names, (), told, "organiser")
    events = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
    named = [s for s in subjects.named_between(start, end) if isinstance(s, Programme)]
    role = verb.lastgroup or ""
    if role in ("organiser", "lead"):
        return _joint(subjects, names, named, events, role) or _organised(subjects, start, end, role, events)
    if role == "partner" and (named or subjects.programmes):
        return _or_programme(subjects, start, end, role)
    if role == "participant":
        attended = _event(subjects, events, start, block)
        return (attended, role) if attended is not None else None
    return None


def _joint(
    subjects: Subjects,
    names: set[str],
    named: Sequence[Programme],
    events: Sequence[Event],
    role: str,
) -> tuple[Subject, str] | None:
    """What a list of bodies organises or leads together: that which one of them is known for."""
    organised = [*events, *subjects.main_events] if role == "organiser" else list(events)
    for event in organised:
        if event.organiser_name in names:
            return event, "organiser"
    for programme in (*named, *subjects.programmes):
        if programme.lead_organisation_name in names:
            return programme, "lead"
    for event in subjects.main_events:
        if event.organiser_name in names:
            return event, "organiser"
    return None


def _organised(
    subjects: Subjects, start: int, end: int, role: str, events: Sequence[Event]
) -> tuple[Subject, str] | None:
    """The programme that a body organises something for, where no event is told."""
    programme = subjects.programme_at(start, end)
    return (programme, role) if role == "organiser" and programme is not None and not events else None


_PLURAL_VERB = re.compile(r"(?: ?\([^()]{0,60}\))? (?:vous )?[a-z]{3,}(?:ent|ont)\b")
