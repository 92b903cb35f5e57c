"""Who leads a programme, and the territory that it holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.model import Site
from flows.normalise.frames.organisers import is_newsletter
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programme_dates import stretches
from flows.normalise.frames.programme_mentions import Told, word_set
from flows.normalise.frames.programme_words import words
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisations import OrganisationClass
from flows.normalise.reference.gazetteer import region_of_department


@cache
def _before() -> re.Pattern[str]:
    body = alternatives(words()["lead_before"])
    return re.compile(rf"(?<!\w)(?:{body})(?: (?:la|le|les|l'))? ?$|(?<!\w)que (?:la |le |les |l')$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[^.;:]{{0,140}}?(?<!\w)(?:{alternatives(words()['lead_after'])})(?!\w)")


def read_lead(page: Page, told: Told) -> str | None:
    """The body that launches, adopts or carries a programme; the publisher for what is its own initiative."""
    spans = stretches(page, told)
    if told.programme_type == "contract":
        return _contractor(page, spans)
    stated = _stated(page, told, spans)
    if stated is not None:
        return page.publisher.name if _is_publisher(page, stated) else stated
    if told.programme_type == "call_for_projects":
        return page.publisher.name
    if is_newsletter(page) or told.programme_type == "training":
        return None
    return page.publisher.name if told.in_title or _is_own(page, told) else None


def _is_publisher(page: Page, name: str) -> bool:
    """Whether a body is the publisher, in a shorter form ("ARS Normandie")."""
    own, other = (
        fold(n).replace("agence regionale de sante", "ars") for n in (page.publisher.name or "", name)
    )
    return bool(other) and word_set(other) <= word_set(own)


def _named(page: Page, start: int, end: int) -> list[Organisation]:
    return [o for o in within(page.organisations, start, end) if not isinstance(o, OrganisationClass)]


def _stated(page: Page, told: Told, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that a sentence on the programme ties to it by a verb, or by "du", right behind its name."""
    for mention in told.mentions:
        if mention.passing:
            continue
        start, end = mention.sentence
        behind = next(iter(_named(page, mention.end, min(end, mention.end + 20))), None)
        if behind is not None and re.fullmatch(
            r" (?:de |du |de la |de l'|des |d')", page.folded[mention.end : behind.start]
        ):
            return page.name_of(behind)
    for start, end in spans:
        for body in _named(page, start, end):
            head = page.folded[max(start, body.start - 60) : body.start]
            if _before().search(head) or _leads(page, told, body, end):
                return page.name_of(body)
    return None


def _leads(page: Page, told: Told, body: Organisation, end: int) -> bool:
    """Whether a body is the subject of a verb that has the programme as its object."""
    follows = _after().match(page.folded, body.end, min(end, body.end + 200))
    if follows is None or re.search(
        r"(?:^|[ ,(])(?:par|avec|de|aux?|pour|chez|dans|a) (?:la |le |les |l')?$",
        page.folded[max(0, body.start - 12) : body.start],
    ):
        return False
    return any(follows.end() <= m.start + 30 and m.start < follows.end() + 160 for m in told.mentions)


_NOT_CONTRACTORS = re.compile(
    r"\b(?:ars|agence regionale|cpam|caisse|assurance maladie|prefecture|prefet|etat|msa|departement|region|conseil departemental|conseil regional|rectorat|ministere)\b"
)


