"""Programmes: the plans, schemes, calls, courses, services and works that a page tells of."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalise.frames.date_roles import PlacedDate
from flows.normalise.frames.events.words import find_event_nouns
from flows.normalise.frames.model import Evidence, Objective, Programme, Site
from flows.normalise.frames.objectives.read import read_objectives
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.dates import read_period
from flows.normalise.frames.programmes.lead import read_lead
from flows.normalise.frames.programmes.model import Told
from flows.normalise.frames.programmes.scope import read_scope, territory
from flows.normalise.frames.programmes.status import read_status
from flows.normalise.frames.programmes.told import find_told
from flows.normalise.frames.sites.read import read_sites


def read_programmes(page: Page, placed: Sequence[PlacedDate]) -> list[Programme]:
    """The programmes that a page tells of, in order of appearance, with their objectives and sites."""
    events = find_event_nouns(page.folded)
    told = find_told(page, events)
    objectives = read_objectives(page, told, events)
    sites = read_sites(page, told, objectives)
    return [
        _programme(page, each, told, placed, objectives.get(each, []), sites.get(each, [])) for each in told
    ]


def _programme(
    page: Page,
    told: Told,
    others: Sequence[Told],
    placed: Sequence[PlacedDate],
    objectives: list[Objective],
    sites: list[Site],
) -> Programme:
    period = read_period(page, told, others, placed)
    lead = read_lead(page, told)
    scope = read_scope(page, told, lead, sites)
    region, department = territory(page, told, scope, sites)
    communes = {site.commune_code for site in sites}
    return Programme(
        evidence=_evidence(told),
        name=told.name,
        programme_type=told.programme_type,
        acronym=told.acronym if told.acronym != told.name else None,
        lead_organisation_name=lead,
        start_date=period.start,
        end_date=period.end,
        date_precision=period.precision,
        scope=scope,
        commune_code=communes.pop() if len(communes) == 1 and scope in ("commune", "establishment") else None,
        department_code=department,
        region_code=region,
        programme_status=read_status(page, told, period, others, placed),
        objectives=objectives,
        sites=sites,
    )


def _evidence(told: Told) -> Evidence:
    """The sentence that names the programme best: not in passing, with its title."""
    direct = [m for m in told.mentions if not m.passing] or told.mentions
    best = next((m for m in direct if m.start <= told.naming.start < m.end), direct[0])
    return Evidence(*best.sentence)
