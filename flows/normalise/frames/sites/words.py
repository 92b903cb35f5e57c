"""What the readers of places share: what stands at a place, and the words that say that places are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.model import Evidence, Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.places.model import in_commune
from flows.normalise.frames.programmes.words import word_pattern, words
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Place


@dataclass(frozen=True, slots=True)
class Listed:
    """A place as a list tells it, with what stands there."""

    place: Place
    name: str | None = None
    start: int | None = None
    """Where the words on it begin, if before its name."""


@cache
def facilities() -> PhraseFinder[str]:
    """Nouns of places where care is given, in singular and plural, each with its singular."""
    return PhraseFinder({noun: noun for noun in words()["facilities"]}, plural=True)


_OF = r"(?:de la |de l['’]|des |du |de |d['’])?"
_NAME = r"[A-ZÀ-Ý][\w’'-]*(?:[ -](?:(?:de la|de|du|des|le|la|les|et|en|sur) |[dl]['’])?[A-ZÀ-Ý][\w’'-]*)*"
_PROPER = re.compile(rf" {_OF}(?:(?:rue|place|avenue|site|quartier) {_OF})?{_NAME}")


def with_proper_name(page: Page, end: int, limit: int) -> int:
    """Where a facility ends with the proper name behind it ("lycée Beaumont", "maison … de la rue Foch")."""
    match = _PROPER.match(page.text, end, limit)
    return match.end() if match is not None else end


_CODE = re.compile(r"(?: ?\(|, ?| - | – )(?:0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-8])(?:\)|(?=[ ,:;.]|$))")


def has_code(page: Page, place: Place) -> bool:
    """Whether the number of its department stands behind a commune: "Bergerac (24)", "Bergerac, 24"."""
    return _CODE.match(page.folded, place.end) is not None


_LEAD = 160
"""Characters of a sentence or heading that introduces places at most."""


def is_place_list(page: Page, block: Block) -> bool:
    """Whether the label, the heading or the lead-in of a block says that it lists places."""
    told = word_pattern("site_lists")
    pair = page.outline.label_value(block)
    if pair is not None and pair.is_known:
        return False
    if pair is not None and told.match(pair.label):
        return True
    section, lead = page.outline.section_of(block), page.outline.lead_of(block)
    heading = section.heading if section.level > 1 else None
    spans = [(heading.start, heading.end)] if heading is not None else []
    if lead is not None:
        spans.append(list(sentences(page.text, lead.start, lead.end))[-1])
    return any(end - start < _LEAD and told.search(page.folded, start, end) for start, end in spans)


def site_of(page: Page, listed: Listed, *, named: bool = True) -> Site:
    """A site in a commune; without a name of its own it is called as the commune is written."""
    place = listed.place
    location = in_commune(place.commune_code)
    return Site(
        Evidence(place.start if listed.start is None else listed.start, place.end),
        (listed.name if named else None) or page.words(place.start, place.end).rstrip(" .,;"),
        location.commune_code,
        location.department_code,
        location.region_code,
    )


def singular(written: str, known: str) -> str:
    """The singular of a written noun phrase, with its accents kept; `known`: its folded singular."""
    return " ".join(
        word[:-1] if len(word) == len(target) + 1 else word
        for word, target in zip(written.split(), known.split(), strict=True)
    )
