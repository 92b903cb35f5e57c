"""The README of a release, in French and in English: what it holds, what it covers, how to load it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Template
from typing import Literal

from flows.publish.contents import Contents
from flows.settings import Settings
from schemas import TABLES
from schemas.changelog import SCHEMA_VERSION
from schemas.codes import CODE_LISTS

Language = Literal["fr", "en"]

_TEMPLATES = Path(__file__).parent / "templates"
# Columns of the examples that a CSV reader would take for numbers.
_CODES = ("commune_code", "department_code", "region_code", "postal_code")

_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "table": "Table",
        "rows": "Lignes",
        "holds": "Contenu",
        "region": "Région",
        "announcements": "Annonces",
        "announced": "Annonces publiées {}.",
        "events": "Événements {}.",
        "span": "du {} au {}",
        "unknown": "sans date connue",
        "elsewhere": "non précisée",
        "withheld": "Les noms de personnes ne sont pas publiés : ils sont remplacés par « [nom] ».",
        "published": (
            "Les noms des intervenants sont publiés (`event_speaker.person_name`). Base légale : {}. Pour "
            "s’y opposer : {}."
        ),
        "daily": "mise à jour quotidienne",
        "weekly": "mise à jour hebdomadaire",
        "monthly": "mise à jour mensuelle",
        "irregular": "mise à jour irrégulière",
    },
    "en": {
        "table": "Table",
        "rows": "Rows",
        "holds": "What it holds",
        "region": "Region",
        "announcements": "Announcements",
        "announced": "Announcements published {}.",
        "events": "Events {}.",
        "span": "from {} to {}",
        "unknown": "on days that are not known",
        "elsewhere": "not stated",
        "withheld": "Names of persons are not published: they read “[nom]”.",
        "published": (
            "Names of speakers are published (`event_speaker.person_name`). Legal basis: {}. To object: {}."
        ),
        "daily": "updated daily",
        "weekly": "updated weekly",
        "monthly": "updated monthly",
        "irregular": "updated from time to time",
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
    announced = _span(covered.announced_from, covered.announced_to, words)
    events = _span(covered.events_from, covered.events_to, words)
    return template.substitute(
        version=version,
        data_date=contents.data_date.isoformat(),
        schema_version=SCHEMA_VERSION,
        frequency=words[settings.frequency],
        operator=settings.operator_name,
        contact=f" ({settings.operator_contact})" if settings.operator_contact else "",
        tables=_table([words["table"], words["rows"], words["holds"]], table_lines),
        coverage=f"{words['announced'].format(announced)} {words['events'].format(events)}",
        regions=_table([words["region"], words["announcements"]], region_lines),
        base=f"{settings.base_url}/latest/" if settings.base_url else "",
        pandas_dtypes=", ".join(f'"{code}": "string"' for code in _CODES),
        polars_dtypes=", ".join(f'"{code}": pl.String' for code in _CODES),
        r_dtypes=", ".join(f'{code} = "c"' for code in _CODES),
        licence_title=settings.licence_title,
        licence_url=settings.licence_url,
        persons=on_persons(settings, language),
    )


def on_persons(settings: Settings, language: Language) -> str:
    """Whether names of persons are published, and if so why and where to object."""
    words = _WORDS[language]["published" if settings.person_names else "withheld"]
    return words.format(settings.legal_basis, settings.objection_contact)


def _span(first: date | None, last: date | None, words: dict[str, str]) -> str:
    if first is None or last is None:
        return words["unknown"]
    return words["span"].format(first.isoformat(), last.isoformat())


def _region(code: str | None, language: Language) -> str | None:
    labels = {c.code: c.label_fr if language == "fr" else c.label_en for c in CODE_LISTS["region"].codes}
    return labels.get(code, code) if code else None


def _table(head: list[str], lines: list[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines])
