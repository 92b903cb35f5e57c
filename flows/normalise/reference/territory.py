"""The territory a publisher speaks for, from its name and the address of its site."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from flows.normalise.reference.gazetteer import (
    Commune,
    commune,
    communes_by_name,
    departments,
    health_agencies,
    intercommunalities,
    region_of_department,
    regions,
)
from flows.normalise.reference.name_index import words as place_words
from flows.normalise.reference.names import expand_abbreviations, name_key

LEXICON = Path(__file__).parent.parent / "lexicon" / "territories.yaml"


class Territory(NamedTuple):
    """INSEE codes of a region, a department, a commune: each null where the territory is larger."""

    region_code: str | None
    department_code: str | None
    commune_code: str | None


NOWHERE = Territory(None, None, None)
"""No territory known, or several."""

_LOCAL = re.compile(
    r"\b(?:mairie|ville|commune|ch|chu|chru|chr|chi|chs|hopital|centre hospitalier(?: \w+)?|"
    r"hopitaux(?: \w+)?|ccas|clinique|msp|maison de sante(?: \w+)?|centre de sante|ifsi|universite|ehpad) "
    r"(?:(?:de la|de l|de|du|des|d|le|la|les) )*"
)
"""Bodies of one commune, before its name."""
_WIDER = re.compile(r"\b(?:cpts|dac|plateforme|equipe) (?:(?:de la|de l|de|du|des|d) )*")
"""Bodies of several communes that may bear the name of one."""
_GROUP = re.compile(r"\b(?:communaute|metropole|eurometropole|agglomeration|agglo|cc|ca|cu)\b")
_HOST_NOISE = re.compile(
    r"^(?:www|ville|mairie|commune|chu|chru|ch|hopital|agglo|departement|"
    r"conseil-departemental|cd)[.-]?"
)
"""What stands before the name of the place in a host ("chu-dijon.fr")."""
_NUMBER_AT_END = re.compile(r" (\d\d|2[ab]|97[1-6])$")
"""A department's number after an acronym: "CDOM 35"."""


@cache
def _lexicon() -> dict[str, Any]:
    return dict(yaml.safe_load(LEXICON.read_text("utf-8")))


def territory_of(publisher_name: str | None, url: str | None) -> Territory:
    """The publisher's own territory: `NOWHERE` for national bodies and what nothing tells.

    The name is asked first ("Conseil départemental des Vosges", "CPAM de l'Aude", "Mairie de
    Saint-Agrève", "AP-HP"), then the host ("www.vosges.fr") and, for the health insurance's common
    site, the path ("ameli.fr/aude/").
    """
    by_host = _of_host(url) if url else NOWHERE
    by_name = _of_name(publisher_name, by_host) if publisher_name else NOWHERE
    if by_name == NOWHERE:
        return by_host
    same_region = by_host.region_code == by_name.region_code
    return by_host if same_region and by_name.department_code is None else by_name


@cache
def _region_words() -> dict[str, str]:
    """Key of a name, an adjective or a land → region code."""
    lexicon = _lexicon()
    found = {name_key(region.name): code for code, region in regions().items()}
    for section in ("regions", "lands"):
        for code, names in lexicon[section].items():
            found.update({name_key(name): code for name in names})
    for code, adjectives in lexicon["region_adjectives"].items():
        found.update({form: code for word in adjectives for form in _inflected(word)})
    return found


@cache
def _department_words() -> dict[str, str]:
    """Key of a name or an adjective → department code."""
    found = {name_key(row.name): code for code, row in departments().items() if row.region_code}
    # "Nord" alone is a compass point: "Carsat Nord-Picardie".
    found["du nord"] = found.pop("nord")
    for code, adjectives in _lexicon()["department_adjectives"].items():
        found.update({form: code for word in adjectives for form in _inflected(word)})
    return found


def _inflected(adjective: str) -> set[str]:
    key = name_key(adjective)
    feminine = f"{key}ne" if key.endswith(("en", "on")) else f"{key}e"
    return {key, feminine, f"{feminine}s", key if key.endswith("s") else f"{key}s"}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    keys = _region_words() if kind == "region" else _department_words()
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(keys, key=len, reverse=True))})(?!\w)")


def _of_region(code: str) -> Territory:
    alone = [d.code for d in departments().values() if d.region_code == code]
    return Territory(code, alone[0] if len(alone) == 1 else None, None)


def _of_department(code: str) -> Territory:
    return Territory(region_of_department(code), code, None)


def _of_commune(entry: Commune) -> Territory:
    today = commune(entry.current_code) or entry
    return Territory(today.region_code, today.department_code, today.code)


