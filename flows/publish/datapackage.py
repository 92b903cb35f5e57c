"""`datapackage.json`: the release as a Data Package, version 2 (https://datapackage.org).

Its resources are the CSV files, because validators misread whole numbers with gaps in Parquet; the
Parquet files are listed in manifest.json. Wording is French first, with the English beside it in
`title_en` and `description_en`.
"""

from __future__ import annotations

from typing import Any

from flows.publish.contents import Contents
from flows.publish.csv import MEDIA_TYPE
from schemas import TABLES, Table

FILE_NAME = "datapackage.json"
NAME = "initiatives-regionales-de-sante"
"""The dataset's slug. It never changes."""

_PROFILE = "https://datapackage.org/profiles/2.0/"
_KEYWORDS = [
    "santé",
    "agences régionales de santé",
    "initiatives locales",
    "événements",
    "prévention",
    "accès aux soins",
    "financements",
    "territoires",
]


def datapackage(contents: Contents, version: str) -> dict[str, Any]:
    """The descriptor of the release."""
    settings = contents.settings
    licences = [{"name": settings.licence_id, "title": settings.licence_title, "path": settings.licence_url}]
    descriptor: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": NAME,
        "title": "Initiatives régionales de santé",
        "title_en": "Regional health initiatives",
        "description": (
            "Événements, plans, dispositifs, objectifs, financements, organisations et chiffres que des "
            "annonces publiques françaises donnent sur des initiatives locales et régionales de santé, avec "
            "les mots sur lesquels chaque ligne repose. La licence couvre les faits, non les citations."
        ),
        "description_en": (
            "Events, plans, schemes, objectives, funding, organisations and figures that public French "
            "announcements give on local and regional health initiatives, with the words that each row rests "
            "on. The licence covers the facts, not the quotations."
        ),
        "version": version,
        "created": contents.newest.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": licences,
        "contributors": [{"title": settings.operator_name, "roles": ["publisher"]} | _contact(contents)],
        "keywords": _KEYWORDS,
        "resources": [_resource(table, contents) for table in TABLES.values()],
    }
    if settings.base_url:
        descriptor["id"] = f"{settings.base_url}/releases/{version}/{FILE_NAME}"
        descriptor["homepage"] = f"{settings.base_url}/latest/"
    if settings.person_names:
        descriptor["legal_basis"] = settings.legal_basis
        descriptor["objection_contact"] = settings.objection_contact
    if contents.sources:
        descriptor["sources"] = [{"title": source["title"]} for source in contents.sources]
    return descriptor


def _contact(contents: Contents) -> dict[str, str]:
    contact = contents.settings.operator_contact
    if not contact:
        return {}
    return {"email": contact} if "@" in contact else {"path": contact}


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
