"""The body whose site a page is of, as the names around its text tell: site, page title, header, footer.

A site's name may be the body's own, its short form ("ORS Bretagne"), its territory ("Lot.fr") or no name at
all ("Assuré"); header and footer then tell the body behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Document, PageMetadata
from flows.normalise.documents.page_parts import is_rubric
from flows.normalise.frames.publishers.hosts import department_of_label
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.initials import abbreviates
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_types import head_of, is_body, organisation_type
from flows.normalise.mentions.organisations import find_organisations
from flows.normalise.reference.names import name_key


def site_body(document: Document, organisations: Sequence[Organisation]) -> str | None:
    """The body behind a page's site; a name that no lexicon knows where the site calls itself so."""
    metadata = document.metadata
    ends = _title_ends(metadata.title)
    letterhead = _apart(metadata.letterhead)
    names = dict.fromkeys((*letterhead, *ends, *metadata.publishers))
    told = tuple(f" {organisation.name}" for organisation in organisations)
    bodies = _local_first(n for n in names if is_body(n) or any(body.endswith(f" {n}") for body in told))
    site = _own_name(metadata.site_name, document)
    if (prefecture := prefecture_of(metadata.site_name)) is not None:
        return prefecture
    if bodies and (site is None or (site not in bodies and not is_body(_ARTICLE.sub("", site)))):
        site = _body_named(site, bodies) or (site if site in names else bodies[0])
    if site is None:
        return None
    site = next((body for body in bodies if _is_short_for(site, body)), site)
    return _with_office(_component(site, ends, letterhead) or site)


def letterhead_bodies(metadata: PageMetadata) -> list[str]:
    """The bodies that a site's header and footer name."""
    return [name for name in _apart(metadata.letterhead) if is_body(name)]


def _apart(names: Sequence[str]) -> list[str]:
    """Lines of a letterhead without those that join a body with the line below it: its motto, its house."""
    bodies = tuple(f"{name} " for name in names if is_body(name))
    return [name for name in names if not name.startswith(bodies)]


_ARTICLE = re.compile(r"^(?:[Ll]['’]|[LlDd][ae]s? |[Ll]e )")


def _own_name(site: str | None, document: Document) -> str | None:
    """A site's name; null for its address ("Lot.fr"), the page's title, a rubric ("Assuré")."""
    site = _without_apposition(site)
    title = document.title_block
    if site is None or _ADDRESS.fullmatch(site) or (title is not None and document.of(title) == site):
        return None
    return None if is_rubric(site) or _no_names().fullmatch(fold(site)) else site


_ADDRESS = re.compile(r"(?:www\.)?(?P<name>[\w-]+)(?:\.[\w-]+)*\.[a-z]{2,4}", re.I)


@cache
def _no_names() -> re.Pattern[str]:
    return re.compile(alternatives(lexicon("publishers")["no_names"]))


def _without_apposition(site: str | None) -> str | None:
    """A site's name without what it says the body is: "Coup de main, association d'aidants"."""
    site = site.strip("[]") if site is not None else None
    name, comma, kind = (site or "").partition(", ")
    head = head_of(kind) if comma and kind[:1].islower() else None
    return name if head is not None and head.start == 0 else site


def _local_first(bodies: Iterable[str]) -> list[str]:
    """Bodies in order, those of the whole country last: "l'Assurance Maladie", then its local office."""
    return sorted(bodies, key=lambda name: (head := head_of(name)) is not None and head.kind.national)


def _body_named(site: str | None, bodies: Sequence[str]) -> str | None:
    """The body whose name holds that of its site: "Sées", "Mairie de Sées"."""
    words = set(_WORD.findall(fold(site or "")))
    return next((body for body in bodies if words and words <= set(_WORD.findall(fold(body)))), None)


def _is_short_for(site: str, body: str) -> bool:
    """Whether the letterhead writes in full the body that a site is named after: its initials spelt out,
    or a body of its kind with all the names in it ("Agglo de Brive")."""
    if abbreviates(site, body):
        return True
    kind = organisation_type(site)
    names = {word for word in _WORD.findall(site) if word[0].isupper()} - _head_words(site)
    return (
        kind != "other"
        and kind == organisation_type(body)
        and len(body) > len(site)
        and not body.startswith(site)
        and bool(names)
        and names <= set(_WORD.findall(body))
    )


_WORD = re.compile(r"\w+")


def _head_words(name: str) -> set[str]:
    """The words of a name that tell its kind: "Agglo", "ORS"."""
    head = head_of(name)
    return set(_WORD.findall(name[head.start : head.end])) if head is not None else set()


_TITLE_END = re.compile(r" [|–—-] ([^|–—]+)$")


def _title_ends(title: str | None) -> list[str]:
    """The last part of a page's title, where a site sets its name ("Bien grandir – Fondation Modèle")."""
    found = _TITLE_END.search(title or "")
    return [found[1].strip()] if found is not None else []


def _component(site: str, ends: Iterable[str], letterhead: Iterable[str]) -> str | None:
    """The faculty or school of a university whose pages name both: the header writes it in full, or the
    page's title before the university."""
    if not _is_university(site):
        return None
    parts = (n for n in (*letterhead, *ends) if organisation_type(n) == "university" and is_body(n))
    return next((part for part in parts if not _is_university(part)), None)


def _is_university(name: str) -> bool:
    head = head_of(name)
    return head is not None and head.start == 0 and head.kind.full_name.startswith("universite")


def _with_office(name: str) -> str:
    """The body of an office that a header names: "Préfet de la Loire"."""
    if not fold(name).startswith(("prefet", "ministre")):
        return name
    bodies = find_organisations(name, fold(name))
    return bodies[0].name if bodies else name


def prefecture_of(site: str | None) -> str | None:
    """The préfecture behind a site's name: "Les services de l'État dans la Loire"."""
    services = _STATE_SERVICES.match(fold(site or ""))
    department = department_of_label(name_key(services["place"]).replace(" ", "")) if services else None
    return f"Préfecture {department.of_the_name}" if department is not None else None


_STATE_SERVICES = re.compile(
    r"(?:les )?services de l'etat (?:dans la |dans l'|dans le |dans les |en |a |au |aux )(?P<place>.+)"
)
