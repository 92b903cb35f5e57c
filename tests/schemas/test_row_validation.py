"""Rows that break a rule are found, with the rule, the cell and a sentence in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from schemas import TABLES
from schemas.validate import Failure, failures

Rows = dict[str, dict[str, Any]]


def frame(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    arrow = pa.Table.from_pylist(list(rows), schema=TABLES[name].arrow_schema)
    read: pd.DataFrame = arrow.to_pandas(types_mapper=pd.ArrowDtype)
    return read


@pytest.mark.parametrize("name", list(TABLES))
def test_good_rows_and_empty_tables_have_no_failures(name: str, good_rows: Rows) -> None:
    assert failures(TABLES[name], frame(name, good_rows[name])) == []
    assert failures(TABLES[name], frame(name)) == []


@pytest.mark.parametrize("name", list(TABLES))
def test_rows_with_nothing_but_what_is_required_have_no_failures(name: str, good_rows: Rows) -> None:
    table = TABLES[name]
    row = {c.name: good_rows[name][c.name] if c.required else None for c in table.columns}
    assert failures(table, frame(name, row)) == []


@pytest.mark.parametrize("name", list(TABLES))
def test_every_required_column_is_demanded(name: str, good_rows: Rows) -> None:
    table = TABLES[name]
    required = [column.name for column in table.columns if column.required]
    rows = [good_rows[name] | {column: None} for column in required]
    found = [(f.row_index, f.column, f.rule) for f in failures(table, frame(name, *rows))]
    assert [(i, column, "required") for i, column in enumerate(required)] == [
        failure for failure in found if failure[2] == "required"
    ]
    assert {failure[2] for failure in found} <= {"required", "together"}


@pytest.mark.parametrize(
    ("table", "changes", "column", "value", "rule", "reason_fr", "reason_en"),
    [
        (
            "event",
            {"name": None},
            "name",
            None,
            "required",
            "« Nom » (name) doit être renseigné, mais la case est vide.",
            "“Name” (name) must be filled, but is empty.",
        ),
        (
            "event",
            {"attendance_mode": "hybrid"},
            "attendance_mode",
            "hybrid",
            "codes",
            "« Mode de participation » (attendance_mode) : « hybrid » n’est pas dans la liste "
            "attendance_mode (offline, online, mixed).",
            "“Attendance mode” (attendance_mode): “hybrid” is not in the list attendance_mode "
            "(offline, online, mixed).",
        ),
        (
            "announcement",
            {"region_code": "99"},
            "region_code",
            "99",
            "codes",
            "« Code de la région » (region_code) : « 99 » n’est pas dans la liste region "
            "(01, 02, 03, 04, 06, 11, 24, 27, 28, 32, 44, 52, …).",
            "“Region code” (region_code): “99” is not in the list region "
            "(01, 02, 03, 04, 06, 11, 24, 27, 28, 32, 44, 52, …).",
        ),
        (
            "event_session",
            {"start_time": "9h30"},
            "start_time",
            "9h30",
            "pattern",
            "« Heure de début » (start_time) : « 9h30 » n’est pas une heure au format HH:MM, "
            "comme « 09:30 ».",
            "“Start time” (start_time): “9h30” is not an hour written HH:MM, such as “09:30”.",
        ),
        (
            "event",
            {"postal_code": "9740"},
            "postal_code",
            "9740",
            "pattern",
            "« Code postal » (postal_code) : « 9740 » n’est pas un code postal de 5 chiffres.",
            "“Postal code” (postal_code): “9740” is not a postal code of 5 digits.",
        ),
        (
            "event_speaker",
            {"role": "  "},
            "role",
            "  ",
            "blank",
            "« Fonction » (role) ne contient que des espaces ou un texte vide.",
            "“Function” (role) holds an empty text or spaces only.",
        ),
        (
            "programme_site",
            {"position": 0},
            "position",
            0,
            "minimum",
            "« Rang » (position) : 0 est inférieur au minimum, 1.",
            "“Position” (position): 0 is below the minimum, 1.",
        ),
        (
            "funding",
            {"amount_eur": Decimal("-1.00")},
            "amount_eur",
            Decimal("-1.00"),
            "minimum",
            "« Montant » (amount_eur) : -1.00 est inférieur au minimum, 0.",
            "“Amount” (amount_eur): -1.00 is below the minimum, 0.",
        ),
        (
            "funding",
            {"rate_percent": 100.5},
            "rate_percent",
            100.5,
            "maximum",
            "« Taux de cofinancement » (rate_percent) : 100.5 est supérieur au maximum, 100.",
            "“Co-funding rate” (rate_percent): 100.5 is above the maximum, 100.",
        ),
        (
            "quarantine",
            {"evidence": "é" * 301},
            "evidence",
            "é" * 301,
            "max_length",
            "« Extrait justificatif » (evidence) compte 301 caractères, pour un maximum de 300.",
            "“Evidence” (evidence) has 301 characters; the maximum is 300.",
        ),
        (
            "event",
            {"end_date": date(2025, 3, 3)},
            "end_date",
            date(2025, 3, 3),
            "order",
            "end_date (2025-03-03) est antérieur ou inférieur à start_date (2025-03-04).",
            "end_date (2025-03-03) is earlier or lower than start_date (2025-03-04).",
        ),
        (
            "programme",
            {"end_date": date(2024, 12, 31)},
            "end_date",
            date(2024, 12, 31),
            "order",
            "end_date (2024-12-31) est antérieur ou inférieur à start_date (2025-01-01).",
            "end_date (2024-12-31) is earlier or lower than start_date (2025-01-01).",
        ),
        (
            "funding",
            {"amount_max_eur": Decimal("14999.99")},
            "amount_max_eur",
            Decimal("14999.99"),
            "order",
            "amount_max_eur (14999.99) est antérieur ou inférieur à amount_eur (15000.00).",
            "amount_max_eur (14999.99) is earlier or lower than amount_eur (15000.00).",
        ),
        (
            "funding",
            {"period_end": date(2024, 12, 31)},
            "period_end",
            date(2024, 12, 31),
            "order",
            "period_end (2024-12-31) est antérieur ou inférieur à period_start (2025-01-01).",
            "period_end (2024-12-31) is earlier or lower than period_start (2025-01-01).",
        ),
        (
            "indicator",
            {"out_of": 57.0},
            "out_of",
            57.0,
            "order",
            "out_of (57.0) est antérieur ou inférieur à value (58.0).",
            "out_of (57.0) is earlier or lower than value (58.0).",
        ),
        (
            "indicator",
            {"subject_type": None},
            "subject_id",
            "p1",
            "together",
            "subject_type et subject_id vont ensemble, mais l’une des deux colonnes est vide.",
            "subject_type and subject_id go together, but one of the two is empty.",
        ),
        (
            "event_session",
            {"evidence_end": 9},
            "evidence_end",
            9,
            "order",
            "evidence_end (9) est antérieur ou inférieur à evidence_start (10).",
            "evidence_end (9) is earlier or lower than evidence_start (10).",
        ),
        (
            "announcement_url",
            {"last_seen_on": date(2025, 1, 31)},
            "last_seen_on",
            date(2025, 1, 31),
            "order",
            "last_seen_on (2025-01-31) est antérieur ou inférieur à first_seen_on (2025-02-01).",
            "last_seen_on (2025-01-31) is earlier or lower than first_seen_on (2025-02-01).",
        ),
        (
            "event",
            {"parent_event_id": "e1"},
            "parent_event_id",
            "e1",
            "own_parent",
            "parent_event_id renvoie à la ligne elle-même (e1).",
            "parent_event_id refers to the row itself (e1).",
        ),
        (
            "programme_site",
            {"department_code": "35"},
            "department_code",
            "35",
            "territory",
            "La commune 97411 n’est pas dans le département 35.",
            "The commune 97411 does not lie in the department 35.",
        ),
        (
            "announcement",
            {"published_on": date(2025, 2, 2)},
            "published_on",
            date(2025, 2, 2),
            "published_after_fetch",
            "La date de publication 2025-02-02 est postérieure à la collecte (2025-02-01T08:30:00+00:00).",
            "The publication date 2025-02-02 is later than the capture (2025-02-01T08:30:00+00:00).",
        ),
    ],
)
def test_a_rule_broken_is_told(
    table: str,
    changes: dict[str, Any],
    column: str,
    value: Any,
    rule: str,
    reason_fr: str,
    reason_en: str,
    good_rows: Rows,
) -> None:
    good = good_rows[table]
    assert failures(TABLES[table], frame(table, good, good | changes)) == [
        Failure(1, column, value, rule, reason_fr, reason_en)
    ]


@pytest.mark.parametrize(
    ("commune", "department", "holds"),
    [("35238", "35", True), ("2A004", "2A", True), ("2A004", "2B", False), ("97411", "97", None)],
)
def test_communes_lie_in_their_departments(
    commune: str, department: str, holds: bool | None, good_rows: Rows
) -> None:
    row = good_rows["event"] | {"commune_code": commune, "department_code": department}
    rules = {failure.rule for failure in failures(TABLES["event"], frame("event", row))}
    assert rules == {True: set(), False: {"territory"}, None: {"pattern", "territory"}}[holds]


def test_a_day_may_have_begun_overseas_before_it_begins_in_paris(good_rows: Rows) -> None:
    row = good_rows["announcement"]
    in_noumea = row | {
        "published_on": date(2025, 2, 2),
        "fetched_at": datetime(2025, 2, 1, 14, 0, tzinfo=UTC),
    }
    nowhere_yet = in_noumea | {"fetched_at": datetime(2025, 2, 1, 11, 59, tzinfo=UTC)}
    found = failures(TABLES["announcement"], frame("announcement", in_noumea, nowhere_yet))
    assert [(f.row_index, f.rule) for f in found] == [(1, "published_after_fetch")]


def test_failures_come_by_row_and_then_by_column_whatever_the_index(good_rows: Rows) -> None:
    good = good_rows["event"]
    first = good | {"latitude": 91.0, "event_type": "party"}
    rows = frame("event", first, good, good | {"event_status": None})
    rows.index = pd.Index([7, 7, 3])
    found = [(f.row_index, f.column, f.rule) for f in failures(TABLES["event"], rows)]
    assert found == [
        (0, "event_type", "codes"),
        (0, "latitude", "maximum"),
        (2, "event_status", "required"),
    ]


def test_faults_of_the_whole_frame_come_first_and_hide_no_other(good_rows: Rows) -> None:
    rows = frame("event", good_rows["event"] | {"event_type": "party"})
    rows["start_time"] = [930]
    rows = rows.drop(columns="end_date").assign(weather="rain")
    found = failures(TABLES["event"], rows)
    assert [(f.row_index, f.column, f.value, f.rule) for f in found] == [
        (None, "start_time", "int64", "type"),
        (None, "end_date", None, "missing_column"),
        (None, "weather", None, "unknown_column"),
        (0, "event_type", "party", "codes"),
    ]
    assert [(f.reason_fr, f.reason_en) for f in found[:3]] == [
        (
            "La colonne start_time est de type int64 au lieu du type Arrow string.",
            "The column start_time has the type int64 instead of the Arrow type string.",
        ),
        (
            "La colonne end_date manque dans la table event.",
            "The column end_date is missing from the table event.",
        ),
        ("La table event n’a pas de colonne weather.", "The table event has no column weather."),
    ]


def test_reasons_quote_no_running_text(good_rows: Rows) -> None:
    row = good_rows["event_speaker"] | {"person_name": "Camille Exemple " * 20}
    (failure,) = failures(TABLES["event_speaker"], frame("event_speaker", row))
    assert failure.rule == "max_length"
    assert "Camille" not in failure.reason_fr + failure.reason_en
