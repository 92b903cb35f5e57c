"""The parts that sentences, labelled lines and lists give to organisations in events and programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.coordination import Group, acting
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import word_set
from flows.normalise.frames.roles.meant import (
    event_spoken_of,
    joint_subject,
    programme_or_event,
    told_there,
)
from flows.normalise.frames.roles.words import (
    anybody,
    does_task,
    done_with,
    is_office,
    nearest_part,
    part_after,
    part_before,
    part_of_heading,
    signing,
    staff_before,
)
from flows.normalise.frames.subjects import Subject, Subjects
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_REACH = 110
"""Characters before a list of organisations in which the words for their part stand."""

ARTICLE_REACH = 5
"""Characters fewer than which may stand before a body that a cell or line begins with: "Les "."""

Told = tuple[Subject, str, str, int, int]
"""Subject, organisation, role, and the stretch of text that says so."""


def of_group(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block
) -> Iterator[Told]:
    """The parts of bodies named in one list: by the heading above, the words before or the verb behind."""
    told = _under_heading(page, subjects, group, start, end, block)
    if told is not None:
        for member in group.members:
            yield told[0], page.name_of(member), told[1], start, end
        return
    head = _head(page, group, start, block)
    cue = nearest_part(head)
    staff = staff_before().search(head) is not None
    if cue is not None and _is_employer(page, group, head, cue, staff):
        return
    if is_office(head, cue) and not staff and (cue is None or cue.lastgroup != "attends"):
        head = _signers_lead(page, block)
        cue = part_before().search(head)
        if cue is None:
            return
    found = None
    if cue is not None:
        if _is_milestone(page, cue.lastgroup, start):
            return
        part = cue.lastgroup
        if part == "lead" and does_task().search(head[: cue.start(part)]):
            part = "partner"
        found = _by_cue(subjects, part, head, start, end, block)
    if found is None and (agents := group if staff else acting(page.folded, group, start)) is not None:
        group = agents
        found = _by_verb(page, subjects, group, start, end, block)
    if found is None:
        return
    subject, role = found
    for member in group.members:
        if isinstance(member, OrganisationClass) and (
            (cue is not None and role in ("lead", "organiser"))
            or _COUNTED.search(page.folded, max(start, member.start - 14), member.start)
            or anybody().fullmatch(page.folded, member.start, member.end)
            or word_set(member.name) <= word_set(subject.name)
        ):
            continue  # how many a body reaches: "qui fédère 71 hôpitaux"; "associations"; the house itself
        yield subject, page.name_of(member), role, start, end


def _under_heading(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role of bodies that a line under a heading such as "Exposants" begins with."""
    if group.start - block.start >= ARTICLE_REACH and not _ITEM.search(page.folded, start, group.start):
        return None
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        role = part_of_heading(page.folded[head.start : head.end]) if head is not None else None
        if role is not None:
            return told_there(subjects, role, start, end, block)
    return None


_ITEM = re.compile(r" [•|/·] (?:la |le |les |l')?$")
"""Right before an item of a line that lists bodies: "Carsat • Silver Exemple • Croix-Rouge"."""
_COUNTED = re.compile(
    r"\b(?:\d+|(?:dix|vingt|trente|quarante|cinquante|soixante|cent)(?:aine|e|s)?) (?:d'|de )?$"
)


def _is_employer(page: Page, group: Group, head: str, cue: re.Match[str], staff: bool) -> bool:
    """Whether a body is only where a speaker works: "animé par une infirmière du CHU", "avec Anne X, CHU"."""
    if cue.lastgroup == "speaks" and staff:
        return True
    start = group.start - len(head)
    return cue.lastgroup in ("speaks", "attends", "with", "consulted") and bool(
        within(page.persons, start + cue.end(cue.lastgroup), group.start)
    )


def _signers_lead(page: Page, block: Block) -> str:
    """The line or heading that announces a list of persons who sign for their bodies ("Signé par :")."""
    lead = page.outline.lead_of(block) if block.kind is BlockKind.LIST_ITEM else None
    words = _end_of(page, lead)
    return words if signing().search(words) else ""


