"""`index.html`: the page of a release, for people and (as schema.org data in it) for search engines.

Plain HTML that needs no script and nothing from elsewhere. Links are relative, so that the page is right
under `latest/`, under `releases/<version>/` and on a disk. Files bear their name as the anchor that the DCAT
catalogue gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from flows.publish import dataset, statements
from flows.publish.contents import Contents
from flows.publish.dataset import Language
from flows.publish.distributions import Distribution, distributions
from flows.publish.readme import CODES
from flows.publish.schema_org import schema_org_dataset
from flows.publish.table_schemas import file_name
from flows.settings import Settings
from schemas import TABLES
from schemas.changelog import SCHEMA_VERSION

FILE_NAME = "index.html"

_TEMPLATE = Path(__file__).parent / "templates" / FILE_NAME


def landing_page(contents: Contents, version: str) -> str:
    """The page, in French with an English part."""
    settings = contents.settings
    files = list(distributions(contents))
    plain = {
        "version": version,
        "data_date": contents.data_date.isoformat(),
        "schema_version": SCHEMA_VERSION,
        "latest": settings.latest_address,
        "licence_title": settings.licence_title,
        "licence_url": settings.licence_url,
        "dtypes": ", ".join(f'"{code}": "string"' for code in CODES),
    }
    for language in ("fr", "en"):
        plain |= {
            f"title_{language}": dataset.TITLE.said_in(language),
            f"description_{language}": dataset.DESCRIPTION.said_in(language),
            f"frequency_{language}": statements.frequency(settings).said_in(language),
            f"coverage_{language}": statements.coverage(contents.coverage).said_in(language),
            f"persons_{language}": statements.persons(settings).said_in(language),
        }
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        {name: escape(text) for name, text in plain.items()},
        schema_org=_data_block(contents, version),
        publisher=_publisher(settings),
        tables_fr=_tables(files, "fr"),
        tables_en=_tables(files, "en"),
        others_fr=_others(files, "fr"),
        others_en=_others(files, "en"),
    )


def _data_block(contents: Contents, version: str) -> str:
    """The schema.org data; with no `<` that could end their element."""
    text = json.dumps(schema_org_dataset(contents, version), ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c")


def _publisher(settings: Settings) -> str:
    name = escape(settings.operator_name)
    if not settings.operator_contact:
        return name
    link = settings.contact_page or f"mailto:{settings.contact_email}"
    return f'{name} (<a href="{escape(link)}">{escape(settings.operator_contact)}</a>)'


def _tables(files: Iterable[Distribution], language: Language) -> str:
    """A line for each table, with its files side by side."""
    by_name = {file.name: file for file in files}
    lines = []
    for table in TABLES.values():
        parquet, csv = by_name[f"{table.name}.parquet"], by_name[f"{table.name}.csv"]
        title = table.title_fr if language == "fr" else table.title_en
        lines.append(
            f'<tr><th scope="row"><code>{table.name}</code></th><td>{escape(title)}</td>'
            f'<td class="number">{_number(parquet.rows or 0, language)}</td>'
            f"{_download(parquet, _size(parquet, language), language)}"
            f"{_download(csv, _size(csv, language), language)}"
            f'<td><a href="{file_name(table)}">JSON</a></td></tr>'
        )
    return "\n".join(lines)


def _others(files: Iterable[Distribution], language: Language) -> str:
    return "\n".join(
        f"<tr>{_download(file, file.name, language)}"
        f"<td>{escape(file.description.said_in(language))}</td>"
        f'<td class="number">{_size(file, language)}</td></tr>'
        for file in files
        if not file.table
    )


def _download(file: Distribution, label: str, language: Language) -> str:
    """A cell with a link to a file. The catalogue points to the cells of the French part."""
    anchor = f' id="{file.name}"' if language == "fr" else ""
    spoken = "" if label == file.name else f' aria-label="{file.name}, {label}"'
    return f'<td{anchor}><a href="{file.name}" type="{file.format.media_type}"{spoken}>{label}</a></td>'


def _size(file: Distribution, language: Language) -> str:
    size, units = float(file.facts.bytes), ["octets", "Ko", "Mo", "Go"]
    if language == "en":
        units = ["bytes", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:
        size /= 1000
        units.pop(0)
    digits = 0 if units[0] in ("octets", "bytes") or size >= 10 else 1
    return f"{_number(round(size, digits) if digits else round(size), language)} {units[0]}"


def _number(value: float, language: Language) -> str:
    """As the language writes it: 12 345,6 or 12,345.6."""
    text = f"{value:,}"
    return text.replace(",", "\u202f").replace(".", ",") if language == "fr" else text
