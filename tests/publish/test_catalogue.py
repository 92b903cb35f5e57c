from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from flows.publish.release import publish
from flows.settings import Settings

LATEST = "https://data.exemple.fr/sante/latest/"
DATASET = URIRef(f"{LATEST}index.html#dataset")
EU = "http://publications.europa.eu/resource/authority/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FORMATS = {"catalog.ttl": "turtle", "catalog.jsonld": "json-ld", "catalog.rdf": "xml"}


@pytest.fixture
def release(tables: Path, tmp_path: Path, settings: Settings) -> Path:
    return publish(tables, tmp_path / "out", settings).path


@pytest.fixture
def graph(release: Path) -> Graph:
    return Graph().parse(release / "catalog.ttl")


def _distribution(name: str) -> URIRef:
    return URIRef(f"{LATEST}index.html#{name}")


def test_the_three_files_say_the_same_graph(release: Path, graph: Graph) -> None:
    assert len(graph) > 200
    for name, kind in FORMATS.items():
        assert isomorphic(Graph().parse(release / name, format=kind), graph), name


def test_the_dataset_is_described_as_harvesters_ask(graph: Graph) -> None:
    assert graph.value(DATASET, DCTERMS.identifier) == Literal("initiatives-regionales-de-sante")
    for told in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in graph.objects(DATASET, told)} == {"fr", "en"}
    assert all(len(text) > 100 for text in graph.objects(DATASET, DCTERMS.description))
    assert graph.value(DATASET, DCTERMS.accrualPeriodicity) == URIRef(f"{EU}frequency/DAILY")
    assert graph.value(DATASET, DCAT.theme) == URIRef(f"{EU}data-theme/HEAL")
    assert Literal("Santé", "fr") in graph.objects(URIRef(f"{EU}data-theme/HEAL"), SKOS.prefLabel)
    day = Literal("2025-10-02", datatype=XSD.date)
    assert (graph.value(DATASET, DCTERMS.issued), graph.value(DATASET, DCTERMS.modified)) == (day, day)
    assert graph.value(DATASET, DCAT.landingPage) == URIRef(f"{LATEST}index.html")
    publisher = graph.value(DATASET, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == Literal("Initiatives régionales de santé")
    contact = graph.value(DATASET, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:donnees@exemple.fr")
    period = graph.value(DATASET, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) == Literal("2025-09-01", datatype=XSD.date)
    assert graph.value(period, DCAT.endDate) == Literal("2025-11-04", datatype=XSD.date)
    box = graph.value(graph.value(DATASET, DCTERMS.spatial), DCAT.bbox)
    assert isinstance(box, Literal)
    assert str(box).startswith("POLYGON((-5.2 41.3, ")
    assert str(box.datatype) == "http://www.opengis.net/ont/geosparql#wktLiteral"


def test_keywords_fit_every_portal(graph: Graph) -> None:
    keywords = [str(keyword) for keyword in graph.objects(DATASET, DCAT.keyword)]
    assert len(keywords) == 8
    assert [word for word in keywords if not 3 <= len(word) <= 96 or "'" in word or "’" in word] == []


def test_every_distribution_has_its_download_licence_format_and_schema(release: Path, graph: Graph) -> None:
    event = _distribution("event.csv")
    assert graph.value(event, DCAT.downloadURL) == URIRef(f"{LATEST}event.csv")
    assert graph.value(event, DCAT.accessURL) == URIRef(f"{LATEST}index.html")
    assert graph.value(event, DCTERMS.conformsTo) == URIRef(f"{LATEST}schemas/event.json")
    size = (release / "event.csv").stat().st_size
    assert graph.value(event, DCAT.byteSize) == Literal(size, datatype=XSD.nonNegativeInteger)
    for distribution in graph.objects(DATASET, DCAT.distribution):
        licence = graph.value(distribution, DCTERMS.license)
        assert licence == URIRef("https://www.etalab.gouv.fr/licence-ouverte-open-licence")
        rights = graph.value(distribution, DCTERMS.rights)
        assert graph.value(rights, RDFS.label) == Literal("lov2")
        form = graph.value(distribution, DCTERMS["format"])
        assert str(form).startswith(f"{EU}file-type/")
        assert str(graph.value(form, RDFS.label)).isalpha()
        media = graph.value(distribution, DCAT.mediaType)
        assert str(media).endswith(str(graph.value(media, RDFS.label)))
    assert "spdx" not in (release / "catalog.ttl").read_text("utf-8")


def test_tables_without_rows_and_no_other_files_are_left_out(release: Path, graph: Graph) -> None:
    listed = {str(file).rpartition("#")[2] for file in graph.objects(DATASET, DCAT.distribution)}
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    empty = {file for table in manifest["tables"].values() if not table["rows"] for file in table["files"]}
    assert "programme.csv" in empty
    assert listed == set(manifest["files"]) - empty


def test_whatever_is_pointed_to_says_what_it_is(graph: Graph) -> None:
    """Validators ask for the class of what a property points to; addresses to open have none."""
    addresses = {DCAT.downloadURL, VCARD.hasEmail, RDF.type}
    untyped = {
        thing
        for _, property_, thing in graph
        if property_ not in addresses and not isinstance(thing, Literal) and not graph.value(thing, RDF.type)
    }
    assert untyped == set()


def test_a_contact_page_is_told_as_such(tables: Path, tmp_path: Path, settings: Settings) -> None:
    chosen = settings.model_copy(update={"operator_contact": "https://exemple.fr/contact"})
    graph = Graph().parse(publish(tables, tmp_path / "out", chosen).path / "catalog.ttl")
    contact = graph.value(DATASET, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasURL) == URIRef("https://exemple.fr/contact")
    assert graph.value(contact, VCARD.hasEmail) is None


def test_without_a_base_address_readers_resolve_relative_ones(
    tables: Path, tmp_path: Path, settings: Settings
) -> None:
    path = publish(tables, tmp_path / "out", settings.model_copy(update={"base_url": None})).path
    graphs = [Graph().parse(path / name, format=kind, publicID=LATEST) for name, kind in FORMATS.items()]
    downloads = set(graphs[0].objects(None, DCAT.downloadURL))
    assert URIRef(f"{LATEST}event.csv") in downloads
    assert all(isomorphic(graph, graphs[0]) for graph in graphs[1:])
    assert b".invalid" not in b"".join((path / name).read_bytes() for name in FORMATS)
    assert "RHI_BASE_URL" in (path / "README.fr.md").read_text("utf-8")


def test_an_announcement_without_any_day_leaves_the_period_out(
    make_tables: Callable[[dict[str, list[object]]], Path], tmp_path: Path, settings: Settings
) -> None:
    path = publish(make_tables({}), tmp_path / "out", settings).path
    graph = Graph().parse(path / "catalog.ttl")
    assert graph.value(DATASET, DCTERMS.temporal) is None
    ElementTree.parse(path / "catalog.rdf")


def test_metadata_do_not_depend_on_the_order_of_hashes(tables: Path, tmp_path: Path) -> None:
    """The version is a digest over every published byte."""
    code = (
        "import sys; from pathlib import Path; from flows.publish.release import publish\n"
        "from flows.settings import Settings\n"
        "print(publish(Path(sys.argv[1]), Path(sys.argv[2]), Settings(base_url='https://exemple.fr')).version)"
    )
    versions = {
        subprocess.run(
            [sys.executable, "-c", code, str(tables), str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(versions) == 1
