"""`catalog.jsonld`, `catalog.ttl`, `catalog.rdf`: the dataset as DCAT-AP 3 describes it, for harvesters.

The three files say the same graph (https://semiceu.github.io/DCAT-AP/releases/3.0.1). It is written once,
as JSON-LD with its context inside; the other two are made from it. What is said is what data.gouv.fr
(udata) and CKAN (ckanext-dcat) read, in the form in which they read it:

- downloads are at `latest`, whose addresses do not change, so that portals keep their resources;
- licence and rights stand on each distribution; `lov2` is the licence's name on data.gouv.fr;
- the period is a blank node: udata would fetch an address;
- formats (typed `dct:IMT` first) and media types are labelled: otherwise CKAN shows their address;
- the licence has a title and no label, which CKAN would show in place of the address;
- the place is a polygon, all that udata reads;
- no checksums, with which udata rejects the dataset: they are in datapackage.json and SHA256SUMS;
- tables without rows are left out: portals refuse empty files.

Without a base address (RHI_BASE_URL) addresses are relative: whoever reads a file resolves them against
the address that it was fetched from (RFC 3986, section 5). udata and CKAN do not, so an operator whom they
harvest states the base address; the README of the release says so.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from rdflib import Graph

from flows.publish import dataset, table_schemas
from flows.publish.contents import Contents, Coverage
from flows.publish.dataset import Wording
from flows.publish.distributions import Distribution, distributions
from flows.publish.landing_page import FILE_NAME as LANDING_PAGE
from flows.publish.national import STANDARDS
from flows.publish.rdf_xml import rdf_xml
from flows.settings import Settings

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_FREQUENCIES = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "irregular": "IRREG"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# West, south, east, north in degrees. European France: CKAN takes one box, and one that reached the
# overseas regions would cover half the world.
_BOX = (-5.2, 41.3, 9.6, 51.1)
# Stands for the address that relative ones are resolved against, while rdflib reads them.
_UNKNOWN_BASE = "http://relative.invalid/latest/"


def catalogue(contents: Contents, version: str) -> dict[str, str]:
    """The three files by name."""
    text = json.dumps(_json_ld(contents, version), ensure_ascii=False, indent=2) + "\n"
    graph = Graph().parse(data=text, format="json-ld", publicID=_UNKNOWN_BASE)
    return {
        "catalog.jsonld": text,
        "catalog.ttl": graph.serialize(format="turtle").replace(_UNKNOWN_BASE, ""),
        "catalog.rdf": rdf_xml(graph, _CONTEXT).replace(_UNKNOWN_BASE, ""),
    }


def _json_ld(contents: Contents, version: str) -> dict[str, Any]:
    latest = contents.settings.latest_address
    publisher = {
        "@id": f"{latest}{LANDING_PAGE}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": contents.settings.operator_name,
    }
    return {
        "@context": _CONTEXT,
        "@id": f"{latest}{LANDING_PAGE}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _texts(dataset.TITLE),
        "dct:description": _texts(dataset.DESCRIPTION),
        "dct:publisher": publisher,
        "dct:language": [_language("FRA"), _language("ENG")],
        "dct:license": _licence(contents.settings),
        "dct:modified": _day(contents.data_date),
        "foaf:homepage": _landing_page(latest),
        "dcat:dataset": _dataset(contents, version, latest) | {"dct:publisher": {"@id": publisher["@id"]}},
    }


def _dataset(contents: Contents, version: str, latest: str) -> dict[str, Any]:
    settings = contents.settings
    return {
        "@id": f"{latest}{LANDING_PAGE}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.NAME,
        "dct:title": _texts(dataset.TITLE),
        "dct:description": _texts(dataset.DESCRIPTION),
        "dcat:version": version,
        "dct:issued": _day(contents.data_date),
        "dct:modified": _day(contents.data_date),
        "dct:accrualPeriodicity": {
            "@id": f"{_EU}frequency/{_FREQUENCIES[settings.frequency]}",
            "@type": "dct:Frequency",
        },
        "dct:language": _language("FRA"),
        "dct:license": _licence(settings),
        "dct:rights": _rights(settings),
        **_temporal(contents.coverage),
        "dct:spatial": _spatial(),
        "dcat:theme": {
            "@id": f"{_EU}data-theme/HEAL",
            "@type": "skos:Concept",
            "skos:prefLabel": _texts(Wording("Santé", "Health")),
        },
        "dcat:keyword": [{"@value": keyword, "@language": "fr"} for keyword in dataset.KEYWORDS],
        "dcat:contactPoint": _contact(settings),
        "dcat:landingPage": _landing_page(latest),
        "dcat:distribution": [
            _distribution(file, contents, latest) for file in distributions(contents) if file.rows != 0
        ],
    }


def _distribution(file: Distribution, contents: Contents, latest: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@id": f"{latest}{LANDING_PAGE}#{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": _texts(file.title),
        "dct:description": _texts(file.description),
        "dcat:accessURL": _landing_page(latest),
        "dcat:downloadURL": {"@id": f"{latest}{file.name}"},
        "dct:format": {
            "@id": f"{_EU}file-type/{file.format.file_type}",
            "@type": ["dct:IMT", "dct:MediaTypeOrExtent"],
            "rdfs:label": file.format.label,
        },
        "dcat:mediaType": {
            "@id": f"{_IANA}{file.format.media_type}",
            "@type": "dct:MediaType",
            "rdfs:label": file.format.media_type,
        },
        "dcat:byteSize": {"@value": str(file.facts.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:issued": _day(contents.data_date),
        "dct:modified": _day(contents.data_date),
        "dct:license": _licence(contents.settings),
        "dct:rights": _rights(contents.settings),
    }
    schema = STANDARDS.get(file.name)
    if file.table:
        schema = f"{latest}{table_schemas.file_name(file.table)}"
    if schema:
        described["dct:conformsTo"] = {"@id": schema, "@type": "dct:Standard"}
    return described


def _texts(wording: Wording) -> list[dict[str, str]]:
    return [{"@value": wording.fr, "@language": "fr"}, {"@value": wording.en, "@language": "en"}]


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _language(code: str) -> dict[str, str]:
    return {"@id": f"{_EU}language/{code}", "@type": "dct:LinguisticSystem"}


def _landing_page(latest: str) -> dict[str, str]:
    return {"@id": f"{latest}{LANDING_PAGE}", "@type": "foaf:Document"}


def _licence(settings: Settings) -> dict[str, str]:
    return {
        "@id": settings.licence_url,
        "@type": "dct:LicenseDocument",
        "dct:title": settings.licence_title,
    }


def _rights(settings: Settings) -> dict[str, str]:
    return {"@id": "_:rights", "@type": "dct:RightsStatement", "rdfs:label": settings.licence_id}


def _temporal(coverage: Coverage) -> dict[str, Any]:
    """From the first to the last day that anything was announced or takes place on, where one is known."""
    days = (coverage.announced_from, coverage.events_from, coverage.announced_to, coverage.events_to)
    known = [day for day in days if day]
    if not known:
        return {}
    period = {"dcat:startDate": _day(min(known)), "dcat:endDate": _day(max(known))}
    return {"dct:temporal": {"@id": "_:period", "@type": "dct:PeriodOfTime", **period}}


def _spatial() -> dict[str, Any]:
    west, south, east, north = _BOX
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    polygon = f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"
    return {
        "@id": "_:france",
        "@type": "dct:Location",
        "skos:prefLabel": _texts(Wording("France", "France")),
        "dcat:bbox": {"@value": polygon, "@type": "geo:wktLiteral"},
    }


def _contact(settings: Settings) -> dict[str, Any]:
    contact: dict[str, Any] = {
        "@id": "_:contact",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": settings.operator_name,
    }
    if settings.contact_email:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{settings.contact_email}"}
    if settings.contact_page:
        contact["vcard:hasURL"] = {"@id": settings.contact_page}
    return contact
