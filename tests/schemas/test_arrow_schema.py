"""Arrow schemas: exact types, nullability, and wording carried as metadata."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import TABLES


def test_types_of_every_kind_of_column() -> None:
    types = {
        f"{table}.{column}": str(TABLES[table].arrow_schema.field(column).type)
        for table, column in [
            ("event", "name"),
            ("event", "start_date"),
            ("event", "start_time"),
            ("event", "latitude"),
            ("event", "attendance_count"),
            ("announcement", "fetched_at"),
            ("funding", "amount_eur"),
        ]
    }
    assert types == {
        "event.name": "string",
        "event.start_date": "date32[day]",
        "event.start_time": "string",
        "event.latitude": "double",
        "event.attendance_count": "int64",
        "announcement.fetched_at": "timestamp[us, tz=UTC]",
        "funding.amount_eur": "decimal128(14, 2)",
    }


def test_only_types_that_portals_read() -> None:
    used = {field.type for table in TABLES.values() for field in table.arrow_schema}
    assert used == {
        pa.string(),
        pa.int64(),
        pa.float64(),
        pa.decimal128(14, 2),
        pa.date32(),
        pa.timestamp("us", tz="UTC"),
    }


def test_required_columns_are_not_nullable() -> None:
    schema = TABLES["funding"].arrow_schema
    assert [field.name for field in schema if not field.nullable] == [
        "funding_id",
        "announcement_id",
        "evidence",
        "evidence_start",
        "evidence_end",
    ]


def test_wording_and_unit_are_field_metadata() -> None:
    assert TABLES["funding"].arrow_schema.field("rate_percent").metadata == {
        b"title_fr": b"Taux de cofinancement",
        b"title_en": b"Co-funding rate",
        b"description_fr": "Part prise en charge, en pour cent. Vide si aucun taux n’est indiqué.".encode(),
        b"description_en": b"Share that is covered, in percent. Null if no rate is stated.",
        b"unit": b"percent",
    }


def test_table_schema_survives_parquet(good_tables: dict[str, pa.Table], tmp_path: Path) -> None:
    path = tmp_path / "event.parquet"
    pq.write_table(good_tables["event"], path)
    schema = pq.read_schema(path)
    assert schema.equals(TABLES["event"].arrow_schema, check_metadata=True)
    assert json.loads(schema.metadata[b"table_schema"]) == TABLES["event"].table_schema
