"""Organisations that a sentence names together: "l'ARS, la CPAM de l'Aude et les URPS"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass

ARTICLE = (
    r"(?:(?:la |le |les |l'|un |une |de la |de l'|des |du |de |d'|aux? |a la |a l'"
    r"|ses |son |sa |leurs? |nos |notre )(?:association |federation |fondation |syndicat |societe )?)"
)
"""What may stand right before an organisation, in folded text."""

_JOINT = re.compile(
    r"(?:\)| ?\([^()\n]{0,60}\))?(?: pour (?:moitie|un tiers|partie))?"
    r"(?:, [a-z][^,;:.\n()]{0,40}?(?=,| et ))?"
    r"(?: ?[,;/•|] ?|,? et |,? ou |,? ainsi que |,? ainsi qu'avec |,? et avec "
    r"|,? mais aussi avec |,? puis |,? ou encore |,? comme "
    r"|,? mais aussi |, et | \+ | - )?"
    r"(?:et )?(?:egalement |aussi |encore |enfin |pour moitie |pour partie |pour un tiers )?"
    rf"(?:par |sur )?{ARTICLE}?"
    r"(?:trois |deux |quatre |cinq |\d+ )?"
)
_BRACKET = re.compile(r" ?\($")
_ASIDE = re.compile(r" ?\([^()\n]{0,60}\)|, (?:a hauteur de|pour|dont|soit) [^,;:.\n]{0,40}(?:, )?")


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations named in one list, in order; a single one is a group of its own."""

    members: tuple[Organisation, ...]

    @property
    def start(self) -> int:
        return self.members[0].start

    @property
    def end(self) -> int:
        return self.members[-1].end


def groups(page: Page, start: int, end: int) -> Iterator[Group]:
    """The lists of organisations of a stretch of text, in order."""
    members: list[Organisation] = []
    for organisation in within(page.organisations, start, end):
        if members and not _joined(page.folded, members[-1].end, organisation.start):
            yield Group(tuple(members))
            members = []
        if members and _spelt_out(page.folded, members[-1], organisation):
            members.pop()
        members.append(organisation)
    if members:
        yield Group(tuple(members))


def without_next_subject(page: Page, group: Group, end: int) -> Group:
    """A list without the body behind its last comma, where that one opens the clause that follows: "avec
    l'aide de la Carsat, la CPTS a acheté …"; an enumeration ends with "et" or with its sentence."""
    if len(group.members) < 2:
        return group
    before, last = group.members[-2:]
    opens = _COMMA_ONLY.fullmatch(page.folded, before.end, last.start)
    if opens is None or _CLAUSE_GOES_ON.match(page.folded, last.end, end) is None:
        return group
    return Group(group.members[:-1])


_COMMA_ONLY = re.compile(r"(?: ?\([^()\n]{0,60}\))?, (?:la |le |les |l'|notre |nos )")
_CLAUSE_GOES_ON = re.compile(r"(?: ?\([^()\n]{0,60}\))? (?!et |ainsi |ou )[a-z]")


def acting(folded: str, group: Group, start: int) -> Group | None:
    """The bodies of a list that a verb behind it may tell of, in a sentence from `start`: none where they
    belong to a noun or verb before ("le soutien de l'ARS"), else those no longer behind it ("Face à l'ARS,
    la CPAM prête …")."""
    if _BELONGS.search(folded, max(start, group.start - _REACH), group.start) is None:
        return group
    for i, (before, member) in enumerate(pairwise(group.members), 1):
        if _COMMA_ONLY.fullmatch(folded, before.end, member.start):
            return Group(group.members[i:])
    return None


_REACH = 20
_BELONGS = re.compile(
    r"\b(?:d[eu] |des |d'|a |aux? |dans |chez |vers |sur |pour |par |avec |entre |sans |selon )"
    r"(?:la |le |les |l'|ses |son |sa |leurs? |nos |notre )?$"
)


def _spelt_out(folded: str, named: Organisation, following: Organisation) -> bool:
    """Whether a class of bodies is followed by its members in brackets: "les fédérations (FA et FB)"."""
    return isinstance(named, OrganisationClass) and folded[named.end : following.start].strip() == "("


@cache
def _apart() -> re.Pattern[str]:
    """Words between two bodies that give the second a part of its own: "au CHU, aux côtés de l'Unafam"."""
    return re.compile(rf"\b(?:{alternatives(lexicon('roles')['apart'])})\b")


def _joined(folded: str, end: int, start: int) -> bool:
    """Whether the words between two organisations only link them."""
    between = _ASIDE.sub("", folded[end:start]) if start - end > 8 else folded[end:start]
    return (
        len(between) < 70
        and not _apart().search(between)
        and (_JOINT.fullmatch(between) is not None or _BRACKET.fullmatch(between) is not None)
    )
