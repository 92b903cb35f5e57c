"""Acts told by a verb that make a ceremony: "ont signé la convention" is the signature of the convention."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.event_names import phrase_end
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
}
"""What a verb's object becomes after the noun: "signe la convention": "signature de la convention"."""


@cache
def _acts() -> list[tuple[str, re.Pattern[str]]]:
    """Each act with its verb and its object, right behind it or, for what is signed, after when and where."""
    articles = "|".join(_OF)
    signed = alternatives(lexicon("events")["signed"])
    return [
        (
            noun,
            re.compile(
                rf"\b(?:{alternatives(verbs)})(?:, | )"
                rf"(?:[^.;:!?]{{0,140}}?(?=(?:{articles})(?: |(?<='))(?:{signed})\b))?"
                rf"(?P<article>{articles})(?: |(?<='))"
            ),
        )
        for noun, verbs in lexicon("events")["acts"].items()
    ]


def find_act(page: Page, start: int, end: int) -> tuple[str, str] | None:
    """The noun and the name of the first act told in a stretch: ("signature", "signature du contrat")."""
    found = [(m.start(), noun, m) for noun, act in _acts() if (m := act.search(page.folded, start, end))]
    if not found:
        return None
    _, noun, match = min(found, key=lambda entry: entry[0])
    thing = page.words(match.end(), phrase_end(page, match.end(), end))
    return (noun, f"{noun} {_OF[match['article']]}{thing}") if thing else None
