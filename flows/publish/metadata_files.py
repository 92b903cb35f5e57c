"""The files of a release that tell of its data, and the version that follows from both."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flows.publish import croissant, datapackage, landing_page, licence, manifest, table_schemas
from flows.publish.catalogue import catalogue
from flows.publish.contents import Contents, FileFacts
from flows.publish.readme import readme
from schemas.changelog import changelog

CHECKSUMS = "SHA256SUMS"


def _described(contents: Contents, version: str) -> dict[str, str]:
    """The metadata files by name."""
    return {
        datapackage.FILE_NAME: _json(datapackage.datapackage(contents, version)),
        manifest.FILE_NAME: _json(manifest.manifest(contents, version)),
        "README.fr.md": readme(contents, version, "fr"),
        "README.en.md": readme(contents, version, "en"),
        licence.FILE_NAME: licence.licence(contents),
        "CHANGELOG.md": changelog(),
        landing_page.FILE_NAME: landing_page.landing_page(contents, version),
        **catalogue(contents, version),
        croissant.FILE_NAME: _json(croissant.croissant(contents, version)),
        **{name: _json(schema) for name, schema in table_schemas.table_schemas().items()},
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def version_of(contents: Contents) -> str:
    """The data date and a digest over the data and over all that is said of them but the version."""
    digest = hashlib.sha256()
    for name, facts in sorted(contents.files.items()):
        digest.update(f"{facts.sha256}  {name}\n".encode())
    for text in _described(contents, version="").values():
        digest.update(text.encode())
    return f"{contents.data_date.isoformat()}-{digest.hexdigest()[:8]}"


def write_metadata(contents: Contents, version: str, building: Path) -> None:
    """Writes what is said of the data, and the checksums of all files."""
    for name, text in _described(contents, version).items():
        path = building / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    files = sorted(path.relative_to(building) for path in building.rglob("*") if path.is_file())
    facts = {file: contents.files.get(file.as_posix()) or FileFacts.of(building / file) for file in files}
    sums = [f"{known.sha256}  {file.as_posix()}\n" for file, known in facts.items()]
    (building / CHECKSUMS).write_bytes("".join(sums).encode())
