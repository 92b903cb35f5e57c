"""Communes, departments and regions written in a text, with their official codes.

A name alone proves little: "Grand", "Plan" and "Vif" are communes. What stands around it decides how
far it is believed: a postal code or "(58)", "à", "CHU de", the head of an agenda line ("Toulon –
jeudi…"), a list with places already believed, or only a capital letter. Which of several communes of
one name is meant is settled in `homonyms`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions import homonyms
from flows.normalise.mentions.model import Place
from flows.normalise.mentions.place_context import Context, Strength, context_of
from flows.normalise.mentions.place_cues import Cues
from flows.normalise.reference.gazetteer import Commune, departments, regions
from flows.normalise.reference.gazetteer import commune as commune_of_code
from flows.normalise.reference.name_index import PlaceName, names_in, searchable, words
from flows.normalise.reference.names import name_key
from flows.normalise.reference.territory import NOWHERE, Territory


def find_places(text: str, folded: str, territory: Territory = NOWHERE) -> list[Place]:
    """Places of `text` in order, none overlapping; `folded` is `fold(text)`.

    `territory` is the publisher's (see `territory_of`): it settles homonyms and small communes.
    """
    written = homonyms.places_with_code(text, folded)
    taken = sorted((place.start, place.end) for place in written)
    found: list[Place] = list(written)
    nearby = {territory.department_code, *(place.department_code for place in written)}
    plain = searchable(folded)
    cues = Cues(plain)
    hits = list(_longest(names_in(text, plain), taken))
    fuller = {
        short: commune
        for place in written
        if place.commune_code and (commune := commune_of_code(place.commune_code))
        for short in _short_names(commune.name)
    }
    previous: tuple[int, Strength] | None = None
    for position, (start, end, name) in enumerate(hits):
        if name.is_other:
            continue
        context = context_of(text, folded, cues, start, end)
        territorial = _territorial(start, end, name, context, nearby)
        if territorial:
            found.append(territorial)
            continue
        candidates = _candidates(name, context, territory)
        full = fuller.get(name.key)
        if full and not any(c.department_code == territory.department_code for c in candidates):
            candidates = [full]
        if not candidates or context.is_rejected:
            continue
        strength = context.strength
        in_list = previous is not None and context.continues_list(previous[0])
        if previous and in_list:
            strength = max(strength, previous[1])
        after = hits[position + 1] if position + 1 < len(hits) else None
        hint = _department_after(folded, end, after)
        commune, is_sure = homonyms.choose(candidates, name, territory, hint, nearby)
        here = _is_here(commune, territory) or commune.department_code in nearby
        belief = _belief(commune, name, strength, context, here=here, in_list=in_list)
        if belief is None:
            continue
        certain = belief and is_sure
        found.append(homonyms.place_of(commune, start, end, certain=certain))
        if certain:
            fuller |= dict.fromkeys(_short_names(commune.name), commune)
        if certain and strength >= Strength.SAID_OF:
            nearby.add(commune.department_code)
        previous = (end, strength)
    return sorted(found, key=lambda place: place.start)


def _short_names(town: str) -> list[str]:
    """The beginnings of a town's name by which a page may go on to call it: "Villefranche"."""
    parts = name_key(town).split(" ")
    least = 2 if parts[0] in ("saint", "sainte") else 1
    return [" ".join(parts[:count]) for count in range(least, len(parts)) if parts[count] in _LINKS]


_LINKS = frozenset(
    ("sur", "sous", "en", "les", "lez", "le", "la", "de", "du", "des", "d", "l", "aux", "pres")
)


def _longest(
    hits: Iterable[tuple[int, int, PlaceName]], taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, PlaceName]]:
    """Hits in order, without those inside a longer one or over a stretch already taken."""
    kept: tuple[int, int, PlaceName] | None = None
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        after = bisect_left(taken, (hit[1], 0))
        if after and taken[after - 1][1] > hit[0]:
            continue
        if kept and hit[0] < kept[1]:
            # "le Pas-de-Calais" holds both "le Pas" and "Pas-de-Calais".
            kept = hit if hit[1] - hit[0] > kept[1] - kept[0] else kept
            continue
        if kept:
            yield kept
        kept = hit
    if kept:
        yield kept


@cache
def _ambiguous_departments() -> frozenset[str]:
    return frozenset(words()["ambiguous_departments"])


