"""`datapackage.json`: the release as a Data Package, version 2 (https://datapackage.org).

Its resources are the CSV files, because validators misread whole numbers with gaps in Parquet and take the
first sheet of a workbook for a table; the other files are listed in manifest.json. Wording is French first,
with the English beside it in `title_en` and `description_en`.
"""

from __future__ import annotations

from typing import Any

from flows.publish import dataset
from flows.publish.contents import Contents
from flows.publish.csv import MEDIA_TYPE
from flows.settings import Settings
from schemas import TABLES, Table

FILE_NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/"


def datapackage(contents: Contents, version: str) -> dict[str, Any]:
    """The descriptor of the release."""
    settings = contents.settings
    licences = [{"name": settings.licence_id, "title": settings.licence_title, "path": settings.licence_url}]
    descriptor: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": dataset.NAME,
        "title": dataset.TITLE.fr,
        "title_en": dataset.TITLE.en,
        "description": dataset.DESCRIPTION.fr,
        "description_en": dataset.DESCRIPTION.en,
        "version": version,
        "created": contents.newest.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": licences,
        "contributors": [{"title": settings.operator_name, "roles": ["publisher"]} | _contact(settings)],
        "keywords": list(dataset.KEYWORDS),
        "resources": [_resource(table, contents) for table in TABLES.values()],
    }
    if settings.base_url:
        descriptor["id"] = f"{settings.base_url}/releases/{version}/{FILE_NAME}"
        descriptor["homepage"] = settings.latest_address
    if settings.person_names:
        descriptor["legal_basis"] = settings.legal_basis
        descriptor["objection_contact"] = settings.objection_contact
    if contents.sources:
        descriptor["sources"] = [{"title": source["title"]} for source in contents.sources]
    return descriptor


def _contact(settings: Settings) -> dict[str, str]:
    if settings.contact_email:
        return {"email": settings.contact_email}
    return {"path": settings.contact_page} if settings.contact_page else {}


def _resource(table: Table, contents: Contents) -> dict[str, Any]:
    name = f"{table.name}.csv"
    facts = contents.files[name]
    return {
        "$schema": f"{_PROFILE}dataresource.json",
        "name": table.name,
        "type": "table",
        "path": name,
        "title": table.title_fr,
        "title_en": table.title_en,
        "description": table.description_fr,
        "description_en": table.description_en,
        "format": "csv",
        "mediatype": MEDIA_TYPE,
        "encoding": "utf-8",
        "bytes": facts.bytes,
        "hash": f"sha256:{facts.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": table.table_schema,
    }
