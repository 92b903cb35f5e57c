"""The README of a release, in French and in English: what it holds, what it covers, how to load it."""

from __future__ import annotations

from pathlib import Path
from string import Template

from flows.publish import statements
from flows.publish.contents import Contents
from flows.publish.dataset import Language
from schemas import TABLES
from schemas.changelog import SCHEMA_VERSION
from schemas.codes import CODE_LISTS

_TEMPLATES = Path(__file__).parent / "templates"
CODES = ("commune_code", "department_code", "region_code", "postal_code")
"""Columns of the examples that a CSV reader would take for numbers."""

_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "table": "Table",
        "rows": "Lignes",
        "holds": "Contenu",
        "region": "Région",
        "announcements": "Annonces",
        "elsewhere": "non précisée",
        "harvesting": (
            "Leurs adresses sont relatives : data.gouv.fr et CKAN ne les moissonnent que si l’adresse de\n"
            "publication est indiquée (`RHI_BASE_URL`).\n"
        ),
    },
    "en": {
        "table": "Table",
        "rows": "Rows",
        "holds": "What it holds",
        "region": "Region",
        "announcements": "Announcements",
        "elsewhere": "not stated",
        "harvesting": (
            "Their addresses are relative: data.gouv.fr and CKAN harvest them only where the address of\n"
            "publication is stated (`RHI_BASE_URL`).\n"
        ),
    },
}


def readme(contents: Contents, version: str, language: Language) -> str:
    """The text of README.fr.md or README.en.md."""
    settings, words, covered = contents.settings, _WORDS[language], contents.coverage
    template = Template((_TEMPLATES / f"README.{language}.md").read_text("utf-8"))
    table_lines = [
        f"| `{name}` | {contents.rows[name]} | {table.title_fr if language == 'fr' else table.title_en} |"
        for name, table in TABLES.items()
    ]
    region_lines = [
        f"| {_region(code, language) or words['elsewhere']} | {count} |"
        for code, count in covered.announcements_by_region
    ]
    return template.substitute(
        version=version,
        data_date=contents.data_date.isoformat(),
        schema_version=SCHEMA_VERSION,
        frequency=statements.frequency(settings).said_in(language),
        operator=settings.operator_name,
        contact=f" ({settings.operator_contact})" if settings.operator_contact else "",
        tables=_table([words["table"], words["rows"], words["holds"]], table_lines),
        coverage=statements.coverage(covered).said_in(language),
        regions=_table([words["region"], words["announcements"]], region_lines),
        base=settings.latest_address,
        harvesting="" if settings.base_url else words["harvesting"],
        pandas_dtypes=", ".join(f'"{code}": "string"' for code in CODES),
        polars_dtypes=", ".join(f'"{code}": pl.String' for code in CODES),
        r_dtypes=", ".join(f'{code} = "c"' for code in CODES),
        licence_title=settings.licence_title,
        licence_url=settings.licence_url,
        persons=statements.persons(settings).said_in(language),
    )


def _region(code: str | None, language: Language) -> str | None:
    labels = {c.code: c.label_fr if language == "fr" else c.label_en for c in CODE_LISTS["region"].codes}
    return labels.get(code, code) if code else None


def _table(head: list[str], lines: list[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines])