@lru_cache(maxsize=4096)  # a publisher signs many pages
def _of_name(publisher_name: str, by_host: Territory) -> Territory:
    key = name_key(publisher_name)
    for publisher in _lexicon()["publishers"]:
        if re.search(rf"\b{name_key(publisher['name'])}\b", key):
            return Territory(publisher["region_code"], publisher.get("department_code"), None)
    is_group = bool(_GROUP.search(key))
    local = None if is_group else _commune_in(key, by_host)
    if local:
        return local
    groups = [
        group
        for group in intercommunalities()
        if f" {key}".endswith(f" {group.search_name}") and (is_group or _names_itself(group.search_name))
    ]
    if groups:
        group = max(groups, key=lambda group: len(group.search_name))
        return Territory(group.region_code, group.department_code, None)
    wider = _WIDER.search(key)
    named = communes_by_name().get(expand_abbreviations(key[wider.end() :]), ()) if wider else ()
    if len({c.current_code for c in named}) == 1:
        return _of_commune(named[0])._replace(commune_code=None)
    matches = list(_pattern("region").finditer(key))
    found = {_region_words()[m[0]] for m in matches}
    with_others = any(key.startswith(" et ", m.end()) or key.endswith(" et ", 0, m.start()) for m in matches)
    rest = _pattern("region").sub(" ", key)
    inside = {_department_words()[m[0]] for m in _pattern("department").finditer(rest)}
    number = _NUMBER_AT_END.search(key)
    if number and not inside:
        inside = {number[1].upper()} & set(departments())
    if len(inside) == 1 and len(found) <= 1:
        return _of_department(inside.pop())
    around = {region_of_department(code) for code in inside}
    if len(around) == 1 and not found:
        return Territory(around.pop(), None, None)
    if len(found) == 1 and not inside and not with_others and "&" not in publisher_name:
        return _of_region(found.pop())
    return NOWHERE


def _names_itself(group: str) -> bool:
    """Whether the name of an intercommunality is that of no other body: several words, and not only points
    of the compass ("Carsat Centre Ouest")."""
    words = group.split(" ")
    return len(words) > 1 and not _COMPASS.issuperset(words)


_COMPASS = frozenset(["centre", "est", "grand", "nord", "ouest", "sud"])


def _commune_in(key: str, by_host: Territory) -> Territory | None:
    """The commune of "Mairie de Saint-Agrève", "CH de Dax"; homonyms by the host, else by size."""
    head = _LOCAL.search(key)
    if not head:
        return None
    words = key[head.end() :].split()
    ordinary = place_words()["ordinary"].split()
    for length in range(min(len(words), 8), 0, -1):
        name = expand_abbreviations(" ".join(words[:length]))
        if length < len(words) and name in ordinary:
            return None
        for form in (name, f"le {name}", f"la {name}", f"les {name}", f"l {name}"):
            found = communes_by_name().get(form)
            if not found or form in _region_words():  # "La Réunion" is a village too
                continue
            here = [c for c in found if c.department_code == by_host.department_code] or [
                c for c in found if by_host.region_code and c.region_code == by_host.region_code
            ]
            if here or len({c.current_code for c in found}) == 1:
                return _of_commune((here or list(found))[0])
            first, second = found[0].population or 0, found[1].population or 0
            return _of_commune(found[0]) if first >= 5 * max(second, 1) else None
    return None


@cache
def _hosts() -> dict[str, Territory]:
    """First label of a host without hyphens → territory: names of regions, departments, communes."""
    found: dict[str, Territory] = {}
    for key, entries in communes_by_name().items():
        today = {c.current_code for c in entries}
        if len(today) == 1 and len(key) > 4:
            found[key.replace(" ", "")] = _of_commune(entries[0])
            found[key.replace("saint ", "st").replace(" ", "")] = _of_commune(entries[0])
        elif (entries[0].population or 0) >= 20_000:
            found[key.replace(" ", "")] = _of_commune(entries[0])
    for department in departments().values():
        if department.region_code:
            key = name_key(department.name).replace(" ", "")
            if department.code != "75":
                found[key] = _of_department(department.code)
            found[f"departement{department.code.lower()}"] = _of_department(department.code)
            found[f"cd{department.code.lower()}"] = _of_department(department.code)
    for code, region in regions().items():
        found[name_key(region.name).replace(" ", "")] = _of_region(code)
        found[f"region{name_key(region.name).replace(' ', '')}"] = _of_region(code)
    return found


def _of_host(url: str) -> Territory:
    address = urlsplit(url if "//" in url else f"//{url}")
    host = (address.hostname or "").removeprefix("www.")
    labels = host.split(".")
    for first in range(len(labels) - 1):
        if body := _hosts_of_bodies().get(".".join(labels[first:])):
            return body
    if host == "ameli.fr":
        label = name_key(address.path.strip("/").partition("/")[0]).replace(" ", "")
        return _hosts().get(label, NOWHERE)
    if labels[-1] not in _ENDINGS:
        return NOWHERE
    for label in labels[:-1]:
        for form in (label, _HOST_NOISE.sub("", label)):
            if territory := _hosts().get(form.replace("-", "")):
                return territory
    return NOWHERE


@cache
def _hosts_of_bodies() -> dict[str, Territory]:
    """Hosts of the health agencies and of publishers that the lexicon knows."""
    found = {
        agency.host.removeprefix("www."): Territory(agency.region_code, agency.department_code, None)
        for agency in health_agencies()
    }
    for publisher in _lexicon()["publishers"]:
        if "host" in publisher:
            territory = Territory(publisher["region_code"], publisher.get("department_code"), None)
            found[publisher["host"]] = territory
    return found


_ENDINGS = frozenset(["fr", "re", "com", "org", "eu", "corsica", "bzh", "paris"])
"""Of hosts whose labels may name a territory."""
