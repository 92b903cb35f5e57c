from __future__ import annotations

import csv
import datetime as dt
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from flows.publish.national import (
    AID_SCHEMES,
    AID_SCHEMES_SCHEMA,
    SUBSIDIES,
    SUBSIDIES_SCHEMA,
    write_conforming,
    write_national,
)
from flows.publish.national.schema import NationalSchema
from flows.publish.release import publish
from flows.settings import Settings

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]
QUOTED = {"evidence": "Appel à projets Exemple", "evidence_start": 0, "evidence_end": 23}

AID_SCHEME = {
    "id": "2d2f1a5e-3f25-5a8c-9a4c-0f6f5c0a1b2c",
    "titre": "Appel à projets Exemple",
    "description": "Rapprocher les soins",
    "eligibilite": "• associations de patients",
    "types_aides": "financement",
    "porteurs": '[{"nom": "ARS Exemple", "siren": "130007834", "roles": ["financeur"]}]',
    "url_source": "https://exemple.fr/1",
    "cibles": "associations|secteur public",
    "eligibilite_geographique": "REG-27",
    "date_mise_a_jour": "2025-10-02T08:30:00Z",
}
SUBSIDY = {
    "nomAttribuant": "Région Exemple",
    "idAttribuant": "23350001600040",
    "dateConvention": "2025-06-27",
    "nomBeneficiaire": "Association Exemple",
    "objet": "Ateliers de prévention",
    "montant": "47800.20",
    "nature": "aide en numéraire",
    "conditionsVersement": "unique",
    "datesPeriodeVersement": "2025-07-01/2025-12-31",
    "notificationUE": "non",
    "pourcentageSubvention": "1.00",
}


def _role(subject: str, identifier: str, role: str, **cells: Any) -> dict[str, Any]:
    return {
        "announcement_id": "a1",
        "subject_type": subject,
        "subject_id": identifier,
        "organisation_name": "ARS Exemple",
        "organisation_type": "regional_health_agency",
        "role": role,
        **QUOTED,
    } | cells


@pytest.fixture
def call(rows: Rows) -> Rows:
    """Tables of which one call for projects tells all that the national schema requires."""
    rows["programme"] = [
        {
            "programme_id": "p1",
            "announcement_id": "a1",
            "name": "Appel à projets Exemple",
            "programme_type": "call_for_projects",
            "start_date": dt.date(2025, 11, 3),
            "date_precision": "day",
            "scope": "region",
            "region_code": "27",
            **QUOTED,
        }
    ]
    rows["programme_objective"] = [
        {
            "objective_id": "o2",
            "programme_id": "p1",
            "position": 2,
            "level": "objective",
            "text": "Former",
            **QUOTED,
        },
        {
            "objective_id": "o1",
            "programme_id": "p1",
            "position": 1,
            "level": "objective",
            "text": "Soigner, prévenir",
            **QUOTED,
        },
    ]
    rows["funding"] = [
        {
            "funding_id": "f1",
            "announcement_id": "a1",
            "programme_id": "p1",
            "beneficiary": "associations de patients",
            "instrument": "call_for_projects",
            "application_deadline": dt.date(2026, 1, 31),
            **QUOTED,
        }
    ]
    rows["organisation_role"] = [
        _role("funding", "f1", "funder", organisation_id="siren:130007834"),
        _role(
            "programme",
            "p1",
            "beneficiary",
            organisation_name="Association Exemple",
            organisation_type="association",
        ),
    ]
    return rows


def _checked(path: Path, schema: Path) -> frictionless.Report:
    """What frictionless finds."""
    rows = frictionless.Resource(
        path=path.name,
        basepath=str(path.parent),
        schema=frictionless.Schema.from_descriptor(json.loads(schema.read_text("utf-8"))),
    )
    return rows.validate()


