"""Organisations' parts in events, programmes and fundings: who organises, leads, partners, funds, attends."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.model import Event, Evidence, Funding, OrganisationRole, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.roles.told import told_parts
from flows.normalise.frames.subjects import Subjects
from flows.normalise.mentions.organisation_bodies import OrganisationClass
from flows.normalise.mentions.organisation_types import head_of, organisation_type


class _Roles:
    """The roles found so far, each (subject, organisation, role) once."""

    def __init__(self, page: Page) -> None:
        self._types = {page.name_of(o): o.organisation_type for o in page.organisations}
        self._held: dict[tuple[int, str], set[str]] = {}
        self.found: list[OrganisationRole] = []

    def add(self, subject: Event | Programme | Funding, name: str, role: str, start: int, end: int) -> None:
        held = self._held.setdefault((id(subject), name.casefold()), set())
        leads = bool(held & {"lead", "organiser"})
        if role in held or leads:
            return
        held.add(role)
        kind = organisation_type(name)
        if kind == "other":
            kind = self._types.get(name, kind)
        self.found.append(OrganisationRole(Evidence(start, end), subject, name, kind, role))


def read_roles(page: Page, subjects: Subjects, fundings: Sequence[Funding]) -> list[OrganisationRole]:
    """All organisations' parts that a page states."""
    roles = _Roles(page)
    for event in subjects.events:
        if event.organiser_name and (
            event.parent is None or event.parent.organiser_name != event.organiser_name
        ):
            roles.add(event, event.organiser_name, "organiser", event.evidence.start, event.evidence.end)
    for programme in subjects.programmes:
        if programme.lead_organisation_name:
            start, end = programme.evidence.start, programme.evidence.end
            roles.add(programme, programme.lead_organisation_name, "lead", start, end)
    financing = {(f.funder_name, f.evidence.start) for f in fundings}
    helping = ("partner", "participant")
    told = [t for t in told_parts(page, subjects) if t[2] not in helping or (t[1], t[3]) not in financing]
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
    return funding.beneficiary if _is_one_body(funding.beneficiary) else None


def _is_one_body(words: str) -> bool:
    """Whether words that receive money name one body, a territory in lower case too: "commune de Vatan"."""
    head = head_of(words)
    if head is None or head.start > 0 or head.plural:
        return False
    return any(character.isupper() for character in words[head.end :])
