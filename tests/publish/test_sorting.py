from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from flows.publish import sorting
from flows.publish.release import publish
from flows.publish.sorting import in_order
from flows.settings import Settings

Rows = dict[str, list[dict[str, Any]]]

_rows = st.lists(
    st.fixed_dictionaries({"a": st.sampled_from("xyz"), "b": st.none() | st.integers(0, 9)}), min_size=1
)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_rows, at_once=st.integers(1, 5), a_part=st.integers(1, 7))
def test_rows_are_in_order_whether_memory_holds_them_or_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[dict[str, object]],
    at_once: int,
    a_part: int,
) -> None:
    monkeypatch.setattr(sorting, "ROWS_A_PART", a_part)
    table = pa.Table.from_pylist(
        [row | {"n": number} for number, row in enumerate(rows)],
        schema=pa.schema([("a", pa.string()), ("b", pa.int64()), ("n", pa.int64())]),
    )
    parts = [table.slice(start, at_once) for start in range(0, len(table), at_once)]
    ordered = list(in_order(parts, ["a", "b"], tmp_path))
    assert pa.concat_tables(ordered).to_pylist() == sorted(
        table.to_pylist(), key=lambda row: (row["a"], row["b"] is None, row["b"] or 0, row["n"])
    )
    if len(table) > a_part:
        assert max(map(len, ordered)) <= a_part
    assert list(tmp_path.iterdir()) == []


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_release_does_not_show_in_which_parts_it_was_made(
    rows: Rows,
    make_tables: Callable[[Rows], Path],
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    role = {"announcement_id": "a1", "subject_type": "event", "subject_id": "e1", "role": "organiser"}
    role["organisation_type"] = "other"
    names = ["Cabinet du Dr Exemple", "Cabinet du Dr EXEMPLE", "Cabinet Exemplaire"]
    rows["organisation_role"] = [
        role | {"organisation_name": name, "evidence": name, "evidence_start": 0, "evidence_end": len(name)}
        for name in names
    ]
    tables = make_tables(rows)
    whole = publish(tables, tmp_path / "whole", settings)
    assert whole.rows["organisation_role"] == 2
    for module in ("sorting", "tables"):
        monkeypatch.setattr(f"flows.publish.{module}.ROWS_A_PART", 1)
    parted = publish(tables, tmp_path / "parted", settings)
    assert parted.version == whole.version
    assert _bytes(parted.path) == _bytes(whole.path)
