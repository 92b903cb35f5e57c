"""The places that take part in a programme: towns of a list or a table, facilities there, stops of a bus, one
building.

A list of towns is told by what stands beside them (department numbers, a heading "Les sites", a column
"Commune"), never by names alone; a list with days or hours is an agenda.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Objective, Site
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.model import Told, word_set
from flows.normalise.frames.programmes.owner import owner_of
from flows.normalise.frames.programmes.words import word_pattern
from flows.normalise.frames.sites.lists import lists_of_places
from flows.normalise.frames.sites.prose import mobile_service, sites_of_actions, sites_told_of
from flows.normalise.frames.sites.tables import tables_of_places
from flows.normalise.frames.sites.words import Listed, site_of


def read_sites(
    page: Page, told: Sequence[Told], objectives: Mapping[Told, Sequence[Objective]]
) -> dict[Told, list[Site]]:
    """The places that take part in each programme, in order of appearance, each once."""
    found: dict[Told, list[Site]] = {}
    if not told:
        return found
    lists = [(block, listed, False) for block, listed in lists_of_places(page)]
    for block, listed, is_calendar in (*lists, *tables_of_places(page)):
        owner = owner_of(page, block, told)
        if owner is None or (is_calendar and not _is_course(page, owner, block, listed)):
            continue
        named = not mobile_service(owner)
        found.setdefault(owner, []).extend(site_of(page, each, named=named) for each in listed)
    for each in told:
        if each not in found:
            sites = sites_told_of(page, each, told) or sites_of_actions(page, objectives.get(each, ()))
            if sites:
                found[each] = sites
    return {each: _once(sites) for each, sites in found.items()}


def _is_course(page: Page, told: Told, header: Block, listed: Sequence[Listed]) -> bool:
    """Whether a calendar is of the parts of one course in several towns: each row opens with its title."""
    if told.programme_type != "training" or len({each.place.commune_code for each in listed}) < 2:
        return False
    first = page.folded[slice(*header.cells[0])].strip()
    return not word_pattern("site_columns").match(first) and not word_pattern("day_columns").match(first)


def _once(sites: Sequence[Site]) -> list[Site]:
    """Without the sites told again in a longer or shorter form ("maison de santé pluriprofessionnelle")."""
    kept: dict[str | None, list[Site]] = {}
    for site in sites:
        there = kept.setdefault(site.commune_code, [])
        name = word_set(site.site_name)
        if not any(name <= word_set(s.site_name) or word_set(s.site_name) <= name for s in there):
            there.append(site)
    return sorted((site for there in kept.values() for site in there), key=lambda site: site.evidence.start)
