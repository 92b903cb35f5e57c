"""The words around organisations that tell their part (`lexicon/roles.yaml`), compiled once."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.coordination import ARTICLE
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives


@cache
def part_before() -> re.Pattern[str]:
    """Words right before a list of organisations that tell their part; the group that matches is the cue."""
    cues = lexicon("roles")["before"]
    listed = "|".join(rf"(?P<{role}>{alternatives(words)})" for role, words in cues.items())
    others = r"(?:, autour d[^,.;:()]{2,60})?,?(?: (?!de\b)[^,.;:()]{2,40},)*?(?: [^,.;:()]{2,30} et)?"
    adverbs = alternatives(lexicon("roles")["adverbs"])
    return re.compile(
        rf"(?<!\w)(?:{listed})(?:,? (?:{adverbs}),?)?(?: \(\w+\))?"
        rf"(?: [^.;:()|]{{2,50}} ?:| ?:)?{others} ?\(?{_PEOPLE}?{ARTICLE}?"
        rf"(?:\d+ |deux |trois |quatre |cinq )?$"
    )


_PEOPLE = (
    r"(?:(?:(?:les|l'|la|le|des|ses|son|sa|leurs?|nos|notre|une?|deux|trois|quatre|\d+) ?\w+|president\w*"
    r"|direct\w+|prefete?|ministre|maire|representante?s?) (?:\w+ )?(?=d))"
)
"""Those who act for a body: "les équipes du CHU", "deux infirmières libérales de l'hôpital"."""


@cache
def staff_before() -> re.Pattern[str]:
    """Those who act for a body, or what is used of it, right before it: "les équipes du CHU"."""
    staff = alternatives(lexicon("roles")["staff"])
    return re.compile(rf"(?<!\w)(?:{staff}) {ARTICLE}$")


@cache
def office_before() -> re.Pattern[str]:
    """An office-holder right before a body: the body is an employer, with no part of its own. One joined
    to the office-holder ("le maire et la CPAM") is none."""
    office = alternatives(lexicon("roles")["office"])
    joined = r"(?<! et l[ae] )(?<! et l')(?<! et les )"
    return re.compile(rf"(?<!\w)(?:{office})(?: [^,.;:]{{1,50}}?)? {ARTICLE}{joined}$")


def nearest_part(head: str) -> re.Match[str] | None:
    """The words that tell a part nearest to the bodies: "Porté par la CPTS, le bus est hébergé par …"."""
    nearest = part_before().search(head)
    while nearest is not None:
        cue = part_before().search(head, nearest.end(nearest.lastgroup or 0))
        if cue is None:
            break
        nearest = cue
    return nearest


def is_office(head: str, cue: re.Match[str] | None) -> bool:
    """Whether a body is the employer of an office-holder; those before words of a part hold none there:
    "l'équipe mobile réunit le CHU de …"."""
    office = office_before().search(head, cue.start(cue.lastgroup or 0) if cue is not None else 0)
    return office is not None


@cache
def does_task() -> re.Pattern[str]:
    """A clause that tells of a part of the work, up to who does it: "l'évaluation est menée par"."""
    tasks = alternatives(lexicon("roles")["tasks"])
    return re.compile(rf"(?:^|[.;:,(] |\bet )(?:la |l'|les? |une? |son |sa |ses )?(?:{tasks})\b[^.;:,()]*$")


@cache
def describes() -> re.Pattern[str]:
    """A sentence that tells what the law says or what may be had together, not what is done here."""
    return re.compile(rf"\b(?:{alternatives(lexicon('roles')['describes'])})\b")


@cache
def anybody() -> re.Pattern[str]:
    """A class of bodies too wide to have a part: "associations"."""
    return re.compile(alternatives(lexicon("roles")["anybody"]))


@cache
def done_with() -> re.Pattern[str]:
    """A participle before "avec" that makes a body a partner."""
    return re.compile(
        rf"\b(?:{alternatives(lexicon('roles')['done_with'])})\b[^.;:]{{0,60}}avec {ARTICLE}?[^,]{{0,10}}$"
    )


@cache
def signing() -> re.Pattern[str]:
    """Words of a contract or its signature."""
    return re.compile(rf"\b(?:{alternatives(lexicon('roles')['signing'])})\b")


@cache
def part_after() -> re.Pattern[str]:
    """Verbs behind a list of organisations that tell their part; the group that matches is the role."""
    verbs = lexicon("roles")["after"]
    listed = "|".join(rf"(?P<{role}>(?:{alternatives(words)})\b)" for role, words in verbs.items())
    return re.compile(rf"(?: ?\([^()]{{0,60}}\))?(?:[^.;:()]{{0,60}}?[ ,])??(?:{listed})")


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    return {role: re.compile(alternatives(words)) for role, words in lexicon("roles")["headings"].items()}


def part_of_heading(words: str) -> str | None:
    """The part that a heading or lead gives to the bodies below, if it says nothing else: "Exposants"."""
    words = words.strip(" :.!")
    return next((role for role, heading in _headings().items() if heading.fullmatch(words)), None)


def part_of_cell(words: str) -> str | None:
    """The part that a cell gives to the body in another cell of its row: "partenaire"."""
    return next((role for role in lexicon("roles")["cells"] if _cell(role).fullmatch(words.strip())), None)


@cache
def _cell(role: str) -> re.Pattern[str]:
    return re.compile(alternatives(lexicon("roles")["cells"][role]))
