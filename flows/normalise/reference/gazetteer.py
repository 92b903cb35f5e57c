"""Official communes, departments and regions of France, by code, by name and by postal code.

Read once, when first asked for, from the Parquet files beside this module (see SOURCES.md).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from flows.normalise.reference.names import expand_abbreviations, name_key

HERE = Path(__file__).parent
LEAST_LIKENESS = 84
"""rapidfuzz ratio from which another spelling is taken for the same name within one department."""


class Commune(NamedTuple):
    """A commune of today, or one that is now part of another (INSEE, COG)."""

    code: str
    name: str
    kind: str
    """current, delegated, associated or arrondissement (of Paris, Lyon, Marseille)."""
    current_code: str
    """The commune of today that it belongs to; its own code for a current one."""
    postal_codes: str
    """Parted by ";"; empty for delegated communes."""
    department_code: str
    region_code: str | None
    """Null in overseas collectivities, which belong to no region."""
    population: int | None
    latitude: float | None
    longitude: float | None
    siren: str | None
    search_name: str
    """`name_key` of the name, without what stands in brackets."""


class Department(NamedTuple):
    """A department, or an overseas collectivity."""

    code: str
    name: str
    region_code: str | None
    chief_commune_code: str
    of_the_name: str
    """With the article: "de l'Orne", "des Vosges", "du Lot"."""


class Region(NamedTuple):
    """One of the 18 regions."""

    code: str
    name: str
    chief_commune_code: str
    of_the_name: str


class Intercommunality(NamedTuple):
    """A grouping of communes, with the department and region where most of its people live."""

    siren: str
    name: str
    type: str
    department_code: str
    region_code: str | None
    search_name: str


class HealthAgency(NamedTuple):
    """A regional health agency and the host of its site."""

    name: str
    region_code: str
    department_code: str | None
    host: str
    names_written: list[str]


def _rows(table: str) -> list[tuple[object, ...]]:
    columns = pq.ParquetFile(HERE / f"{table}.parquet").read(use_threads=False).columns
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


@cache
def communes() -> tuple[Commune, ...]:
    """Every entry: today's communes, delegated and associated ones, arrondissements."""
    return tuple(map(Commune._make, _rows("communes")))


@cache
def departments() -> dict[str, Department]:
    """By code."""
    return {row.code: row for row in map(Department._make, _rows("departments"))}


@cache
def regions() -> dict[str, Region]:
    """By code."""
    return {row.code: row for row in map(Region._make, _rows("regions"))}


@cache
def intercommunalities() -> tuple[Intercommunality, ...]:
    """Every intercommunality with own taxes."""
    return tuple(map(Intercommunality._make, _rows("intercommunalities")))


@cache
def health_agencies() -> tuple[HealthAgency, ...]:
    """The 18 agences régionales de santé."""
    return tuple(map(HealthAgency._make, _rows("health_agencies")))


@cache
def _current() -> dict[str, Commune]:
    by_code = {c.code: c for c in communes() if c.kind == "current"}
    parts = {c.code: by_code[c.current_code] for c in communes() if c.code not in by_code}
    return by_code | parts


def commune(code: str) -> Commune | None:
    """Today's commune of an INSEE code: Paris for "75113", the new commune for a delegated one's."""
    return _current().get(code)


@cache
def communes_by_name() -> dict[str, tuple[Commune, ...]]:
    """Entries by `search_name`, arrondissements left out; most populous first."""
    named: dict[str, list[Commune]] = {}
    for entry in communes():
        if entry.kind != "arrondissement":
            named.setdefault(entry.search_name, []).append(entry)
    return {key: tuple(sorted(found, key=_rank)) for key, found in named.items()}


def _rank(entry: Commune) -> tuple[bool, int, str]:
    return entry.kind != "current", -(entry.population or 0), entry.code


@cache
def _by_postal_code() -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = {}
    for entry in communes():
        if entry.kind == "current" and entry.postal_codes:
            for code in entry.postal_codes.split(";"):
                found.setdefault(code, []).append(entry)
    return {code: tuple(entries) for code, entries in found.items()}


def communes_of_postal_code(postal_code: str) -> tuple[Commune, ...]:
    """Today's communes that a postal code serves; none for an unknown or a CEDEX code."""
    return _by_postal_code().get(postal_code, ())


def departments_of_postal_code(postal_code: str) -> tuple[str, ...]:
    """The departments that a postal code, CEDEX codes included, may lie in ("20…": both of Corsica)."""
    if postal_code.startswith("20"):
        return ("2A", "2B")
    code = postal_code[:3] if postal_code.startswith(("97", "98")) else postal_code[:2]
    return (code,) if code in departments() else ()


@cache
def _by_department() -> dict[str, dict[str, Commune]]:
    found: dict[str, dict[str, Commune]] = {}
    for key, entries in communes_by_name().items():
        for entry in entries:
            found.setdefault(entry.department_code, {}).setdefault(key, entry)
    return found


def commune_named(name: str, department_code: str) -> Commune | None:
    """Today's commune of a department under the name written, spelling variants included.

    Tried in turn: the name itself ("St-Junien"), the first words of a longer name ("Mauléon" for
    Mauléon-Licharre), a like spelling ("Beurre" for Beure). Null if none fits.
    """
    here = _by_department().get(department_code, {})
    key = expand_abbreviations(name_key(name))
    for wanted in (key, f"le {key}", f"la {key}", f"les {key}", f"l {key}"):
        if wanted in here:
            return commune(here[wanted].current_code)
    longer = [entry for long_key, entry in here.items() if long_key.startswith(f"{key} ")]
    if longer and len(key) > 3:
        return commune(min(longer, key=_rank).current_code)
    return _closest(key, here) if len(key) > 4 else None


def _closest(key: str, among: dict[str, Commune]) -> Commune | None:
    """The commune whose name, or as many first words of it, is spelt most like a key."""
    words = key.count(" ") + 1
    heads = {
        long_key: " ".join(long_key.split(" ", words)[:words]) for long_key in among if long_key[0] == key[0]
    }
    found = process.extractOne(key, heads, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return commune(among[found[2]].current_code) if found else None


def region_of_department(code: str | None) -> str | None:
    """The region a department belongs to."""
    found = departments().get(code or "")
    return found.region_code if found else None


@cache
def departments_by_name() -> dict[str, Department]:
    """By `name_key` of the name."""
    return {name_key(row.name): row for row in departments().values()}


def department_written(written: str) -> str | None:
    """The code of the department of "24", "2A", "974", "Calvados", "24 - Dordogne"."""
    key = name_key(written)
    number = key.split(" ")[0].upper()
    if number.isdigit():
        number = number.zfill(2)
    if number in departments() and len(key) <= 3:
        return number
    found = departments_by_name().get(key) or departments_by_name().get(key.partition(" ")[2])
    return found.code if found else None
