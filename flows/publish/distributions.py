"""The data files of a release as portals list them: title, description, format, table.

Every data file has its entry here: one that has none is a fault of the code that makes it, and no release
is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from flows.publish.contents import Contents, FileFacts
from flows.publish.dataset import Wording
from schemas import TABLES, Table


@dataclass(frozen=True)
class FileFormat:
    """A format of files."""

    label: str
    media_type: str
    """As IANA registers it (https://www.iana.org/assignments/media-types)."""
    file_type: str
    """Code of the EU's list (http://publications.europa.eu/resource/authority/file-type)."""


FORMATS = {
    ".csv": FileFormat("CSV", "text/csv", "CSV"),
    ".parquet": FileFormat("Parquet", "application/vnd.apache.parquet", "PARQUET"),
    ".xlsx": FileFormat("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".ics": FileFormat("ICS", "text/calendar", "ICS"),
}


@dataclass(frozen=True)
class Distribution:
    """A data file."""

    name: str
    title: Wording
    description: Wording
    format: FileFormat
    facts: FileFacts
    table: Table | None
    """The table it holds; None for other files."""
    rows: int | None
    """Rows of the table."""


_OTHER_FILES = {
    "dictionnaire.csv": (
        Wording("Dictionnaire des données", "Data dictionary"),
        Wording(
            "Une ligne par colonne de chaque table : type, unité, codes et leurs libellés, titres et "
            "descriptions en français et en anglais.",
            "A line for each column of each table: type, unit, codes and their labels, titles and "
            "descriptions in French and in English.",
        ),
    ),
    "initiatives-sante.xlsx": (
        Wording("Toutes les tables en un classeur", "All tables in one workbook"),
        Wording(
            "Une feuille par table et le dictionnaire, pour Excel et LibreOffice.",
            "A sheet for each table and the dictionary, for Excel and LibreOffice.",
        ),
    ),
    "events.ics": (
        Wording("Agenda des événements", "Calendar of events"),
        Wording(
            "Les événements dont le jour est connu, pour un logiciel d’agenda (iCalendar, RFC 5545).",
            "The events whose day is known, for calendar software (iCalendar, RFC 5545).",
        ),
    ),
    "dispositifs-aide.csv": (
        Wording("Dispositifs d’aide (schéma national)", "Aid schemes (national schema)"),
        Wording(
            "Les appels et aides qui remplissent le schéma etalab/dispositif-aide de schema.data.gouv.fr.",
            "The calls and aids that fulfil the schema etalab/dispositif-aide of schema.data.gouv.fr.",
        ),
    ),
    "subventions-scdl.csv": (
        Wording("Subventions (schéma national SCDL)", "Grants (national schema SCDL)"),
        Wording(
            "Les subventions qui remplissent le schéma scdl/subventions de schema.data.gouv.fr.",
            "The grants that fulfil the schema scdl/subventions of schema.data.gouv.fr.",
        ),
    ),
}
_TABLE_FORMATS = (".parquet", ".csv")


def distributions(contents: Contents) -> Iterator[Distribution]:
    """The data files: tables in their order, then the others by name."""
    of_tables = {f"{table.name}{suffix}": table for table in TABLES.values() for suffix in _TABLE_FORMATS}
    for name, table in of_tables.items():
        yield _of_table(name, table, contents)
    for name in sorted(set(contents.files) - set(of_tables)):
        title, description = _OTHER_FILES[name]
        yield Distribution(name, title, description, _format(name), contents.files[name], None, None)


def _of_table(name: str, table: Table, contents: Contents) -> Distribution:
    label = _format(name).label
    return Distribution(
        name=name,
        title=Wording(f"{table.title_fr} ({label})", f"{table.title_en} ({label})"),
        description=Wording(table.description_fr, table.description_en),
        format=_format(name),
        facts=contents.files[name],
        table=table,
        rows=contents.rows[table.name],
    )


def _format(name: str) -> FileFormat:
    return FORMATS[PurePath(name).suffix]
