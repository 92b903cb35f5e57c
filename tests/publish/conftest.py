"""Small tables such as normalise leaves: two announcements, an event with an agenda, a programme."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.fetch.run import fetch
from flows.fetch.source import load_sources
from flows.normalise.documents.folding import fold
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings
from schemas import TABLES

Rows = dict[str, list[dict[str, Any]]]

FETCHED = dt.datetime(2025, 10, 2, 8, 30, tzinfo=dt.UTC)
QUOTED = {"evidence": "Soirée « santé, pour tous »", "evidence_start": 0, "evidence_end": 27}


def _announcement(number: int, **cells: Any) -> dict[str, Any]:
    return {
        "announcement_id": f"a{number}",
        "source_id": "sample",
        "url": f"https://exemple.fr/{number}",
        "title": f"Annonce {number}",
        "publisher_name": "ARS Exemple",
        "published_on": dt.date(2025, 9, number),
        "language": "fr",
        "region_code": "27",
        "content_digest": f"{number}" * 64,
        "fetched_at": FETCHED - dt.timedelta(days=number - 1),
        "first_seen_on": dt.date(2025, 10, 1),
        "last_seen_on": dt.date(2025, 10, 2),
    } | cells


def sample_rows() -> Rows:
    """Rows by table; in an order that is not the published one."""
    return {
        "announcement": [
            _announcement(2, title="Le Dr EXEMPLE dirige le pôle", region_code=None),
            _announcement(1, title="Soirée avec Camille Exemple"),
        ],
        "event": [
            {
                "event_id": "e1",
                "announcement_id": "a1",
                "name": 'Soirée "santé, pour tous"\nà Dijon',
                "event_type": "conference",
                "start_date": dt.date(2025, 11, 4),
                "start_time": "18:30",
                "date_precision": "time",
                "latitude": 47.3216,
                "longitude": 5.0415,
                "attendance_count": 120,
                "attendance_qualifier": "about",
                "event_status": "scheduled",
                **QUOTED,
            }
        ],
        "event_session": [
            {
                "session_id": "s1",
                "event_id": "e1",
                "position": 1,
                "title": "Ouverture par C. Exemple",
                "session_type": "opening",
                **QUOTED,
            }
        ],
        "event_speaker": [
            {
                "event_id": "e1",
                "session_id": "s1",
                "position": 1,
                "role": "directrice",
                "person_name": "Camille Exemple",
                "evidence": "Camille Exemple, directrice",
                "evidence_start": 5,
                "evidence_end": 32,
            }
        ],
        "funding": [
            {
                "funding_id": "f1",
                "announcement_id": "a1",
                "event_id": "e1",
                "amount_eur": Decimal("1234567.50"),
                "amount_qualifier": "exact",
                "amount_basis": "total",
                **QUOTED,
            }
        ],
        "quarantine": [
            {
                "quarantine_id": "q1",
                "announcement_id": "a1",
                "source_id": "sample",
                "stage": "normalise",
                "table_name": "event_speaker",
                "column_name": "person_name",
                "raw_value": "Exempl3",
                "rule": "pattern",
                "reason_fr": "Ce n’est pas un nom.",
                "reason_en": "That is no name.",
            }
        ],
        "source_status": [
            {
                "source_id": "sample",
                "title": "Échantillon",
                "status": "ok",
                "checked_at": FETCHED,
                "announcements": 2,
                "rows": 4,
                "problems": 1,
            }
        ],
        "person_names": [
            {"announcement_id": "a1", "person_name": "Camille Exemple"},
            {"announcement_id": "a2", "person_name": "Camille Exemple"},
        ],
    }


def write_tables(folder: Path, rows: Rows) -> Path:
    """Writes rows as the Parquet files that publish reads; tables without rows are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {name: table.arrow_schema for name, table in TABLES.items()}
    schemas["person_names"] = pa.schema([("announcement_id", pa.string()), ("person_name", pa.string())])
    for name, schema in schemas.items():
        pq.write_table(pa.Table.from_pylist(rows.get(name, []), schema=schema), folder / f"{name}.parquet")
    return folder


@pytest.fixture
def rows() -> Rows:
    """Rows by table, which a test may change before it makes tables of them."""
    return sample_rows()


@pytest.fixture
def make_tables(tmp_path: Path) -> Callable[[Rows], Path]:
    """Writes rows as tables and gives their folder."""
    return lambda rows: write_tables(tmp_path / "tables", rows)


@pytest.fixture
def tables(make_tables: Callable[[Rows], Path], rows: Rows) -> Path:
    """The folder of the sample's tables."""
    return make_tables(rows)


def operator_settings(patch: pytest.MonkeyPatch) -> Settings:
    """Settings of an operator, whatever the environment says."""
    for name in Settings.model_fields:
        patch.delenv(f"RHI_{name}".upper(), raising=False)
    return Settings(base_url="https://data.exemple.fr/sante", operator_contact="donnees@exemple.fr")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an operator."""
    return operator_settings(monkeypatch)


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the sample that ships with the project, made once."""
    output = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        settings = operator_settings(patch).model_copy(update={"output": output})
    fetch(load_sources(None), settings.archive_path)
    normalise(settings.archive_path, settings.tables_path)
    return publish(settings.tables_path, output, settings).path


@pytest.fixture
def naming_settings(settings: Settings) -> Settings:
    """The same operator, who publishes names and says why and where to object."""
    return Settings(
        base_url=settings.base_url,
        operator_contact=settings.operator_contact,
        person_names=True,
        legal_basis="intérêt légitime (article 6-1-f du RGPD)",
        objection_contact="opposition@exemple.fr",
    )


@pytest.fixture(scope="session")
def words_of() -> Callable[[Path], str]:
    """Gives all words of a published file, folded: what is packed is unpacked, and broken lines are joined."""

    def words(path: Path) -> str:
        if path.is_dir():
            return "".join(map(words, path.iterdir()))
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                return fold("\n".join(book.read(name).decode() for name in book.namelist()))
        if path.suffix == ".parquet":
            rows = pq.read_table(path)
            texts = [column.drop_null().cast(pa.string()).to_pylist() for column in rows.columns]
            return fold(
                "\n".join([str(rows.schema.metadata), *(text for column in texts for text in column)])
            )
        return fold(path.read_bytes().decode().replace("\r\n ", ""))

    return words
