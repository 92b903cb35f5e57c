"""Bodies of any name behind words that call for one: "en partenariat avec Brain'Up et la CPAM".

Behind such words stands a list of bodies. Its members that no lexicon knows are known by their capitals;
persons and communes are none, nor is what a new sentence begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    r"(?: ?\([^()\n]{1,60}\))?(?: ?[,;/•] ?(?:et |puis )?| et | & |,? ainsi que | ?[,;]?\n[-•] )(?:avec )?"
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
    yield from _between(page, found, known)
    for call in _calls().finditer(f" {page.folded}"):  # a blank more than the page has
        position = _behind_opening(page, call.end() - 1)
        for _ in range(_MOST):
            if position in known:
                position = known[position]
            elif (name := _name_at(page, position)) is not None:
                position = name.end()
                yield Organisation(*name.span(), name.group(), None, _kind_of(name.group()))
            else:
                break
            joint = _JOINT.match(page.text, position)
            if joint is None:
                break
            position = joint.end()


def _between(
    page: NamedText, found: Sequence[Organisation], known: Mapping[int, int]
) -> Iterator[Organisation]:
    """The members of lists that stand between two known ones: "l'ARS, Polleniz et la Région"."""
    for mention in found:
        joint = _JOINT.match(page.text, mention.end)
        name = _name_at(page, joint.end()) if joint is not None else None
        further = _JOINT.match(page.text, name.end()) if name is not None else None
        if name is not None and further is not None and further.end() in known:
            yield Organisation(*name.span(), name.group(), None, _kind_of(name.group()))


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
    if position in page.head_starts or folded in communes_by_name():
        return None
    function = _FUNCTION.match(page.folded, name.end())
    return None if function is not None and is_function(function["word"]) else name


def _kind_of(name: str) -> str:
    """The type of a body whose company tells that it is one: an association, where its name says nothing."""
    kind = organisation_type(name)
    return "association" if kind == "other" else kind


@cache
def _calls() -> re.Pattern[str]:
    """With what stands before them, which leads the search to beginnings of words."""
    return re.compile(rf"[ \n'(«-](?:{alternatives(lexicon('organisation_words')['body_calls'])})(?![a-z])")
