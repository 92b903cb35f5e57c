"""The versions of the published tables, and what each brought: `changelog.yaml`, read and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Version:
    """A version of the tables."""

    number: str
    """Semantic version: a new column is a minor change, one renamed or dropped a major one."""
    fr: str
    """What changed, in French."""
    en: str
    columns: Mapping[str, tuple[str, ...]]
    """The columns that came with it, by table."""


def _versions() -> tuple[Version, ...]:
    entries = yaml.safe_load(Path(__file__).with_name("changelog.yaml").read_text("utf-8"))
    return tuple(
        Version(
            number=entry["version"],
            fr=entry["fr"],
            en=entry["en"],
            columns={table: tuple(names) for table, names in entry["columns"].items()},
        )
        for entry in entries
    )


VERSIONS = _versions()
"""Newest first."""

SCHEMA_VERSION = VERSIONS[0].number
"""The version of the tables as they are declared now."""


def changelog() -> str:
    """CHANGELOG.md of a release: the versions of the tables, in French and in English."""
    return "\n".join(
        [
            "# Versions du schéma des tables · Versions of the tables’ schema",
            "",
            "Une colonne s’ajoute dans une version mineure ; aucune n’est renommée ni retirée sans version "
            "majeure.",
            "",
            "*A column is added in a minor version; none is renamed or dropped without a major one.*",
            *(line for version in VERSIONS for line in _told(version)),
            "",
        ]
    )


def _told(version: Version) -> list[str]:
    columns = [
        f"- `{table}`: {', '.join(f'`{name}`' for name in names)}" for table, names in version.columns.items()
    ]
    heading = ["", "Colonnes ajoutées · *Columns added*", ""] if columns else []
    return ["", f"## {version.number}", "", version.fr, "", f"*{version.en}*", *heading, *columns]
