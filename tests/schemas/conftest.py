"""One linked row for each table, all of it invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from schemas import TABLES

Rows = dict[str, dict[str, Any]]


@pytest.fixture
def good_rows() -> Rows:
    """Table name → one row that breaks no rule; together they break no reference."""
    evidence = {"evidence": "Forum santé le 4 mars", "evidence_start": 10, "evidence_end": 31}
    territory = {"commune_code": "97411", "department_code": "974", "region_code": "04"}
    seen = {"first_seen_on": date(2025, 2, 1), "last_seen_on": date(2025, 2, 3)}
    stated: Rows = {
        "announcement": {
            "announcement_id": "a1",
            "source_id": "sample",
            "url": "https://exemple.fr/forum",
            "title": "Forum santé",
            "publisher_name": "CPTS Exemple",
            "published_on": date(2025, 2, 1),
            "language": "fr",
            "content_digest": "0f" * 32,
            "fetched_at": datetime(2025, 2, 1, 8, 30, tzinfo=UTC),
            **seen,
        },
        "event": {
            "event_id": "e1",
            "announcement_id": "a1",
            "name": "Forum santé",
            "event_type": "forum",
            "start_date": date(2025, 3, 4),
            "start_time": "09:30",
            "end_date": date(2025, 3, 4),
            "date_precision": "time",
            "attendance_mode": "offline",
            "postal_code": "97400",
            "commune_name": "Saint-Denis",
            **territory,
            "latitude": -20.88,
            "longitude": 55.45,
            "attendance_count": 120,
            "attendance_qualifier": "about",
            "event_status": "scheduled",
            "registration_url": "https://exemple.fr/inscription",
            **evidence,
        },
        "event_session": {
            "session_id": "s1",
            "event_id": "e1",
            "position": 1,
            "start_time": "09:30",
            "title": "Accueil",
            "session_type": "welcome",
            **evidence,
        },
        "event_speaker": {
            "event_id": "e1",
            "session_id": "s1",
            "position": 1,
            "role": "directrice",
            "person_name": "Camille Exemple",
            **evidence,
        },
        "programme": {
            "programme_id": "p1",
            "announcement_id": "a1",
            "name": "Plan santé Exemple",
            "programme_type": "plan",
            "start_date": date(2025, 1, 1),
            "end_date": date(2027, 12, 31),
            "date_precision": "year",
            "scope": "commune",
            **territory,
            "programme_status": "running",
            **evidence,
        },
        "programme_objective": {
            "objective_id": "o1",
            "programme_id": "p1",
            "position": 1,
            "level": "axis",
            "text": "Prévenir",
            **evidence,
        },
        "programme_site": {
            "programme_id": "p1",
            "position": 1,
            "site_name": "MSP Exemple",
            **territory,
            **evidence,
        },
        "funding": {
            "funding_id": "f1",
            "announcement_id": "a1",
            "programme_id": "p1",
            "event_id": "e1",
            "amount_eur": Decimal("15000.00"),
            "amount_max_eur": Decimal("60000.00"),
            "amount_qualifier": "between",
            "amount_basis": "total",
            "rate_percent": 80.0,
            "period_start": date(2025, 1, 1),
            "period_end": date(2025, 12, 31),
            "funding_status": "open",
            **evidence,
        },
        "organisation_role": {
            "announcement_id": "a1",
            "subject_type": "event",
            "subject_id": "e1",
            "organisation_name": "CPTS Exemple",
            "organisation_id": "siren:000000000",
            "organisation_type": "professional_body",
            "role": "organiser",
            **evidence,
        },
        "indicator": {
            "indicator_id": "i1",
            "announcement_id": "a1",
            "subject_type": "programme",
            "subject_id": "p1",
            "label": "médecins installés",
            "value": 58.0,
            "value_qualifier": "exact",
            "unit": "professionals",
            "out_of": 78.0,
            **evidence,
        },
        "announcement_url": {"announcement_id": "a1", "url": "https://exemple.fr/forum", **seen},
        "quarantine": {
            "quarantine_id": "q1",
            "source_id": "sample",
            "stage": "normalise",
            "rule": "order",
            "reason_fr": "La fin vient avant le début.",
            "reason_en": "The end comes before the start.",
        },
        "source_status": {
            "source_id": "sample",
            "title": "Exemples",
            "status": "ok",
            "checked_at": datetime(2025, 2, 3, 6, 0, tzinfo=UTC),
            "announcements": 1,
            "rows": 9,
            "problems": 1,
        },
        "changes": {
            "position": 1,
            "table_name": "event",
            "row_key": "e1",
            "change": "changed",
            "column_name": "start_time",
            "value_before": "09:00",
            "value_after": "09:30",
        },
    }
    return {name: dict.fromkeys(TABLES[name].column_names) | row for name, row in stated.items()}


@pytest.fixture
def good_tables(good_rows: Rows) -> dict[str, pa.Table]:
    """The same as Arrow tables of one row."""
    return {
        name: pa.Table.from_pylist([row], schema=TABLES[name].arrow_schema) for name, row in good_rows.items()
    }
