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
    listed = "|".join(rf"(?P<{role}>{alternatives(words)})" for role, words in cues.items() if words)
    others = r"(?: (?!de\b)[^,.;:()]{2,40},)*?(?: [^,.;:()]{2,30} et)?"
    people = r"(?:(?:les|des|une?|deux|trois) \w+ )?"
    return re.compile(
        rf"(?<!\w)(?:{listed})(?: notamment)?(?: \(\w+\))? ?:?{others} ?{people}{ARTICLE}?"
        r"(?:\d+ |deux |trois |quatre |cinq )?$"
    )


@cache
def office_before() -> re.Pattern[str]:
    """An office-holder right before a body: the body is an employer, with no part of its own."""
    return re.compile(
        rf"(?<!\w)(?:{alternatives(lexicon('roles')['office'])})(?: [^,.;:]{{1,50}}?)? {ARTICLE}$"
    )


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
