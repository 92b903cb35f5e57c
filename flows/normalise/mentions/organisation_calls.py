"""Bodies of any name behind words that call for one: "en partenariat avec Brain'Up et la CPAM".

Behind such words stands a list of bodies. Its members that no lexicon knows are known by their capitals;
persons and communes are none, nor is what a new sentence begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import CAPITALISED
from flows.normalise.mentions.organisation_types import organisation_type, word_list
from flows.normalise.mentions.person_words import TITLES, is_first_name, is_function
from flows.normalise.reference.gazetteer import communes_by_name

_ARTICLE = r"(?:(?:de )?(?:la |les |l['’])|le |du |des |de |d['’]|aux? |notre |son |sa |ses )?"
_OPENING = re.compile(rf" ?:?\s?(?:[-•] )?{_ARTICLE}", re.I)
_JOINT = re.compile(
    r"(?: ?\([^()\n]{1,60}\))?(?: ?[,;/•] ?(?:et |puis )?| et | & | ainsi que |, ainsi que )(?:avec )?"
    rf"{_ARTICLE}"
)
_NAME = re.compile(
    rf"(?:(?:association|société|entreprise) )?{CAPITALISED}"
    r"(?: (?:(?:de la |de l['’]|du |des |de |d['’]|en |sur |& |la |le |les |l['’])?"
    rf"{CAPITALISED}|\d{{2,3}}\b)){{0,6}}"
    r"(?: [a-zà-ÿ-]{3,}(?=[,.;)!…\n]|$))?"
)
_ENDS = re.compile(r"\s?(?:[.,;:)!?…/•»\n]|$|\(| (?:et|ou|ainsi|qui|pour|dans|à|au|en|afin|sur)\b)")
_FUNCTION = re.compile(r" ?[,(–-] ?(?:l'|la |le |un |une )?(?P<word>[a-z-]+)")
_MOST = 14
"""Members of one list that are looked at."""


def called_bodies(page: NamedText, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """The members of lists behind calling words that `found`, the bodies known so far, lacks."""
    known = {mention.start: mention.end for mention in found}
    for call in _calls().finditer(f" {page.folded}"):  # a blank more than the page has
        position = _behind_opening(page, call.end() - 1)
        for _ in range(_MOST):
            if position in known:
                position = known[position]
            elif (name := _name_at(page, position)) is not None:
                position = name.end()
                kind = organisation_type(name.group())
                yield Organisation(
                    *name.span(), name.group(), None, "association" if kind == "other" else kind
                )
            else:
                break
            joint = _JOINT.match(page.text, position)
            if joint is None:
                break
            position = joint.end()


def _behind_opening(page: NamedText, position: int) -> int:
    opening = _OPENING.match(page.text, position)
    return position if opening is None else opening.end()


def _name_at(page: NamedText, position: int) -> re.Match[str] | None:
    """The name of a body that begins at a place; null for persons, communes and openings of sentences."""
    name = _NAME.match(page.text, position)
    if name is None or _ENDS.match(page.text, name.end()) is None:
        return None
    folded = page.folded[position : name.end()]
    first = folded.split(" ", 1)[0]
    opens = first in word_list("openers") and first not in ("le", "la", "les")
    is_person = first.rstrip(".") in TITLES or (is_first_name(first) and first != "france")
    if opens or is_person:
        return None
    if not page.head_starts.isdisjoint(range(position, name.end())) or folded in communes_by_name():
        return None
    function = _FUNCTION.match(page.folded, name.end())
    return None if function is not None and is_function(function["word"]) else name


@cache
def _calls() -> re.Pattern[str]:
    """With what stands before them, which leads the search to beginnings of words."""
    return re.compile(rf"[ \n'(«-](?:{alternatives(lexicon('organisation_words')['body_calls'])})(?![a-z])")
