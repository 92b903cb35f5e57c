"""The places that take part in a programme: towns of a list or a table, facilities there, stops of a bus, one
building.

A list of towns is told by what stands beside them (department numbers, a heading "Les sites", a column
"Commune"), never by names alone; a list with days or hours is an agenda.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.normalise.frames.model import Objective, Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.programme_model import Told, word_set
from flows.normalise.frames.programme_owner import owner_of
from flows.normalise.frames.site_lists import lists_of_places
from flows.normalise.frames.site_prose import sites_of_actions, sites_told_of
from flows.normalise.frames.site_tables import tables_of_places


def read_sites(
    page: Page, told: Sequence[Told], objectives: Mapping[Told, Sequence[Objective]]
) -> dict[Told, list[Site]]:
    """The places that take part in each programme, in order of appearance, each once."""
    found: dict[Told, list[Site]] = {}
    if not told:
        return found
    for block, sites in (*lists_of_places(page), *tables_of_places(page)):
        owner = owner_of(page, block, told)
        if owner is not None:
            found.setdefault(owner, []).extend(sites)
    for each in told:
        if each not in found:
            sites = sites_told_of(page, each) or sites_of_actions(page, objectives.get(each, ()))
            if sites:
                found[each] = sites
    return {each: _once(sites) for each, sites in found.items()}


def _once(sites: Sequence[Site]) -> list[Site]:
    """Without the sites told again in a longer or shorter form ("maison de santé pluriprofessionnelle")."""
    kept: dict[str | None, list[Site]] = {}
    for site in sites:
        there = kept.setdefault(site.commune_code, [])
        name = word_set(site.site_name)
        if not any(name <= word_set(s.site_name) or word_set(s.site_name) <= name for s in there):
            there.append(site)
    return sorted((site for there in kept.values() for site in there), key=lambda site: site.evidence.start)