def _written(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_call_that_says_all_is_a_row_that_conforms(call: Rows, make_tables: MakeTables) -> None:
    folder = make_tables(call)
    write_national(folder)
    (row,) = _written(folder / AID_SCHEMES)
    assert row.pop("id") == "66a15a5e-9156-5986-b757-5ab07fb90e60"
    assert row == {
        "titre": "Appel à projets Exemple",
        "promesse": "",
        "description": "Soigner, prévenir\nFormer",
        "eligibilite": "• associations de patients\n• Association Exemple",
        "types_aides": "financement",
        "porteurs": '[{"nom": "ARS Exemple", "siren": "130007834", "roles": ["financeur"]}]',
        "programmes_parents": "",
        "url_source": "https://exemple.fr/1",
        "cibles": "associations",
        "eligibilite_geographique": "REG-27",
        "eligibilite_geographique_exclusions": "",
        "date_ouverture": "2025-11-02T23:00:00Z",
        "date_cloture": "2026-01-31T22:59:59Z",
        "date_mise_a_jour": "2025-10-02T08:30:00Z",
    }
    report = _checked(folder / AID_SCHEMES, AID_SCHEMES_SCHEMA)
    assert report.valid, report.to_summary()
    assert (folder / AID_SCHEMES).read_bytes().endswith(b"\r\n")


def test_a_release_lists_the_file_with_the_schema_that_it_conforms_to(
    call: Rows, make_tables: MakeTables, tmp_path: Path, settings: Settings
) -> None:
    release = publish(make_tables(call), tmp_path / "out", settings).path
    assert AID_SCHEMES in json.loads((release / "manifest.json").read_text("utf-8"))["files"]
    assert f'href="{AID_SCHEMES}"' in (release / "index.html").read_text("utf-8")
    catalogue = json.loads((release / "catalog.jsonld").read_text("utf-8"))
    files = {file["dct:title"][0]["@value"]: file for file in catalogue["dcat:dataset"]["dcat:distribution"]}
    aids = files["Dispositifs d’aide (schéma national)"]
    assert aids["dct:conformsTo"]["@id"] == json.loads(AID_SCHEMES_SCHEMA.read_text("utf-8"))["path"]
    assert not (release / SUBSIDIES).exists()


@pytest.mark.parametrize(
    ("table", "place", "cells", "reason"),
    [
        ("programme_objective", None, {}, "description missing"),
        ("organisation_role", 0, {"organisation_id": None}, "porteurs missing"),
        ("organisation_role", 0, {"organisation_id": "finess:750000000"}, "porteurs missing"),
        ("organisation_role", 0, {"role": "partner"}, "porteurs missing"),
        ("organisation_role", 1, {"organisation_type": "hospital"}, "cibles missing"),
        ("programme", 0, {"scope": "intercommunal"}, "eligibilite_geographique missing"),
        ("programme", 0, {"scope": None}, "eligibilite_geographique missing"),
        (
            "programme",
            0,
            {"scope": "department", "department_code": "2A"},
            "eligibilite_geographique has another form",
        ),
    ],
)
def test_what_is_not_told_keeps_a_call_out(
    call: Rows,
    make_tables: MakeTables,
    caplog: pytest.LogCaptureFixture,
    table: str,
    place: int | None,
    cells: dict[str, Any],
    reason: str,
) -> None:
    if place is None:
        call[table] = []
    else:
        call[table][place] |= cells
    folder = make_tables(call)
    with caplog.at_level(logging.INFO):
        write_national(folder)
    assert not (folder / AID_SCHEMES).exists()
    assert (
        f"{AID_SCHEMES}: 0 rows conform to dispositif-aide 0.2.0, 1 are left out: {reason} (1)" in caplog.text
    )


def test_a_programme_of_another_kind_is_no_aid_scheme(call: Rows, make_tables: MakeTables) -> None:
    call["programme"][0]["programme_type"] = "plan"
    folder = make_tables(call)
    write_national(folder)
    assert not (folder / AID_SCHEMES).exists()


def test_the_whole_country_and_several_deadlines(call: Rows, make_tables: MakeTables) -> None:
    call["programme"][0] |= {"scope": "national", "region_code": None, "date_precision": "month"}
    call["funding"].append(
        call["funding"][0] | {"funding_id": "f2", "application_deadline": dt.date(2026, 3, 31)}
    )
    folder = make_tables(call)
    write_national(folder)
    (row,) = _written(folder / AID_SCHEMES)
    assert row["eligibilite_geographique"] == "PAYS-99100"
    assert (row["date_ouverture"], row["date_cloture"]) == ("", "")


def test_a_grant_stays_out_and_the_log_says_for_want_of_what(
    rows: Rows, make_tables: MakeTables, caplog: pytest.LogCaptureFixture
) -> None:
    rows["funding"][0] |= {
        "instrument": "grant",
        "funding_status": "awarded",
        "funder_name": "Région Exemple",
        "beneficiary": "Association Exemple",
        "beneficiary_count": 1,
        "purpose": "Ateliers de prévention",
    }
    folder = make_tables(rows)
    with caplog.at_level(logging.INFO):
        write_national(folder)
    assert not (folder / SUBSIDIES).exists()
    missing = (
        "conditionsVersement",
        "dateConvention",
        "datesPeriodeVersement",
        "idAttribuant",
        "notificationUE",
    )
    told = ", ".join(f"{name} missing (1)" for name in missing)
    assert f"{SUBSIDIES}: 0 rows conform to subventions 2.1.1, 1 are left out: {told}" in caplog.text


def test_without_calls_and_grants_there_are_no_national_files(tables: Path) -> None:
    write_national(tables)
    assert list(tables.glob("*.csv")) == []


@pytest.mark.parametrize(("schema", "row"), [(AID_SCHEMES_SCHEMA, AID_SCHEME), (SUBSIDIES_SCHEMA, SUBSIDY)])
def test_a_row_conforms_until_a_required_field_is_missing(
    schema: Path, row: dict[str, str], tmp_path: Path
) -> None:
    required = {
        field["name"]
        for field in NationalSchema.read(schema).fields
        if field.get("constraints", {}).get("required")
    }
    assert required <= set(row)
    incomplete = [
        {name: "" if name == missing else cell for name, cell in row.items()} for missing in sorted(required)
    ]
    write_conforming(tmp_path / "rows.csv", schema, [*incomplete, row])
    assert [
        {name: cell for name, cell in found.items() if cell} for found in _written(tmp_path / "rows.csv")
    ] == [row]
    report = _checked(tmp_path / "rows.csv", schema)
    assert report.valid, report.to_summary()


@pytest.mark.parametrize(
    ("schema", "row", "cells"),
    [
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"id": "p1"}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"promesse": "x" * 181}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"description": "x" * 5001}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"url_source": "exemple"}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"cibles": "médecins"}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"eligibilite_geographique": "27"}),
        (AID_SCHEMES_SCHEMA, AID_SCHEME, {"date_mise_a_jour": "hier"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"idAttribuant": "130007834"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"dateConvention": "27/06/2025"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"rnaBeneficiaire": "380475558"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"objet": "x" * 257}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"montant": "12 000"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"nature": "subvention"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"datesPeriodeVersement": "2025"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"idRAE": "123456"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"notificationUE": "false"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"pourcentageSubvention": "0"}),
        (SUBSIDIES_SCHEMA, SUBSIDY, {"pourcentageSubvention": "45"}),
    ],
)
def test_what_frictionless_refuses_is_refused(
    schema: Path, row: dict[str, str], cells: dict[str, str], tmp_path: Path
) -> None:
    wrong = row | cells
    (field,) = cells
    faults = NationalSchema.read(schema).faults(wrong)
    assert [fault.split(" ")[0] for fault in faults] == [field]
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, NationalSchema.read(schema).field_names)
        lines.writeheader()
        lines.writerow(wrong)
    found = _checked(tmp_path / "rows.csv", schema).flatten(["fieldName", "type"])
    assert [name for name, _ in found] == [field]


def test_the_schemas_are_valid_table_schemas() -> None:
    for path in (AID_SCHEMES_SCHEMA, SUBSIDIES_SCHEMA):
        assert frictionless.Schema.validate_descriptor(json.loads(path.read_text("utf-8"))).valid
