from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from flows.publish.release import Release, publish
from flows.settings import Settings
from schemas import TABLES


@pytest.fixture
def release(tables: Path, tmp_path: Path, settings: Settings) -> Release:
    return publish(tables, tmp_path / "out", settings)


def _json(release: Release, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((release.path / name).read_text("utf-8"))
    return content


def test_the_data_package_is_valid(release: Release) -> None:
    report = frictionless.validate(str(release.path / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(TABLES)


def test_the_data_package_says_what_harvesters_ask(release: Release) -> None:
    package = _json(release, "datapackage.json")
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["version"] == release.version
    assert package["created"] == "2025-10-02T08:30:00Z"
    assert package["licenses"][0]["name"] == "lov2"
    assert package["sources"] == [{"title": "Échantillon"}]
    assert package["contributors"][0]["email"] == "donnees@exemple.fr"
    assert package["homepage"] == "https://data.exemple.fr/sante/latest/"
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    event = package["resources"][1]
    assert event["bytes"] == (release.path / "event.csv").stat().st_size
    assert event["hash"] == f"sha256:{_json(release, 'manifest.json')['files']['event.csv']['sha256']}"
    assert event["mediatype"] == "text/csv"
    assert event["schema"]["primaryKey"] == ["event_id"]


def test_the_manifest_counts_rows_and_tells_of_sources(release: Release) -> None:
    manifest = _json(release, "manifest.json")
    assert manifest["tables"]["event"] == {"rows": 1, "files": ["event.parquet", "event.csv"]}
    assert manifest["person_names"] is False
    assert manifest["data_date"] == "2025-10-02"
    assert manifest["sources"][0]["status"] == "ok"
    assert manifest["sources"][0]["checked_at"] == "2025-10-02T08:30:00Z"


def test_the_dictionary_has_a_line_for_every_column(release: Release) -> None:
    with (release.path / "dictionnaire.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    columns = [(table.name, column) for table in TABLES.values() for column in table.column_names]
    assert [(line["table"], line["column"]) for line in lines] == columns


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "| `announcement` | 2 | Annonces |",
                "Annonces publiées du 2025-09-01 au 2025-09-02. Événements du 2025-11-04 au 2025-11-04.",
                "| Bourgogne-Franche-Comté | 1 |",
                "| non précisée | 1 |",
                "ne sont pas couvertes par cette licence",
                "Les noms de personnes ne sont pas publiés",
                'pd.read_parquet("https://data.exemple.fr/sante/latest/event.parquet"',
            ],
        ),
        (
            "en",
            [
                "| `announcement` | 2 | Announcements |",
                "Announcements published from 2025-09-01 to 2025-09-02.",
                "| not stated | 1 |",
                "are not covered by this licence",
                "Names of persons are not published",
            ],
        ),
    ],
)
def test_the_readme_tells_counts_coverage_and_cautions(
    release: Release, language: str, expected: list[str]
) -> None:
    text = (release.path / f"README.{language}.md").read_text("utf-8")
    assert [words for words in expected if words not in text] == []
    assert release.version in text


def test_a_release_with_names_says_why_and_where_to_object(
    tables: Path, tmp_path: Path, naming_settings: Settings
) -> None:
    release = publish(tables, tmp_path / "out", naming_settings)
    for name in ("manifest.json", "datapackage.json"):
        content = _json(release, name)
        assert content["legal_basis"] == "intérêt légitime (article 6-1-f du RGPD)"
        assert content["objection_contact"] == "opposition@exemple.fr"
    french, english = ((release.path / f"README.{one}.md").read_text("utf-8") for one in ("fr", "en"))
    basis = "intérêt légitime (article 6-1-f du RGPD)"
    assert f"Base légale : {basis}. Pour s’y opposer : opposition@exemple.fr." in french
    assert f"Legal basis: {basis}. To object: opposition@exemple.fr." in english


def test_a_release_without_names_has_no_basis_for_them(
    tables: Path, tmp_path: Path, naming_settings: Settings
) -> None:
    release = publish(tables, tmp_path / "out", naming_settings.model_copy(update={"person_names": False}))
    assert _json(release, "manifest.json")["legal_basis"] is None
    assert not any(
        b"opposition@exemple.fr" in path.read_bytes() for path in release.path.rglob("*") if path.is_file()
    )


def test_the_licence_says_what_it_covers_and_what_not(release: Release) -> None:
    text = (release.path / "LICENCE.txt").read_text("utf-8")
    assert "« Licence Ouverte / Open Licence 2.0 »" in text
    assert "https://www.etalab.gouv.fr/licence-ouverte-open-licence" in text
    assert "Ce qu’elle ne couvre pas : les citations" in text
    assert "What it does not cover: the quotations" in text
    assert "initiatives régionales de santé, 2025-10-02 »" in text


def test_schemas_and_their_changelog_are_part_of_a_release(release: Release) -> None:
    event = _json(release, "schemas/event.json")
    assert [field["name"] for field in event["fields"]] == list(TABLES["event"].column_names)
    changelog = (release.path / "CHANGELOG.md").read_text("utf-8")
    assert f"## {_json(release, 'manifest.json')['schema_version']}\n" in changelog


@pytest.mark.parametrize("contact", ["donnees@exemple.fr", "https://exemple.fr/contact?a=@b"])
def test_a_contact_is_an_address_or_a_page(contact: str) -> None:
    settings = Settings(operator_contact=contact)
    assert settings.operator_contact == (settings.contact_page or settings.contact_email)
    assert bool(settings.contact_page) == contact.startswith("https://")


@pytest.mark.parametrize(
    "choice",
    [
        {"operator_contact": "par courrier"},
        {"base_url": "https://exemple.fr/"},
        {"base_url": 'https://exemple.fr/"données"'},
        {"licence_url": "https://exemple.fr/la licence"},
    ],
)
def test_what_no_metadata_could_say_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="String should match pattern"):
        Settings(**choice)
