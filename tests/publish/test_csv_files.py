from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.publish.csv import read_csv, write_csv

SCHEMA = pa.schema(
    [
        ("text", pa.string()),
        ("whole", pa.int64()),
        ("number", pa.float64()),
        ("money", pa.decimal128(14, 2)),
        ("truth", pa.bool_()),
        ("day", pa.date32()),
        ("instant", pa.timestamp("us", tz="UTC")),
    ]
)


def test_a_file_is_exactly_as_rfc_4180_says(tmp_path: Path) -> None:
    instant = dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    rows = pa.Table.from_pylist(
        [
            {
                "text": "été",
                "whole": 1,
                "number": 47.3216,
                "money": Decimal("1234567.50"),
                "truth": True,
                "day": dt.date(2025, 1, 2),
                "instant": instant,
            },
            {"text": 'dit "oui", puis', "truth": False, "number": 3.0},
            {"text": "deux\nlignes"},
            {},
        ],
        schema=SCHEMA,
    )
    write_csv(rows, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == (
        "text,whole,number,money,truth,day,instant\r\n"
        "été,1,47.3216,1234567.50,true,2025-01-02,2025-01-02T03:04:05Z\r\n"
        '"dit ""oui"", puis",,3,,false,,\r\n'
        '"deux\nlignes",,,,,,\r\n'
        ",,,,,,\r\n"
    ).encode()


def test_an_empty_table_is_its_head(tmp_path: Path) -> None:
    write_csv(SCHEMA.empty_table(), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"text,whole,number,money,truth,day,instant\r\n"
    assert list(read_csv(tmp_path / "t.csv", SCHEMA)) == []


_rows = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1),
            "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
            "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "money": st.none() | st.decimals(-(10**9), 10**9, places=2),
            "truth": st.none() | st.booleans(),
            "day": st.none() | st.dates(dt.date(1900, 1, 1)),
            "instant": st.none() | st.datetimes(dt.datetime(1970, 1, 1), timezones=st.just(dt.UTC)),
        }
    ),
    min_size=1,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=_rows)
def test_what_is_written_is_read_back(tmp_path: Path, cells: list[dict[str, object]]) -> None:
    rows = pa.Table.from_pylist(cells, schema=SCHEMA)
    write_csv(rows, tmp_path / "t.csv")
    assert pa.Table.from_batches(read_csv(tmp_path / "t.csv", SCHEMA)).equals(rows)
