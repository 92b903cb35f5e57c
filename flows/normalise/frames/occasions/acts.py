"""Acts told by a verb that make a ceremony: "ont signé la convention" is the signature of the convention."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.events.names import phrase_end
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_OF = {
    "le": "du ",
    "la": "de la ",
    "les": "des ",
    "l'": "de l'",
    "un": "d'un ",
    "une": "d'une ",
    "son": "du ",
    "sa": "de la ",
    "leur": "du ",
    "ce": "du ",
    "cette": "de la ",
    "du": "du ",
    "de la": "de la ",
    "de l'": "de l'",
    "des": "des ",
    "d'un": "d'un ",
    "d'une": "d'une ",
}
"""What a verb's object becomes after the noun: "signe la convention": "signature de la convention"."""


@cache
def _acts() -> list[tuple[str, re.Pattern[str]]]:
    """Each act with its verb and its object, right behind it or, for what is signed, after when and where."""
    articles = "|".join(_OF)
    things = lexicon("events")["acted_on"]
    return [
        (
            noun,
            re.compile(
                rf"\b(?:{alternatives(verbs)})(?:, | )"
                r"(?:(?:en presence|aux cotes|en compagnie|entouree?s?) d[^.;:!?]{1,200}?, (?=s(?:on|a) )"
                rf"|[^.;:!?]{{0,140}}?(?<! a )(?=(?:{articles})(?: |(?<='))"
                rf"(?:« ?)?(?:{alternatives(things[noun])})\b))?"
                rf"(?P<article>{articles})(?: |(?<='))"
            ),
        )
        for noun, verbs in lexicon("events")["acts"].items()
    ]


_IS = r"(?:est|sont|sera|seront|a ete|ont ete|vient d'etre|viennent d'etre|va etre|vont etre|etait)"
_SOLEMNLY = r"(?:officiellement |solennellement )?"


@cache
def _any_undergone() -> re.Pattern[str]:
    """The verbs of all such acts: most sentences hold none."""
    participles = "|".join(alternatives(words) for words in lexicon("events")["undergone"].values())
    return re.compile(rf" {_IS} {_SOLEMNLY}(?:{participles})\b")


@cache
def _undergone() -> list[tuple[str, re.Pattern[str]]]:
    """Each act told of its object: "la convention sera signée", "le bus a été inauguré"."""
    articles = "|".join(_OF)
    return [
        (
            noun,
            re.compile(
                rf"(?<![\w'’])(?:ils?|elles?|(?P<article>{articles})(?: |(?<='))"
                r"(?P<thing>[^,.;:!?()]{3,80}?))"
                rf"(?:,[^.;:!?]{{3,90}},|,)? {_IS} {_SOLEMNLY}(?:{alternatives(participles)})\b"
            ),
        )
        for noun, participles in lexicon("events")["undergone"].items()
    ]


def find_act(page: Page, start: int, end: int, day: int) -> tuple[str, str] | None:
    """The noun and the name of the first act told in a stretch, on the day written at `day`: ("signature",
    "signature du contrat")."""
    found = [(m.start(), noun, m) for noun, act in _acts() if (m := act.search(page.folded, start, end))]
    if not found:
        return _find_undergone(page, start, end, day)
    _, noun, match = min(found, key=lambda entry: entry[0])
    thing = page.words(match.end(), phrase_end(page, match.end(), end))
    return (
        (noun, f"{noun} {_OF[match['article']]}{thing}") if thing else _find_undergone(page, start, end, day)
    )


def _find_undergone(page: Page, start: int, end: int, day: int) -> tuple[str, str] | None:
    if _any_undergone().search(page.folded, start, end) is None:
        return None
    for noun, act in _undergone():
        match = act.search(page.folded, start, end)
        if (
            match is not None and not match.start() < day < match.end()
        ):  # "mis en service le 3, sera inauguré"
            of_it = f" {_OF[match['article']]}{page.words(*match.span('thing'))}" if match["thing"] else ""
            return noun, noun + of_it
    return None