def _end_of(page: Page, lead: Block | None) -> str:
    """The last words of a line that announces others."""
    return page.folded[max(lead.start, lead.end - _REACH) : lead.end].rstrip(" :") + " " if lead else ""


def _is_milestone(page: Page, cue: str | None, start: int) -> bool:
    """Whether a sentence is a step of a calendar ("Juin 2022 : avis des CME")."""
    return cue == "consulted" and bool(within(page.dates, start, start + 1))


def _head(page: Page, group: Group, start: int, block: Block) -> str:
    """The words before a list of organisations; of one that opens a block or answers a question, what
    announces it."""
    asked = page.folded.rfind("?", block.start, start)
    if asked >= 0 and start - asked < ARTICLE_REACH and group.start - start < ARTICLE_REACH:
        return page.folded[max(block.start, asked - _REACH) : asked].rstrip() + " "
    if group.start - block.start < ARTICLE_REACH:
        above = page.folded[max(0, block.start - _REACH) : block.start].rstrip()
        lead = page.outline.lead_of(block)
        return above.rstrip(" :") + " " if lead is None and above.endswith(":") else _end_of(page, lead)
    return page.folded[max(start, group.start - _REACH) : group.start]


_PART_IN_EVENT = {
    "organiser": "organiser",
    "lead": "organiser",
    "speaks": "partner",
    "attends": "participant",
}
"""The part that words before a list of bodies give to them in an event."""


def _by_cue(
    subjects: Subjects, cue: str | None, head: str, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role for words before a list of organisations."""
    if cue == "lead" and subjects.programmes:
        return programme_or_event(subjects, start, end, "lead")
    events = subjects.events_told(start, end)
    if cue in _PART_IN_EVENT:
        event = event_spoken_of(subjects, events, start)
        if event is not None:
            return event, _PART_IN_EVENT[cue]
        return programme_or_event(subjects, start, end, "participant") if cue == "attends" else None
    if cue == "with":
        if done_with().search(head):
            cue = "partner"
        elif events:
            return events[0], "participant"
        else:
            role = "partner" if subjects.programmes else "participant"
            return programme_or_event(subjects, start, end, role)
    return told_there(subjects, "partner" if cue == "partner" else "participant", start, end, block)


def _by_verb(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role for the verb behind a list of organisations."""
    verb = part_after().match(page.folded, group.end, _clause_end(page, group, end))
    if verb is not None and _NEGATED.search(verb.group()):
        return None
    role = verb.lastgroup or "" if verb is not None else ""
    if verb is None or role in ("organiser", "lead"):
        names = {page.name_of(member) for member in group.members}
        events = subjects.events_told(start, end)
        if verb is not None:
            return joint_subject(subjects, names, subjects.programmes_named(start, end), events)
        if len(names) < 2 or not _PLURAL_VERB.match(page.folded, group.end, end):
            return None
        together = joint_subject(subjects, names, (), events)
        return (together[0], "partner") if together and together[1] == "lead" else together
    if role == "participant":
        attended = event_spoken_of(subjects, subjects.events_told(start, end), start)
        if attended is not None:
            return attended, role
        return programme_or_event(subjects, start, end, "partner")
    if within(page.sums, verb.end(), min(end, verb.end() + _PAID)):
        return None
    return told_there(subjects, role, start, end, block)


_PAID = 60
"""Characters behind a verb in which a sum says that the body pays."""


_NEGATED = re.compile(r" (?:ne |n')")


def _clause_end(page: Page, group: Group, end: int) -> int:
    """Where the words end that may tell what a list of organisations does: before the next one."""
    following = within(page.organisations, group.end, end)
    return min(end, group.end + 160, following[0].start if following else end)


_PLURAL_VERB = re.compile(
    r"(?: ?\([^()]{0,60}\))?(?: ?[:,-] ?(?:ils|elles|tous|toutes|ensemble))? (?:(?:vous|y|en) )?"
    r"[a-z]{3,}(?:ent|ont)\b"
)