def _contractor(page: Page, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that carries a contract out: the first of those named with it that does not fund or oversee."""
    for start, end in [*spans, (0, len(page.text))]:
        for body in _named(page, start, end):
            name = page.name_of(body)
            if not _NOT_CONTRACTORS.search(fold(name)):
                return name
    return page.publisher.name


def _is_own(page: Page, told: Told) -> bool:
    """Whether the name itself says that it belongs to the publisher: "départemental", "régional", "municipal"."""
    publisher = fold(page.publisher.name or "")
    name = fold(told.name)
    kinds = (
        ("departement", r"departement"),
        ("region", r"\bregion"),
        ("mairie|ville|commune", r"municip|communa"),
    )
    own = any(re.search(who, publisher) and re.search(word, name) for who, word in kinds)
    return own or (told.programme_type == "investment" and page.publisher.organisation_type == "hospital")


_SCOPES = {
    "regional_health_agency": "region",
    "ministry": "national",
    "municipality": "commune",
    "hospital": "establishment",
}


def read_scope(page: Page, told: Told, lead: str | None, sites: Sequence[Site]) -> str | None:
    """Code list `scope`: the smallest level that holds the whole."""
    departments = {site.department_code for site in sites if site.department_code}
    communes = {site.commune_code for site in sites if site.commune_code}
    if len(departments) > 1 and not _is_national(page, lead):
        return "region"
    if told.programme_type == "investment":
        return "establishment"
    if told.programme_type == "service" and len(communes) == 1:
        return "commune"
    own = _scope_of(page, lead or page.publisher.name or "")
    if own == "region" and page_department(page) is not None:
        return "department"
    if own == "establishment" and (len(communes) > 1 or "ght" in fold(lead or "").split()):
        return "intercommunal"
    if own == "commune" and told.programme_type == "contract":
        return "intercommunal"
    return own


def _is_national(page: Page, lead: str | None) -> bool:
    return _scope_of(page, lead or page.publisher.name or "") == "national"


def _scope_of(page: Page, name: str) -> str | None:
    """The level that a body acts on, by what it is called."""
    folded = fold(name)
    for pattern, scope in (
        (
            r"\b(?:ministere|ministre|gouvernement|haute autorite|has|cnam|caisse nationale|sante publique france|etat)\b",
            "national",
        ),
        (
            r"\b(?:ght|groupement hospitalier|groupement|cpts|communaute|communautes|agglomeration|metropole|petr|pays d(?:u|e|')(?! la loire)|epci|syndicat mixte)\b(?!.*\bregion)",
            "intercommunal",
        ),
        (
            r"\b(?:departement|departementale?|conseil departemental|cpam|caisse primaire|delegation (?:departementale|territoriale))\b",
            "department",
        ),
        (
            r"\b(?:ars|agence regionale|region|regionale?|carsat|urps|conference regionale|conseil regional|academie|rectorat)\b",
            "region",
        ),
        (r"\b(?:mairie|ville|commune)\b", "commune"),
        (
            r"\b(?:ap-hp|ch|chu|chru|centre hospitalier|hopital|hopitaux|clinique|ehpad|etablissement|institut|universite|faculte|ifsi|ecole)\b",
            "establishment",
        ),
    ):
        if re.search(pattern, folded):
            return scope
    if page.publisher.department_code and not page.publisher.commune_code:
        return "department"
    if page.publisher.region_code and not page.publisher.department_code:
        return "region"
    return None if page.publisher.region_code else "national"


_HEAD = 3
"""Blocks at the head of a page in which a department says whose page it is."""


def page_department(page: Page) -> str | None:
    """The department that a page of a region's body speaks for, by its first lines ("LETTRE DE LA SARTHE")."""
    if page.publisher.department_code is not None:
        return page.publisher.department_code
    blocks = page.document.blocks[:_HEAD]
    if not blocks:
        return None
    places = within(page.places, 0, blocks[-1].end)
    found = {p.department_code for p in places if p.kind == "department"}
    return found.pop() if len(found) == 1 else None


def territory(page: Page, scope: str | None, sites: Sequence[Site]) -> tuple[str | None, str | None]:
    """Region and department of a programme: from its sites, else from the publisher's own territory."""
    if scope == "national":
        return None, None
    regions = {site.region_code for site in sites if site.region_code}
    departments = {site.department_code for site in sites if site.department_code}
    region = regions.pop() if len(regions) == 1 else page.publisher.region_code
    if scope == "region":
        return region, None
    department = departments.pop() if len(departments) == 1 else page_department(page)
    if region is None and department is not None:
        region = region_of_department(department)
    return region, department
