"""The sample's release through the validators of portals; `make validators` installs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
from rdflib import DCAT, DCTERMS, SH, URIRef

from schemas import TABLES

SHAPES = Path(__file__).parent / "shapes" / "dcat-ap-3.0.1.ttl"
CKAN = Path(__file__).parents[2] / ".venv-ckan" / "bin" / "python"
CATALOGUES = [("catalog.ttl", "turtle"), ("catalog.jsonld", "json-ld"), ("catalog.rdf", "xml")]


def _rows(release: Path) -> dict[str, int]:
    tables = json.loads((release / "manifest.json").read_text("utf-8"))["tables"]
    return {name: table["rows"] for name, table in tables.items()}


def test_frictionless_finds_the_data_package_valid(sample_release: Path) -> None:
    report = frictionless.validate(str(sample_release / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize(("name", "kind"), CATALOGUES)
def test_the_catalogue_conforms_to_dcat_ap(sample_release: Path, name: str, kind: str) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, told = pyshacl.validate(
        str(sample_release / name), shacl_graph=str(SHAPES), data_graph_format=kind
    )
    assert conforms, told


def test_what_dcat_ap_forbids_would_be_found(sample_release: Path) -> None:
    """The shapes are at work: a catalogue that lacks what is mandatory does not conform."""
    pyshacl = pytest.importorskip("pyshacl")
    text = (sample_release / "catalog.ttl").read_text("utf-8")
    for removed in ("dcat:accessURL", "foaf:name", "skos:prefLabel", "a dct:Frequency"):
        broken = text.replace(removed, "a skos:Note" if removed.startswith("a ") else "skos:note")
        conforms, _, _ = pyshacl.validate(
            broken, shacl_graph=str(SHAPES), data_graph_format="turtle", shacl_graph_format="turtle"
        )
        assert not conforms, removed


# What no release holds yet: a service, a series and a relationship, each complete.
ADDED = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
<urn:service> a dcat:DataService ; dct:title "Service"@fr ; dcat:endpointURL <https://api.exemple.fr/> .
<urn:series> a dcat:DatasetSeries ; dct:title "Série"@fr ; dct:description "Une série."@fr .
<urn:relation> a dcat:Relationship ; dct:relation <urn:series> ; dcat:hadRole <urn:role> .
<urn:role> a dcat:Role .
"""


@pytest.mark.parametrize(
    ("held", "instead", "fault"),
    [
        ("", "", None),
        ("dcat:endpointURL", "dct:source", ("urn:service", DCAT.endpointURL, SH.MinCountConstraintComponent)),
        (
            "<https://api.exemple.fr/>",
            '"api"',
            ("urn:service", DCAT.endpointURL, SH.NodeKindConstraintComponent),
        ),
        (
            "dct:description",
            "dct:abstract",
            ("urn:series", DCTERMS.description, SH.MinCountConstraintComponent),
        ),
        ("a dcat:Role", "a dct:Agent", ("urn:relation", DCAT.hadRole, SH.ClassConstraintComponent)),
    ],
)
def test_services_series_and_relationships_are_checked_too(
    held: str, instead: str, fault: tuple[str, URIRef, URIRef] | None
) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    _, report, told = pyshacl.validate(
        ADDED.replace(held, instead),
        shacl_graph=str(SHAPES),
        data_graph_format="turtle",
        shacl_graph_format="turtle",
    )
    faults = [
        (str(report.value(result, SH.focusNode)), report.value(result, SH.resultPath), component)
        for result, component in report.subject_objects(SH.sourceConstraintComponent)
    ]
    assert faults == ([fault] if fault else []), told


