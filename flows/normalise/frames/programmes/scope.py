"""The level and the territory that a programme holds for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Site
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Told, word_set
from flows.normalise.frames.programmes.stretches import stretches
from flows.normalise.frames.programmes.words import word_pattern
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import pattern
from flows.normalise.mentions.model import Place
from flows.normalise.reference.gazetteer import region_of_department


def read_scope(page: Page, told: Told, lead: str | None, sites: Sequence[Site]) -> str | None:
    """Code list `scope`: the smallest level that holds the whole."""
    departments = {site.department_code for site in sites if site.department_code}
    communes = {site.commune_code for site in sites if site.commune_code}
    own = _scope_of(page, lead or page.publisher.name or "")
    if len(departments) > 1 and own != "national":
        return "region"
    if told.programme_type == "investment":
        return "establishment"
    service = told.programme_type == "service"
    if service and len(communes) == 1:
        return "commune" if _is_mobile(told) else "establishment"
    if service and not sites and word_pattern("stands").match(fold(told.name)):
        return "establishment"
    if named := _level_named(page, told):
        return named
    if told.naming.noun.word.startswith("contrat local"):
        return "intercommunal"
    if service and own in ("department", "establishment") and _names_department(page, told):
        return "department"
    if service and own == "department" and len(communes) > 1 and _is_mobile(told):
        return "intercommunal"
    if own == "region" and not _REGION.match(fold(lead or page.publisher.name or "")):
        return "department" if page_department(page) and lead in (None, page.publisher.name) else "region"
    if own == "establishment" and len(communes) > 1:
        return "intercommunal"
    if own is None:
        region, department = _told_of(page, told, sites)
        return "department" if department else "region" if region else "national"
    return own


def _is_mobile(told: Told) -> bool:
    return word_pattern("mobile").search(fold(f"{told.naming.noun.word} {told.name}")) is not None


_REGION = re.compile(r"(?:conseil regional|region)\b")
"""A region itself, which acts for no single department."""


def _names_department(page: Page, told: Told) -> bool:
    """Whether a name tells the department that a service is for: by its number or its name."""
    code = page.publisher.department_code
    place = next((p for p in page.places if p.kind == "department" and p.department_code == code), None)
    known = {code, *(word_set(page.text[place.start : place.end]) if place is not None else ())}
    return code is not None and bool(known & word_set(told.name))


_OF = re.compile(r"[ )]+(?:de |du |de la |de l'|d'|en |des )$")
_BROAD = ("plan", "strategy", "project")


def _level_named(page: Page, told: Told) -> str | None:
    """The level of the territory that stands right behind a plan's name ("… de santé mentale de l'Aisne")."""
    if told.programme_type not in _BROAD:
        return None
    for mention in told.mentions:
        place = next(iter(within(page.places, mention.end, mention.end + 12)), None)
        if place is not None and _OF.fullmatch(page.folded, mention.end, place.start):
            return place.kind
    return None


@cache
def _levels() -> list[tuple[str, re.Pattern[str]]]:
    return [(scope, pattern(names)) for scope, names in lexicon("programme_bodies")["scopes"]]


def _scope_of(page: Page, name: str) -> str | None:
    """The level that a body acts on, by what it is called."""
    folded = fold(name)
    for scope, names in _levels():
        if names.search(folded):
            return scope
    if page.publisher.department_code and not page.publisher.commune_code:
        return "department"
    if page.publisher.region_code and not page.publisher.department_code:
        return "region"
    return None


def _told_of(page: Page, told: Told, sites: Sequence[Site]) -> tuple[str | None, str | None]:
    """Region and department of a programme whose publisher has no territory: of its sites, else the one that
    its sentences name."""
    named: Sequence[Site | Place] = sites
    if not named:
        spans = stretches(page, told)
        named = [p for s, e in spans for p in within(page.places, s, e) if p.kind in ("region", "department")]
    regions = {place.region_code for place in named if place.region_code}
    departments = {place.department_code for place in named}
    if not regions:
        return _of_places(page)
    region = regions.pop() if len(regions) == 1 else None
    return region, departments.pop() if region and len(departments) == 1 else None


_MOST = 0.75
"""Share of the places on a page that lie in one territory, homonyms aside."""


def _of_places(page: Page) -> tuple[str | None, str | None]:
    """The region and the department in which nearly all places of a page lie, if it names several."""
    regions = Counter(p.region_code for p in page.places if p.region_code)
    departments = Counter(p.department_code for p in page.places if p.kind != "region" and p.department_code)
    region, department = _prevailing(regions), _prevailing(departments)
    return region, department if department and region_of_department(department) == region else None


def _prevailing(counted: Counter[str]) -> str | None:
    if counted.total() < 2:
        return None
    [(code, count)] = counted.most_common(1)
    return code if count >= _MOST * counted.total() else None


_HEAD = 3
"""Blocks at the head of a page in which a department says whose page it is."""


def page_department(page: Page) -> str | None:
    """The department that a region's body speaks for, by the first lines ("LETTRE DE LA SARTHE")."""
    if page.publisher.department_code is not None:
        return page.publisher.department_code
    blocks = page.document.blocks[:_HEAD]
    if not blocks:
        return None
    places = within(page.places, 0, blocks[-1].end)
    found = {p.department_code for p in places if p.kind == "department"}
    return found.pop() if len(found) == 1 else None


def territory(
    page: Page, told: Told, scope: str | None, sites: Sequence[Site]
) -> tuple[str | None, str | None]:
    """Region and department of a programme: from its sites, else from the publisher's own territory."""
    if scope == "national":
        return None, None
    regions = {site.region_code for site in sites if site.region_code}
    departments = {site.department_code for site in sites if site.department_code}
    region = regions.pop() if len(regions) == 1 else page.publisher.region_code
    department = departments.pop() if len(departments) == 1 else page_department(page)
    if region is None and department is None:
        region, department = _told_of(page, told, sites)
    if region is None and department is not None:
        region = region_of_department(department)
    return region, None if scope == "region" else department
