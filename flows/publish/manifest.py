"""`manifest.json`: what a program asks a release first. Version, counts, files, how sources fared."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flows.publish.contents import Contents
from schemas import TABLES
from schemas.changelog import SCHEMA_VERSION

FILE_NAME = "manifest.json"
_REWRITTEN = {
    "reason_fr": (
        "Des noms de personnes ont été retirés après la publication. L’empreinte que porte la version est "
        "celle des fichiers d’origine ; SHA256SUMS donne celles des fichiers actuels."
    ),
    "reason_en": (
        "Names of persons were withdrawn after publication. The digest in the version is that of the "
        "original files; SHA256SUMS has those of the present ones."
    ),
}


def manifest(contents: Contents, version: str) -> dict[str, Any]:
    """The manifest of the release."""
    settings = contents.settings
    return {
        "version": version,
        **({"rewritten": _REWRITTEN} if contents.is_rewritten else {}),
        "data_date": contents.data_date.isoformat(),
        "schema_version": SCHEMA_VERSION,
        "publisher": settings.operator_name,
        "licence": {"id": settings.licence_id, "title": settings.licence_title, "url": settings.licence_url},
        "person_names": settings.person_names,
        "legal_basis": settings.legal_basis if settings.person_names else None,
        "objection_contact": settings.objection_contact if settings.person_names else None,
        "tables": {
            name: {"rows": contents.rows[name], "files": [f"{name}.parquet", f"{name}.csv"]}
            for name in TABLES
        },
        "files": {
            name: {"bytes": facts.bytes, "sha256": facts.sha256}
            for name, facts in sorted(contents.files.items())
        },
        "sources": [
            {column: _plain(value) for column, value in source.items()} for source in contents.sources
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value
