"""`croissant.json`: the tables for machine-learning tools (Croissant 1.1, MLCommons).

Each table is a record set of its name, read from the Parquet file, which has the right types. Files are at
the address of this very release, so that their checksums hold; without a base address they lie beside
`croissant.json`. References between tables are left to datapackage.json: mlcroissant would join tables where
one is asked for. Specification: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from __future__ import annotations

from typing import Any

from flows.publish import dataset
from flows.publish.contents import Contents
from flows.publish.dataset import Wording
from flows.publish.distributions import Distribution, distributions
from flows.publish.schema_org import organisation
from schemas import TABLES, Column, Table
from schemas.model import ColumnType

FILE_NAME = "croissant.json"

# As the specification prescribes it, but for the language of texts that have no other.
_CONTEXT = {
    "@language": "fr",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_DATA_TYPES: dict[ColumnType, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "decimal": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "time": "sc:Text",
}
# The registered media type, and the name that mlcroissant knows the format by.
_ENCODINGS = {"Parquet": ["application/vnd.apache.parquet", "application/x-parquet"]}


def croissant(contents: Contents, version: str) -> dict[str, Any]:
    """The description of the release."""
    settings = contents.settings
    folder = f"{settings.base_url}/releases/{version}/" if settings.base_url else ""
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": dataset.NAME,
        "description": _texts(dataset.DESCRIPTION),
        "version": version,
        "citeAs": f"{settings.operator_name}, {dataset.TITLE.fr}, version {version}.",
        "license": settings.licence_url,
        "keywords": list(dataset.KEYWORDS),
        "inLanguage": "fr",
        "datePublished": contents.data_date.isoformat(),
        "creator": organisation(settings),
        "publisher": organisation(settings),
        "distribution": [_file_object(file, folder) for file in distributions(contents)],
        "recordSet": [_record_set(table) for table in TABLES.values()],
    }
    if settings.base_url:
        described["url"] = settings.latest_address
    return described


def _texts(wording: Wording) -> dict[str, str]:
    return {"fr": wording.fr, "en": wording.en}


def _file_object(file: Distribution, folder: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": _texts(file.description),
        "contentUrl": f"{folder}{file.name}",
        "contentSize": f"{file.facts.bytes} B",
        "encodingFormat": _ENCODINGS.get(file.format.label, file.format.media_type),
        "sha256": file.facts.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": {"fr": table.description_fr, "en": table.description_en},
        "key": [{"@id": _field_id(table.name, name)} for name in table.primary_key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": _field_id(table.name, column.name),
        "name": column.name,
        "description": {"fr": column.description_fr, "en": column.description_en},
        "dataType": _DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }


def _field_id(table: str, column: str) -> str:
    return f"{table}/{column}"
