"""Who a page is of, as its address tells: known hosts, préfectures, local offices, bodies of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_types import is_body
from flows.normalise.reference.gazetteer import Department, departments, health_agencies
from flows.normalise.reference.names import name_key


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def known_host(
    url: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The health agency, préfecture, newspaper or national body that a host belongs to, or its local office:
    the one that the path tells ("ameli.fr/sarthe/…") or the page names."""
    host = _host(url)
    agency = next((a for a in health_agencies() if a.host.removeprefix("www.") == host), None)
    if agency is not None:
        return agency.name
    if host.endswith(".gouv.fr") and (department := department_of_label(host.split(".")[0])) is not None:
        return f"Préfecture {department.of_the_name}"
    words = lexicon("publishers")
    known = next((end for end in _ends(host) if end in words["hosts"] or end in words["press_hosts"]), None)
    if known is None:
        return None
    name: str = words["hosts"].get(known) or words["press_hosts"][known]
    office = words["offices"].get(known)
    if office is None:
        return name
    department = department_of_label(urlsplit(url).path.strip("/").partition("/")[0])
    if department is not None:
        return f"{office.upper()} {department.of_the_name}"
    named = (full_names.get(o, o.name) for o in organisations)
    return next((local for local in named if fold(local).startswith(office + " ")), name)


def _ends(host: str) -> Iterator[str]:
    """A host and the hosts that it belongs to, the longest first: "www.aphp.fr", "aphp.fr", "fr"."""
    while host:
        yield host
        host = host.partition(".")[2]


def is_press(url: str, name: str) -> bool:
    """Whether a page is a newspaper's or broadcaster's, by its address or a name that is no other body's."""
    if any(end in lexicon("publishers")["press_hosts"] for end in _ends(_host(url))):
        return True
    return not is_body(name) and _press_names().search(fold(name)) is not None


@cache
def _press_names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('publishers')['press_names'])})\b")


def department_of_label(label: str) -> Department | None:
    """The department whose name a part of an address is: "haute-marne"."""
    return _departments_by_label().get(label.replace("-", ""))


@cache
def _departments_by_label() -> dict[str, Department]:
    return {name_key(d.name).replace(" ", ""): d for d in departments().values()}


def named_after_host(
    url: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The organisation of the text that a host is named after: "cpts-7vallees.example.org"."""
    labels = "".join(c for c in _host(url).rsplit(".", 1)[0] if c.isalnum())
    best: tuple[float, str] | None = None
    for organisation in organisations:
        name = full_names.get(organisation, organisation.name)
        words = [w for w in re.split(r"\W+", fold(name)) if len(w) > 2]
        if organisation.acronym:
            words.append(fold(organisation.acronym))
        matched = sum(len(w) for w in words if w in labels)
        share = matched / max(1, len(labels))
        if share >= 0.4 and (best is None or share > best[0]):
            best = (share, name)
    return best[1] if best else None