def _territorial(
    start: int, end: int, name: PlaceName, context: Context, around: set[str | None]
) -> Place | None:
    """A region or department, if the name is one's and what stands around it lets it be."""
    if not (name.region or name.department) or context.is_street or context.is_landscape:
        return None
    if name.region:
        if (name.is_acronym and not context.is_acronym) or (name.key == "la reunion" and context.is_meeting):
            return None
        region = regions()[name.region]
        return Place(start, end, "region", region.name, None, _overseas(region.code), region.code)
    if not name.department or context.is_joined:
        return None
    told = context.has_article or context.is_department
    if not told and (name.communes or name.key in _ambiguous_departments()):
        is_here = name.department in around and context.strength is not Strength.LOCATED
        if not is_here or name.department == "75":
            return None
    department = departments()[name.department]
    certain = told or " " in name.key
    return Place(
        start, end, "department", department.name, None, department.code, department.region_code,
        certain=certain,
    )  # fmt: skip


@cache
def _overseas(region_code: str) -> str | None:
    """The one department of a region overseas; null for the others."""
    first = next((d.code for d in departments().values() if d.region_code == region_code), None)
    return first if first and len(first) == 3 else None


def _candidates(name: PlaceName, context: Context, territory: Territory) -> list[Commune]:
    """The communes that a name may mean here."""
    article = context.contracted_article
    found = list(name.without_article if article else name.communes)
    if territory.department_code:
        found += [c for c in name.shortened if c.department_code == territory.department_code]
    elif territory.region_code:
        found += [c for c in name.shortened if c.region_code == territory.region_code]
    elif len(name.shortened) == 1 and not found:
        found += name.shortened
    # "du", "au", "aux" hold the article: "CH du Rouvray" is not Rouvray.
    found = [c for c in found if c.search_name.startswith(article)] if article else found
    if name.key in _houses():  # "au Parc des expositions" is not at Le Parc
        found = [c for c in found if _is_here(c, territory) and not _COMPLEMENT.match(context.after)]
    if name.article > 0 and not context.has_capital_article and _OF_WHAT.match(context.after):
        return []  # "à la Chambre d'agriculture" is not at La Chambre
    return found


@cache
def _houses() -> frozenset[str]:
    """Words that begin the name of a meeting place."""
    return frozenset(lexicon("venues")["nouns"])


_OF_WHAT = re.compile(r" (?:d(?:e|u|es) (?!\d)|d')\w")
_COMPLEMENT = re.compile(r" (?:d(?:e|u|es)\b|d'|\w+(?:al|ale|el|elle|aux|ique)\b)")


def _department_after(folded: str, end: int, after: tuple[int, int, PlaceName] | None) -> str | None:
    """The department named right after a commune: "à Mauléon, dans les Deux-Sèvres", "Saint-Denis de La
    Réunion"."""
    if after is None:
        return None
    name = after[2]
    department = name.department or (_overseas(name.region) if name.region else None)
    return department if department and _LINK_TO_DEPARTMENT.fullmatch(folded, end, after[0]) else None


_LINK_TO_DEPARTMENT = re.compile(r"\s*,?\s*(?:\(|(?:dans|en|a|de)\s+)?(?:l'|les?\s+|la\s+)?")


def _is_here(commune: Commune, territory: Territory) -> bool:
    """Whether a commune lies in the publisher's department, or in its region where no department is known."""
    if territory.department_code:
        return commune.department_code == territory.department_code
    return territory.region_code is not None and commune.region_code == territory.region_code


def _belief(
    commune: Commune, name: PlaceName, strength: Strength, context: Context, *, here: bool, in_list: bool
) -> bool | None:
    """True for certain, False for a name that only might be meant, null for one not worth telling."""
    population = commune.population or 0
    known = population >= homonyms.KNOWN_TOWN
    if name.is_ordinary:
        named_here = here and (in_list or (name.article > 0 and context.has_capital_article))
        located = strength is Strength.LOCATED and (here or known)
        return True if located or named_here or strength is Strength.INSTITUTION else None
    if strength >= Strength.LOCATED:
        return True
    if context.is_in_name:
        return False if known else None
    if strength is Strength.SAID_OF:
        return here or known
    if known or (here and (" " in name.key or population >= 3_000)):
        return True
    return False if " " in name.key else None
