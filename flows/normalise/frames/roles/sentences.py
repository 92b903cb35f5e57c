"""The parts that sentences, labelled lines and lists give to organisations in events and programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.coordination import ARTICLE, Group
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import word_set
from flows.normalise.frames.roles.meant import (
    event_spoken_of,
    joint_subject,
    organised_programme,
    programme_or_event,
    told_there,
)
from flows.normalise.frames.roles.words import (
    anybody,
    done_with,
    done_with_before,
    is_office,
    nearest_part,
    part_after,
    part_before,
    part_of_heading,
    signed_by,
    signing,
    staff_before,
)
from flows.normalise.frames.subjects import Subject, Subjects
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_REACH = 110
"""Characters before a list of organisations in which the words for their part stand."""

ARTICLE_REACH = 4
"""Characters that may stand before a body that a cell or line begins with: "La "."""

Told = tuple[Subject, str, str, int, int]
"""Subject, organisation, role, and the stretch of text that says so."""


def of_group(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block, previous: Block | None
) -> Iterator[Told]:
    """The parts of bodies named in one list: by the heading above, the words before or the verb behind."""
    told = _under_heading(page, subjects, group, start, end, block)
    if told is not None:
        for member in group.members:
            yield told[0], page.name_of(member), told[1], start, end
        return
    head = _head(page, group, start, block, previous)
    cue = nearest_part(head)
    staff = staff_before().search(head) is not None
    if cue is not None and _is_employer(page, group, head, cue, staff):
        return
    if is_office(head, cue) and not staff:
        head = _list_lead(page, block) or _signers_lead(page, start, group.start)
        cue = part_before().search(head)
        if cue is None or cue.lastgroup != "partner":
            return
    if cue is not None and ("financ" in cue.group() or _is_milestone(page, cue.lastgroup, start)):
        return
    names = {page.name_of(member) for member in group.members}
    found = None
    if cue is not None:
        part = cue.lastgroup or ""
        if part == "with" and _is_inserted(page, group, head):
            part = "partner"
        found = _by_cue(subjects, part, head, start, end, block, names)
    if found is None:
        group, head = _new_clause(page, group, head) if cue is None else (group, head)
        found = _by_verb(page, subjects, group, start, end, block, head)
    if found is None:
        return
    subject, role = found
    for member in group.members:
        if role in ("lead", "organiser") and isinstance(member, OrganisationClass) and cue is not None:
            continue
        if isinstance(member, OrganisationClass) and (
            _COUNTED.search(page.folded, max(start, member.start - 14), member.start)
            or anybody().fullmatch(page.folded, member.start, member.end)
        ):
            continue  # how many a body has or reaches: "qui fédère 71 hôpitaux"; anybody: "associations"
        if isinstance(member, OrganisationClass) and word_set(member.name) <= word_set(subject.name):
            continue  # what kind of house it is itself: "Les centres de santé emploient …"
        yield subject, page.name_of(member), role, start, end


def _is_inserted(page: Page, group: Group, head: str) -> bool:
    """Whether bodies behind "avec" stand between a subject and its verb: "l'ARS, avec la CPAM, propose …"."""
    return _INSERTED.search(head) is not None and _VERB_BEHIND.match(page.folded, group.end) is not None


_INSERTED = re.compile(rf"[\w)], avec {ARTICLE}?$")
_VERB_BEHIND = re.compile(
    r"(?: ?\([^()]{0,40}\))?, (?:(?:vous|nous|y|en|a|ont|va|vont) )?"
    r"(?!et\b|dont\b|pour\b)[a-z'-]*(?:e|ent|t|ra|ront)\b"
)


def _under_heading(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block
) -> tuple[Subject, str] | None:
    """Subject and role of bodies that a line under a heading such as "Exposants" begins with."""
    if group.start - block.start >= ARTICLE_REACH:
        return None
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        role = part_of_heading(page.folded[head.start : head.end]) if head is not None else None
        if role is not None:
            return told_there(subjects, role, start, end, block)
    return None


_COUNTED = re.compile(
    r"\b(?:\d+|(?:dix|vingt|trente|quarante|cinquante|soixante|cent)(?:aine|e|s)?) (?:d'|de )?$"
)


def _is_employer(page: Page, group: Group, head: str, cue: re.Match[str], staff: bool) -> bool:
    """Whether a body is only where a speaker works: "animé par une infirmière du CHU", "avec Anne X, CHU"."""
    if cue.lastgroup == "speaks" and staff:
        return True
    start = group.start - len(head)
    if cue.lastgroup not in ("speaks", "attends", "with", "consulted") or not page.folded.startswith(
        head, start
    ):
        return False
    return bool(within(page.persons, start + cue.end(cue.lastgroup), group.start))


def _list_lead(page: Page, block: Block) -> str:
    """The line or heading that announces a list of persons who sign for their bodies ("Signé par :")."""
    lead = page.outline.lead_of(block) or page.outline.section_of(block).heading
    if lead is None or block.kind is not BlockKind.LIST_ITEM:
        return ""
    words = page.folded[max(lead.start, lead.end - _REACH) : lead.end].rstrip(" :") + " "
    return words if signing().search(words) else ""


def _signers_lead(page: Page, start: int, end: int) -> str:
    """How a sentence begins that lists persons who sign for their bodies: "Ont signé la convention : …",
    "La convention a été signée par …", or who were there when it was: "Autour de la table : …"."""
    folded = page.folded
    if (signed := signed_by().search(folded, start, end)) is not None:
        return folded[max(start, signed.end() - _REACH) : signed.end()]
    colon = folded.find(":", start, end)
    words = folded[max(start, colon - _REACH) : colon].rstrip() + " " if colon > 0 else ""
    if signing().search(words):
        return words
    there = part_before().search(words) if words else None
    attended = there is not None and there.lastgroup == "attends"
    return (
        "signataires : " if attended and signing().search(folded, max(0, start - 2 * _REACH), start) else ""
    )


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
    subjects: Subjects, cue: str, head: str, start: int, end: int, block: Block, names: set[str]
) -> tuple[Subject, str] | None:
    """Subject and role for words before a list of organisations."""
    events = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
    named = [s for s in subjects.named_between(start, end) if isinstance(s, Programme)]
    if cue == "with" and _REPRESENTED.search(head):
        cue = "attends"
    if cue in ("organiser", "speaks"):
        event = event_spoken_of(subjects, events, start, block)
        if event is None:
            role = "partner" if cue == "speaks" else "lead"
            return programme_or_event(subjects, start, end, role) if subjects.programmes else None
        if cue == "speaks":
            return event, "partner"
        joint = event.organiser_name is None or event.organiser_name in names
        return (event, "organiser") if events or joint or _ORGANISED.search(head) else None
    if cue == "attends":
        event = event_spoken_of(subjects, events, start, block)
        return (
            (event, "participant")
            if event is not None
            else programme_or_event(subjects, start, end, "participant")
        )
    if cue == "with":
        if head.startswith("avec"):  # "Avec le rectorat, la fondation souhaite …"
            return programme_or_event(subjects, start, end, "partner")
        if done_with().search(head):
            cue = "partner"
        elif events:
            return events[0], "participant"
        elif subjects.programmes or done_with_before().search(head):
            return programme_or_event(subjects, start, end, "partner")
        else:
            return programme_or_event(subjects, start, end, "participant")
    if cue == "lead":
        if named or (subjects.programmes and not events):
            return programme_or_event(subjects, start, end, "lead")
        event = event_spoken_of(subjects, events, start, block)
        joint = event is not None and (bool(events) or event.organiser_name in names)
        return (event, "organiser") if event is not None and joint else None
    role = "partner" if cue == "partner" else "participant"
    if role == "participant" and named and signing().search(head):
        return programme_or_event(subjects, start, end, role)
    return told_there(subjects, role, start, end, block)


_ORGANISED = re.compile(r"\borganis(?:e|es|ee|ees|ateurs?|ation)\b[^.;]{0,40}$")
_REPRESENTED = re.compile(r"\b(?:une?|des|les|leurs?) representante?s? (?:de la |de l'|de |du |des )$")


def _by_verb(
    page: Page, subjects: Subjects, group: Group, start: int, end: int, block: Block, head: str
) -> tuple[Subject, str] | None:
    """Subject and role for the verb behind a list of organisations."""
    names = {page.name_of(member) for member in group.members}
    clause = _clause_end(page, group, end)
    verb = part_after().match(page.folded, group.end, clause)
    events = [e for e in subjects.events if e.evidence.start < end and start < e.evidence.end]
    if verb is None:
        if len(names) < 2 or not _PLURAL_VERB.match(page.folded, group.end, end):
            return None
        together = joint_subject(subjects, names, (), events, "organiser")
        return (together[0], "partner") if together and together[1] == "lead" else together
    named = [s for s in subjects.named_between(start, end) if isinstance(s, Programme)]
    role = verb.lastgroup or ""
    if role in ("organiser", "lead"):
        return joint_subject(subjects, names, named, events, role) or organised_programme(
            subjects, start, end, role, events
        )
    pays = bool(within(page.sums, verb.end(), min(end, verb.end() + 60)))
    if role == "participant":
        if pays:
            return None
        attended = event_spoken_of(subjects, events, start, block)
        return (
            (attended, role) if attended is not None else programme_or_event(subjects, start, end, "partner")
        )
    apart = page.folded.startswith((", associe", ", partenaire", ", qui "), group.end)
    if pays or not (apart or _acts(head)):
        return None
    return told_there(subjects, role, start, end, block)


def _new_clause(page: Page, group: Group, head: str) -> tuple[Group, str]:
    """Of a list behind "à" or "de" the members no longer behind it: "Face à l'ARS, la CPAM prête …"."""
    if _OF_OR_TO.search(head):
        for i, (before, member) in enumerate(pairwise(group.members), 1):
            if _NO_LONGER.fullmatch(page.folded, before.end, member.start):
                return Group(group.members[i:]), page.folded[before.end : member.start]
    return group, head


_OF_OR_TO = re.compile(r"\b(?:d[eu] |des |d'|a |aux? )(?:la |l')?$")
_NO_LONGER = re.compile(r"(?: ?\([^()]{0,60}\))?, (?:la |le |les |l')")


def _clause_end(page: Page, group: Group, end: int) -> int:
    """Where the words end that may tell what a list of organisations does: before the next one."""
    following = within(page.organisations, group.end, end)
    return min(end, group.end + 160, following[0].start if following else end)


def _acts(head: str) -> bool:
    """Whether a list of organisations is what a verb behind it tells of, no complement of another noun;
    those who act for a body stand for it ("les bénévoles de l'association tiennent …")."""
    return staff_before().search(head) is not None or _COMPLEMENT.search(head) is None


_COMPLEMENT = re.compile(
    r"\b(?:d[eu] |des |d'|a |aux? |dans |chez |vers |sur |pour |par |avec |entre )(?:la |le |les |l')?$"
)


_PLURAL_VERB = re.compile(
    r"(?: ?\([^()]{0,60}\))?(?: ?[:,-] ?(?:ils|elles|tous|toutes|ensemble))? (?:(?:vous|y|en) )?"
    r"[a-z]{3,}(?:ent|ont)\b"
)
