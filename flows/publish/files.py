"""All files of a release: the tables, what is made from them, and what is said of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from flows.publish import croissant, datapackage, dictionary, landing_page, licence, manifest, table_schemas
from flows.publish.calendar_file import write_calendar
from flows.publish.catalogue import catalogue
from flows.publish.changes import write_changes
from flows.publish.comparison import COMPARED
from flows.publish.contents import Contents, FileFacts, contents_of, newest_of
from flows.publish.csv import as_csv_too, write_csv
from flows.publish.national import write_national
from flows.publish.parquet import write_parquet
from flows.publish.readme import readme
from flows.publish.spreadsheet import write_workbook
from flows.publish.tables import TablesToPublish
from flows.settings import Settings
from schemas import Table
from schemas.changelog import changelog
from schemas.changes import CHANGES

CHECKSUMS = "SHA256SUMS"

_TABLES_AT_ONCE = 2


def write_data(
    tables_path: Path, building: Path, settings: Settings, differences: Iterator[pa.Table]
) -> Contents:
    """Writes the data files, two tables at once, each in parts.

    `differences` from the release before are asked for when the other tables are there.
    """
    tables = TablesToPublish(tables_path, person_names=settings.person_names, suppressed=settings.suppressed)

    def written(table: Table) -> tuple[str, int]:
        parts = tables.parts(table, building)
        parts = as_csv_too(table.column_names, parts, building / f"{table.name}.csv")
        return table.name, write_parquet(table, parts, building / f"{table.name}.parquet")

    # Names are looked for in Python, files are written outside of it: one table does the one while another
    # does the other.
    with ThreadPoolExecutor(_TABLES_AT_ONCE) as pool:
        counts = dict(pool.map(written, COMPARED))
    counts[CHANGES.name] = write_changes(differences, building, tables.names)
    write_csv(dictionary.dictionary(), building / dictionary.FILE_NAME)
    # Each has its own file, and most of the work is done where Python lets others work.
    with ThreadPoolExecutor() as pool:
        workbook = pool.submit(write_workbook, building, settings, newest_of(building))
        write_calendar(building)
        write_national(building)
        workbook.result()
    return contents_of(building, counts, settings)


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
