"""The sample's release in the hands of analysts: codes are text, dates are dates, in every reader."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from schemas import TABLES

CODES = ("commune_code", "department_code", "region_code", "postal_code")


@pytest.fixture
def rows(sample_release: Path) -> dict[str, int]:
    tables = json.loads((sample_release / "manifest.json").read_text("utf-8"))["tables"]
    return {name: table["rows"] for name, table in tables.items()}


def test_pandas_reads_both_files(sample_release: Path, rows: dict[str, int]) -> None:
    for name, count in rows.items():
        frame = pd.read_parquet(sample_release / f"{name}.parquet", dtype_backend="pyarrow")
        assert (len(frame), list(frame.columns)) == (count, list(TABLES[name].column_names))
    events = pd.read_parquet(sample_release / "event.parquet", dtype_backend="pyarrow")
    assert events["department_code"].dropna().map(type).unique().tolist() == [str]
    assert isinstance(events["start_date"].dropna().iloc[0], date)
    assert str(events["attendance_count"].dtype) == "int64[pyarrow]"

    dtypes: dict[str, str] = dict.fromkeys(CODES, "string")
    read = pd.read_csv(sample_release / "event.csv", dtype=dtypes, parse_dates=["start_date"])
    assert read["region_code"].dropna().tolist() == events["region_code"].dropna().tolist()
    assert read["start_date"].dt.date.dropna().tolist() == events["start_date"].dropna().tolist()


def test_polars_reads_both_files(sample_release: Path, rows: dict[str, int]) -> None:
    pl = pytest.importorskip("polars")
    for name, count in rows.items():
        frame = pl.read_parquet(sample_release / f"{name}.parquet")
        assert (frame.height, frame.columns) == (count, list(TABLES[name].column_names))
    events = pl.read_parquet(sample_release / "event.parquet")
    assert events.schema["start_date"] == pl.Date
    assert {events.schema[code] for code in CODES} == {pl.String}
    assert pl.read_parquet(sample_release / "funding.parquet").schema["amount_eur"] == pl.Decimal(14, 2)
    read = pl.read_csv(
        sample_release / "event.csv", schema_overrides=dict.fromkeys(CODES, pl.String), try_parse_dates=True
    )
    assert read.select(*CODES, "start_date").equals(events.select(*CODES, "start_date"))


def test_duckdb_reads_both_files(sample_release: Path, rows: dict[str, int]) -> None:
    duckdb = pytest.importorskip("duckdb")
    for name, count in rows.items():
        path = sample_release / f"{name}.parquet"
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(count,)]
    events = duckdb.read_parquet(str(sample_release / "event.parquet"))
    types = dict(zip(events.columns, map(str, events.types), strict=True))
    assert {types[code] for code in CODES} == {"VARCHAR"}
    assert (types["start_date"], types["latitude"]) == ("DATE", "DOUBLE")
    read = duckdb.read_csv(str(sample_release / "event.csv"), dtype=dict.fromkeys(CODES, "VARCHAR"))
    chosen = ", ".join([*CODES, "start_date"])
    assert read.project(chosen).fetchall() == events.project(chosen).fetchall()


def test_pyarrow_reads_both_files(sample_release: Path, rows: dict[str, int]) -> None:
    for name, count in rows.items():
        table = pq.read_table(sample_release / f"{name}.parquet")
        assert len(table) == count
        assert table.schema.equals(TABLES[name].arrow_schema, check_metadata=True)
    events = pq.read_table(sample_release / "event.parquet")
    read = pa_csv.read_csv(
        sample_release / "event.csv",
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(CODES, pa.string()), strings_can_be_null=True
        ),
    )
    for column in (*CODES, "start_date"):
        assert read.column(column).to_pylist() == events.column(column).to_pylist()