@pytest.mark.skipif(not CKAN.exists(), reason="CKAN has an environment of its own: make validators")
@pytest.mark.parametrize(("name", "kind"), CATALOGUES)
def test_ckan_reads_every_field_of_the_catalogue(sample_release: Path, name: str, kind: str) -> None:
    script = Path(__file__).with_name("ckan_datasets.py")
    done = subprocess.run(
        [str(CKAN), str(script), str(sample_release / name), kind], capture_output=True, check=True
    )
    (dataset,) = json.loads(done.stdout)
    assert dataset["version"] == sample_release.name
    assert dataset["url"] == "https://data.exemple.fr/sante/latest/index.html"
    assert {"name": "accès aux soins"} in dataset["tags"]
    extras = {extra["key"]: extra["value"] for extra in dataset["extras"]}
    assert extras["identifier"] == "initiatives-regionales-de-sante"
    assert extras["frequency"].endswith("/frequency/DAILY")
    assert extras["contact_email"] == "donnees@exemple.fr"
    assert extras["publisher_name"] == "Initiatives régionales de santé"
    assert extras["temporal_start"] < extras["temporal_end"]
    assert json.loads(extras["spatial_bbox"])["type"] == "Polygon"
    resources = {resource["url"].rpartition("/")[2]: resource for resource in dataset["resources"]}
    filled = {name for name, rows in _rows(sample_release).items() if rows}
    assert {f"{name}.csv" for name in filled} <= set(resources)
    event = resources["event.csv"]
    assert (event["format"], event["mimetype"], event["rights"]) == ("CSV", "text/csv", "lov2")
    assert event["license"] == "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
    assert event["size"] == (sample_release / "event.csv").stat().st_size
    assert event["conforms_to"] == '["https://data.exemple.fr/sante/latest/schemas/event.json"]'
    assert resources["event.parquet"]["format"] == "Parquet"


def test_croissant_is_valid_and_its_record_sets_are_the_tables(sample_release: Path, tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    described = json.loads((sample_release / "croissant.json").read_text("utf-8"))
    beside = f"https://data.exemple.fr/sante/releases/{sample_release.name}/"
    for file in described["distribution"]:
        assert file["contentUrl"] == f"{beside}{file['@id']}"
        file["contentUrl"] = str(sample_release / file["@id"])
    local = tmp_path / "croissant.json"
    local.write_text(json.dumps(described), "utf-8")

    dataset = mlcroissant.Dataset(str(local))
    assert dataset.metadata.ctx.issues.errors == set()
    # A release is named by its day, which is no semantic version.
    assert [warning for warning in dataset.metadata.ctx.issues.warnings if "Version" not in warning] == []
    rows = _rows(sample_release)
    assert {record_set.name for record_set in dataset.metadata.record_sets} == set(rows)
    events = list(dataset.records("event"))
    assert len(events) == rows["event"]
    codes = {record["event/region_code"] for record in events}
    assert b"28" in codes


def _expected_types(name: str) -> dict[str, set[str]]:
    """What csv-detective may take each column for; columns without a value are text to it."""
    types = {
        "string": {"string"},
        "time": {"string"},
        "date": {"date"},
        "datetime": {"datetime"},
        "integer": {"int", "float", "bool"},  # 0 and 1 alone are taken for false and true
        "number": {"float", "int"},
        "decimal": {"float", "int"},
        "boolean": {"bool"},
    }
    return {column.name: types[column.type] for column in TABLES[name].columns}


def test_csv_detective_takes_each_column_for_what_it_is(sample_release: Path) -> None:
    csv_detective = pytest.importorskip("csv_detective", exc_type=ImportError)
    formats: dict[str, set[str]] = {}
    for name, rows in _rows(sample_release).items():
        if not rows:
            continue  # portals refuse empty files, and the catalogue leaves them out
        path = sample_release / f"{name}.csv"
        found: dict[str, Any] = csv_detective.routine(str(path), num_rows=-1, save_results=False)
        assert (found["encoding"], found["separator"], found["total_lines"]) == ("utf-8", ",", rows), name
        assert found["nb_duplicates"] == 0, name
        assert found["header"] == list(TABLES[name].column_names), name
        table = pq.read_table(sample_release / f"{name}.parquet")
        empty = {column for column in table.column_names if table.column(column).null_count == rows}
        for column, allowed in _expected_types(name).items():
            told = found["columns"][column]
            # A single number may be anything: 288 rows are taken for Ghana.
            assert column in empty or rows == 1 or told["python_type"] in allowed, (name, column, told)
            formats.setdefault(column, set()).add(told["format"])
    assert formats["department_code"] == {"code_departement"}
    assert formats["region_code"] == {"code_region"}
    assert formats["commune_code"] == {"code_commune"}
    assert formats["postal_code"] == {"code_postal"}
    assert (formats["latitude"], formats["longitude"]) == ({"latitude_wgs"}, {"longitude_wgs"})


def _html_faults(text: str) -> list[str]:
    html5lib = pytest.importorskip("html5lib")
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [code for _, code, _ in parser.errors]


def test_the_page_is_html_without_a_fault(sample_release: Path) -> None:
    text = (sample_release / "index.html").read_text("utf-8")
    assert _html_faults(text) == []
    assert _html_faults(text.replace("</main>", "")) == ["expected-one-end-tag-but-got-another"]
