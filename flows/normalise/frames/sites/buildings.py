"""The one place of works: the site that they are on, the house that is built, rebuilt or extended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalise.documents.folding import fold
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.model import Evidence, Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.places.model import in_commune
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.stretches import stretches
from flows.normalise.frames.programmes.words import word_pattern
from flows.normalise.frames.sites.reach import completes, is_reached
from flows.normalise.frames.sites.towns import communes
from flows.normalise.frames.sites.words import Listed, facilities, site_of, with_proper_name
from flows.normalise.mentions.model import Place


def building(page: Page, told: Told) -> list[Site]:
    """The commune that the sentences on works tell, else the publisher's, with what is built there."""
    name = _built(page, told)
    for start, end in stretches(page, told):
        for place in communes(page, start, end):
            if _FAR.search(page.folded, max(start, place.start - 12), place.start):
                continue
            if (
                completes(told, place)
                or is_reached(page, start, place, told)
                or _names_house(page, start, place)
            ):
                return [site_of(page, Listed(place, name, start))]
    known = in_commune(page.publisher.commune_code)
    if known.commune_code is None:
        return []
    first = told.mentions[0]
    evidence = Evidence(first.start, first.end)
    return [Site(evidence, name, known.commune_code, known.department_code, known.region_code)]


_FAR = re.compile(r"\b(?:vers|jusqu'a|depuis|de la|loin de) $")
"""Before a town that one goes to instead."""


def _names_house(page: Page, start: int, place: Place) -> bool:
    """Whether a place completes the noun of a facility ("la maison de santé de Mamers")."""
    hits = list(facilities().find(page.folded[start : place.start]))
    return bool(hits) and place.start - start - hits[-1][1] <= _LINK


_LINK = 4
"""Characters of " de " between a noun and its place."""


_ON_SITE = re.compile(
    r"\b(?:sur|dans|cote|du|au|le) (?:(?:le|son|notre|ancien|actuel|futur) )?"
    r"(site (?:de la |de l['’]|du |des |de |d['’])?(?=[A-ZÀ-Ý])[\w’'-]+"
    r"(?: (?:(?:de la|de|du|des|la|le) )?[A-ZÀ-Ý][\w’'-]*)*)"
)


_IN_FORMER = re.compile(
    r"\b(?:dans|sur|à) l['’](ancien(?:ne)? [^\W\d_][\w-]*"
    r"(?: (?:de la |de l['’]|du |des |de |d['’])?(?!de |du |des |à |en |au |rue |avenue |place )"
    r"[a-zà-ÿ][\w-]*)?)"
    r"(?=[,.;: ]|$)"
)
"""A house known by what it was ("dans l'ancienne école normale")."""


_VENUE = re.compile(r"\b(?:parking|salle|parvis|hall|amphi\w*|entree)\b[^,.;]{0,15}$")
"""The site of a meeting place is not that of the works."""


def former_house(page: Page, start: int, end: int) -> re.Match[str] | None:
    """The site, or the house known by what it was, that a sentence names ("sur le site de Bel-Air")."""
    site = _ON_SITE.search(page.text, start, end) or _IN_FORMER.search(page.text, start, end)
    return None if site is None or _VENUE.search(page.folded, start, site.start()) else site


def _built(page: Page, told: Told) -> str:
    """What stands there: the site told by name, the house that works are done on, else what is built."""
    spans = stretches(page, told)
    for start, end in _sentences_around(page, told):
        if (site := former_house(page, start, end)) is not None:
            return site[1]
    deed = word_pattern("deeds").match(fold(told.name)) is not None
    if told.naming.noun.kind == "works" and not deed:
        return told.name
    if deed and (house := _house(page, told)) is not None:
        return house
    for start, end in spans:
        hit = next(iter(facilities().find(page.folded[start:end])), None)
        if hit is not None:
            return page.words(start + hit[0], start + hit[1])
    return told.name


def _sentences_around(page: Page, told: Told) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraphs that name the works."""
    for start, end in dict.fromkeys((m.block.start, m.block.end) for m in told.mentions):
        yield from sentences(page.text, start, end)


def _house(page: Page, told: Told) -> str | None:
    """The facility that the name of works completes ("extension de la maison de santé"), as fully as told."""
    known = next((noun for _, _, noun in facilities().find(fold(told.name))), None)
    if known is None:
        return None
    forms = [
        page.words(start, with_proper_name(page, end, len(page.text)))
        for start, end, noun in facilities().find(page.folded)
        if noun == known
    ]
    return max(forms, key=len, default=None)
